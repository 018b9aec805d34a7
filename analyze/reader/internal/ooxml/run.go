package ooxml

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/xmlscan"
)

// A field is one that is open: between its beginning and its end its code comes first,
// then what it shows.
type field struct {
	shown bool // past its code
	code  []byte
}

// coded reports whether what is being read is the code of a field.
func (w *walker) coded() bool {
	for i := range w.fields {
		if !w.fields[i].shown {
			return true
		}
	}
	return false
}

// paragraph reads a w:p.
func (w *walker) paragraph() {
	w.lines++
	q := w.pending
	w.pending = nil
	if q == nil {
		q = &paragraph{pieces: []*piece{{}}}
	}
	q.layout = newLayout()
	q.style = w.styles.get("")
	q.current, q.hiding = w.lines, false
	w.children(func() {
		if w.name() == "pPr" {
			q.layout = readLayout(w.s, w)
			q.style = w.styles.get(q.layout.style)
			return
		}
		w.inline(q)
	})
	if q.line == 0 {
		q.line = q.current
	}
	if q.layout.inserted {
		w.changes.inserted++
	}
	w.fields = shownFields(w.fields)
	if q.layout.deleted {
		w.changes.deleted++
		w.pending = q
		return
	}
	w.emit(q)
}

// shownFields drops fields whose code did not end with the paragraph: they are broken and
// would swallow the rest of the text.
func shownFields(fields []field) []field {
	for i := range fields {
		if !fields[i].shown {
			return fields[:i]
		}
	}
	return fields
}

// inline reads the element whose Start was read last, inside a paragraph.
func (w *walker) inline(q *paragraph) {
	visit := func() { w.inline(q) }
	switch w.name() {
	case "r":
		w.run(q)
	case "sdt":
		w.control(visit)
	case "ins":
		w.changes.inserted++
		w.changed(q)
	case "moveTo":
		w.changed(q)
	case "del":
		w.changes.deleted++
		q.saw(doc.Changes, len(q.last().text))
		w.s.Skip()
	case "moveFrom":
		w.changes.moved++
		q.saw(doc.Changes, len(q.last().text))
		w.s.Skip()
	case "commentRangeStart":
		q.saw(doc.Comments, len(q.last().text))
	case "commentRangeEnd":
		q.sawEnd(doc.Comments)
	case "pPr", "rPr", "sdtPr", "smartTagPr", "customXmlPr":
		w.s.Skip()
	case "p", "tbl", "sectPr": // nowhere inside a paragraph
		w.s.Skip()
	case "":
		switch {
		case w.s.Is(nsM, "t"):
			w.text(q, look{})
		case w.s.Space != nsM:
			w.foreign(visit)
		}
	}
}

// changed reads an insertion.
func (w *walker) changed(q *paragraph) {
	start := len(q.last().text)
	w.children(func() { w.inline(q) })
	q.saw(doc.Changes, start)
}

// run reads a w:r.
func (w *walker) run(q *paragraph) {
	var l look
	w.children(func() { w.runChild(q, &l) })
}

func (w *walker) runChild(q *paragraph, l *look) {
	switch w.name() {
	case "rPr":
		*l = w.runLook(q)
	case "t":
		w.text(q, *l)
	case "tab", "ptab":
		w.sign(q, *l, "\t")
	case "noBreakHyphen":
		w.sign(q, *l, "-")
	case "sym":
		w.sign(q, *l, w.symbol())
	case "br", "cr":
		w.lineBreak(q, *l)
	case "r": // inside ruby
		w.run(q)
	case "instrText":
		w.fieldCode()
	case "fldChar":
		w.fieldChar(q, *l)
	case "delText", "delInstrText", "rt":
		w.s.Skip()
	case "drawing", "pict", "object":
		w.drawing(q)
	case "commentReference":
		q.saw(doc.Comments, len(q.last().text))
	case "":
		w.foreign(func() { w.runChild(q, l) })
	}
}

// runLook reads a run's properties, with those of its style and its paragraph's.
func (w *walker) runLook(q *paragraph) look {
	l := readLook(w.s, nil, &w.changes)
	if l.style == "" {
		return l
	}
	st := w.styles.get(l.style).look
	// A character style switches over what the paragraph's style says.
	if st.hidden == on && q.style.look.hidden == on {
		st.hidden = off
	}
	l.hidden = l.hidden.over(st.hidden)
	l.highlight = l.highlight.over(st.highlight)
	l.red = l.red.over(st.red)
	return l
}

// text reads a w:t or m:t.
func (w *walker) text(q *paragraph, l look) {
	space, _ := w.s.Attr(nsXML, "space")
	for depth := w.s.Depth; w.next(); {
		switch w.s.Kind {
		case xmlscan.End:
			if w.s.Depth == depth {
				return
			}
		case xmlscan.Text:
			text, loc := w.s.Text(), doc.Loc{Part: w.part, Off: w.s.Off, Len: w.s.Len, Exact: w.s.Exact}
			if space != "preserve" {
				trimmed := bytes.Trim(text, " \t\r\n")
				if loc.Exact && len(trimmed) > 0 {
					loc.Off += int64(bytes.Index(text, trimmed))
					loc.Len = int64(len(trimmed))
				}
				text = trimmed
			}
			if bytes.ContainsAny(text, "\t\r\n") {
				text = bytes.Map(func(r rune) rune {
					if r == '\t' || r == '\r' || r == '\n' {
						return ' '
					}
					return r
				}, text)
				loc.Exact = false
			}
			w.add(q, text, loc, l)
		}
	}
}

// sign adds what the element whose Start was read last stands for.
func (w *walker) sign(q *paragraph, l look, text string) {
	w.add(q, []byte(text), doc.Loc{Part: w.part, Off: w.s.Off, Len: w.s.Len}, l)
}

// add adds text to the paragraph unless nobody sees it.
func (w *walker) add(q *paragraph, text []byte, loc doc.Loc, l look) {
	if w.covered || w.coded() || len(text) == 0 {
		return
	}
	of := q.style.look
	if l.hidden.over(of.hidden) == on {
		w.hide(q, text)
		return
	}
	q.hiding = false
	if q.line == 0 {
		q.line = q.current
	}
	w.added += len(text)
	marks := w.marks[:0]
	if w.prompts > 0 {
		marks = append(marks, doc.Prompt)
	}
	if l.highlight.over(of.highlight) == on {
		marks = append(marks, doc.Highlight)
	}
	if l.red.over(of.red) == on {
		marks = append(marks, doc.Red)
	}
	w.marks = marks
	q.add(text, loc, marks...)
}

// lineBreak reads a w:br or w:cr. A page's or column's end is none of a line.
func (w *walker) lineBreak(q *paragraph, l look) {
	kind, _ := w.s.Attr(nsW, "type")
	if kind == "page" || kind == "column" || w.covered || w.coded() || l.hidden.over(q.style.look.hidden) == on {
		return
	}
	natural, _ := q.natural()
	q.lineBreak(w.cell != nil || natural != doc.Paragraph || q.layout.centred.over(q.style.layout.centred) == on)
}

// symbols are the signs of the Wingdings fonts that stand in forms, by the low byte.
var symbols = map[uint64]string{
	0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0xA1: "○", 0xA8: "□",
	0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
}

// symbol returns the character that a w:sym shows; "" where only its font knows.
func (w *walker) symbol() string {
	hex, _ := w.s.Attr(nsW, "char")
	font, _ := w.s.Attr(nsW, "font")
	n, err := strconv.ParseUint(hex, 16, 32)
	switch {
	case err != nil || n > utf8.MaxRune:
		return ""
	case strings.HasPrefix(font, "Wingdings"):
		return symbols[n&0xff]
	case n >= 0xE000 && n < 0xF900 || n < 0x20:
		return ""
	}
	return string(rune(n))
}

// fieldCode reads a w:instrText.
func (w *walker) fieldCode() {
	for depth := w.s.Depth; w.next(); {
		if w.s.Kind == xmlscan.End && w.s.Depth == depth {
			return
		}
		if n := len(w.fields); w.s.Kind == xmlscan.Text && n > 0 && len(w.fields[n-1].code) < 1000 {
			w.fields[n-1].code = append(w.fields[n-1].code, w.s.Text()...)
		}
	}
}

// fieldChar reads a w:fldChar: a field's beginning, the end of its code, or its end.
func (w *walker) fieldChar(q *paragraph, l look) {
	kind, _ := w.s.Attr(nsW, "fldCharType")
	loc := doc.Loc{Part: w.part, Off: w.s.Off, Len: w.s.Len}
	w.s.Skip()
	top := len(w.fields) - 1
	switch {
	case kind == "begin":
		if top < 100 {
			w.fields = append(w.fields, field{})
		}
	case top < 0:
	case kind == "separate":
		w.fields[top].shown = true
	case kind == "end":
		f := w.fields[top]
		w.fields = w.fields[:top]
		if words := strings.Fields(string(f.code)); !f.shown && len(words) > 2 && strings.EqualFold(words[0], "MACROBUTTON") {
			w.prompts++ // a prompt that is clicked to be written over
			w.add(q, []byte(strings.Join(words[2:], " ")), loc, l)
			w.prompts--
		}
	}
}

// drawing reads a picture or shape, for the text boxes in it.
func (w *walker) drawing(q *paragraph) {
	var visit func()
	visit = func() {
		switch {
		case w.s.Is(nsW, "txbxContent"):
			w.textBox(q)
		case w.s.Is(nsMC, "AlternateContent"):
			w.alternate(visit)
		case string(w.s.Local) == "blip" || string(w.s.Local) == "imagedata":
			w.pictures++
		}
	}
	w.children(visit)
}

// textBox reads the text in a shape that is anchored in q.
func (w *walker) textBox(q *paragraph) {
	outer, blocks := w.story, w.blocks
	w.story, w.blocks = story{kind: doc.TextBox, covered: outer.covered || w.coded()}, nil
	if outer.kind != doc.Paragraph {
		w.kind = outer.kind
	}
	w.children(w.flow)
	w.flush()
	q.boxes = append(q.boxes, w.blocks...)
	w.story, w.blocks = outer, blocks
}
