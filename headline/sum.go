package headline

// The checksum of the package's table, by which a lock file knows it again.

import (
	"crypto/sha256"
	"encoding/hex"
)

// Sum is the SHA-256 of the table.
func Sum() string {
	sum := sha256.Sum256([]byte(headlineTSV))
	return hex.EncodeToString(sum[:])
}
