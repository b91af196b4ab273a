package groups

// The checksum of the package's tables, by which a lock file knows them again.

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
)

// Sum is the SHA-256 of the tables, with their names.
func Sum() string {
	h := sha256.New()
	names, err := fs.Glob(files, "*.tsv") // in order of name
	for _, name := range names {
		var data []byte
		if data, err = files.ReadFile(name); err != nil {
			break
		}
		fmt.Fprintf(h, "%s %d\n%s", name, len(data), data)
	}
	if err != nil {
		panic("groups: tables compiled in cannot be read: " + err.Error())
	}
	return hex.EncodeToString(h.Sum(nil))
}
