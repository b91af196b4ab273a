package record

// Sources made up for tests: small files of numbers that need no other data, so that the keeping of the store is tried
// everywhere and thousands of times.

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"comity"
	"comity/source"
)

// madeUp is a source of one variable; its files hold a number in each line.
type madeUp struct {
	card  source.Card
	files map[string][]byte
}

func (m madeUp) Card() source.Card { return m.card }

func (m madeUp) Read(files fs.FS, out source.Sink) error {
	row := int64(0)
	for _, f := range m.card.Files {
		data, err := fs.ReadFile(files, f.Name)
		if err != nil {
			return err
		}
		for line := range bytes.Lines(data) {
			v, err := strconv.ParseFloat(string(bytes.TrimSpace(line)), 64)
			if err != nil {
				return err
			}
			row++
			out.Datum(source.Datum{Variable: "x", A: comity.State(2 + row/100), Year: 1900 + int(row%100), Value: v, Row: row})
		}
	}
	return nil
}

// makeUp makes a source of so many files of so many lines; the seed makes its bytes.
func makeUp(id string, seed uint64, files, lines int) madeUp {
	r := rand.New(rand.NewPCG(seed, 7))
	m := madeUp{files: map[string][]byte{}, card: source.Card{ID: id, Title: "Made up " + id, Edition: fmt.Sprint("seed ", seed), Rights: source.Fetch,
		Variables: []source.Variable{{Name: "x", Unit: "1", Absence: source.Silent}}, From: 1900, To: 2000, Page: "nowhere"}}
	for i := range files {
		var b bytes.Buffer
		for range lines {
			fmt.Fprintln(&b, r.Float64())
		}
		name := fmt.Sprintf("%s/%d.txt", id, i)
		m.files[name] = b.Bytes()
		m.card.Files = append(m.card.Files, source.File{Name: name, SHA256: sumOf(b.Bytes()), Size: int64(b.Len()), Format: "txt"})
	}
	return m
}

// shelve writes the files of made-up sources into a directory, as a mirror has them.
func shelve(t testing.TB, sources ...madeUp) (mirror string) {
	t.Helper()
	mirror = t.TempDir()
	for _, m := range sources {
		for name, data := range m.files {
			path := filepath.Join(mirror, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return mirror
}

// over gives a store whose sources are those.
func over(home string, sources ...madeUp) *Store {
	s := NewStore(home)
	s.program = func() string { return "test" }
	s.all = func() (all []source.Source) {
		for _, m := range sources {
			all = append(all, m)
		}
		return all
	}
	return s
}

// filled gives a store with everything of the sources pulled and built.
func filled(t testing.TB, sources ...madeUp) *Store {
	t.Helper()
	s := over(t.TempDir(), sources...)
	if _, err := s.Pull(t.Context(), nil, PullOptions{Mirrors: []string{shelve(t, sources...)}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Build(t.Context(), nil, BuildOptions{Workers: 2}); err != nil {
		t.Fatal(err)
	}
	return s
}
