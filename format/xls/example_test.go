package xls_test

import (
	"fmt"
	"time"

	"comity/format/sheet"
	"comity/format/xls"
)

// A table under two rows of title; testdata/members.xls was written with xlwt (see testdata/make.py).
func Example() {
	r, err := xls.OpenFile("testdata/members.xls", sheet.Options{Sheet: "Members", Skip: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q\n", r.Columns())
	for r.Next() && r.Row() <= 3 {
		code, _ := r.Text(0)
		share, ok := r.Float(2)
		day, isDay := r.Day(3)
		fmt.Print(code, " ", share, " ", ok, " ")
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
	// B2 0.07 true 2024-02-29
	// C3 -123456 true
}
