package cases

// Runs every case of this folder against the command, in this very process' binary: nothing is built or installed.

import (
	"bytes"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"testing"

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
		Dir: ".", UpdateScripts: *update, Setup: quiet(t),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"fill": fill},
	})
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
		e.Setenv("EXAMPLES", filepath.Join(root, "examples"))
		e.Setenv("COMITY_HOME", filepath.Join(e.WorkDir, ".comity"))
		e.Setenv("NO_COLOR", "1")
		e.Setenv("TERM", "dumb")
		e.Setenv("TZ", "UTC")
		return nil
	}
}
