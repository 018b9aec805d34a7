package rtf

import (
	"bytes"
	"cmp"
	"strings"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
)

// How deep tables may stand in each other, deeper ones count as one, and how many cells a
// row may have.
const (
	maxDepth = 32
	maxCells = 1000
)

// A row is where the cells of one lie.
type row struct {
	edges   []int
	covered []bool
	merged  bool // the cell whose right edge comes next is covered by another
}

// cell adds a cell that ends at an edge. Where the first one begins does not matter.
func (r *row) cell(right int) {
	if len(r.edges) == 0 {
		r.edges = append(r.edges, min(right, 0)-1)
	}
	r.edges = append(r.edges, right)
	r.covered = append(r.covered, r.merged)
	r.merged = false
}

// paragraphNow returns the paragraph that is read, beginning one if need be.
func (w *walker) paragraphNow() *flow.Paragraph {
	s := &w.story
	if s.current == nil {
		w.text.Lines++
		s.current, s.line = flow.NewParagraph(), w.text.Lines
	}
	s.current.Kind, s.current.Level = w.natural()
	return s.current
}

// natural tells what the paragraph is by its layout and style.
func (w *walker) natural() (doc.Kind, int) {
	p := &w.state.paragraph
	kind, level := doc.Paragraph, 0
	if s := w.styles[p.style]; s != nil {
		kind, level = s.natural()
	}
	switch {
	case kind == doc.Title || p.outline < 0:
	case p.outline == 9:
		kind, level = doc.Paragraph, 0
	default:
		kind, level = doc.Heading, p.outline+1
	}
	return kind, level
}

// tableDepth returns how many tables are around the paragraph.
func (p *paragraph) tableDepth() int {
	if !p.inTable {
		return 0
	}
	return max(p.depth, 1)
}

// sign reads a character that a word or symbol stands for.
func (w *walker) sign(t token, s string) {
	if w.skipping > 0 {
		w.skipping--
		return
	}
	if w.state.dest == nowhere {
		return
	}
	w.mark(t.off, w.pos)
	w.exact = false
	w.decode()
	w.plain = append(w.plain, s...)
}

// take counts pieces and bytes that are read, and tells whether to go on.
func (w *walker) take(pieces, size int) bool {
	w.err = cmp.Or(w.err, w.bound.Take(pieces, size))
	return w.err == nil
}

// add adds text to the paragraph unless nobody sees it.
func (w *walker) add(text []byte, loc doc.Loc, prompt bool) {
	if !w.take(1, len(text)) {
		return
	}
	q := w.paragraphNow()
	l, start := w.state.look, q.Len()
	begins := w.text.Changes.Meet(l.change())
	if l.deleted {
		if begins {
			q.Saw(doc.Changes, start)
		}
		return
	}
	shown := flow.Look{Hidden: flow.ToggleOf(l.hidden), Highlight: flow.ToggleOf(l.highlight), Red: flow.ToggleOf(l.red)}
	w.text.Write(q, text, loc, w.story.line, shown, prompt)
	if l.inserted && q.Len() > start {
		q.Saw(doc.Changes, start)
	}
}

// lineBreak ends a line inside the paragraph.
func (w *walker) lineBreak() {
	w.flush()
	if w.state.dest != body || w.state.look.hidden || w.state.look.deleted || !w.take(1, 0) {
		return
	}
	q := w.paragraphNow()
	q.LineBreak(w.state.paragraph.tableDepth() > 0 || q.Kind != doc.Paragraph || w.state.paragraph.centred)
}

// endParagraph ends a paragraph. Where its mark is deleted, the next one goes on with it.
func (w *walker) endParagraph() {
	w.flush()
	if w.state.dest != body {
		return
	}
	w.paragraphNow()
	w.text.Changes.Meet(w.state.look.change())
	if w.state.look.deleted {
		return
	}
	w.enter(w.state.paragraph.tableDepth())
	w.emit()
}

// emit finishes the paragraph, if there is one.
func (w *walker) emit() {
	s := &w.story
	q := s.current
	if q == nil {
		return
	}
	switch {
	case w.state.look.hidden && q.Blind() && q.Empty():
		s.number = ""
	case s.number == "":
		s.number = w.listNumber()
	}
	p := &w.state.paragraph
	q.Loose, q.Indented = !p.centred && !p.right, p.indented
	var cell *doc.Cell
	if n := len(s.tables); n > 0 {
		cell = s.tables[n-1].Cell()
	}
	if err := w.text.Emit(q, s.kind, cell, s.number); err != nil && w.err == nil {
		w.err = err
	}
	s.current, s.number = nil, ""
}

// enter opens and closes tables until depth of them are around the place.
func (w *walker) enter(depth int) {
	s := &w.story
	for len(s.tables) > depth {
		last := s.tables[len(s.tables)-1]
		s.tables = s.tables[:len(s.tables)-1]
		w.text.EndTable(last, len(s.tables) == 0 && s.kind == doc.Paragraph)
	}
	for len(s.tables) < depth {
		s.tables = append(s.tables, w.text.NewTable())
	}
}

// endCell ends a cell of a table that is at least so deep inside others.
func (w *walker) endCell(depth int) {
	w.flush()
	if w.state.dest != body || !w.take(1, 0) {
		return
	}
	if depth > 1 {
		depth = max(depth, w.state.paragraph.depth)
	}
	w.paragraphNow()
	w.enter(depth)
	w.emit()
	w.err = cmp.Or(w.err, w.text.EndCell(w.story.tables[depth-1], w.story.kind, ""))
}

// endRow ends a row.
func (w *walker) endRow(depth int) {
	w.flush()
	if w.state.dest != body {
		return
	}
	r := &w.story.row
	if depth > 1 {
		r = &w.story.nestedRow
		depth = max(depth, len(w.story.tables))
	}
	w.enter(depth)
	if q := w.story.current; q != nil && !q.Empty() {
		w.emit()
	}
	w.story.current = nil
	t := w.story.tables[depth-1]
	if spare := len(r.edges) - len(t.Cells); !w.take(max(spare, 1), 0) {
		return
	}
	w.text.EndRow(t, append([]int(nil), r.edges...), r.covered)
}

// endStory ends a story.
func (w *walker) endStory() {
	if q := w.story.current; q != nil && (!q.Empty() || len(q.Boxes) > 0) {
		w.enter(min(len(w.story.tables), w.state.paragraph.tableDepth()))
		w.emit()
	}
	w.enter(0)
}

// automatic returns the automatic number that was read; a bullet is none.
func (w *walker) automatic() string {
	number := strings.TrimLeft(string(w.number), " \t")
	bare := strings.TrimRight(number, " \t")
	if r, n := utf8.DecodeRuneInString(bare); n == len(bare) && strings.ContainsRune("•·●○■□◆◇▪▫➢✓√–—-*oØ§", r) || bytes.Contains(w.number, []byte("\ufffd")) {
		return ""
	}
	return flow.Number(bare, len(bare) < len(number))
}
