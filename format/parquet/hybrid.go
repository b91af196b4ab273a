package parquet

// Small whole numbers as the format packs them: runs of one number, told once, and the rest in as many bits as the greatest takes.
// parquet-go's own packer divides the two in other places on other processors.

import (
	"encoding/binary"
	"slices"
)

// hybrid appends numbers of so many bits (at most 16). A run of at least eight equal numbers is told once; between such runs numbers
// go in eights, the last of which is filled up with zeros.
func hybrid[T uint8 | int32](to []byte, numbers []T, width int) []byte {
	for len(numbers) > 0 {
		if run := equal(numbers, len(numbers)); run >= 8 || run == len(numbers) {
			to = binary.AppendUvarint(to, uint64(run)<<1)
			for k := 0; k < width; k += 8 {
				to = append(to, byte(numbers[0]>>k))
			}
			numbers = numbers[run:]
			continue
		}
		n := 8
		for n < len(numbers) && equal(numbers[n:], 8) < 8 {
			n += 8
		}
		to = binary.AppendUvarint(to, uint64(n/8)<<1|1)
		full := min(n, len(numbers)&^7)
		for at := 0; at < full; at += 8 {
			to = packEight(to, (*[8]T)(numbers[at:]), width)
		}
		if full < n {
			var eight [8]T
			copy(eight[:], numbers[full:])
			to = packEight(to, &eight, width)
		}
		numbers = numbers[min(n, len(numbers)):]
	}
	return to
}

// equal counts the numbers at the beginning that are equal, up to most.
func equal[T uint8 | int32](numbers []T, most int) int {
	n, first := 1, numbers[0]
	for n < most && n < len(numbers) && numbers[n] == first {
		n++
	}
	return n
}

// packEight appends eight numbers of so many bits each, which are so many bytes.
func packEight[T uint8 | int32](to []byte, v *[8]T, width int) []byte {
	one, two, three := width, 2*width, 3*width
	low := uint64(v[0]) | uint64(v[1])<<one | uint64(v[2])<<two | uint64(v[3])<<three
	high := uint64(v[4]) | uint64(v[5])<<one | uint64(v[6])<<two | uint64(v[7])<<three
	n := len(to)
	to = slices.Grow(to, 16)[:n+16]
	binary.LittleEndian.PutUint64(to[n:], low|high<<(4*width))
	binary.LittleEndian.PutUint64(to[n+8:], high>>(64-4*width))
	return to[:n+width]
}
