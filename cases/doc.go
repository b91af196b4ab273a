// Package cases holds the cases anyone may write without Go: a command, and the answer it must give. A case is a file
// NAME.txtar in this folder, in the language of testscript: commands first, the files they use after them.
//
//	exec comity --version
//	stdout '^comity \d'
//	! exec comity pair RUS
//	stderr 'two states'
//	exec comity check article.txt
//	cmp stdout answer.txt
//	-- article.txt --
//	…
//	-- answer.txt --
//	…
//
// Besides the commands of testscript there are `fill FILE TIMES HEX`, which writes bytes that no text can hold, `plain FILE…`,
// which looks for control characters, and `json FILE…`, which looks whether each is valid JSON. A line that starts with
// [mirror] runs only where the files of the sources are at hand ($MIRROR).
//
// A case runs in an empty folder of its own, with an empty store (COMITY_HOME), without colours and with the time zone
// UTC; $ROOT is the project's root and $EXAMPLES the folder of example articles. `go test ./cases -update` rewrites the
// answers that cmp compares. The same folder runs the commands shown in README.md and docs/ (see shown_test.go).
package cases
