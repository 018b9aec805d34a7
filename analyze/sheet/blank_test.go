package sheet_test

import (
	"slices"
	"testing"

	"hegao/analyze/sheet"
)

func TestBlanks(t *testing.T) {
	at := func(cells ...int) (list []sheet.Place) {
		for i := 0; i < len(cells); i += 2 {
			list = append(list, sheet.Place{Row: cells[i], Col: cells[i+1]})
		}
		return list
	}
	for name, c := range map[string]struct{ filled, want []sheet.Place }{
		"nothing":               {},
		"full":                  {at(0, 0, 0, 1, 1, 0, 1, 1), nil},
		"a number is missing":   {at(1, 0, 0, 1, 0, 0), at(1, 1)},
		"a title above":         {at(0, 0, 1, 0, 1, 1, 2, 0, 2, 1), nil},
		"before the first cell": {at(0, 0, 0, 1, 1, 1), nil},
		"two in a row":          {at(0, 0, 0, 2, 0, 5, 7, 0, 9, 0, 9, 5), at(7, 2, 7, 5, 9, 2)},
	} {
		if got := sheet.Blanks(c.filled); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	var sparse []sheet.Place
	for i := range 1000 {
		sparse = append(sparse, sheet.Place{Row: i, Col: i}, sheet.Place{Row: i})
	}
	if got := sheet.Blanks(sparse); got != nil {
		t.Errorf("%d blanks in a sheet that is mostly blank", len(got))
	}
}
