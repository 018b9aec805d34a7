package msdoc

import (
	"cmp"
	"context"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/limit"
)

// Characters that stand for something else than themselves.
const (
	charPicture    = 0x01
	charComment    = 0x05
	charCellEnd    = 0x07
	charDrawing    = 0x08
	charTab        = 0x09
	charLineBreak  = 0x0b
	charSection    = 0x0c // or a page's end
	charParagraph  = 0x0d
	charFieldBegin = 0x13
	charFieldCode  = 0x14 // ends the field's code
	charFieldEnd   = 0x15
	charHyphen     = 0x1e // at which no line ends
	charSymbol     = 0x28
)

// A walker reads the stories of a document, one after the other.
type walker struct {
	ctx        context.Context
	f          *file
	pieces     []piece
	charBins   *bins
	paraBins   *bins
	sheet      *sheet
	uses       []use
	fonts      []string
	sections   map[int]bool // characters behind a section's end
	boxes      map[int]*box // by the character that they are anchored at
	comment    [2]int       // from and to where the first comment is about
	text       flow.Text
	pictures   int
	characters int // of the stories read
	paragraphs int // met, ends of rows counted in
	err        error
	buffer     []byte // reused
	telling
}

// telling is the state of one story: the body, a header, a text box.
type telling struct {
	kind    doc.Kind
	tables  []*flow.Table   // around the place, the innermost last
	pending *flow.Paragraph // its mark is deleted: the next paragraph goes on with it
	fields  flow.Fields
}

// read reads characters from and to as a story of that kind.
func (w *walker) read(from, to int, kind doc.Kind) {
	w.telling = telling{kind: kind}
	if w.characters += max(0, to-from); w.characters > 2*len(w.f.main) {
		w.err = errDamaged // stories lie over each other
	}
	for from < to && w.err == nil {
		switch w.paragraphs++; {
		case w.paragraphs > limit.Pieces:
			w.err = limit.ErrPieces
			return
		case w.paragraphs%256 == 0:
			w.err = w.ctx.Err()
		}
		end := w.paragraphEnd(from, to)
		w.paragraph(from, min(end, to-1), end < to)
		from = end + 1
	}
	w.enter(0)
	w.flush()
}

// paragraphEnd returns the next character that ends a paragraph, to if there is none.
func (w *walker) paragraphEnd(from, to int) int {
	for i := pieceAt(w.pieces, from); i < len(w.pieces) && w.pieces[i].from < to; i++ {
		p := &w.pieces[i]
		start := max(from, p.from)
		data := w.f.bytes(p, start, min(to, p.to))
		for at := 0; at+p.width <= len(data); at += p.width {
			c := data[at]
			if c > charParagraph || c < charCellEnd || p.width == 2 && data[at+1] != 0 {
				continue
			}
			cp := start + at/p.width
			if c == charParagraph || c == charCellEnd || c == charSection && w.sections[cp+1] {
				return cp
			}
		}
	}
	return to
}

// paragraph reads the paragraph from one character to another, its mark. Without a mark
// it ends behind that character.
func (w *walker) paragraph(from, mark int, marked bool) {
	p := w.pieceOf(mark)
	if p == nil {
		return // of text that is not there
	}
	l := w.layout(p, mark)
	st := w.sheet.get(l.style)
	end, ending, cellEnd := mark+1, look{}, false
	if marked {
		end = mark
		ending, _ = w.look(p, mark, st)
		c := w.f.main[p.offset(mark)]
		cellEnd = l.depth > 0 && (c == charCellEnd || l.cellEnd)
	}
	w.enter(l.depth)
	if l.rowEnd && len(w.tables) > 0 {
		w.rowEnd(&l, ending.deleted)
		return
	}
	w.text.Lines++
	q := w.pending
	w.pending = nil
	if q == nil {
		q = flow.NewParagraph()
	}
	q.Resume()
	q.Kind, q.Level = natural(st, &l)
	q.Loose, q.Indented = l.Aligned != flow.On, l.Indented == flow.On
	w.characterRuns(q, from, end, &l, st)
	w.fields.EndParagraph()
	w.text.Changes.Meet(ending.change())
	w.text.Changes.MeetFormat(l.changed || ending.changed)
	if ending.deleted && !cellEnd {
		w.pending = q
		return
	}
	w.emit(q, &l, ending.Over(st.look.Look).Hidden == flow.On)
	if cellEnd {
		w.err = cmp.Or(w.err, w.text.EndCell(w.tables[len(w.tables)-1], w.kind, Part))
	}
}

// pieceOf returns the piece that a character is in; nil if it is in none.
func (w *walker) pieceOf(cp int) *piece {
	i := pieceAt(w.pieces, cp)
	if i == len(w.pieces) || w.pieces[i].from > cp {
		return nil
	}
	return &w.pieces[i]
}

// layout returns the properties of the paragraph that ends with a character.
func (w *walker) layout(p *piece, mark int) layout {
	number, props := w.paraBins.paragraph(p.offset(mark), w.f.old)
	l := w.sheet.get(number).layout
	l.style = number
	l.apply(w.f, props, w.f.old, 1)
	l.apply(w.f, w.f.spend(p.props), p.old, 1)
	switch {
	case !l.inTable:
		l.depth = 0
	default:
		l.depth = min(max(l.depth, 1), maxDepth)
	}
	return l
}

// look returns the properties of a character, and up to which character of its piece they
// are the same.
func (w *walker) look(p *piece, cp int, paragraph *style) (l look, to int) {
	at := p.offset(cp)
	props, end := w.charBins.chars(at)
	to = p.to
	if end > at {
		to = min(to, max(cp+1, cp+int((end-at)/uint32(p.width))))
	}
	below := paragraph.look
	l.apply(props, w.f.old, below.Hidden)
	if l.style != 0 {
		st := w.sheet.get(l.style).look
		// A character style switches over what the paragraph's style says.
		if st.Hidden == flow.On && below.Hidden == flow.On {
			st.Hidden = flow.Off
		}
		below.Look = st.Over(below.Look)
		l = look{}
		l.apply(props, w.f.old, below.Hidden)
	}
	l.apply(w.f.spend(p.props), p.old, below.Hidden)
	l.Look = l.Over(below.Look)
	return l, to
}

// natural tells what a paragraph is by its style.
func natural(st *style, l *layout) (doc.Kind, int) {
	level := st.heading
	switch o := l.outline; {
	case o == 9:
		level = 0
	case o >= 0 && o < 9:
		level = o + 1
	}
	switch {
	case st.title:
		return doc.Title, 0
	case level > 0:
		return doc.Heading, level
	}
	return doc.Paragraph, 0
}

// emit finishes a paragraph. One of hidden text and nothing else has no number.
func (w *walker) emit(q *flow.Paragraph, l *layout, hiddenMark bool) {
	number := ""
	if gone := q.Blind() && q.Empty() && hiddenMark; !gone {
		number = next(w.uses, *l)
	}
	if err := w.text.Emit(q, w.kind, w.cell(), number); err != nil {
		w.err = err
	}
}

// flush finishes a paragraph whose mark is deleted though none follows.
func (w *walker) flush() {
	if q := w.pending; q != nil {
		w.pending = nil
		if err := w.text.Emit(q, w.kind, w.cell(), ""); err != nil {
			w.err = err
		}
	}
}

// characterRuns reads the text of a paragraph.
func (w *walker) characterRuns(q *flow.Paragraph, from, to int, l *layout, st *style) {
	line := w.text.Lines
	for i := pieceAt(w.pieces, from); i < len(w.pieces) && w.pieces[i].from < to; i++ {
		p := &w.pieces[i]
		for cp, end := max(from, p.from), min(to, p.to); cp < end; {
			look, stop := w.look(p, cp, st)
			stop = w.commentEdge(q, cp, min(stop, end))
			r := run{p: p, from: cp, to: stop, look: look, line: line}
			r.keep = w.cell() != nil || q.Kind != doc.Paragraph || l.Centred == flow.On
			w.run(q, r)
			cp = stop
		}
	}
}

// commentEdge notes where the first comment's text begins and ends, and cuts a run there.
func (w *walker) commentEdge(q *flow.Paragraph, from, to int) int {
	switch {
	case w.comment[0] == w.comment[1]:
	case from == w.comment[0]:
		q.Saw(doc.Comments, q.Len())
		return min(to, w.comment[1])
	case from == w.comment[1]:
		q.SawEnd(doc.Comments)
	case from < w.comment[0]:
		return min(to, w.comment[0])
	case from < w.comment[1]:
		return min(to, w.comment[1])
	}
	return to
}
