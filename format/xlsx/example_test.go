package xlsx_test

import (
	"fmt"
	"time"

	"comity/format/sheet"
	"comity/format/xlsx"
)

// A table under two rows of title; testdata/members.xlsx was written with openpyxl (see testdata/make.py).
func Example() {
	r, err := xlsx.OpenFile("testdata/members.xlsx", sheet.Options{Sheet: "Members", Skip: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer r.Close()
	fmt.Printf("%q\n", r.Columns())
	for r.Next() {
		code, _ := r.Text(0)
		share, ok := r.Float(2)
		day, isDay := r.Day(3)
		fmt.Print(code, " ", share, " ", ok, r.Fault(2), " ")
		if isDay {
			fmt.Print(time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly))
		}
		fmt.Println()
	}
	if err := r.Err(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// ["code" "name" "share" "joined" "active"]
	// A1 0.3333333333333333 true 1949-10-01
	// B2 0 false#N/A 1900-02-28
	// C3 12 true
}
