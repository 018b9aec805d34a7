package sheet

import (
	"cmp"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"
)

// A View is what somebody who opens a workbook sees of one of its sheets.
type View struct {
	Name   string
	Hidden bool // the sheet itself; Cells are what it would show
	Cells  []ViewCell

	HiddenCells int // in hidden rows and columns, with text
	Comments    int
}

// A ViewCell is a cell with text as it is shown, or without, where some may be missing.
type ViewCell struct {
	Place
	Text string
}

// Views returns the sheets of the xlsx file in data that have cells, in their order, under
// the limits of [ReadRows].
func Views(data []byte) ([]View, error) {
	var views []View
	err := eachSheet(data, func(f *excelize.File, name string, cells *int) error {
		v, err := view(f, name, cells)
		if err == nil && (len(v.Cells) > 0 || v.HiddenCells > 0) {
			views = append(views, v)
		}
		return err
	})
	return views, err
}

// view reads one sheet, adding its cells to *cells.
func view(f *excelize.File, name string, cells *int) (View, error) {
	v := View{Name: name}
	if shown, err := f.GetSheetVisible(name); err == nil {
		v.Hidden = !shown
	}
	rows, err := f.Rows(name)
	if err != nil {
		return v, err
	}
	defer rows.Close()
	narrow := map[int]bool{} // columns whether hidden
	for n := 0; rows.Next(); n++ {
		hidden := rows.GetRowOpts().Hidden
		row, err := rows.Columns()
		if err != nil && err != io.EOF {
			return v, err
		}
		if *cells += len(row); *cells > maxCells {
			return v, ErrLimit
		}
		for col, text := range row {
			switch {
			case text == "":
			case hidden || hiddenColumn(f, name, col, narrow):
				v.HiddenCells++
			default:
				v.Cells = append(v.Cells, ViewCell{Place{n, col}, text})
			}
		}
	}
	if comments, err := f.GetComments(name); err == nil {
		v.Comments = len(comments)
	}
	v.addBlanks(f)
	return v, rows.Error()
}

// addBlanks adds the cells in which something may be missing: no merged cell covers them.
func (v *View) addBlanks(f *excelize.File) {
	filled := make([]Place, len(v.Cells))
	for i, c := range v.Cells {
		filled[i] = c.Place
	}
	blanks := Blanks(filled)
	if len(blanks) == 0 {
		return
	}
	merged, err := f.GetMergeCells(v.Name)
	const mostWork = 20_000_000
	if err != nil || len(merged)*len(blanks) > mostWork {
		return
	}
	for _, m := range merged {
		left, top, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		right, bottom, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 == nil && err2 == nil {
			blanks = slices.DeleteFunc(blanks, func(p Place) bool {
				return top <= p.Row+1 && p.Row+1 <= bottom && left <= p.Col+1 && p.Col+1 <= right
			})
		}
	}
	for _, p := range blanks {
		v.Cells = append(v.Cells, ViewCell{Place: p})
	}
	slices.SortStableFunc(v.Cells, func(a, b ViewCell) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) })
}

func hiddenColumn(f *excelize.File, name string, col int, known map[int]bool) bool {
	hidden, ok := known[col]
	if !ok {
		if letters, err := excelize.ColumnNumberToName(col + 1); err == nil {
			shown, err := f.GetColVisible(name, letters)
			hidden = err == nil && !shown
		}
		known[col] = hidden
	}
	return hidden
}
