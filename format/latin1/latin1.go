// Package latin1 turns one-byte western text into UTF-8.
//
// Files older than UTF-8 hold names such as "Côte d'Ivoire" in ISO 8859-1, or in Windows-1252, which agrees with it
// but for 27 bytes between 0x80 and 0x9F. Those bytes are unused controls in ISO 8859-1 and quotation marks, dashes and
// the euro sign in Windows-1252, so text called either is read as Windows-1252, as web browsers do.
package latin1

import "unicode/utf8"

// high is what the bytes 0x80 to 0x9F stand for; five of them stand for nothing and stay the control they are.
var high = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}

// Append appends src, read as Windows-1252, to dst as UTF-8. It cannot fail: every byte stands for a character.
func Append(dst, src []byte) []byte {
	for _, c := range src {
		switch {
		case c < 0x80:
			dst = append(dst, c)
		case c < 0xA0:
			dst = utf8.AppendRune(dst, high[c-0x80])
		default:
			dst = append(dst, 0xC0|c>>6, 0x80|c&0x3F)
		}
	}
	return dst
}
