package jsontable_test

import (
	"fmt"
	"strings"

	"comity/format/jsontable"
)

// print writes a table.
func print(text string, o jsontable.Options) {
	r, err := jsontable.Open(strings.NewReader(text), int64(len(text)), o)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Columns())
	for r.Next() {
		fmt.Print(r.Row(), ":")
		for i := range r.Columns() {
			if cell, ok := r.Text(i); ok {
				fmt.Printf(" %s;", cell)
			} else {
				fmt.Print(" missing;")
			}
		}
		fmt.Println()
	}
	if err := r.Err(); err != nil {
		fmt.Println(err)
	}
}

// An array of objects.
func Example() {
	print(`{"data": [
		{"name": "Chad", "capital": {"lat": 12.11, "lon": 15.05}},
		{"name": "Fiji", "capital": null, "languages": ["en", "fj", "hif"]}
	]}`, jsontable.Options{Path: "data", Join: ", "})
	// Output:
	// [name capital.lat capital.lon capital languages]
	// 1: Chad; 12.11; 15.05; missing; missing;
	// 2: Fiji; missing; missing; missing; en, fj, hif;
}

// Objects within objects, whose keys are columns too.
func ExampleOptions_path() {
	print(`{"AFG": {"sessions": {"1": {"yes": 5, "no": 1}, "2": {"yes": 6, "no": 2}}}}`,
		jsontable.Options{Path: "*.sessions", Keys: []string{"state", "session"}})
	// Output:
	// [state session yes no]
	// 1: AFG; 1; 5; 1;
	// 2: AFG; 2; 6; 2;
}
