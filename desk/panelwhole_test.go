package desk

// Panels over the whole record: the commands of the page on panels, written, made again and explained. Called where every source is
// built (whole_test.go).

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// wholePanels are panels as the page on panels asks for them.
var wholePanels = []struct {
	file string
	spec PanelSpec
	rows int
}{
	{"kitchen.csv", PanelSpec{Unit: "dyad-year", Directed: true, System: "cow", From: 1816, To: 2010, Columns: []string{"@peacesciencer"}, Compat: "peacesciencer"}, 1_685_310},
	{"p.parquet", PanelSpec{Unit: "dyad-year", System: "gw", From: 1990, To: 2000, Columns: []string{"nmc.cinc", "trade.turnover", "vote.agreement"}}, 0},
	{"sy.dta", PanelSpec{Unit: "state-year", Columns: []string{"@peacesciencer"}}, 0},
	{"relevant.rds", PanelSpec{Unit: "dyad-year", Directed: true, From: 1816, To: 2010, Compat: "peacesciencer", Columns: []string{"nmc.cinc", "cowmidonset"}, Steps: []PanelStep{{Kind: "where", Text: "politically_relevant"}}}, 223_982},
}

// panelsOfTheWholeRecord writes the panels, makes them again and explains cells of their files.
func panelsOfTheWholeRecord(t *testing.T, d *Desk, home string) {
	dir, ctx := t.TempDir(), context.Background()
	draw := rand.New(rand.NewPCG(3, 4))
	for _, w := range wholePanels {
		path := filepath.Join(dir, w.file)
		start := time.Now()
		made, err := d.WritePanel(ctx, w.spec, PanelOutput{Home: home, Path: path})
		if err != nil {
			t.Errorf("%s: %v", w.file, err)
			continue
		}
		t.Logf("%s: %d rows, %d columns, %d bytes in %.1f s", w.file, made.Rows, len(made.Columns), made.Files[0].Bytes, time.Since(start).Seconds())
		if w.rows > 0 && made.Rows != w.rows {
			t.Errorf("%s has %d rows, want %d", w.file, made.Rows, w.rows)
		}
		for range 3 {
			c := made.Columns[draw.IntN(len(made.Columns))]
			if _, err := d.WhyFile(ctx, path, 1+draw.IntN(made.Rows), c.Name, WhyOptions{Home: home}); err != nil {
				t.Errorf("%s, %s: %v", w.file, c.Name, err)
			}
		}
	}
	if _, err := d.WhyFile(ctx, filepath.Join(dir, "kitchen.csv"), 12345, "cinc1", WhyOptions{Home: home}); err != nil {
		t.Error(err)
	}
	again, err := d.Replay(ctx, filepath.Join(dir, lockName), ReplayOptions{Home: home, Check: true})
	if err != nil || !again.Same || len(again.Notes) > 0 {
		data, _ := json.Marshal(again)
		t.Errorf("replay: %v: %s", err, data)
	}
	if pins, err := os.ReadDir(filepath.Join(home, "locks")); err != nil || len(pins) != 1 {
		t.Errorf("%d lock files are pinned, %v", len(pins), err)
	}
}
