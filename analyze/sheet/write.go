// Package sheet reads and writes workbooks (xlsx). It knows rows, cells and
// paper, nothing of reports.
package sheet

import (
	"fmt"
	"io"
	"math"

	"github.com/xuri/excelize/v2"
)

// A Book is a workbook to write.
type Book struct {
	Title string // printed at the top of every page
	Pages []Page
}

// A Page is one sheet of a Book: lines of text, a header row, rows, rows and lines
// below them. The header row stays in sight, is repeated on every printed page, and
// filters Rows.
type Page struct {
	Name    string   // on the tab; at most 31 characters, none of []:*?/\
	Lead    []string // above the header row; the first is set large
	Columns []Column
	Rows    [][]Cell // a row may have fewer cells than Columns
	Foot    [][]Cell // one blank row below Rows; neither filtered nor sorted
	Notes   []string // lines at the bottom
	Frozen  int      // columns at the left that stay in sight and are repeated on every printed page
}

// A Column is the head and look of one column.
type Column struct {
	Title  string
	Width  float64 // in digits; a Chinese character takes two
	Center bool
}

// A Style is the look of a cell.
type Style uint8

const (
	Plain Style = iota
	Good
	Note
	Warn
	Bad
	Faint
	Strong
	header
	title
)

// A Cell is one value and its look. The zero Cell is blank.
type Cell struct {
	value any // string, float64 or nil
	style Style
}

// Text returns a cell that holds s as text, whatever s starts with.
func Text(s string) Cell { return Cell{value: s} }

// Number returns a cell that holds v; a blank one if v is not finite.
func Number(v float64) Cell {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return Cell{}
	}
	return Cell{value: v}
}

// As returns c in the look s.
func (c Cell) As(s Style) Cell {
	c.style = s
	return c
}

// Write writes book as an xlsx file: the same bytes for the same book.
func Write(w io.Writer, book Book) error {
	f := excelize.NewFile(excelize.Options{TmpDir: noTmpDir})
	defer f.Close()
	f.SetZipWriter(newSortedZip)
	x := writer{file: f, title: book.Title, styles: map[styleKey]int{}}
	if err := f.SetDefaultFont(fontName); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := f.SetDocProps(&excelize.DocProperties{Title: book.Title, Creator: "hegao", Language: "zh-CN"}); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	for i := range book.Pages {
		if err := x.page(i, &book.Pages[i]); err != nil {
			return fmt.Errorf("write sheet %q: %w", book.Pages[i].Name, err)
		}
	}
	if _, err := f.WriteTo(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// A writer is one workbook being written.
type writer struct {
	file   *excelize.File
	title  string
	styles map[styleKey]int
}

// page writes the i-th sheet.
func (x *writer) page(i int, p *Page) error {
	if i == 0 { // a new file has a first sheet
		if err := x.file.SetSheetName(x.file.GetSheetName(0), p.Name); err != nil {
			return err
		}
	} else if _, err := x.file.NewSheet(p.Name); err != nil {
		return err
	}
	if err := x.setUp(p); err != nil {
		return err
	}
	out, err := x.file.NewStreamWriter(p.Name)
	if err != nil {
		return err
	}
	if err := x.freeze(out, p); err != nil {
		return err
	}
	if err := x.rows(out, p); err != nil {
		return err
	}
	return out.Flush()
}

// headerRow returns the 1-based row of the header.
func (p *Page) headerRow() int { return len(p.Lead) + 1 }

// freeze sets the widths of the columns and what stays in sight.
func (x *writer) freeze(out *excelize.StreamWriter, p *Page) error {
	for i, c := range p.Columns {
		if err := out.SetColWidth(i+1, i+1, c.Width); err != nil {
			return err
		}
	}
	corner, err := excelize.CoordinatesToCellName(p.Frozen+1, p.headerRow()+1)
	if err != nil {
		return err
	}
	pane := "bottomLeft"
	if p.Frozen > 0 {
		pane = "bottomRight"
	}
	return out.SetPanes(&excelize.Panes{Freeze: true, XSplit: p.Frozen, YSplit: p.headerRow(), TopLeftCell: corner, ActivePane: pane})
}

// rows writes all rows of p from the top.
func (x *writer) rows(out *excelize.StreamWriter, p *Page) error {
	r := rowWriter{x: x, out: out, columns: p.Columns, next: 1}
	for i, line := range p.Lead {
		if i == 0 {
			r.line(line, title, 2*lineHeight)
		} else {
			r.line(line, Plain, lineHeight)
		}
	}
	head := make([]Cell, len(p.Columns))
	for i, c := range p.Columns {
		head[i] = Text(c.Title).As(header)
	}
	r.row(head)
	for _, cells := range p.Rows {
		r.row(cells)
	}
	r.next++
	for _, cells := range p.Foot {
		r.row(cells)
	}
	for _, line := range p.Notes {
		r.line(line, Faint, lineHeight)
	}
	return r.err
}

// A rowWriter writes rows one below the other until the first error.
type rowWriter struct {
	x       *writer
	out     *excelize.StreamWriter
	columns []Column
	next    int // 1-based row
	values  []any
	err     error
}

// line writes a text that runs over the columns.
func (r *rowWriter) line(s string, look Style, height float64) {
	r.cell(Text(s), styleKey{style: look, text: true, lead: true})
	r.end(height)
}

// row writes one row of cells, as high as their texts need. Not every program
// finds that out by itself.
func (r *rowWriter) row(cells []Cell) {
	high := 1
	for i, c := range cells {
		s, isText := c.value.(string)
		high = max(high, lines(s, r.columns[i].Width))
		r.cell(c, styleKey{c.style, isText, r.columns[i].Center, false})
	}
	r.end(min(float64(high)*lineHeight+2, maxRowHeight))
}

func (r *rowWriter) cell(c Cell, look styleKey) {
	id, err := r.x.style(look)
	if r.err == nil {
		r.err = err
	}
	r.values = append(r.values, excelize.Cell{StyleID: id, Value: c.value})
}

// end writes the cells collected as the next row.
func (r *rowWriter) end(height float64) {
	at, err := excelize.CoordinatesToCellName(1, r.next)
	if err == nil {
		err = r.out.SetRow(at, r.values, excelize.RowOpts{Height: height})
	}
	if r.err == nil {
		r.err = err
	}
	r.next++
	r.values = r.values[:0]
}
