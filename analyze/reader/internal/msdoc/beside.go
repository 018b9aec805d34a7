package msdoc

import (
	"slices"
	"unicode/utf16"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
)

// A box is the text of a shape.
type box struct {
	from, to int // characters
	read     bool
}

// readBoxes finds the text boxes of a story and the characters that they are anchored at.
// Those of groups of shapes have no anchor of their own: they are loose.
func (f *file) readBoxes(boxes map[int]*box, anchored, text story, shapes, texts int) (loose []*box) {
	const shapeSize, textSize = 26, 22
	anchors := map[uint32]int{} // by number of the shape
	for p, i := newPLC(f.tab(shapes), shapeSize), 0; i < p.n; i++ {
		if cp := p.key(i); cp < f.length[anchored] {
			anchors[le.Uint32(p.entry(i))] = f.begin(anchored) + cp
		}
	}
	for p, i := newPLC(f.tab(texts), textSize), 0; i < p.n; i++ {
		from, to, e := p.key(i), p.key(i+1), p.entry(i)
		reusable := le.Uint16(e[8:]) != 0
		if reusable || from >= to || to > f.length[text] {
			continue
		}
		b := &box{from: f.begin(text) + from, to: f.begin(text) + to}
		at, ok := anchors[le.Uint32(e[14:])]
		if ok && boxes[at] == nil {
			boxes[at] = b
		} else {
			loose = append(loose, b)
		}
	}
	return loose
}

// box reads the text of a shape that is anchored in q.
func (w *walker) box(q *flow.Paragraph, b *box) {
	if b.read || w.fields.Coded() {
		return
	}
	b.read = true
	outer, interrupted := w.telling, w.text.Leave()
	kind := doc.TextBox
	if outer.kind != doc.Paragraph {
		kind = outer.kind
	}
	w.read(b.from, b.to, kind)
	w.text.Anchor(interrupted, q)
	w.telling = outer
}

// maxSections is of how many sections the properties are read.
const maxSections = 4096

// readSections returns the characters behind the ends of sections, and for each section
// whether its first page has a header of its own.
func (f *file) readSections() (ends map[int]bool, titled []bool) {
	const entrySize = 12
	p := newPLC(f.tab(tabSections), entrySize)
	ends = make(map[int]bool, p.n)
	titled = make([]bool, p.n)
	for i := range p.n {
		ends[p.key(i+1)] = true
		at := uint64(le.Uint32(p.entry(i)[2:]))
		if i >= maxSections || at+2 > uint64(len(f.main)) {
			continue
		}
		list := f.main[at+2:]
		list = list[:min(len(list), int(le.Uint16(f.main[at:])))]
		for m, rest, ok := nextModifier(list, f.old); ok; m, rest, ok = nextModifier(rest, f.old) {
			if m.id == sprmSTitlePage {
				titled[i] = m.value() != 0
			}
		}
	}
	return ends, titled
}

// notes reads footnotes or endnotes. A mark behind the last one belongs to none.
func (w *walker) notes(s story) {
	from := w.f.begin(s)
	w.read(from, from+w.f.length[s]-1, doc.Note)
}

// headers reads the headers that are shown, then the footers.
func (w *walker) headers(titled []bool) {
	const separators, each = 6, 6 // stories before those of the first section, stories of a section
	base, table := w.f.begin(headerStory), newPLC(w.f.tab(tabHeaders), 0)
	if w.f.old { // which of them are there is not told
		w.read(base, base+w.f.length[headerStory]-1, doc.Header)
		return
	}
	settings := w.f.tab(tabSettings)
	evenOdd := len(settings) > 0 && settings[0]&1 != 0
	read := func(section, which int, kind doc.Kind) {
		i := separators + each*section + which
		if i >= table.n {
			return
		}
		from, to := table.key(i), table.key(i+1)-1 // a mark behind it belongs to none
		if from < to && to <= w.f.length[headerStory] {
			w.header(base+from, base+to, kind)
		}
	}
	for _, side := range []struct {
		kind             doc.Kind
		even, odd, first int
	}{{doc.Header, 0, 1, 4}, {doc.Footer, 2, 3, 5}} {
		for i, first := range titled {
			if evenOdd {
				read(i, side.even, side.kind)
			}
			read(i, side.odd, side.kind)
			if first {
				read(i, side.first, side.kind)
			}
		}
	}
}

// header reads a header or footer, unless it says the same as the one before: some
// programs repeat it for every section.
func (w *walker) header(from, to int, kind doc.Kind) {
	before := len(w.text.Blocks)
	w.read(from, to, kind)
	n := len(w.text.Blocks) - before
	if n > before {
		return
	}
	same := slices.EqualFunc(w.text.Blocks[before:], w.text.Blocks[before-n:before], func(a, b flow.Block) bool {
		return a.Kind == b.Kind && a.Text == b.Text
	})
	if same {
		w.text.Blocks = w.text.Blocks[:before]
	}
}

// readComments returns how many comments there are, and from where to where in the text
// the first one is about.
func (f *file) readComments() (count int, first [2]int) {
	size := 30
	if f.old {
		size = 20
	}
	count = newPLC(f.tab(tabCommentRefs), size).n
	starts, ends := newPLC(f.tab(tabCommentStarts), 4), newPLC(f.tab(tabCommentEnds), 0)
	for i := range starts.n {
		end := int(le.Uint16(starts.entry(i)))
		if from := starts.key(i); end < ends.n && from < ends.key(end) && (first[0] == first[1] || from < first[0]) {
			first = [2]int{from, ends.key(end)}
		}
	}
	return count, first
}

// readFonts returns the names of the fonts (SttbfFfn), by number.
func (f *file) readFonts() []string {
	const fixed = 40
	table := f.tab(tabFonts)
	if f.old || len(table) < 4 {
		return nil
	}
	var names []string
	for rest := table[4:]; len(rest) > 0; {
		size := min(len(rest), int(rest[0])+1)
		var units []uint16
		for i := fixed; i+2 <= size && le.Uint16(rest[i:]) != 0; i += 2 {
			units = append(units, le.Uint16(rest[i:]))
		}
		names = append(names, string(utf16.Decode(units)))
		rest = rest[size:]
	}
	return names
}
