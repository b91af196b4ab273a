package jsontable

// The JSON files of the shared data. What is compared with was counted by Python's json module.

import (
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const sharedData = "../../../shared/data"

// TestSharedFiles reads each shape there is: rows, columns, cells that are not missing, the sum of those that are numbers
// (unless 0).
func TestSharedFiles(t *testing.T) {
	if _, err := os.Stat(sharedData); err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	sipri := "capabilities/sipri_milex_json_2025.zip"
	for _, c := range []struct {
		path           string
		opt            Options
		rows           int64
		columns, cells int
		sum            float64
	}{
		{"un_votes/wcg_un-votes-summary.json", Options{Path: "*.sessions"}, 14179 + 79, 2 + 5 + 1, 14179*7 + 79*2, 0},
		{"un_votes/wcg_resolution-themes.json", Options{Path: "map"}, 5694, 3, 5694 + 7090, 0},
		{"un_votes/wcg_resolution-themes.json", Options{Path: "map", Join: "; "}, 5694, 2, 5694 * 2, 0},
		{"culture/hofstede_6d_terra.json", Options{}, 118, 10, 0, 0},
		{"igo/factbook_us.json", Options{}, 13, 1 + 369, 13 + 380, 0},
		{"igo/factbook_us.json", Options{One: true}, 1, 380, 380, 0},
		{"events/dict/pygdelt_countries.json", Options{}, 249, 6, 249 + 996, 0},
		{sipri, Options{Entry: "Share_of_GDP.json"}, 174, 78, 8457, 25521.41},
		{sipri, Options{Entry: "Regional_totals.json"}, 19, 38, 719, 185324.5},
		{sipri, Options{Entry: "Current_US.json"}, 174, 78, 8664, 56513340.4},
		{sipri, Options{Entry: "Share_of_Govt_spending.json"}, 174, 40, 4922, 39287.09},
	} {
		r, err := OpenFile(filepath.Join(sharedData, c.path), c.opt)
		if err != nil {
			t.Error(err)
			continue
		}
		cells, sum := 0, 0.0
		for r.Next() {
			for i := range r.Columns() {
				if _, ok := r.Text(i); ok {
					cells++
				}
				v, _ := r.Float(i)
				sum += v
			}
		}
		if r.Err() != nil || r.Row() != c.rows || len(r.Columns()) != c.columns || c.cells != 0 && cells != c.cells || c.sum != 0 && math.Abs(sum-c.sum) > 1e-6 {
			t.Errorf("%s %q %s: %d rows of %d columns, %d cells, sum %v, %v", c.path, c.opt.Path, c.opt.Entry, r.Row(), len(r.Columns()), cells, sum, r.Err())
		}
		r.Close()
	}
}

// TestSessions looks at rows within rows.
func TestSessions(t *testing.T) {
	r, err := OpenFile(sharedData+"/un_votes/wcg_un-votes-summary.json", Options{Path: "*.sessions", Keys: []string{"state", "session"}})
	if err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	defer r.Close()
	place := map[string]int{}
	for i, name := range r.Columns() {
		place[name] = i
	}
	yes, total := 0.0, 0.0
	for r.Next() {
		if state, _ := r.Text(place["state"]); state == "_meta" {
			continue
		}
		y, _ := r.Float(place["yes"])
		n, _ := r.Float(place["total"])
		yes, total = yes+y, total+n
	}
	if yes != 711290 || total != 947434 {
		t.Error(yes, total)
	}
}

// TestEverySharedFile reads every .json there is without an error.
func TestEverySharedFile(t *testing.T) {
	root, err := filepath.EvalSymlinks(sharedData)
	if err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	files := 0
	filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".json") {
			return err
		}
		files++
		r, err := OpenFile(path, Options{})
		if err != nil {
			t.Error(err)
			return nil
		}
		defer r.Close()
		for r.Next() {
		}
		if r.Err() != nil || r.Row() == 0 {
			t.Errorf("%s: %d rows, %v", path, r.Row(), r.Err())
		}
		return nil
	})
	t.Logf("%d files", files)
}
