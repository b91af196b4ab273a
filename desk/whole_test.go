package desk

// The whole record: every source that ships a card is pulled and built from the collected files, verified, and held against the
// laws; what breaks them is the page docs/RECORD-REPORT.md.

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"comity/report"
	"comity/source"
)

const reportFile = "../docs/RECORD-REPORT.md"

func TestTheWholeRecord(t *testing.T) {
	const shared = "../../shared/data"
	if _, err := os.Stat(shared); err != nil {
		t.Skipf("the files to build from are not here: %v", err)
	}
	if testing.Short() {
		t.Skip("builds every source")
	}
	k, ctx := Keeper{Home: t.TempDir()}, context.Background()
	var ids []string
	for _, s := range source.All() {
		if !s.Card().Untried {
			ids = append(ids, s.Card().ID)
		}
	}
	if _, err := k.Pull(ctx, ids, PullOptions{Mirrors: []string{shared}, Offline: true}); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	steps, err := k.Build(ctx, ids, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d sources built in %.1f s", len(ids), time.Since(start).Seconds())
	if len(steps.Lines) != len(ids) {
		t.Errorf("%d sources built of %d", len(steps.Lines), len(ids))
	}
	if steps, err := k.Verify(ctx, ""); err != nil || !steps.OK {
		t.Errorf("%v, %v", steps, err)
	}
	start = time.Now()
	d, err := Open(k.Home)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("opened in %.1f ms", 1e3*time.Since(start).Seconds())
	reportOf(t, d)
	t.Run("panels", func(t *testing.T) { panelsOfTheWholeRecord(t, d, k.Home) })
	t.Run("why shows rows", func(t *testing.T) { whyShowsRows(t, d, k.Home) })
	t.Run("why", func(t *testing.T) { explainedEverywhere(t, d) })
	t.Run("why of units", func(t *testing.T) { explainedUnits(t, d) })
}

// reportOf holds the page of breaches against what the laws find now.
func reportOf(t *testing.T, d *Desk) {
	laws, err := d.Laws(nil, 40)
	if err != nil {
		t.Fatal(err)
	}
	laws.Record = "" // it changes with every card
	var page bytes.Buffer
	if err := report.Markdown(&page, laws.Document()); err != nil {
		t.Fatal(err)
	}
	got := strings.Replace(page.String(), "\n", "\n"+reportIntro, 1)
	if *update {
		if err := os.WriteFile(reportFile, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(reportFile)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what the laws find: run go test ./desk -run Whole -update, and read the difference", reportFile)
	}
}

const reportIntro = `
This page is generated: the record is built of every source whose files are at hand, and every table is held against the laws.
What stands here is in the sources as they were published (row numbers are those of the file named on the card, the header
not counted; a row may break a law by the source's own definition, and then it is a difference of definitions worth knowing).
comity changes none of it; what it corrects stands on the card with its reason. ` + "`comity laws SOURCE`" + ` prints the same for what is in a store.
`
