package rtf

import (
	"context"
	"unicode/utf16"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/limit"
)

// maxGroups is how deep groups may stand in each other.
const maxGroups = 1000

// maxName is how many bytes of the names of fonts and styles, and of automatic numbers, are
// kept.
const maxName = 100

// A walker reads a file from its first token to the last.
type walker struct {
	scanner
	ctx      context.Context
	codepage int
	fonts    map[int]*font
	catalog  catalog
	styles   map[int]*style
	red      map[int]bool // numbers of colours
	colour   rgb
	coloured int // how many colours were met
	facing   bool
	titled   bool

	state
	groups   []state
	story    story
	stories  []story // around the story
	notes    flow.Aside
	headers  flow.Aside
	footers  flow.Aside
	text     flow.Text
	bound    limit.Bound
	comments int
	ranged   bool // comments tell what they are about
	pictures int
	unknown  int    // characters that could not be decoded
	number   []byte // of the paragraph, while it is read
	closed   bool   // the group that is the file has ended
	err      error

	skipping int // characters that stand in for one of Unicode
	high     rune

	raw   []byte // of an encoding, not decoded yet
	plain []byte // decoded
	exact bool   // every byte of plain is one of the file
	from  int    // where raw and plain start in the file
	to    int
}

type rgb struct{ red, green, blue int }

func (w *walker) run() {
	for n := 1; w.err == nil && !w.closed; n++ {
		if n%4096 == 0 {
			w.err = w.ctx.Err()
		}
		t := w.next()
		switch t.kind {
		case end:
			w.flush()
			return
		case opening:
			w.flush()
			w.skipping = 0
			if len(w.groups) == maxGroups {
				w.err = limit.ErrNesting
			}
			w.groups = append(w.groups, w.state)
			w.state.fresh, w.state.starred = true, false
			continue
		case closing:
			w.closeGroup()
			continue
		case word:
			w.word(t)
		case symbol:
			w.symbol(t)
		case hex, text:
			w.chars(t)
		}
		if t.kind != symbol || t.bytes[0] != '*' {
			w.state.fresh = false
		}
	}
}

func (w *walker) closeGroup() {
	w.flush()
	w.skipping = 0
	if len(w.groups) == 0 {
		w.closed = true
		return
	}
	inner, outer := w.state.dest, w.groups[len(w.groups)-1].dest
	if n := len(w.stories); n > 0 && w.story.depth == len(w.groups) {
		w.finish()
	}
	if inner == numbers && outer != numbers && outer == body {
		w.story.number = w.automatic()
		w.catalog.told = true
	}
	if inner == levelText && outer != levelText {
		w.endLevelText(outer)
	}
	if inner == fieldCode && outer != fieldCode {
		w.endField()
	}
	w.state = w.groups[len(w.groups)-1]
	w.groups = w.groups[:len(w.groups)-1]
	w.state.fresh = false
	w.closed = len(w.groups) == 0
}

// endField ends a field behind its code: what it shows follows as text.
func (w *walker) endField() {
	if prompt := w.story.fields.End(); prompt != "" {
		w.add([]byte(prompt), doc.Loc{Off: int64(w.pos)}, true)
	}
}

// chars reads text of an encoding.
func (w *walker) chars(t token) {
	data := t.bytes
	if t.kind == hex && w.skipping > 0 {
		w.skipping--
		return
	}
	if n := min(w.skipping, len(data)); n > 0 {
		data = data[n:]
		t.off += n
		w.skipping -= n
	}
	if len(data) == 0 || w.state.dest == nowhere {
		return
	}
	w.mark(t.off, w.pos)
	w.exact = w.exact && t.kind == text
	for _, c := range data {
		if c < utf8.RuneSelf && (len(w.raw) == 0 || !w.halved()) && !w.symbolic() {
			w.decode()
			w.plain = append(w.plain, c)
		} else {
			w.exact = false
			w.raw = append(w.raw, c)
		}
	}
}

// halved reports whether the byte before may be the first of a character of two.
func (w *walker) halved() bool {
	n := 0
	for i := len(w.raw) - 1; i >= 0 && w.raw[i] >= 0x81; i-- {
		n++
	}
	return n%2 == 1
}

// mark notes that text stands from one byte to another.
func (w *walker) mark(from, to int) {
	switch {
	case len(w.raw) == 0 && len(w.plain) == 0:
		w.from, w.exact = from, true
	case from != w.to:
		w.exact = false
	}
	w.to = to
}

// unicode reads \u.
func (w *walker) unicode(t token) {
	w.skipping = w.state.uc
	if w.state.dest == nowhere {
		return
	}
	r := rune(uint16(t.param))
	if t.param > 0xffff {
		r = rune(t.param)
	}
	w.mark(t.off, w.pos)
	w.exact = false
	w.decode()
	switch {
	case utf16.IsSurrogate(r) && r < 0xDC00:
		w.high = r
		return
	case utf16.IsSurrogate(r):
		r = utf16.DecodeRune(w.high, r)
	case r >= 0xE000 && r < 0xF900 || r < ' ' && r != '\t':
		w.text.Drawn++
		w.plain = append(w.plain, flow.Symbol(w.fontName(), r)...)
		return
	}
	w.plain = utf8.AppendRune(w.plain, r)
}

// flush hands over the text read so far.
func (w *walker) flush() {
	w.decode()
	if len(w.plain) == 0 {
		return
	}
	data := w.plain
	w.plain = w.plain[:0]
	switch w.state.dest {
	case body:
		loc := doc.Loc{Off: int64(w.from), Len: int64(w.to - w.from), Exact: w.exact}
		w.add(data, loc, false)
	case numbers:
		if !w.bulletFont() && !w.state.look.hidden && !w.state.look.deleted && len(w.number)+len(data) <= maxName {
			w.number = append(w.number, data...)
		}
	case levelText:
		if c := &w.catalog; len(c.text)+len(data) <= maxName {
			c.text = append(c.text, data...)
		}
	case fieldCode:
		w.story.fields.Code(data)
	case fontTable:
		f := w.fontAt(w.state.font)
		f.name = append(f.name, data[:min(len(data), maxName-len(f.name))]...)
	case styleSheet:
		s := w.styleAt(w.state.paragraph.style)
		s.name = append(s.name, data[:min(len(data), maxName-len(s.name))]...)
	case colours:
		for _, c := range data {
			if c == ';' {
				w.red[w.coloured] = w.colour.red >= 0xC0 && w.colour.green < 0x50 && w.colour.blue < 0x50
				w.coloured++
				w.colour = rgb{}
			}
		}
	}
}
