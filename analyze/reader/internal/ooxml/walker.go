package ooxml

import (
	"cmp"
	"context"
	"slices"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/xmlscan"
)

// A walker reads the parts of a document, one after the other.
type walker struct {
	ctx       context.Context
	styles    styles
	numbering *numbering

	// over the whole document
	result   flow.Text
	added    int // bytes of text met
	pictures int
	embedded bool     // another document is embedded whole
	headers  []string // relation IDs of headers, as sections name them
	footers  []string
	evenOdd  bool // headers and footers of even pages are shown
	err      error

	// in the part that is being read
	s     *xmlscan.Scanner
	part  string
	steps int
	story
}

// A story is a text of its own: the body, a header, a text box.
type story struct {
	kind    doc.Kind
	cell    *doc.Cell
	pending *paragraph // its mark is deleted: the next paragraph goes on with it
	fields  flow.Fields
	change  flow.Change // done to what is read
	prompts int         // content controls open that still show their prompt
	covered bool        // inside a cell that another one covers: nothing is shown
}

// next reads the next token; false at the end of the part, or when reading is to stop.
func (w *walker) next() bool {
	if w.steps++; w.steps%1024 == 0 && w.err == nil {
		w.err = w.ctx.Err()
	}
	if w.err != nil || w.s.Next() == xmlscan.EOF {
		return false
	}
	return true
}

// children calls visit for the Start of each element inside the one whose Start was read
// last, at any depth: visit reads or skips those that are not to be entered.
func (w *walker) children(visit func()) {
	for depth := w.s.Depth; w.next(); {
		switch {
		case w.s.Kind == xmlscan.End && w.s.Depth == depth:
			return
		case w.s.Kind == xmlscan.Start:
			visit()
		}
	}
}

// name is the current tag's name if it is of word processing, else "".
func (w *walker) name() string {
	if w.s.Space != nsW {
		return ""
	}
	return string(w.s.Local)
}

// read reads a part as a story of kind.
func (w *walker) read(s *xmlscan.Scanner, part string, kind doc.Kind) error {
	w.s, w.part, w.story = s, part, story{kind: kind}
	for w.next() {
		if w.s.Kind == xmlscan.Start {
			w.flow()
		}
	}
	w.flush()
	if w.err != nil {
		return w.err
	}
	return w.s.Err()
}

// flow reads the element whose Start was read last, where paragraphs and tables stand.
func (w *walker) flow() {
	switch w.name() {
	case "p":
		w.paragraph()
	case "tbl":
		w.table()
	case "sdt":
		w.control(w.flow)
	case "sectPr":
		w.section()
	case "footnote", "endnote":
		if kind, _ := w.s.Attr(nsW, "type"); kind != "" && kind != "normal" {
			w.s.Skip() // the line that parts notes from the text
		}
	case "altChunk":
		w.embedded = true
	case "tblPr", "tblGrid", "docDefaults":
		w.s.Skip()
	case "":
		w.foreign(w.flow)
	}
}

// foreign reads an element of another namespace, of which only the choice between two
// ways of saying the same holds text.
func (w *walker) foreign(visit func()) {
	switch {
	case w.s.Is(nsMC, "AlternateContent"):
		w.alternate(visit)
	case w.s.Space != nsMC:
		w.s.Skip()
	}
}

// alternate reads one of the branches of an mc:AlternateContent: the first that says anything.
func (w *walker) alternate(visit func()) {
	taken := false
	w.children(func() {
		before := w.added + w.pictures
		switch {
		case taken || !w.s.Is(nsMC, "Choice") && !w.s.Is(nsMC, "Fallback"):
			w.s.Skip()
		default:
			w.children(visit)
			taken = w.added+w.pictures > before
		}
	})
}

// control reads a content control.
func (w *walker) control(visit func()) {
	prompt := false
	w.children(func() {
		switch w.name() {
		case "sdtPr":
			w.children(func() {
				if w.name() == "showingPlcHdr" {
					prompt = switched(w.s)
				}
			})
		case "sdtContent":
			if prompt {
				w.prompts++
			}
			w.children(visit)
			if prompt {
				w.prompts--
			}
		default:
			w.s.Skip()
		}
	})
}

// table reads a table. One of a single cell is a frame around text and no table.
func (w *walker) table() {
	w.flush()
	w.result.Tables++
	number, first, outer := w.result.Tables, len(w.result.Blocks), w.cell
	rows, cols := 0, 0
	var row func()
	row = func() {
		switch w.name() {
		case "tr":
			if n := w.row(number, rows); n > 0 {
				cols = max(cols, n)
				rows++
			}
		case "sdt":
			w.control(row)
		case "tblPr", "tblGrid":
			w.s.Skip()
		case "":
			w.foreign(row)
		}
	}
	w.children(row)
	w.cell = outer
	if rows == 1 && cols == 1 && outer == nil && w.kind == doc.Paragraph {
		w.result.Unframe(first, number)
	}
}

// row reads a row and returns how many columns it has; none when it is deleted.
func (w *walker) row(table, row int) int {
	col := 0
	deleted := false
	var cell func()
	cell = func() {
		switch w.name() {
		case "gridBefore":
			col += number(w.s, 0)
		case "ins", "del":
			w.result.Changes.Meet(changes[w.name()])
			deleted = deleted || w.name() == "del"
		case "tc":
			if deleted {
				w.s.Skip()
			} else {
				col += w.tableCell(doc.Cell{Table: table, Row: row, Col: col})
			}
		case "sdt":
			w.control(cell)
		case "tblPrEx", "trPrChange":
			w.s.Skip()
		case "":
			w.foreign(cell)
		}
	}
	w.children(cell)
	if deleted {
		return 0
	}
	return col
}

// tableCell reads a cell and returns how many columns it spans.
func (w *walker) tableCell(c doc.Cell) int {
	span := 1
	covered, opened := w.covered, w.result.OpenCell()
	w.children(func() {
		switch w.name() {
		case "tcPr":
			w.children(func() {
				switch w.name() {
				case "gridSpan":
					span = max(1, number(w.s, 1))
				case "vMerge":
					if val(w.s) != "restart" {
						w.covered = true
					}
				case "cellDel":
					w.covered = true
				case "tl2br", "tr2bl": // the cell is crossed out
					if line := val(w.s); line != "nil" && line != "none" {
						w.result.Drawn++
					}
				case "tcPrChange":
					w.s.Skip()
				}
			})
		default:
			w.cell = &c
			w.flow()
		}
	})
	w.cell = &c
	w.flush()
	if !w.covered {
		w.err = cmp.Or(w.err, w.result.CloseCell(opened, w.kind, &c, w.part))
	}
	w.covered = covered
	return span
}

// section takes the headers and footers of a section that are shown.
func (w *walker) section() {
	type reference struct{ id, kind string }
	var headers, footers []reference
	first := false
	w.children(func() {
		id, _ := w.s.Attr(nsR, "id")
		kind, _ := w.s.Attr(nsW, "type")
		switch w.name() {
		case "headerReference":
			headers = append(headers, reference{id, kind})
		case "footerReference":
			footers = append(footers, reference{id, kind})
		case "titlePg":
			first = switched(w.s)
		case "sectPrChange":
			w.s.Skip()
		}
	})
	shown := func(list []string, refs []reference) []string {
		for _, r := range refs {
			if !slices.Contains(list, r.id) && (r.kind != "first" || first) && (r.kind != "even" || w.evenOdd) {
				list = append(list, r.id)
			}
		}
		return list
	}
	w.headers, w.footers = shown(w.headers, headers), shown(w.footers, footers)
}

// emit finishes a paragraph.
func (w *walker) emit(q *paragraph) {
	number := ""
	if gone := q.Blind() && q.Empty() && q.layout.markLook.Hidden == flow.On; w.numbering != nil && !gone && !w.covered {
		number = w.numbering.next(q.layout)
	}
	q.Kind, q.Level = q.natural()
	align := q.layout.Over(q.style.layout.Alignment)
	q.Loose, q.Indented = align.Aligned != flow.On, align.Indented == flow.On
	if err := w.result.Emit(q.Paragraph, w.kind, w.cell, number); w.err == nil {
		w.err = err
	}
}

// flush finishes a paragraph whose mark is deleted though none follows.
func (w *walker) flush() {
	if q := w.pending; q != nil {
		w.pending = nil
		w.emit(q)
	}
}

// errBody is that the part with the text itself is missing.
var errBody = fault.New(doc.Damaged, "文档里找不到正文，文件已损坏；请报送单位重新报送")
