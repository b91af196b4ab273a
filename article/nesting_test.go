package article

import (
	"strings"
	"testing"
)

func TestTooDeep(t *testing.T) {
	tests := []struct {
		name string
		in   string
		want bool
	}{
		{"one within another, without end", strings.Repeat("<div>", deepest+1), true},
		{"bold in bold", "<p>" + strings.Repeat("<B>", deepest+1), true},
		{"one after another", strings.Repeat("<div><b>a</b></div>", deepest), false},
		{"elements that need no end", strings.Repeat("<p>a<br><img src=x><li>", deepest), false},
		{"as deep as may be", strings.Repeat("<div>", deepest), false},
		{"more ends than starts", strings.Repeat("</div>", 10), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tooDeep(tt.in); got != tt.want {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
	if _, _, err := Text([]byte("<html><body>" + strings.Repeat("<div>", 400000))); err == nil || !strings.Contains(err.Error(), "nested") {
		t.Errorf("a page of 400000 elements in one another: %v", err)
	}
}
