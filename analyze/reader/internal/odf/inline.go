package odf

import (
	"bytes"
	"cmp"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/xmlscan"
)

// A run is what is known of the text that is being read.
type run struct {
	q      *flow.Paragraph
	of     style // of the paragraph
	line   int
	look   flow.Look
	prompt bool
	spaced *bool // white space that comes next is part of what is there already
	seen   *int  // where text marked as inserted began in the line; -1: nowhere
}

// paragraph reads a text:p or text:h.
func (w *walker) paragraph() {
	st := w.styles.get("paragraph", w.attr(nsText, "style-name"))
	q := flow.NewParagraph()
	level := 0
	if w.s.Is(nsText, "h") {
		level = w.number(nsText, "outline-level", 9)
		q.Kind, q.Level = doc.Heading, level
	}
	if st.title {
		q.Kind, q.Level = doc.Title, 0
	}
	q.Loose, q.Indented = st.align.Aligned != flow.On, st.align.Indented == flow.On
	number := w.automatic(st, level, w.attr(nsText, "is-list-header") == "true")
	w.text.Lines++
	spaced, seen := true, -1
	if w.change == flow.Inserted {
		seen = 0
	}
	r := run{q: q, of: st, line: w.text.Lines, look: st.look, spaced: &spaced, seen: &seen}
	if w.hidden {
		r.look.Hidden = flow.On
	}
	w.inline(r)
	w.text.Changes.Meet(w.change)
	if seen >= 0 && q.Len() > seen {
		q.Saw(doc.Changes, seen)
	}
	if q.Blind() && q.Empty() {
		number = ""
	}
	if err := w.text.Emit(q, w.kind, w.cell, number); err != nil && w.err == nil {
		w.err = err
	}
}

// inline reads what stands in the element whose Start was read last.
func (w *walker) inline(r run) {
	for depth := w.s.Depth; w.next(); {
		switch w.s.Kind {
		case xmlscan.End:
			if w.s.Depth == depth {
				return
			}
		case xmlscan.Text:
			w.chars(r)
		case xmlscan.Start:
			w.element(r)
		}
	}
}

// element reads an element inside a paragraph.
func (w *walker) element(r run) {
	s := w.s
	switch s.Space {
	case nsText:
		w.textElement(r)
	case nsDraw:
		w.drawing(r.q)
	case nsOffice:
		if s.Is(nsOffice, "annotation") {
			w.comments++
			w.take(1, 0)
			r.q.Saw(doc.Comments, r.q.Len())
			s.Skip()
		} else if s.Is(nsOffice, "annotation-end") {
			r.q.SawEnd(doc.Comments)
		}
	case nsExt: // a content control
		if s.Is(nsExt, "content-control") {
			r.prompt = w.attr(nsExt, "showing-place-holder") == "true"
		}
		w.inline(r)
	default:
		s.Skip()
	}
}

func (w *walker) textElement(r run) {
	s := w.s
	switch string(s.Local) {
	case "span":
		r.look = w.styles.get("text", w.attr(nsText, "style-name")).look.Over(r.look)
		w.inline(r)
	case "s":
		w.sign(r, strings.Repeat(" ", w.number(nsText, "c", 1000)))
	case "tab":
		w.sign(r, "\t")
	case "line-break":
		if r.look.Hidden != flow.On && w.take(1, 0) {
			r.q.LineBreak(w.cell != nil || r.q.Kind != doc.Paragraph || r.of.align.Centred == flow.On)
			*r.spaced = true
			if *r.seen >= 0 {
				*r.seen = 0
			}
		}
	case "note":
		w.note()
	case "placeholder":
		r.prompt = true
		w.inline(r)
	case "hidden-text":
		if w.attr(nsText, "is-hidden") == "true" {
			r.look.Hidden = flow.On
		}
		w.inline(r)
	case "ruby-text", "tracked-changes":
		s.Skip()
	case "change":
		w.take(1, 0)
		w.text.Changes.Meet(w.changes[w.attr(nsText, "change-id")])
		r.q.Saw(doc.Changes, r.q.Len())
	case "change-start":
		if c := w.changes[w.attr(nsText, "change-id")]; c == flow.Inserted {
			w.change, *r.seen = c, r.q.Len()
			w.text.Changes.Meet(c)
		}
	case "change-end":
		if *r.seen >= 0 && r.q.Len() > *r.seen {
			r.q.Saw(doc.Changes, *r.seen)
		}
		w.change, *r.seen = flow.Kept, -1
	default: // links, fields, marks
		w.inline(r)
	}
}

// chars reads characters, in which white space counts as one space.
func (w *walker) chars(r run) {
	text := w.s.Text()
	loc := doc.Loc{Part: w.part, Off: w.s.Off, Len: w.s.Len, Exact: w.s.Exact}
	if *r.spaced && isSpace(text[0]) || bytes.ContainsAny(text, "\t\r\n") || bytes.Contains(text, []byte("  ")) {
		text, loc.Exact = collapse(text, *r.spaced), false
	}
	if len(text) > 0 {
		*r.spaced = text[len(text)-1] == ' '
		w.add(r, text, loc)
	}
}

// collapse makes all white space one space, and none where there is one before it.
func collapse(text []byte, spaced bool) []byte {
	out := make([]byte, 0, len(text))
	for _, c := range text {
		if isSpace(c) {
			if !spaced {
				out = append(out, ' ')
			}
			spaced = true
			continue
		}
		spaced = false
		out = append(out, c)
	}
	return out
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// sign reads an element that stands for characters.
func (w *walker) sign(r run, text string) {
	*r.spaced = false
	w.add(r, []byte(text), doc.Loc{Part: w.part, Off: w.s.Off, Len: w.s.Len})
}

// take counts pieces and bytes that are read, and tells whether to go on.
func (w *walker) take(pieces, size int) bool {
	w.err = cmp.Or(w.err, w.bound.Take(pieces, size))
	return w.err == nil
}

// add adds text to the paragraph unless nobody sees it.
func (w *walker) add(r run, text []byte, loc doc.Loc) {
	if !w.take(1, len(text)) {
		return
	}
	w.text.Changes.Meet(w.change)
	w.text.Write(r.q, text, loc, r.line, r.look, r.prompt)
}

// note reads a footnote or endnote.
func (w *walker) note() {
	outer, interrupted := w.story, w.text.Leave()
	w.story = story{kind: doc.Note, hidden: outer.hidden}
	w.children(func() {
		if w.s.Is(nsText, "note-citation") {
			w.s.Skip()
			return
		}
		w.block()
	})
	w.text.Return(interrupted, &w.notes)
	w.story = outer
}

// drawing reads the text in a drawing that is anchored in q.
func (w *walker) drawing(q *flow.Paragraph) {
	w.text.Drawn++
	outer, interrupted := w.story, w.text.Leave()
	w.story = story{kind: doc.TextBox, hidden: outer.hidden}
	if outer.kind != doc.Paragraph {
		w.kind = outer.kind
	}
	w.children(func() {
		switch {
		case w.s.Is(nsDraw, "image"):
			w.pictures++
		case w.s.Is(nsDraw, "object"), w.s.Space == nsSVG, w.s.Space == nsDC:
			w.s.Skip()
		default:
			w.block()
		}
	})
	w.text.Anchor(interrupted, q)
	w.story = outer
}
