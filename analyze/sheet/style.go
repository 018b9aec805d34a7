package sheet

import "github.com/xuri/excelize/v2"

const (
	fontName   = "宋体"
	borderGrey = "BFBFBF"
	textFormat = 49 // the built-in format @: a cell stays text when somebody edits it
)

// A styleKey is all that tells one look of a cell from another.
type styleKey struct {
	style  Style
	text   bool // holds text, not a number
	center bool
	lead   bool // a line above the header: no border, runs over its neighbours
}

// A paint is the colour and weight of a Style.
type paint struct {
	font, fill string // RRGGBB; empty: none
	bold       bool
	size       float64
}

var paints = [...]paint{
	Plain:  {},
	Good:   {font: "006100", fill: "E2F0D9"},
	Note:   {font: "1F4E79", fill: "DDEBF7"},
	Warn:   {font: "7F6000", fill: "FFEB9C"},
	Bad:    {font: "9C0006", fill: "FFC7CE"},
	Faint:  {font: "7F7F7F"},
	Strong: {bold: true},
	header: {font: "FFFFFF", fill: "44546A", bold: true},
	title:  {bold: true, size: 16},
}

// style returns the workbook's number of the look k, adding it when it is new.
func (x *writer) style(k styleKey) (int, error) {
	if id, ok := x.styles[k]; ok {
		return id, nil
	}
	id, err := x.file.NewStyle(k.describe())
	if err != nil {
		return 0, err
	}
	x.styles[k] = id
	return id, nil
}

// describe returns k in excelize's words.
func (k styleKey) describe() *excelize.Style {
	p := paints[k.style]
	s := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: 11, Bold: p.bold, Color: p.font},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: !k.lead},
	}
	if p.size > 0 {
		s.Font.Size = p.size
	}
	if p.fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{p.fill}}
	}
	if k.text {
		s.NumFmt = textFormat
	}
	if k.center || k.style == header {
		s.Alignment.Horizontal = "center"
	}
	if k.center || k.style == header || k.lead {
		s.Alignment.Vertical = "center"
	}
	if !k.lead {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: borderGrey, Style: 1})
		}
	}
	return s
}
