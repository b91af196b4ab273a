package comity_test

// Keeps two rules of docs/NEUTRALITY.md in the code itself: the rooms that judge and answer know no state by name, and
// comity's own words praise and blame nobody. Words of articles (article, column) and official names (tables) are others'
// words and not looked at.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity/column"
	"comity/states"
)

// speaking are the rooms whose texts readers see.
var speaking = []string{"verdict", "report", "desk", "panel", "chart", "measure", "measure/...", "internal/cli", "internal/cli/..."}

// judging are the rooms in which all states must be alike.
var judging = []string{"verdict", "report", "desk", "panel", "chart", "claim", "measure", "measure/..."}

// merit are words of praise and blame. Terms of art ("weak link") are not.
var merit = regexp.MustCompile(`(?i)\b(good|bad|great|best|worst|excellent|poor|healthy|unhealthy|aggressive|aggressor|rogue|evil|peace-loving|` +
	`so-called|alleged|unfortunately|fortunately|sadly|happily|impressive|shameful|legitimate|illegitimate|unjustified|rightly|wrongly|` +
	`friendly|hostile|civili[sz]ed|backward|puppet|propaganda|honest|dishonest|admirable|disgraceful|brutal|heroic|` +
	`strong|stronger|strongest|success|successes|successful|successfully|failure|failures|flourishing|thriving|warm|cordial|fruitful|` +
	`unprecedented|historic|remarkable|dramatic|worrying|troubling|stable|unstable|reliable|unreliable|enemy|enemies)\b`)

// terms are taken out before a text is looked at: titles of sources, units, faces of type, terms of art.
var terms = strings.NewReplacer("US dollars", "", "US International Trade Commission", "", "G20 states with China", "",
	"US Bureau of Economic Analysis", "", "American Economic Review", "", "deflator of the GDP of the United States", "",
	"a file was bad", "", "great power", "", "Great power", "")

// agenda are the files that list names of matters voted on, which name states as the agenda does.
var agenda = []string{"verdict/topics.go"}

// literals gives the texts in a file, without import paths and tags.
func literals(tree *ast.File, visit func(lit *ast.BasicLit, text string)) {
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			n.Tag = nil
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
				visit(n, terms.Replace(text))
			}
		}
		return true
	})
}

// ofStates says whether a type is a list of states.
func ofStates(t ast.Expr) bool {
	list, ok := t.(*ast.ArrayType)
	if !ok {
		return false
	}
	name, ok := list.Elt.(*ast.SelectorExpr)
	return ok && name.Sel.Name == "State"
}

// numbered finds comity.State(365) and []comity.State{365}: a state by number. NoState is comity.NoState.
func numbered(f goFile) []string {
	var bad []string
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if list, ok := n.(*ast.CompositeLit); ok && ofStates(list.Type) {
			for _, e := range list.Elts {
				if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.INT {
					bad = append(bad, f.where(lit)+": state "+lit.Value+" has a case of its own: one rule for every state; a fact about one belongs in a table")
				}
			}
		}
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			return true
		}
		lit, isNumber := call.Args[0].(*ast.BasicLit)
		fn, isName := call.Fun.(*ast.SelectorExpr)
		if isNumber && isName && fn.Sel.Name == "State" && lit.Kind == token.INT {
			bad = append(bad, f.where(call)+": state "+lit.Value+" has a case of its own: one rule for every state; a fact about one belongs in a table")
		}
		return true
	})
	return bad
}

func named(f goFile) []string {
	var bad []string
	literals(f.tree, func(lit *ast.BasicLit, text string) {
		for _, m := range states.Find(text) {
			bad = append(bad, f.where(lit)+": "+strconv.Quote(text)+" names a state ("+text[m.Start:m.End]+"): one rule and one wording for every state; take the name from states, the fact from a table; the title of a source goes into terms in neutral_test.go")
		}
	})
	return bad
}

func merits(f goFile) []string {
	var bad []string
	literals(f.tree, func(lit *ast.BasicLit, text string) {
		if word := merit.FindString(text); word != "" {
			bad = append(bad, f.where(lit)+": "+strconv.Quote(text)+" judges ("+word+"): say the number, the rank, the source; if it is a term of art add it to terms in neutral_test.go")
		}
	})
	return bad
}

func TestNeutralCode(t *testing.T) {
	for _, f := range parseHouse(t) {
		var bad []string
		if in(f.pkg, judging) && !slices.Contains(agenda, f.name) {
			bad = append(named(f), numbered(f)...)
		}
		if in(f.pkg, speaking) {
			bad = append(bad, merits(f)...)
		}
		for _, b := range bad {
			t.Error(b)
		}
	}
}

// The titles and formulas of columns stand in answers; the words people use for them do not.
func TestNeutralColumns(t *testing.T) {
	for _, c := range column.All() {
		if word := merit.FindString(terms.Replace(c.Title + "; " + c.Formula)); word != "" {
			t.Errorf("column %s judges (%s): say what is counted", c.Name, word)
		}
	}
}

func TestNeutralRulesBite(t *testing.T) {
	tests := []struct {
		name, src string
		rule      rule
		want      bool
	}{
		{"a state by name", `var x = "but Russia differs"`, named, true},
		{"a state by number", `var x = comity.State(365)`, numbered, true},
		{"states by number", `var x = []comity.State{365, 710}`, numbered, true},
		{"the unit", `var x = "current US dollars"`, named, false},
		{"nobody", `var x = "the two states"`, named, false},
		{"praise", `var x = "a healthy relation"`, merits, true},
		{"a great power", `var x = "great powers"`, merits, false},
		{"a number", `var x = "12th of 192"`, merits, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := token.NewFileSet()
			tree, err := parser.ParseFile(at, "x.go", "package x\n"+tt.src, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			if got := tt.rule(goFile{"verdict", "x.go", tree, at}); (len(got) > 0) != tt.want {
				t.Errorf("complaints %q, want some: %v", got, tt.want)
			}
		})
	}
}
