package dta_test

import (
	"fmt"

	"comity/format/dta"
)

// What R's readstata13 saved, read as columns.
func Example() {
	frame, err := dta.ReadFile("testdata/readstata13_115.dta", dta.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("format %d, %q, %d rows\n", frame.Format, frame.Label, frame.Rows())
	for i := range frame.Columns {
		c := &frame.Columns[i]
		fmt.Printf("%-3s %-6s %-5s %s:", c.Name, c.Type, c.Unit, c.Label)
		for row := range frame.Rows() {
			s, ok := c.Text(row)
			if label, labelled := c.ValueLabel(row); labelled {
				s += " = " + label
			}
			if !ok {
				s = "missing"
			}
			fmt.Printf(" %s;", s)
		}
		fmt.Println()
	}
	// Output:
	// format 115, "Test data", 4 rows
	// b   int    plain label of b: 1; missing; -3; 100;
	// i   int    plain label of i: 1000; missing; -32000; 5;
	// l   long   plain label of l: 100000; missing; -2000000; 7;
	// x   double plain label of x: 1.5; missing; -0.001; 0.1;
	// s   str    plain label of s: a; b c; héllo; zz;
	// f   byte   plain label of f: 2 = lo; 1 = hi; missing; 2 = lo;
	// day double days  label of day: 1960-01-01; missing; 2024-02-29; 1949-10-01;
}

// Rows one after another, as the other readers of tables give them.
func ExampleFrame_Cursor() {
	frame, err := dta.ReadFile("testdata/pandas_118_little.dta", dta.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	rows := frame.Cursor()
	fmt.Println(rows.Columns())
	for rows.Next() {
		y, ok := rows.Float(3)
		day, _ := rows.Text(7)
		fmt.Println(rows.Row(), y, ok, day)
	}
	// Output:
	// [b i l y x s f day moment m]
	// 1 1.5 true 1960-01-01
	// 2 0 false 2024-02-29
	// 3 0.10000000149011612 true 1949-10-01
}
