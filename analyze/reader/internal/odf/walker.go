package odf

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/xmlscan"
)

// A walker reads the parts of a document that hold text.
type walker struct {
	ctx      context.Context
	s        *xmlscan.Scanner
	part     string
	styles   styles
	lists    lists
	headings counter
	text     flow.Text
	bound    limit.Bound
	notes    flow.Aside
	headers  flow.Aside
	footers  flow.Aside
	comments int
	pictures int
	sheets   int // of a spreadsheet
	tokens   int
	changes  map[string]flow.Change // by their IDs
	err      error
	story
}

// A story is a text of its own: the body, a note, a header, a text box.
type story struct {
	kind   doc.Kind
	cell   *doc.Cell
	tables int // around the place
	lists  []list
	hidden bool        // a section that is not shown is around the place
	change flow.Change // done to the text
}

// next reads the next token; false at the end and after an error.
func (w *walker) next() bool {
	if w.tokens++; w.tokens%4096 == 0 && w.err == nil {
		w.err = w.ctx.Err()
	}
	if w.err != nil {
		return false
	}
	if w.s.Next() == xmlscan.EOF {
		w.err = w.s.Err()
		return false
	}
	return true
}

// children calls visit at the start of every element directly inside the one whose Start
// was read last; what visit leaves of it is entered and its children visited as well.
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

func (w *walker) attr(space xmlscan.Space, name string) string {
	v, _ := w.s.Attr(space, name)
	return v
}

// number returns the attribute of that name, between 1 and most; 1 where it is none.
func (w *walker) number(space xmlscan.Space, name string, most int) int {
	n, err := strconv.Atoi(w.attr(space, name))
	if err != nil {
		return 1
	}
	return min(max(n, 1), most)
}

// read reads the part with the body.
func (w *walker) read(s *xmlscan.Scanner, part string) {
	w.s, w.part, w.changes = s, part, map[string]flow.Change{}
	w.story = story{kind: doc.Paragraph}
	for w.next() {
		if s.Kind != xmlscan.Start {
			continue
		}
		switch {
		case s.Is(nsStyle, "style"):
			w.style(s)
		case s.Is(nsText, "list-style"):
			w.listStyle(s)
		case s.Is(nsOffice, "text"):
			w.children(w.block)
		case s.Is(nsOffice, "spreadsheet"):
			w.children(w.spreadsheet)
		}
	}
}

// pages reads the headers and footers of the pages that the text uses.
func (w *walker) pages(s *xmlscan.Scanner) {
	used := map[string]bool{"Standard": true}
	for _, st := range w.styles {
		used[st.page] = true
	}
	w.s, w.part = s, stylesPart
	shown := false
	for w.next() {
		switch {
		case s.Kind != xmlscan.Start || s.Space != nsStyle:
		case s.Is(nsStyle, "master-page"):
			shown = used[w.attr(nsStyle, "name")]
		case strings.HasPrefix(string(s.Local), "header") || strings.HasPrefix(string(s.Local), "footer"):
			if !shown || strings.HasSuffix(string(s.Local), "style") || w.attr(nsStyle, "display") == "false" {
				continue
			}
			if s.Local[0] == 'h' {
				w.page(doc.Header, &w.headers)
			} else {
				w.page(doc.Footer, &w.footers)
			}
		}
	}
}

// page reads a header or footer.
func (w *walker) page(kind doc.Kind, into *flow.Aside) {
	outer := w.text.Leave()
	w.story = story{kind: kind}
	w.children(w.block)
	w.text.Return(outer, into)
}

// block reads an element of a story. What it does not know it enters.
func (w *walker) block() {
	s := w.s
	switch {
	case s.Is(nsText, "p"), s.Is(nsText, "h"):
		w.paragraph()
	case s.Is(nsText, "list"):
		w.list()
	case s.Is(nsTable, "table"):
		w.table()
	case s.Is(nsText, "section"):
		hidden := w.hidden
		w.hidden = hidden || w.attr(nsText, "display") == "none" || w.styles.get("section", w.attr(nsText, "style-name")).look.Hidden == flow.On
		w.children(w.block)
		w.hidden = hidden
	case s.Is(nsText, "tracked-changes"):
		w.tracked()
	case s.Is(nsOffice, "annotation"):
		w.comments++
		s.Skip()
	case s.Is(nsDraw, "frame"), s.Is(nsDraw, "custom-shape"), s.Is(nsDraw, "g"): // anchored to the page
		q := flow.NewParagraph()
		w.drawing(q)
		w.text.Blocks = append(w.text.Blocks, q.Boxes...)
	case s.Is(nsOffice, "forms"), s.Is(nsText, "sequence-decls"), s.Space == nsText && strings.HasSuffix(string(s.Local), "-source"):
		s.Skip()
	}
}

// tracked reads what the changes did that are left in the text. What was deleted stands here.
func (w *walker) tracked() {
	id := ""
	w.children(func() {
		switch {
		case w.s.Is(nsText, "changed-region"):
			id = w.attr(nsText, "id")
		case w.s.Is(nsText, "insertion"):
			w.tell(id, flow.Inserted)
		case w.s.Is(nsText, "deletion"):
			w.tell(id, flow.Deleted)
			w.s.Skip()
		case w.s.Is(nsText, "format-change"):
			w.text.Changes.Format++
		}
	})
}

// tell keeps what a change did.
func (w *walker) tell(id string, c flow.Change) {
	if len(w.changes) < maxStyles {
		w.changes[id] = c
	}
}

// list reads a list.
func (w *walker) list() {
	var outer *list
	if n := len(w.story.lists); n > 0 {
		outer = &w.story.lists[n-1]
	}
	w.story.lists = append(w.story.lists, w.lists.open(w.s, outer))
	at := len(w.story.lists) - 1
	w.children(func() {
		l := &w.story.lists[at]
		switch {
		case w.s.Is(nsText, "list-item"):
			l.pending, l.restart = true, -1
			if v, err := strconv.Atoi(w.attr(nsText, "start-value")); err == nil && v >= 0 {
				l.restart = v
			}
		case w.s.Is(nsText, "list-header"):
			l.pending = false
		default:
			w.block()
		}
	})
	w.story.lists = w.story.lists[:at]
}

// automatic returns the number of the paragraph that begins; level is a heading's.
func (w *walker) automatic(st style, level int, unnumbered bool) string {
	n := len(w.story.lists)
	if n == 0 {
		if level == 0 || unnumbered || st.hasList && st.list == "" {
			return ""
		}
		return w.lists.next(outline, &w.headings, min(level, maxLevel)-1, -1)
	}
	l := &w.story.lists[n-1]
	if !l.pending {
		return ""
	}
	l.pending = false
	name := l.style
	if name == "" {
		name = st.list
	}
	return w.lists.next(name, l.count, l.level, l.restart)
}

// table reads a table.
func (w *walker) table() {
	w.text.Tables++
	number, first := w.text.Tables, len(w.text.Blocks)
	outer := w.story
	w.tables++
	w.story.lists = nil
	row, col, widest := -1, 0, 0
	w.children(func() {
		switch {
		case w.s.Is(nsTable, "table-row"):
			row, col = row+1, 0
		case w.s.Is(nsTable, "covered-table-cell"):
			col += w.number(nsTable, "number-columns-repeated", 1000)
			w.s.Skip()
		case w.s.Is(nsTable, "table-cell"):
			repeated := w.number(nsTable, "number-columns-repeated", 1000)
			opened := w.text.OpenCell()
			w.cell = &doc.Cell{Table: number, Row: max(row, 0), Col: col}
			w.children(w.block)
			w.err = cmp.Or(w.err, w.text.CloseCell(opened, w.kind, w.cell, w.part))
			col += repeated
			widest = max(widest, col)
		case w.s.Is(nsTable, "table-source"), w.s.Is(nsTable, "shapes"), w.s.Is(nsOffice, "forms"):
			w.s.Skip()
		}
	})
	change := w.change
	w.story = outer
	w.change = change
	if row == 0 && widest == 1 && w.tables == 0 && w.kind == doc.Paragraph {
		w.text.Unframe(first, number)
	}
}
