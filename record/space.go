//go:build linux || darwin || freebsd

package record

// This file asks how much room a disk has left, where the standard library lets us.

import "syscall"

// freeSpace gives the bytes an ordinary user may still write on the disk of a directory.
func freeSpace(dir string) (bytes int64, ok bool) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return 0, false
	}
	return int64(fs.Bavail) * int64(fs.Bsize), true
}
