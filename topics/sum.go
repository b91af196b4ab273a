package topics

// The checksum of the package's tables, by which a lock file knows them again.

import (
	"crypto/sha256"
	"encoding/hex"
)

// Sum is the SHA-256 of the tables.
func Sum() string {
	sum := sha256.Sum256([]byte(rulesTSV + labelsTSV + treatiesTSV))
	return hex.EncodeToString(sum[:])
}
