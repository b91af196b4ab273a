package cases

// Runs every case of this folder against the command, in this very process' binary: nothing is built or installed.

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"comity/internal/cli"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the answers the cases compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"comity": func() { os.Exit(cli.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

func TestCases(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: ".", UpdateScripts: *update, Setup: quiet(t), Condition: condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"fill": fill, "plain": plain, "json": valid},
	})
}

// mirror is where the files of the sources lie on the machine of who works on comity; it is no part of the project.
const mirror = "../../shared/data"

// condition is [mirror]: whether the files of the sources are here.
func condition(name string) (bool, error) {
	if name != "mirror" {
		return false, fmt.Errorf("no condition %q", name)
	}
	info, err := os.Stat(mirror)
	return err == nil && info.IsDir(), nil
}

// plain is the command `plain FILE…`: the text has no colours or other control characters.
func plain(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		if i := strings.IndexFunc(ts.ReadFile(name), func(r rune) bool { return r != '\n' && unicode.IsControl(r) }); i >= 0 != neg {
			ts.Fatalf("%s: control character at byte %d: %v", name, i, !neg)
		}
	}
}

// valid is the command `json FILE…`: each file is one JSON value.
func valid(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		if json.Valid([]byte(ts.ReadFile(name))) == neg {
			ts.Fatalf("%s: valid JSON: %v", name, neg)
		}
	}
}

// fill is the command `fill FILE TIMES HEX`: a file of bytes no text can hold.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: fill FILE TIMES HEX")
	}
	times, err := strconv.Atoi(args[1])
	ts.Check(err)
	what, err := hex.DecodeString(args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat(what, times), 0o644))
}

// quiet gives a case its surroundings: an empty store and nothing of the user's own.
func quiet(t *testing.T) func(*testscript.Env) error {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	return func(e *testscript.Env) error {
		e.Setenv("ROOT", root)
		e.Setenv("MIRROR", filepath.Join(root, "..", "shared", "data"))
		e.Setenv("EXAMPLES", filepath.Join(root, "examples"))
		e.Setenv("COMITY_HOME", filepath.Join(e.WorkDir, ".comity"))
		e.Setenv("NO_COLOR", "1")
		e.Setenv("TERM", "dumb")
		e.Setenv("TZ", "UTC")
		return nil
	}
}
