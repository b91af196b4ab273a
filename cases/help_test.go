package cases

// Runs every example that a help text shows, so that help never lies. Names of files stand for fixtures; what needs the
// files of the sources runs where they are at hand.

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"comity/internal/cli"
)

// listed is a line of a list of commands in a help text.
var listed = regexp.MustCompile(`(?m)^  ([a-z]+) {2,}\S`)

// help gives the help text of a command.
func help(t *testing.T, command ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := cli.Run(append(command, "--help"), nil, &out, &errs); status != cli.OK || errs.Len() > 0 {
		t.Fatalf("%v --help: status %d: %s", command, status, &errs)
	}
	return out.String()
}

func TestHelpExamples(t *testing.T) {
	folder := t.TempDir()
	fixtures(t, folder)
	ran := 0
	for _, command := range commands(t) {
		lines := exampleLines(help(t, command...))
		if len(lines) == 0 {
			t.Errorf("comity %s --help shows no example", strings.Join(command, " "))
		}
		for _, line := range lines {
			ran++
			t.Run(line, func(t *testing.T) { runExample(t, folder, line) })
		}
	}
	if ran < 25 {
		t.Errorf("only %d examples found: the help texts have changed their shape", ran)
	}
}

// commands are the commands there are, and each family of measures.
func commands(t *testing.T) (out [][]string) {
	for _, m := range listed.FindAllStringSubmatch(help(t), -1) {
		if slices.Contains([]string{"completion", "help", "measure"}, m[1]) {
			continue
		}
		out = append(out, []string{m[1]})
	}
	_, families, ok := strings.Cut(help(t, "measure"), "Available Commands:")
	if !ok {
		t.Fatal("comity measure --help lists no commands")
	}
	for _, m := range listed.FindAllStringSubmatch(families, -1) {
		out = append(out, []string{"measure", m[1]})
	}
	return out
}

// measured are the sources, beyond the core record, that the examples of measures rest on.
var measured = []string{"nmc-7.0", "atop-5.1", "cepii-geodist", "cow-majors-2016", "maoz-powers-2010", "gdppop-2022-cow", "sdp-2020-cow", "ideal-points-2025-07", "cow-mid-5", "cow-mid-5-disputes", "rivalries-tss-2022", "gsdb-4"}

// withSources gives the store of those sources, made once a test run, or skips the example where their files are not at hand.
func withSources(t *testing.T, folder string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("building the sources of measures takes long")
	}
	home := filepath.Join(folder, "measured")
	if _, err := os.Stat(home); err == nil {
		return home
	}
	t.Setenv("COMITY_HOME", home)
	for _, before := range [][]string{append([]string{"pull", "--mirror", "DIR", "--offline"}, measured...), append([]string{"build"}, measured...)} {
		if status := cli.Run(withFiles(t, before), nil, io.Discard, io.Discard); status != cli.OK {
			t.Fatalf("comity %s: status %d", strings.Join(before, " "), status)
		}
	}
	return home
}

// exampleLines are the lines under "Examples:".
func exampleLines(text string) []string {
	_, rest, ok := strings.Cut(text, "Examples:\n")
	if !ok {
		return nil
	}
	block, _, _ := strings.Cut(rest, "\n\n")
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(block), "\n") {
		out = append(out, strings.TrimSpace(line))
	}
	return out
}

// fixtures puts the files the examples name into a folder.
func fixtures(t *testing.T, folder string) {
	t.Helper()
	text, err := os.ReadFile("../examples/two-rivers.txt")
	if err != nil {
		t.Fatal(err)
	}
	table := "country,year,usd\nSoviet Union,1980,1\nRussia,2000,2\n"
	if err := os.WriteFile(filepath.Join(folder, "trade.csv"), []byte(table), 0o644); err != nil {
		t.Fatal(err)
	}
	models(t, folder)
	if err := os.WriteFile(filepath.Join(folder, "article.txt"), text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// models puts made-up tables to fit models to into a folder: disputes of pairs of states, and what they trade.
func models(t *testing.T, folder string) {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 5))
	disputes := "ccode1,ccode2,year,dispute,contiguous,capratio,t\n"
	flows := "exporter,importer,year,trade,distance,contiguous\n"
	for i := range 8 {
		for j := range 8 {
			near, far := r.IntN(2), 500+5000*r.Float64()
			for year := range 6 {
				if i < j {
					disputes += fmt.Sprintf("%d,%d,%d,%d,%d,%.3f,%d\n", 100+i, 100+j, 1990+year, r.IntN(2), near, r.Float64(), r.IntN(30))
				}
				flows += fmt.Sprintf("%c,%c,%d,%d,%.0f,%d\n", 'A'+i, 'A'+j, 1990+year, r.IntN(50)*r.IntN(5), far, near)
			}
		}
	}
	for name, text := range map[string]string{"disputes.csv": disputes, "flows.csv": flows} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// needsFiles are the examples that need the files of the sources, and those that would use the network.
var needsFiles = regexp.MustCompile(`^comity (pull|add|build --core|build [a-z])`)

// runExample runs one example: `< FILE` is standard input, DIR a mirror, a file of a source the one at hand.
func runExample(t *testing.T, folder, line string) {
	line, input, _ := strings.Cut(line, " < ")
	args := words(strings.TrimPrefix(line, "comity "))
	if needsFiles.MatchString(line) {
		args = withFiles(t, args)
	}
	home := filepath.Join(folder, "store")
	if strings.HasPrefix(line, "comity measure ") {
		home = withSources(t, folder)
	}
	t.Setenv("COMITY_HOME", home)
	if strings.HasPrefix(line, "comity diff nmc ") {
		for _, before := range []string{"pull nmc-6.0 nmc-7.0 --mirror DIR", "build nmc-6.0 nmc-7.0"} {
			if status := cli.Run(withFiles(t, strings.Fields(before)), nil, io.Discard, io.Discard); status != cli.OK {
				t.Fatalf("comity %s: status %d", before, status)
			}
		}
	}
	t.Chdir(folder)
	var stdin []byte
	if input != "" {
		var err error
		if stdin, err = os.ReadFile(input); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs bytes.Buffer
	if status := cli.Run(args, bytes.NewReader(stdin), &out, &errs); status != cli.OK {
		t.Errorf("status %d: %s", status, &errs)
	}
	if out.Len() == 0 || errs.Len() > 0 {
		t.Errorf("%d bytes on standard output; on standard error: %s", out.Len(), &errs)
	}
}

// withFiles sets the mirror of this machine into an example, or skips it.
func withFiles(t *testing.T, args []string) []string {
	t.Helper()
	if ok, _ := condition("mirror"); !ok {
		t.Skip("the files of the sources are not at hand")
	}
	if args[0] == "build" && testing.Short() {
		t.Skip("making the core record takes long")
	}
	from, err := filepath.Abs(mirror)
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "DIR" {
			args[i] = from
		}
	}
	switch args[0] {
	case "pull":
		if !slices.Contains(args, from) {
			args = append(args, "--mirror", from)
		}
	case "add":
		found, _ := filepath.Glob(filepath.Join(from, "*", filepath.Base(args[1])))
		if len(found) != 1 {
			t.Fatalf("%s is not among the files of the sources", args[1])
		}
		args[1] = found[0]
	}
	return args
}
