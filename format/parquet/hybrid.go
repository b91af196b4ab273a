package parquet

// Small whole numbers as the format packs them: runs of one number, told once, and the rest in as many bits as the greatest takes.
// parquet-go's own packer divides the two in other places on other processors.

import "encoding/binary"

// hybrid appends numbers of so many bits (at most 24). A run of at least eight equal numbers is told once; between such runs numbers
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
		for at := 0; at < n; at += 8 {
			var eight [8]T
			copy(eight[:], numbers[at:])
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
func packEight[T uint8 | int32](to []byte, eight *[8]T, width int) []byte {
	var bits uint64
	have := 0
	for _, v := range eight {
		bits |= uint64(v) << have
		if have += width; have >= 32 {
			to = binary.LittleEndian.AppendUint32(to, uint32(bits))
			bits >>= 32
			have -= 32
		}
	}
	for ; have > 0; have -= 8 {
		to = append(to, byte(bits))
		bits >>= 8
	}
	return to
}
