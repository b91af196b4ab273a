package csv_test

import (
	"fmt"
	"strings"

	"comity/format/csv"
)

// A table with quotes, a missing value and a slip.
func Example() {
	const table = `code,name,year,milex
2,"United States of America",1816,3823
20,Canada,1920,NA
365,"Russia, then ""USSR""",1922,n/a
`
	r := csv.NewReader(strings.NewReader(table), csv.Options{Name: "nmc.csv", NA: []string{"NA"}})
	milex, err := r.Index("milex")
	if err != nil {
		fmt.Println(err)
		return
	}
	for r.Next() {
		if r.Missing(milex) {
			fmt.Printf("row %d: %s: missing\n", r.Row(), r.Field(1))
			continue
		}
		v, err := r.Float(milex)
		fmt.Printf("row %d: %s: %v %v\n", r.Row(), r.Field(1), v, err)
	}
	fmt.Println(r.Err())
	// Output:
	// row 1: United States of America: 3823 <nil>
	// row 2: Canada: missing
	// row 3: Russia, then "USSR": 0 csv: nmc.csv: line 4, field 4 (milex): "n/a" is not a number
	// <nil>
}

// A row that lost a delimiter stops the reader, and says where.
func ExampleReader_Err() {
	r := csv.NewReader(strings.NewReader("a;b\n1;2\n3\n"), csv.Options{Comma: ';'})
	for r.Next() {
	}
	fmt.Println(r.Err())
	// Output:
	// csv: line 3: the row has 1 fields, the first row 2: a lost quote or delimiter? (Options.Ragged accepts it)
}
