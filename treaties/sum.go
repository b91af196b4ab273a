package treaties

// The checksum of the package's tables, by which a lock file knows them again.

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Sum is the SHA-256 of the tables, one after another.
func Sum() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{clausesTSV, missionsTSV, recognisedTSV, countsTSV, successionTSV, tiesTSV, recognitionTSV, treatiesTSV, partiesTSV, vetoesTSV, warsTSV,
		warPartiesTSV}, "\x00")))
	return hex.EncodeToString(sum[:])
}
