package ooxml

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/xmlscan"
)

// paragraph reads a w:p.
func (w *walker) paragraph() {
	w.result.Lines++
	q := w.pending
	w.pending = nil
	if q == nil {
		q = &paragraph{Paragraph: flow.NewParagraph()}
	}
	q.layout = newLayout()
	q.style = w.styles.get("")
	q.current = w.result.Lines
	q.Resume()
	w.children(func() {
		if w.name() == "pPr" {
			q.layout = readLayout(w.s, w)
			q.style = w.styles.get(q.layout.style)
			return
		}
		w.inline(q)
	})
	w.fields.EndParagraph()
	w.result.Changes.Meet(q.layout.mark)
	w.result.Changes.MeetFormat(q.layout.changed || q.layout.markLook.changed)
	if q.layout.mark.Gone() {
		w.pending = q
		return
	}
	w.emit(q)
}

// inline reads the element whose Start was read last, inside a paragraph.
func (w *walker) inline(q *paragraph) {
	visit := func() { w.inline(q) }
	switch w.name() {
	case "r":
		w.run(q)
	case "sdt":
		w.control(visit)
	case "ins", "moveTo":
		w.changed(q)
	case "del", "moveFrom":
		w.result.Changes.Meet(changes[w.name()])
		q.Saw(doc.Changes, q.Len())
		w.s.Skip()
	case "commentRangeStart":
		q.Saw(doc.Comments, q.Len())
	case "commentRangeEnd":
		q.SawEnd(doc.Comments)
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
	start, outer := q.Len(), w.change
	w.change = changes[w.name()]
	w.result.Changes.Meet(w.change)
	w.children(func() { w.inline(q) })
	w.change = outer
	q.Saw(doc.Changes, start)
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
		q.Saw(doc.Comments, q.Len())
	case "":
		w.foreign(func() { w.runChild(q, l) })
	}
}

// runLook reads a run's properties, with those of its style and its paragraph's.
func (w *walker) runLook(q *paragraph) look {
	l := readLook(w.s, nil)
	if l.style == "" {
		return l
	}
	st := w.styles.get(l.style).look
	// A character style switches over what the paragraph's style says.
	if st.Hidden == flow.On && q.style.look.Hidden == flow.On {
		st.Hidden = flow.Off
	}
	l.Look = l.Over(st.Look)
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
	if w.covered || w.fields.Coded() || len(text) == 0 {
		return
	}
	w.result.Changes.Meet(w.change)
	w.result.Changes.MeetFormat(l.changed)
	shown := l.Over(q.style.look.Look)
	if shown.Hidden != flow.On {
		w.added += len(text)
	}
	w.result.Write(q.Paragraph, text, loc, q.current, shown, w.prompts > 0)
}

// lineBreak reads a w:br or w:cr. A page's or column's end is none of a line.
func (w *walker) lineBreak(q *paragraph, l look) {
	kind, _ := w.s.Attr(nsW, "type")
	if kind == "page" || kind == "column" || w.covered || w.fields.Coded() || l.Over(q.style.look.Look).Hidden == flow.On {
		return
	}
	natural, _ := q.natural()
	q.LineBreak(w.cell != nil || natural != doc.Paragraph || q.layout.Over(q.style.layout.Alignment).Centred == flow.On)
}

// symbol returns the character that a w:sym shows; "" where only its font knows.
func (w *walker) symbol() string {
	hex, _ := w.s.Attr(nsW, "char")
	font, _ := w.s.Attr(nsW, "font")
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || n > utf8.MaxRune {
		return ""
	}
	w.result.Drawn++
	return flow.Symbol(font, rune(n))
}

// fieldCode reads a w:instrText.
func (w *walker) fieldCode() {
	for depth := w.s.Depth; w.next(); {
		if w.s.Kind == xmlscan.End && w.s.Depth == depth {
			return
		}
		if w.s.Kind == xmlscan.Text {
			w.fields.Code(w.s.Text())
		}
	}
}

// fieldChar reads a w:fldChar: a field's beginning, the end of its code, or its end.
func (w *walker) fieldChar(q *paragraph, l look) {
	kind, _ := w.s.Attr(nsW, "fldCharType")
	loc := doc.Loc{Part: w.part, Off: w.s.Off, Len: w.s.Len}
	w.s.Skip()
	switch kind {
	case "begin":
		w.fields.Begin()
	case "separate":
		w.fields.Separate()
	case "end":
		if prompt := w.fields.End(); prompt != "" {
			w.prompts++
			w.add(q, []byte(prompt), loc, l)
			w.prompts--
		}
	}
}

// drawing reads a picture or shape, for the text boxes in it.
func (w *walker) drawing(q *paragraph) {
	w.result.Drawn++
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
	outer, interrupted := w.story, w.result.Leave()
	w.story = story{kind: doc.TextBox, covered: outer.covered || w.fields.Coded()}
	if outer.kind != doc.Paragraph {
		w.kind = outer.kind
	}
	w.children(w.flow)
	w.flush()
	w.result.Anchor(interrupted, q.Paragraph)
	w.story = outer
}
