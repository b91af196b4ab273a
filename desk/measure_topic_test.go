package desk

// Tests of votes by topic, on the votes that ship with comity and, where the files of the sources are at hand, on those of 2025.

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"comity"
	"comity/format/frame"
	"comity/measure/topic"
	"comity/topics"
)

// topicTable asks of a topic and gives one of its tables.
func topicTable(t *testing.T, d *Desk, s TopicSpec, name string) *frame.Frame {
	t.Helper()
	m, err := d.MeasureTopic(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	table, err := m.find(name)
	if err != nil {
		t.Fatal(err)
	}
	for f := range table.Blocks {
		return f
	}
	return &frame.Frame{}
}

func coreDesk(t *testing.T) *Desk {
	t.Helper()
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// tableColumn gives a column of a table by name.
func tableColumn(t *testing.T, f *frame.Frame, name string) *frame.Column {
	t.Helper()
	for _, c := range f.Columns {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("no column %s", name)
	return nil
}

// talliesOf gives "yes-no-abstain" of all states by year.
func talliesOf(t *testing.T, f *frame.Frame) map[int]string {
	t.Helper()
	year, yes, no, abstain := tableColumn(t, f, "year"), tableColumn(t, f, "all_yes"), tableColumn(t, f, "all_no"), tableColumn(t, f, "all_abstain")
	out := map[int]string{}
	for i := range f.Rows {
		out[int(year.At(i))] = fmt.Sprintf("%.0f-%.0f-%.0f", yes.At(i), no.At(i), abstain.At(i))
	}
	return out
}

// The tallies of two series of resolutions, as the notes on the data have them (yes, no, abstentions; the official count of the embargo
// in 1992 is 59-3-71, of which the source has 58).
var coercion = map[int]string{1996: "57-45-59", 2010: "131-53-0", 2019: "135-55-0", 2022: "130-53-1"}
var embargo = map[int]string{1992: "58-3-71", 2019: "187-3-2", 2022: "185-2-2"}
var coercion2025, embargo2025 = "122-56-0", "165-7-12"

func TestKnownTallies(t *testing.T) {
	d := coreDesk(t)
	for topic, want := range map[string]map[int]string{"human rights and unilateral coercive measures": coercion, "cuba-embargo": embargo} {
		got := talliesOf(t, topicTable(t, d, TopicSpec{Topic: topic}, "years"))
		for year, tally := range want {
			if got[year] != tally {
				t.Errorf("%s in %d: %s, want %s", topic, year, got[year], tally)
			}
		}
	}
}

// TestKnownTalliesOf2025 builds the votes of 2025, which may be fetched but not passed on.
func TestKnownTalliesOf2025(t *testing.T) {
	const shared = "../../shared/data"
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the files of the sources are not at hand")
	}
	k, ctx, ids := Keeper{Home: t.TempDir()}, context.Background(), []string{"unga-votes-2025"}
	if _, err := k.Pull(ctx, ids, PullOptions{Mirrors: []string{shared}, Offline: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Build(ctx, ids, false); err != nil {
		t.Fatal(err)
	}
	d, err := Open(k.Home)
	if err != nil {
		t.Fatal(err)
	}
	for topic, want := range map[string]string{"human rights and unilateral coercive measures": coercion2025, "cuba-embargo": embargo2025} {
		if got := talliesOf(t, topicTable(t, d, TopicSpec{Topic: topic, From: 2025}, "years"))[2025]; got != want {
			t.Errorf("%s in 2025: %s, want %s", topic, got, want)
		}
	}
}

// TestParts: yes, no, abstain and absent of a group add up to one, and the group of all is the tally of all.
func TestParts(t *testing.T) {
	d := coreDesk(t)
	f := topicTable(t, d, TopicSpec{Topic: "terrorism", Group: "developing"}, "years")
	for i := range f.Rows {
		sum := 0.0
		for _, name := range []string{"yes", "no", "abstain", "absent"} {
			sum += tableColumn(t, f, name).At(i)
		}
		if sum < 1-1e-12 || sum > 1+1e-12 {
			t.Errorf("row %d: parts add up to %v", i, sum)
		}
	}
	f = topicTable(t, d, TopicSpec{Topic: "terrorism"}, "calls")
	for _, name := range []string{"yes", "no", "abstain"} {
		for i := range f.Rows {
			if a, b := tableColumn(t, f, name).At(i), tableColumn(t, f, "all_"+name).At(i); a != b {
				t.Errorf("roll call %v: %s of the members is %v, of all %v", tableColumn(t, f, "call").At(i), name, a, b)
			}
		}
	}
}

// TestStatesInAnyOrder: the order in which states are named changes no number.
func TestStatesInAnyOrder(t *testing.T) {
	d := coreDesk(t)
	a := topicTable(t, d, TopicSpec{Topic: "ukraine", Group: "RUS,CHN,USA,IND"}, "years")
	b := topicTable(t, d, TopicSpec{Topic: "ukraine", Group: "IND,USA,CHN,RUS"}, "years")
	for i, c := range a.Columns {
		for row := range a.Rows {
			if x, y := c.At(row), b.Columns[i].At(row); x != y && (x == x || y == y) {
				t.Errorf("%s of row %d: %v and %v", c.Name, row, x, y)
			}
		}
	}
}

// TestJudgedRules keeps what the rules are worth by the titles read by hand: no topic under the bounds here, and the mean over topics
// as it was measured when they were read (docs/MEASURES.md).
func TestJudgedRules(t *testing.T) {
	d := coreDesk(t)
	calls := d.engine.RollCalls("", comity.Always)
	page, err := os.ReadFile("../docs/MEASURES.md")
	if err != nil {
		t.Fatal(err)
	}
	var precision, recall float64
	for _, x := range topics.All() {
		j := judged(x.Name, calls)
		precision, recall = precision+j.Precision.Share, recall+j.Recall.Share
		if j.Precision.Share < .7 || j.Recall.Share < .65 && x.Name != "energy" || j.Precision.N < 5 {
			t.Errorf("%s: precision %.2f, recall %.2f, %d titles", x.Name, j.Precision.Share, j.Recall.Share, j.Precision.N)
		}
		line := fmt.Sprintf("| %s | %s | %d |", judgedWords(j.Precision), judgedWords(j.Recall), j.Precision.N)
		if !strings.Contains(string(page), line) {
			t.Errorf("%s: docs/MEASURES.md has no line with %s", x.Name, line)
		}
	}
	n := float64(len(topics.All()))
	close4(t, "mean precision", precision/n, 0.9136, .0005)
	close4(t, "mean recall", recall/n, 0.9245, .0005)
}

func judgedWords(e topic.Estimate) string {
	return fmt.Sprintf("%.2f (%.2f-%.2f)", e.Share, e.Low, e.High)
}

// TestTopicsMistyped: what is not there is told with what may have been meant.
func TestTopicsMistyped(t *testing.T) {
	d := coreDesk(t)
	for _, x := range []struct {
		s    TopicSpec
		want string
	}{
		{TopicSpec{Topic: "terorism"}, "did you mean terrorism"},
		{TopicSpec{Topic: "coercive"}, "did you mean"},
		{TopicSpec{Topic: "terrorism", Group: "developping countries"}, "did you mean developing countries"},
		{TopicSpec{Topic: "terrorism", Group: "RUS,XXX"}, "unknown state"},
		{TopicSpec{Topic: "terrorism", By: "month"}, "by year or by session"},
		{TopicSpec{Topic: "terrorism", Calls: "some"}, "count all, final"},
		{TopicSpec{Group: "G77"}, "name a topic"},
	} {
		if _, err := d.MeasureTopic(context.Background(), x.s); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%+v: %v, want %q", x.s, err, x.want)
		}
	}
}

// TestTopicWhereMembersAreUnknown: who belongs to the Group of 77 is known from a day on: roll calls before it are not measured, and none
// of their cells is a number.
func TestTopicWhereMembersAreUnknown(t *testing.T) {
	d := coreDesk(t)
	early := TopicSpec{Topic: "terrorism", Group: "G77", From: 1990, To: 2000}
	m, err := d.MeasureTopic(context.Background(), early)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(m.Answer.Finding, "none is measured: who belongs is not known before") {
		t.Error(m.Answer.Finding)
	}
	calls := topicTable(t, d, early, "calls")
	for _, name := range []string{"yes", "no", "abstain", "absent"} {
		for i := range calls.Rows {
			if x := tableColumn(t, calls, name).At(i); comity.Why(x) != comity.NotCovered {
				t.Fatalf("%s of roll call %d is %v", name, i, x)
			}
		}
	}
	if m, err = d.MeasureTopic(context.Background(), TopicSpec{Topic: "terrorism", Group: "G77", From: 1990}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(m.Answer.Finding, "not measured: who belongs is not known before") || strings.Contains(m.Answer.Finding, "none is measured") {
		t.Error(m.Answer.Finding)
	}
}
