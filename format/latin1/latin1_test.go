package latin1

import (
	"testing"
	"unicode/utf8"
)

func TestAppend(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"plain", "Mali", "Mali"},
		{"accents", "C\xF4te d'Ivoire", "Côte d'Ivoire"},
		{"first and last of the upper half", "\xA0\xFF", "\u00A0ÿ"},
		{"windows quotes and euro", "\x93\x80\x94", "“€”"},
		{"a byte that stands for nothing", "\x81", "\u0081"},
	} {
		if got := string(Append(nil, []byte(c.in))); got != c.want {
			t.Errorf("%s: Append(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestEveryByteGivesOneRune(t *testing.T) {
	for b := range 256 {
		if got := Append(nil, []byte{byte(b)}); !utf8.Valid(got) || utf8.RuneCount(got) != 1 {
			t.Errorf("byte %#x gives %q", b, got)
		}
	}
}
