package xmltable_test

import (
	"fmt"
	"strings"

	"comity/format/xmltable"
)

// Each trip is a row.
func Example() {
	const text = `<?xml version="1.0" encoding="UTF-8"?>
<trips>
	<trip role="president">
		<start-date>1909-01-29</start-date>
		<country id="panama">Panama</country>
		<remarks>Inspected the
			canal.</remarks>
	</trip>
	<trip role="president">
		<start-date>1909-10-16</start-date>
		<country id="mexico">Mexico</country>
		<locale/>
	</trip>
</trips>`
	r, err := xmltable.Open(strings.NewReader(text), int64(len(text)), xmltable.Options{Path: "trips/trip"})
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
	// Output:
	// [@role start-date country/@id country remarks locale]
	// 1: president; 1909-01-29; panama; Panama; Inspected the canal.; missing;
	// 2: president; 1909-10-16; mexico; Mexico; missing; missing;
}
