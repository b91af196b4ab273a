package rda_test

import (
	"fmt"
	"os"

	"comity/format/rda"
)

// What R saved with save(frame, file = "v3_gzip.rda"), read as columns.
func Example() {
	f, err := os.Open("testdata/v3_gzip.rda")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	objects, err := rda.Read(f, rda.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	v, err := rda.Find(objects, "frame")
	if err != nil {
		fmt.Println(err)
		return
	}
	frame, err := v.Frame()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range frame.Columns {
		fmt.Printf("%-7s %s:", c.Name, c.Type)
		for i := range frame.Rows() {
			if s, ok := c.Text(i); ok {
				fmt.Printf(" %q", s)
			} else {
				fmt.Print(" NA")
			}
		}
		fmt.Println()
	}
	// Output:
	// code    integer: "2" NA "710" "365"
	// value   float: "1.5" NA "NaN" "-Inf"
	// name    text: "United States" NA "Côte d'Ivoire" ""
	// member  bool: "TRUE" NA "FALSE" "TRUE"
	// kind    factor: "great" NA "small" "great"
	// day     date: "1949-10-01" NA "1816-01-01" "2024-02-29"
	// moment  time: "1970-01-01T00:00:00Z" NA "1970-01-01T00:00:01.5Z" "1969-12-31T00:00:00Z"
}
