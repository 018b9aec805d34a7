package sheet

import "slices"

// A Place is where a cell stands, from 0.
type Place struct{ Row, Col int }

// Blanks returns the cells of a sheet in which something may be missing, row by row: those
// that are not filled though a filled one stands above them in the column, and one before
// them in the row. Filled is in any order. In a sheet that is mostly blank nothing is missing.
func Blanks(filled []Place) []Place {
	const mostOf, more = 4, 100 // as many for each filled cell, and so many in all
	rows := map[int][]int{}     // the filled columns of each
	for _, p := range filled {
		rows[p.Row] = append(rows[p.Row], p.Col)
	}
	numbers := make([]int, 0, len(rows))
	for row := range rows {
		numbers = append(numbers, row)
	}
	slices.Sort(numbers)
	var blanks []Place
	var above []int // the columns that are filled above
	for _, row := range numbers {
		columns := rows[row]
		slices.Sort(columns)
		first, _ := slices.BinarySearch(above, columns[0])
		for _, col := range above[first:] {
			if _, has := slices.BinarySearch(columns, col); has {
				continue
			}
			if blanks = append(blanks, Place{row, col}); len(blanks) > mostOf*len(filled)+more {
				return nil
			}
		}
		for _, col := range columns {
			if i, has := slices.BinarySearch(above, col); !has {
				above = slices.Insert(above, i, col)
			}
		}
	}
	return blanks
}
