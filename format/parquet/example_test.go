package parquet_test

import (
	"fmt"

	"comity/format/parquet"
)

// A small file, row by row.
func Example() {
	r, err := parquet.OpenFile("testdata/hyparquet.parquet", parquet.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer r.Close()
	fmt.Println(r.Columns(), r.Types())
	for r.Next() {
		fmt.Print(r.Row(), ":")
		for i := range r.Columns() {
			if text, ok := r.Text(i); ok {
				fmt.Printf(" %s;", text)
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
	// [name year gdp member when] [text integer float bool time]
	// 1: Côte d'Ivoire; 1960; 0.5; true; 1960-09-20T00:00:00Z;
	// 2: Chad; 1960; missing; false; 2024-02-29T12:30:00.5Z;
	// 3: missing; 1961; 1000000000; missing; missing;
}
