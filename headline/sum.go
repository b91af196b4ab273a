package headline

// The checksum of the package's tables, by which a lock file knows it again.

import (
	"crypto/sha256"
	"encoding/hex"
)

// Sum is the SHA-256 of the tables.
func Sum() string {
	sum := sha256.Sum256([]byte(headlineTSV + deflatorTSV))
	return hex.EncodeToString(sum[:])
}
