package comity_test

// Keeps the plan of the house (docs/ARCHITECTURE.md): imports go down only, some doors stay locked, and a few manners.
// It reads the sources with go/parser alone, so it costs milliseconds; every complaint says what to do.
// Test files may import what they like.

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors says on which floor each room stands. "x/..." is every package below x; the most exact entry counts.
var floors = map[string]int{
	"comity":           0,
	"states":           1,
	"column":           1,
	"format/...":       1,
	"measure":          1,
	"numeric":          1,
	"chart":            1,
	"groups":           2,
	"treaties":         2,
	"headline":         2,
	"topics":           2,
	"formula":          2,
	"source":           3,
	"source/...":       3,
	"claim":            3,
	"measure/...":      3,
	"model":            3,
	"model/...":        3,
	"internal/fetch":   3,
	"internal/...":     3,
	"record":           4,
	"record/...":       4,
	"event":            4,
	"article":          4,
	"panel":            5,
	"panel/...":        5,
	"event/engine/...": 5,
	"verdict":          6,
	"report":           7,
	"desk":             8,
	"internal/cli":     9,
	"internal/cli/...": 9,
	"internal/web":     9,
	"internal/web/...": 9,
	"internal/mcp":     9,
	"internal/mcp/...": 9,
	"cmd/comity":       10,
	"cases":            10,
}

// floorOf gives the room a package belongs to and its floor, or -1 where the plan does not name it.
func floorOf(pkg string) (room string, floor int) {
	if f, ok := floors[pkg]; ok {
		return pkg, f
	}
	for dir := path.Dir(pkg); dir != "."; dir = path.Dir(dir) {
		if f, ok := floors[dir+"/..."]; ok {
			return dir + "/...", f
		}
	}
	return "", -1
}

// A door is a rule of what some packages must never know. Rooms and never are import paths, "x/..." with all below;
// paths of the house are written without "comity/". Where only is set, nothing else of the house may be imported.
type door struct {
	rooms []string
	never []string
	only  []string
	why   string
}

var files = []string{"os", "io/fs", "path/filepath", "embed"}
var network = []string{"net", "net/...", "database/sql", "database/sql/..."}
var values = []string{"treaties", "headline", "source", "source/...", "record", "record/...", "panel", "panel/..."}
var dataRooms = append([]string{"states", "groups"}, values...)

var doors = []door{
	{rooms: []string{"comity"}, never: slices.Concat(files, network), only: []string{},
		why: "the vocabulary outlives all else: put what needs files, the network or another package a floor up"},
	{rooms: []string{"states", "groups", "treaties", "headline", "topics"}, never: append([]string{"measure", "measure/...", "record", "record/..."}, network...),
		why: "who was a state then is pure and testable: take dates as arguments, keep facts in the package's own tables"},
	{rooms: []string{"measure", "measure/...", "model", "model/...", "numeric"}, never: slices.Concat(dataRooms, files, network),
		why: "matrices in, estimates out, so that it can be checked against R and the papers: let panel prepare the matrices"},
	{rooms: []string{"source/..."}, never: []string{"measure", "measure/...", "panel", "panel/...", "record", "record/..."},
		why: "a source can be removed or forbidden without a tremor: it knows its card and its file, nothing else"},
	{rooms: []string{"claim"}, never: slices.Concat(values, files, network),
		why: "a claim may be written by hand, by a program, by a reader (who is a state, and a group's name, are no data): look values up in verdict"},
	{rooms: []string{"article"}, never: []string{"source", "source/...", "record", "record/...", "measure/...", "panel", "panel/...", "verdict", "report", "desk"},
		why: "reading must not be bent by the answer: let desk join what article read with what verdict found"},
	{rooms: []string{"verdict"}, never: []string{"article"},
		why: "neutrality by ignorance: verdict sees claims, never who wrote them, where, or in which tone"},
	{rooms: []string{"report", "chart"}, never: append([]string{"record", "record/...", "panel", "panel/...", "event", "event/..."}, network...),
		why: "the same answer gives the same page, byte for byte: let desk ask, and hand the answer over"},
	{rooms: []string{"desk"}, never: []string{"flag", "github.com/spf13/...", "net/http", "html", "html/template"},
		why: "several faces, one behaviour: flags, HTTP and HTML belong to a face or to report"},
	{rooms: []string{"formula"}, never: slices.Concat(files, network), only: []string{"comity", "format/frame"},
		why: "a formula sees a frame and no more: hand it the columns it names"},
	{rooms: []string{"format/..."}, only: []string{"format/..."},
		why: "a format package is a gift to other Go programs: it knows neither states nor sources nor comity's nouns"},
	{rooms: []string{"internal/cli", "internal/cli/...", "internal/web", "internal/mcp"},
		only: []string{"comity", "desk", "report", "claim", "column", "internal/cli/..."},
		why:  "a feature reaches all faces at once or not at all: ask desk, and let it answer in report's types"},
}

// netRooms may speak to the network, clockRooms may look at the clock; nobody else.
var netRooms = []string{"internal/fetch", "internal/web", "internal/mcp", "format/..."}
var clockRooms = []string{"internal/fetch", "internal/cli", "internal/cli/...", "internal/web", "internal/mcp"}

// catchAll are names that say nothing of what lies inside.
var catchAll = []string{"util", "utils", "common", "helper", "helpers", "core", "types", "misc", "base", "shared"}

const maxMethods = 5 // of an interface

// goFile is one parsed file of the house.
type goFile struct {
	pkg  string // folder, "comity" for the root
	name string // path from the root
	tree *ast.File
	at   *token.FileSet
}

func (f goFile) where(n ast.Node) string {
	return fmt.Sprintf("%s:%d", f.name, f.at.Position(n.Pos()).Line)
}

// imports gives the import paths of the file, those of the house without "comity/".
func (f goFile) imports() []string {
	var all []string
	for _, s := range f.tree.Imports {
		p, _ := strconv.Unquote(s.Path.Value)
		if p != "comity" {
			p = strings.TrimPrefix(p, "comity/")
		}
		all = append(all, p)
	}
	return all
}

// ours says whether an import path (as imports gives it) belongs to the house.
func (f goFile) ours(i int) bool {
	p := f.tree.Imports[i].Path.Value
	return p == `"comity"` || strings.HasPrefix(p, `"comity/`)
}

// in says whether a path is one of the patterns.
func in(p string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(q string) bool {
		room, below := strings.CutSuffix(q, "/...")
		return p == q || below && strings.HasPrefix(p, room+"/")
	})
}

// A rule looks at one file and gives its complaints.
type rule func(goFile) []string

var rules = map[string]rule{
	"gravity": gravity, "doors": lockedDoors, "names": names, "init": noInit,
	"interfaces": smallInterfaces, "clock": clock, "net": onlyNetClient,
}

// gravity: a package imports only packages of lower floors, or its own room's.
func gravity(f goFile) []string {
	room, floor := floorOf(f.pkg)
	if floor < 0 {
		return []string{fmt.Sprintf("%s: package %s stands on no floor: name it in floors_test.go and docs/ARCHITECTURE.md, or put it into a room that is there", f.name, f.pkg)}
	}
	var bad []string
	for i, p := range f.imports() {
		if !f.ours(i) {
			continue
		}
		theirs, down := floorOf(p)
		if down >= floor && !sameRoom(room, theirs) {
			bad = append(bad, fmt.Sprintf("%s: %s (floor %d) imports %s (floor %d): imports go down only; move the shared part to a lower floor, or hand it in as an argument",
				f.where(f.tree.Imports[i]), f.pkg, floor, p, down))
		}
	}
	return bad
}

func sameRoom(a, b string) bool {
	if a == "internal/..." || b == "internal/..." {
		return a == b
	}
	return strings.TrimSuffix(a, "/...") == strings.TrimSuffix(b, "/...")
}

// lockedDoors: what a package must never know, it does not import.
func lockedDoors(f goFile) []string {
	var bad []string
	for _, d := range doors {
		if !in(f.pkg, d.rooms) {
			continue
		}
		for i, p := range f.imports() {
			stranger := d.only != nil && f.ours(i) && !in(p, d.only)
			if in(p, d.never) && !embeds(f, p) || stranger {
				bad = append(bad, fmt.Sprintf("%s: %s must never know %s: %s", f.where(f.tree.Imports[i]), f.pkg, p, d.why))
			}
		}
	}
	return bad
}

// embeds allows `import _ "embed"`: a table compiled in is no file of the user's.
func embeds(f goFile, p string) bool { return p == "embed" && f.pkg != "comity" }

// names: a package is named for what lies inside.
func names(f goFile) []string {
	if slices.Contains(catchAll, f.tree.Name.Name) || slices.Contains(catchAll, path.Base(f.pkg)) {
		return []string{fmt.Sprintf("%s: a package named %s says nothing: name it for what it holds, or move its parts to where they are used", f.name, path.Base(f.pkg))}
	}
	return nil
}

// noInit: nothing happens because a package was imported.
func noInit(f goFile) []string {
	for _, d := range f.tree.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
			return []string{f.where(fn) + ": no init functions: write a plain list, or sync.OnceValue for what is built once"}
		}
	}
	return nil
}

// smallInterfaces: at most maxMethods methods.
func smallInterfaces(f goFile) []string {
	var bad []string
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if it, ok := n.(*ast.InterfaceType); ok && it.Methods.NumFields() > maxMethods {
			bad = append(bad, fmt.Sprintf("%s: an interface of %d methods: split it, at most %d", f.where(it), it.Methods.NumFields(), maxMethods))
		}
		return true
	})
	return bad
}

// clock: nothing but the net client and progress lines looks at the clock.
func clock(f goFile) []string {
	if in(f.pkg, clockRooms) {
		return nil
	}
	var bad []string
	ast.Inspect(f.tree, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := s.X.(*ast.Ident)
		if ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, s.Sel.Name) {
			bad = append(bad, fmt.Sprintf("%s: time.%s: the same question gives the same answer on any day; take the date as an argument", f.where(s), s.Sel.Name))
		}
		return true
	})
	return bad
}

// onlyNetClient: internal/fetch is the only client of the network (package net/url only names things).
func onlyNetClient(f goFile) []string {
	if in(f.pkg, netRooms) {
		return nil
	}
	var bad []string
	for i, p := range f.imports() {
		if p != "net/url" && in(p, []string{"net", "net/..."}) {
			bad = append(bad, fmt.Sprintf("%s: %s imports %s: answers need no network; fetch through internal/fetch", f.where(f.tree.Imports[i]), f.pkg, p))
		}
	}
	return bad
}

// parseHouse reads every Go file below the root that is not a test.
func parseHouse(t *testing.T) []goFile {
	t.Helper()
	return parse(t, parser.ParseComments|parser.SkipObjectResolution, func(name string) bool { return !strings.HasSuffix(name, "_test.go") })
}

// parse reads the Go files whose name is wanted.
func parse(t *testing.T, mode parser.Mode, want func(name string) bool) []goFile {
	t.Helper()
	var all []goFile
	at := token.NewFileSet()
	walk(t, func(name string) {
		if !strings.HasSuffix(name, ".go") || !want(name) {
			return
		}
		tree, err := parser.ParseFile(at, name, nil, mode)
		if err != nil {
			t.Error(err)
			return
		}
		all = append(all, goFile{packageOf(name), name, tree, at})
	})
	return all
}

func packageOf(name string) string {
	if dir := path.Dir(name); dir != "." {
		return dir
	}
	return "comity"
}

// walk visits the files of the project, with slashes, in order; hidden folders but .ci, and testdata of Go code, are left out.
func walk(t *testing.T, visit func(name string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(d.Name(), ".") && name != "." && d.Name() != ".ci"
		if d.IsDir() && (hidden || d.Name() == "dist") {
			return filepath.SkipDir
		}
		if d.Type().IsRegular() && d.Name() != ".git" { // a file where the checkout is a linked worktree
			visit(filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFloors(t *testing.T) {
	house := parseHouse(t)
	for name, complain := range rules {
		t.Run(name, func(t *testing.T) {
			for _, f := range house {
				for _, c := range complain(f) {
					t.Error(c)
				}
			}
		})
	}
}

// Every package tells its story in one comment that starts with its name.
func TestPackageComments(t *testing.T) {
	told := map[string]int{}
	for _, f := range parseHouse(t) {
		told[f.pkg] += 0
		if f.tree.Doc == nil {
			continue
		}
		told[f.pkg]++
		first := f.tree.Doc.Text()
		if f.tree.Name.Name != "main" && !strings.HasPrefix(first, "Package "+f.tree.Name.Name+" ") {
			t.Errorf("%s: the package comment starts %.40q: start it with \"Package %s \", or set a blank line between a file's own comment and the package clause", f.name, first, f.tree.Name.Name)
		}
	}
	for pkg, n := range told {
		if n != 1 {
			t.Errorf("package %s has %d package comments: write one, in the file that opens the package", pkg, n)
		}
	}
}

// The page that is the plan of the house names every room there is, and says why of every module that is imported.
func TestArchitectureIsWhole(t *testing.T) {
	const page = "docs/ARCHITECTURE.md"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	missing := map[string]string{}
	for _, f := range parse(t, parser.ImportsOnly, func(string) bool { return true }) {
		room, _ := floorOf(f.pkg)
		if room = strings.TrimSuffix(strings.TrimSuffix(room, "..."), "/"); !bytes.Contains(text, []byte("`"+room)) {
			missing[room] = "name the room " + room + " in its table of floors"
		}
		for _, p := range f.imports() {
			if parts := strings.Split(p, "/"); strings.Contains(parts[0], ".") && !bytes.Contains(text, []byte(moduleName(parts))) {
				missing[p] = "say in one line why " + p + " is used (imported by " + f.name + ")"
			}
		}
	}
	for _, what := range missing {
		t.Errorf("%s: %s", page, what)
	}
}

// moduleName is how the page calls a module: owner/name on the great hosts, the whole path elsewhere.
func moduleName(parts []string) string {
	if len(parts) > 2 {
		return parts[1] + "/" + parts[2]
	}
	return strings.Join(parts, "/")
}

// Functions stay short enough to be read at once.
func TestFunctionsAreShort(t *testing.T) {
	const long, limit = 60, 100
	var all, many int
	for _, f := range parseHouse(t) {
		for _, d := range f.tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			lines := f.at.Position(fn.End()).Line - f.at.Position(fn.Pos()).Line + 1
			all++
			if lines > long {
				many++
			}
			if lines > limit {
				t.Errorf("%s: %s has %d lines: split it, at most %d", f.where(fn), fn.Name.Name, lines, limit)
			}
		}
	}
	if many*50 > all {
		t.Errorf("%d of %d functions have more than %d lines: split some, at most one in fifty", many, all, long)
	}
}

// private are signs of somebody's own machine; they are put together here so that this file does not hold them.
var private = regexp.MustCompile(`(?m)(?:^|file://|[\s"'\x60=(,])/(?:work|tmp|root|home|Users)` + `/\w|(?:proxy|sum)\.golang` + `\.org|pypi` + `\.org`)

// No file of the project names a folder of somebody's machine or a package registry's host.
func TestNoMachinePaths(t *testing.T) {
	walk(t, func(name string) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
			return
		}
		if bytes.IndexByte(text[:min(len(text), 1024)], 0) >= 0 {
			return // a binary file
		}
		if at := private.FindIndex(text); at != nil {
			line := 1 + bytes.Count(text[:at[1]], []byte("\n"))
			t.Errorf("%s:%d: %q means something on one machine only: write a path from the project's root, or t.TempDir", name, line, text[at[0]:at[1]])
		}
	})
}

// The rules bite: a rule that lets everything through would be green for ever.
func TestRulesBite(t *testing.T) {
	tests := []struct {
		name, rule, pkg, src string
		want                 string // part of the complaint; empty for none
	}{
		{"up", "gravity", "claim", `import "comity/record"`, "imports go down only"},
		{"sideways", "gravity", "internal/web", `import "comity/internal/cli"`, "imports go down only"},
		{"own room", "gravity", "record/store", `import "comity/record"`, ""},
		{"down", "gravity", "verdict", `import "comity/panel"`, ""},
		{"unlisted", "gravity", "gadgets", ``, "package gadgets stands on no floor"},
		{"measure knows states", "doors", "measure/polarity", `import "comity/states"`, "matrices in"},
		{"measure reads files", "doors", "measure/polarity", `import "os"`, "matrices in"},
		{"article knows the record", "doors", "article", `import "comity/record"`, "bent by the answer"},
		{"verdict knows the article", "doors", "verdict", `import "comity/article"`, "neutrality"},
		{"desk knows flags", "doors", "desk", `import "github.com/spf13/cobra"`, "one behaviour"},
		{"face knows panel", "doors", "internal/cli", `import "comity/panel"`, "ask desk"},
		{"face knows desk", "doors", "internal/cli", `import "comity/desk"`, ""},
		{"format knows nouns", "doors", "format/csv", `import "comity"`, "gift"},
		{"root knows files", "doors", "comity", `import "os"`, "vocabulary"},
		{"catch-all", "names", "record/util", ``, "says nothing"},
		{"init", "init", "states", `func init() {}`, "no init"},
		{"method init", "init", "states", `func (T) init() {}`, ""},
		{"big interface", "interfaces", "desk", `type I interface { A(); B(); C(); D(); E(); F() }`, "split it"},
		{"clock", "clock", "states", `var x = time.Now()`, "take the date"},
		{"clock of the net client", "clock", "internal/fetch", `var x = time.Now()`, ""},
		{"net", "net", "source", `import "net/http"`, "fetch"},
		{"address", "net", "source", `import "net/url"`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := token.NewFileSet()
			tree, err := parser.ParseFile(at, "x.go", "package x\n"+tt.src, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(rules[tt.rule](goFile{tt.pkg, "x.go", tree, at}), "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q in it", got, tt.want)
			}
		})
	}
}
