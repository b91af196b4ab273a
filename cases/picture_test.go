package cases

// Keeps the picture of the README what the command draws: the first chart of a pair page, from the record that ships.

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"comity/internal/cli"
)

func TestReadmePicture(t *testing.T) {
	t.Setenv("COMITY_HOME", t.TempDir())
	page := filepath.Join(t.TempDir(), "pair.html")
	var complaint bytes.Buffer
	if code := cli.Run([]string{"pair", "argentina", "brazil", "--html", page}, strings.NewReader(""), io.Discard, &complaint); code != 0 {
		t.Fatalf("status %d: %s", code, &complaint)
	}
	html, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	from, to := bytes.Index(html, []byte("<svg ")), bytes.Index(html, []byte("</svg>"))
	if from < 0 || to < from {
		t.Fatal("the page has no picture")
	}
	got := append(html[from:to:to], "</svg>\n"...)
	file := filepath.Join("..", "docs", "pair.svg")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
		t.Errorf("docs/pair.svg is not what the command draws now (%v): look at the new picture, and if it is right run `make pictures`", err)
	}
}
