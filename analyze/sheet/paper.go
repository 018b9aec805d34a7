package sheet

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	paperA4   = 9
	paperWide = 210 // digits side by side on one landscape page, in print that can still be read

	lineHeight   = 15.5 // points
	maxRowHeight = 409  // points; more is refused
)

// setUp makes p filter its rows and print well: landscape A4 as wide as its
// columns, the header row and frozen columns on every page, pages numbered.
func (x *writer) setUp(p *Page) error {
	last, err := excelize.ColumnNumberToName(max(1, len(p.Columns)))
	if err != nil {
		return err
	}
	head := p.headerRow()
	if err := x.file.AutoFilter(p.Name, fmt.Sprintf("A%d:%s%d", head, last, head+len(p.Rows)), nil); err != nil {
		return err
	}
	repeat := fmt.Sprintf("%s!$%d:$%d", quoted(p.Name), head, head)
	if p.Frozen > 0 {
		left, err := excelize.ColumnNumberToName(p.Frozen)
		if err != nil {
			return err
		}
		repeat = fmt.Sprintf("%s!$A:$%s,%s", quoted(p.Name), left, repeat)
	}
	err = x.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: repeat, Scope: p.Name})
	if err != nil {
		return err
	}
	return x.layout(p)
}

// layout sets the paper of p.
func (x *writer) layout(p *Page) error {
	wide := 0.0
	for _, c := range p.Columns {
		wide += c.Width
	}
	var (
		across    = max(1, int(math.Ceil(wide/paperWide)))
		down      = 0 // as many as it takes
		size      = paperA4
		landscape = "landscape"
		yes       = true
		side, end = 0.4, 0.6 // inches
		edge      = 0.3
	)
	if err := x.file.SetSheetProps(p.Name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	if err := x.file.SetPageLayout(p.Name, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &landscape, FitToWidth: &across, FitToHeight: &down,
	}); err != nil {
		return err
	}
	if err := x.file.SetPageMargins(p.Name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &edge, Footer: &edge, Horizontally: &yes,
	}); err != nil {
		return err
	}
	return x.file.SetHeaderFooter(p.Name, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + headerText(x.title) + "&R" + headerText(p.Name),
		OddFooter: "&C第 &P 页，共 &N 页",
	})
}

// headerText returns s as text of a printed header, where & opens a code.
func headerText(s string) string { return strings.ReplaceAll(s, "&", "&&") }

// lines estimates on how many lines s is shown in a column of this width.
func lines(s string, width float64) int {
	n, used := 1, 0.0
	for _, r := range s {
		wide := 1.0
		if r > 0x7f {
			wide = 2
		}
		if used += wide; used > width-1 || r == '\n' {
			n++
			used = wide
		}
	}
	return n
}

// quoted returns a sheet's name as formulas write it.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
