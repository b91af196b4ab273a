package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"comity"
	"comity/source"
)

// small is a container of a series and a vote table, a few hundred bytes each.
func small(t testing.TB) []byte {
	t.Helper()
	s := &SeriesBuilder{Head: Head{Source: "s", Variables: []Variable{{Name: "flow", Unit: "USD"}}}}
	for y := 2000; y < 2005; y++ {
		s.Add(Datum{Variable: "flow", A: 2, B: 365, Year: y, Value: float64(y), Row: int64(y)})
		s.Add(Datum{Variable: "flow", A: 365, B: 2, Year: y, Value: comity.NaN(comity.InSource), Row: 1})
	}
	v := &VotesBuilder{Head: Head{Source: "v", Body: "UNGA"}}
	for i := range 70 {
		c := v.Call(RollCall{Number: int64(i), Session: "1", Symbol: "A/RES/1/1", Day: comity.Day(i)})
		v.Cast(c, 2, Vote(1+i%3))
		v.Cast(c, 365, Vote(1+i%2))
	}
	var out bytes.Buffer
	if err := Write(&out, s, v); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestVerifyFindsEveryFlippedBitOfAContainer(t *testing.T) {
	data := small(t)
	if err := Verify(data); err != nil {
		t.Fatal(err)
	}
	for i := range data {
		for bit := range 8 {
			data[i] ^= 1 << bit
			if Verify(data) == nil {
				t.Fatalf("bit %d of byte %d was flipped unseen", bit, i)
			}
			data[i] ^= 1 << bit
		}
	}
	for n := range data {
		if Verify(data[:n]) == nil {
			t.Fatalf("cut off after %d bytes unseen", n)
		}
	}
	if Verify(append(bytes.Clone(data), 0)) == nil {
		t.Error("a byte was added unseen")
	}
}

func TestVerifyFindsFlippedBitsOfTheCore(t *testing.T) {
	data, r := bytes.Clone(coreBytes()), rand.New(rand.NewPCG(1, 2))
	for range 40 {
		i, bit := r.IntN(len(data)), r.IntN(8)
		data[i] ^= 1 << bit
		if Verify(data) == nil {
			t.Fatalf("bit %d of byte %d was flipped unseen", bit, i)
		}
		data[i] ^= 1 << bit
	}
	if err := Verify(data); err != nil {
		t.Error(err)
	}
}

// stocked is a store with the snapshots and tables of a few small sources.
func stocked(t *testing.T) *Store {
	t.Helper()
	mirror(t)
	s, ids := NewStore(t.TempDir()), []string{"unsc-vetoes", "atlas-g20-china", "unga-votes-2025"}
	if _, err := s.Pull(t.Context(), ids, PullOptions{Mirrors: []string{mirrorDir}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Build(t.Context(), ids, BuildOptions{Workers: 2}); err != nil {
		t.Fatal(err)
	}
	return s
}

// filesOf gives the snapshots and tables of a store.
func filesOf(t *testing.T, s *Store) (out []string) {
	t.Helper()
	for _, pattern := range []string{"snapshots/*/*", "tables/*"} {
		found, _ := filepath.Glob(filepath.Join(s.Home(), pattern))
		out = append(out, found...)
	}
	if len(out) != 6 {
		t.Fatalf("%d files in the store: %v", len(out), out)
	}
	return out
}

func TestVerifyFindsFlippedBitsInTheStore(t *testing.T) {
	s, r := stocked(t), rand.New(rand.NewPCG(3, 4))
	for _, path := range filesOf(t, s) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			i, bit := r.IntN(len(data)), r.IntN(8)
			data[i] ^= 1 << bit
			os.WriteFile(path, data, 0o644)
			found, err := s.Verify(t.Context())
			if err != nil || Clean(found) {
				t.Fatalf("%s: bit %d of byte %d was flipped unseen (%v)", path, bit, i, err)
			}
			data[i] ^= 1 << bit
		}
		os.WriteFile(path, data, 0o644)
	}
	if found, err := s.Verify(t.Context()); err != nil || !Clean(found) {
		t.Errorf("the store was put right and verify says %v, %v", found, err)
	}
}

func TestADamagedSnapshotIsNotBuiltAndIsPulledAgain(t *testing.T) {
	s := stocked(t)
	src, _ := source.Lookup("atlas-g20-china")
	path := s.snapshotPath(src.Card().Files[0].SHA256)
	data, _ := os.ReadFile(path)
	data[100] ^= 1
	os.WriteFile(path, data, 0o644)
	before, _ := os.ReadFile(s.tablePath("atlas-g20-china"))
	if _, err := s.Build(t.Context(), []string{"atlas-g20-china"}, BuildOptions{Workers: 1, Force: true}); err == nil {
		t.Error("a damaged snapshot was built")
	}
	if after, _ := os.ReadFile(s.tablePath("atlas-g20-china")); !bytes.Equal(before, after) {
		t.Error("a build that failed changed the table")
	}
	all, err := s.Pull(t.Context(), []string{"atlas-g20-china"}, PullOptions{Mirrors: []string{mirrorDir}})
	if err != nil || all[0].New != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}

// readThrough reads everything of tables that opened: nothing may run outside them.
func readThrough(tables []*Table) {
	for _, table := range tables {
		if table.Kind == kindVotes {
			v := table.Votes()
			for c := range v.Calls {
				v.Tally(c)
			}
			continue
		}
		for _, v := range table.Variables {
			table.Each(v.Name, comity.NoState, func(r Run) {
				r.At(r.From)
				r.At(r.From + r.Years() - 1)
			})
		}
	}
}

func FuzzRead(f *testing.F) {
	data := small(f)
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		if tables, err := Read(data); err == nil {
			readThrough(tables)
		}
	})
}

// FuzzHeader gives a container any header, with a right checksum, over a right body.
func FuzzHeader(f *testing.F) {
	data := small(f)
	n := int(binary.LittleEndian.Uint64(data[len(magic):]))
	body := data[prelude+n:]
	f.Add(string(data[prelude : prelude+n]))
	f.Add(`[{"kind":"series","sections":[{"name":"keys","length":16}]}]`)
	f.Add(`[{"kind":"votes"}]`)
	f.Fuzz(func(t *testing.T, header string) {
		bad := binary.LittleEndian.AppendUint64([]byte(magic), uint64(len(header)))
		sum := sha256.Sum256([]byte(header))
		bad = append(append(append(bad, sum[:]...), header...), body...)
		if tables, err := Read(bad); err == nil {
			readThrough(tables)
		}
	})
}

// FuzzReadBehindTheChecksum damages what the header's checksum does not cover.
func FuzzReadBehindTheChecksum(f *testing.F) {
	data := small(f)
	body := bytes.Index(data, []byte("}]"))
	f.Add(uint32(100), byte(1))
	f.Fuzz(func(t *testing.T, at uint32, flip byte) {
		if flip == 0 {
			return
		}
		bad := bytes.Clone(data)
		bad[body+int(at)%(len(bad)-body)] ^= flip
		tables, err := Read(bad)
		if err != nil {
			return
		}
		readThrough(tables)
	})
}
