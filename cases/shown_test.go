package cases

// Runs the commands shown to readers in README.md and docs/*.md and compares what they print with what is shown.
//
// A shown command stands in a fence marked ```console: a line `$ comity …` (or `$ go run ./cmd/comity …`) and its output
// under it, up to the next `$` line or the end of the fence. A line that is only `…` stands for any lines; a `…` inside a
// line for any text. Commands run in the project's root; each page begins with an empty store. Other `$` lines are shown, not run here.

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

type shown struct {
	file    string
	line    int
	command string
	output  []string
}

func TestShownCommands(t *testing.T) {
	files, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append([]string{"../README.md"}, files...) {
		home := t.TempDir()
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range parseShown(filepath.Base(file), string(text)) {
			t.Run(s.command, func(t *testing.T) { s.run(t, home) })
		}
	}
}

// parseShown finds the shown commands of one page.
func parseShown(file, text string) []shown {
	var all []shown
	inside := false
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "```"):
			inside = line == "```console"
		case !inside:
		case strings.HasPrefix(line, "$ "):
			all = append(all, shown{file: file, line: i + 1, command: line[2:]})
		case len(all) > 0:
			all[len(all)-1].output = append(all[len(all)-1].output, line)
		}
	}
	return all
}

// args gives the arguments of the command and whether it is one of comity's.
func (s shown) args() ([]string, bool) {
	for _, start := range []string{"comity ", "go run ./cmd/comity "} {
		if rest, ok := strings.CutPrefix(s.command, start); ok {
			return words(rest), true
		}
	}
	return nil, false
}

func (s shown) run(t *testing.T, home string) {
	args, ok := s.args()
	if !ok {
		t.Skip("not a comity command; shown only")
	}
	cmd := exec.Command("comity", args...)
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), "COMITY_HOME="+home, "NO_COLOR=1", "TERM=dumb", "TZ=UTC")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s:%d: %v\n%s", s.file, s.line, err, out)
	}
	if len(s.output) > 0 && !pattern(s.output).MatchString(trim(string(out))) {
		t.Errorf("%s:%d: $ %s\nprints\n%s\nbut the page shows\n%s\nCorrect the page, or the command.",
			s.file, s.line, s.command, out, strings.Join(s.output, "\n"))
	}
}

// pattern turns shown output into an expression; trailing blanks of a line do not count.
func pattern(lines []string) *regexp.Regexp {
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSuffix(trim(strings.Join(lines, "\n")), "\n"), "\n") {
		if strings.TrimSpace(line) == "…" {
			b.WriteString(`(?:.*\n)*?`)
			continue
		}
		parts := strings.Split(line, "…")
		for i := range parts {
			parts[i] = regexp.QuoteMeta(parts[i])
		}
		b.WriteString(strings.Join(parts, ".*") + `\n`)
	}
	return regexp.MustCompile(`\A` + b.String() + `\z`)
}

// trim takes trailing blanks from every line and blank lines from the end, and ends with one newline.
func trim(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t\r")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n") + "\n"
}

// words splits a command line at blanks; double and single quotes keep blanks together.
func words(s string) []string {
	var all []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|'([^']*)'|(\S+)`).FindAllStringSubmatch(s, -1) {
		all = append(all, m[1]+m[2]+m[3])
	}
	return all
}

func TestPattern(t *testing.T) {
	tests := []struct {
		name  string
		shown string
		out   string
		want  bool
	}{
		{"same", "a\nb", "a\nb\n", true},
		{"other", "a\nb", "a\nc\n", false},
		{"lines left out", "a\n…\nz", "a\nb\nc\nz\n", true},
		{"none left out", "a\n…\nz", "a\nz\n", true},
		{"the end left out", "a\n…", "a\nb\n", true},
		{"text left out", "took … ms", "took 12 ms\n", true},
		{"trailing blanks", "a  ", "a\n\n", true},
		{"more than shown", "a", "a\nb\n", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := pattern(strings.Split(tt.shown, "\n")).MatchString(trim(tt.out)); got != tt.want {
				t.Errorf("%q against %q: %v, want %v", tt.shown, tt.out, got, tt.want)
			}
		})
	}
}
