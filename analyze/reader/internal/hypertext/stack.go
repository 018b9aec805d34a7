package hypertext

import (
	"strconv"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/counting"
	"hegao/analyze/reader/internal/flow"
)

// maxOpen is how many elements may be open inside each other; deeper ones are read as
// if they were not there.
const maxOpen = 512

// An element is one that is open.
type element struct {
	name   string
	list   *list     // of ul and ol
	table  *table    // of table
	cell   *doc.Cell // of td and th
	opened flow.Opening
	lines  int // paragraphs before it

	// Together with those around it.
	look   flow.Look
	align  flow.Alignment
	change flow.Change
	spaces flow.Toggle // white space is kept as it is
	level  int         // of a heading, else 0
	inCell *doc.Cell
	inPara bool
}

// within returns the innermost element that is open.
func (p *parser) within() element {
	if n := len(p.open); n > 0 {
		return p.open[n-1]
	}
	return element{}
}

// newElement returns an element that begins.
func (p *parser) newElement(name string, a *attributes) element {
	outer := p.within()
	e := element{name: name, lines: p.text.Lines, level: outer.level, change: outer.change, inCell: outer.inCell, inPara: outer.inPara || name == "p"}
	e.look = a.look(blockElements[name]).Over(outer.look)
	e.align = a.alignment(name).Over(outer.align)
	e.spaces = a.spaces(name).Over(outer.spaces)
	if a.dated && (name == "ins" || name == "del") {
		e.change = map[string]flow.Change{"ins": flow.Inserted, "del": flow.Deleted}[name]
	}
	return e
}

// tells reports whether an element inside a line differs from what is around it.
func (e *element) tells(outer element) bool {
	return e.look != outer.look || e.spaces != outer.spaces || e.change != outer.change
}

// A list counts its items.
type list struct {
	format string // as counting.Format names it; empty: no numbers
	mark   string // what follows the number
	next   int
}

// A table is one that is open.
type table struct {
	number, row, col int
	cols             int
	first            int         // blocks before it
	taken            map[int]int // columns that cells of earlier rows reach down to, for so many rows more
}

// blockElements start and end a paragraph.
var blockElements = setOf(`address article aside blockquote body caption center dd details dialog dir div dl dt
	fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup
	option p pre section summary table tbody td tfoot th thead tr ul xmp plaintext listing`)

// emptyElements have no end.
var emptyElements = setOf(`area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr`)

// seenElements show something that is no text.
var seenElements = setOf(`img input embed object svg math canvas video audio applet iframe select textarea button progress meter`)

// unseen elements hold nothing that the page shows.
var unseen = setOf(`script style title noscript noframes noembed iframe template svg math object applet audio video canvas select datalist`)

func setOf(names string) map[string]bool {
	set := map[string]bool{}
	for _, n := range strings.Fields(names) {
		set[n] = true
	}
	return set
}

// closes tells which open elements a start tag ends, up to which others. Ends of these
// may be left out in HTML.
func closes(name string) (ends, upTo string) {
	switch name {
	case "li":
		return " li ", " ul ol dir menu table td th "
	case "dt", "dd":
		return " dt dd ", " dl table td th "
	case "tr":
		return " tr td th ", " table "
	case "td", "th":
		return " td th ", " tr table "
	case "tbody", "thead", "tfoot":
		return " tbody thead tfoot tr td th ", " table "
	}
	if blockElements[name] {
		return " p ", " td th table li div "
	}
	return "", ""
}

func in(set, name string) bool { return strings.Contains(set, " "+name+" ") }

// newList returns how an ordered list counts.
func newList(a *attributes) *list {
	l := &list{format: "decimal", mark: ". ", next: 1}
	if n, err := strconv.Atoi(a.start); err == nil {
		l.next = n
	}
	switch a.kind {
	case "a":
		l.format = "lowerLetter"
	case "A":
		l.format = "upperLetter"
	case "i":
		l.format = "lowerRoman"
	case "I":
		l.format = "upperRoman"
	}
	style := strings.ToLower(a.style)
	switch {
	case strings.Contains(style, "cjk-ideographic") || strings.Contains(style, "chinese-informal"):
		l.format, l.mark = "chineseCounting", "、"
	case strings.Contains(style, "list-style:none") || strings.Contains(style, "list-style-type:none"):
		l.format = ""
	}
	return l
}

// count returns the number of the next item.
func (l *list) count(value string) string {
	if n, err := strconv.Atoi(value); err == nil {
		l.next = n
	}
	l.next++
	if l.format == "" {
		return ""
	}
	return counting.Format(l.next-1, l.format) + l.mark
}

// nextRow starts a row.
func (t *table) nextRow() {
	t.row++
	t.col = 0
	for col, rows := range t.taken {
		if rows == 1 {
			delete(t.taken, col)
		} else {
			t.taken[col] = rows - 1
		}
	}
}

const maxColumns = 1000

// nextCell places a cell.
func (t *table) nextCell(a *attributes) *doc.Cell {
	for t.taken[t.col] > 0 {
		t.col++
	}
	cell := &doc.Cell{Table: t.number, Row: max(t.row, 0), Col: t.col}
	for range min(max(a.colspan, 1), maxColumns) {
		if a.rowspan > 1 && t.col < maxColumns {
			t.taken[t.col] = min(a.rowspan, maxColumns)
		}
		t.col++
	}
	t.cols = max(t.cols, t.col)
	return cell
}
