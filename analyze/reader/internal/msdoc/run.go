package msdoc

import (
	"unicode/utf16"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/flow"
)

// A run is a stretch of characters of one look.
type run struct {
	p        *piece
	from, to int
	look     look
	line     int  // the paragraph's number
	keep     bool // a line broken by hand stays one text
}

// run reads a run.
func (w *walker) run(q *flow.Paragraph, r run) {
	begins := w.text.Changes.Meet(r.look.change())
	w.text.Changes.MeetFormat(r.look.changed)
	if r.look.deleted {
		if begins {
			q.Saw(doc.Changes, q.Len())
		}
		return
	}
	start, before := q.Len(), len(q.Boxes)
	data := w.f.bytes(r.p, r.from, r.to)
	plain := 0 // where characters that stand for themselves begin
	for at := 0; at+r.p.width <= len(data); at += r.p.width {
		if c := data[at]; c != charTab && (c < ' ' || c == charSymbol && r.look.symbol != nil) && (r.p.width == 1 || data[at+1] == 0) {
			w.plain(q, r, plain, data[plain:at])
			w.sign(q, r, at, c)
			plain = at + r.p.width
		}
	}
	w.plain(q, r, plain, data[plain:])
	if r.look.inserted && (q.Len() > start || len(q.Boxes) > before) {
		q.Saw(doc.Changes, start)
	}
}

// plain adds characters that stand for themselves; at is where their bytes are in the run.
func (w *walker) plain(q *flow.Paragraph, r run, at int, data []byte) {
	if len(data) == 0 {
		return
	}
	var exact bool
	w.buffer, exact = w.f.decode(w.buffer[:0], data, r.p.width)
	loc := doc.Loc{Part: Part, Off: int64(r.p.offset(r.from)) + int64(at), Len: int64(len(data)), Exact: exact}
	w.add(q, r, w.buffer, loc, false)
}

// add adds text to the paragraph unless nobody sees it.
func (w *walker) add(q *flow.Paragraph, r run, text []byte, loc doc.Loc, prompt bool) {
	if w.fields.Coded() {
		w.fields.Code(text)
		return
	}
	w.text.Write(q, text, loc, r.line, r.look.Look, prompt)
}

// sign reads a character that stands for something else; at is where it is in the run.
func (w *walker) sign(q *flow.Paragraph, r run, at int, c byte) {
	cp := r.from + at/r.p.width
	loc := doc.Loc{Part: Part, Off: int64(r.p.offset(cp)), Len: int64(r.p.width)}
	switch c {
	case charLineBreak:
		if !w.fields.Coded() && r.look.Hidden != flow.On {
			q.LineBreak(r.keep)
		}
	case charHyphen:
		w.add(q, r, []byte("-"), loc, false)
	case charSymbol:
		if s := r.look.symbol; len(s) >= 4 {
			w.text.Drawn++
			w.add(q, r, []byte(w.symbol(s)), loc, false)
		}
	case charFieldBegin:
		w.fields.Begin()
	case charFieldCode:
		w.fields.Separate()
	case charFieldEnd:
		if prompt := w.fields.End(); prompt != "" {
			w.add(q, r, []byte(prompt), loc, true)
		}
	case charComment:
		if r.look.special && w.comment[0] == w.comment[1] {
			q.Saw(doc.Comments, q.Len())
		}
	case charPicture, charDrawing:
		if !w.fields.Coded() {
			w.text.Drawn++
		}
		if b := w.boxes[cp]; b != nil {
			w.box(q, b)
		} else {
			w.pictures++
		}
	}
}

// symbol returns what a character of a font of symbols shows: font number and character.
func (w *walker) symbol(s []byte) string {
	font := ""
	if i := int(le.Uint16(s)); i < len(w.fonts) {
		font = w.fonts[i]
	}
	return flow.Symbol(font, rune(le.Uint16(s[2:])))
}

// decode appends the text of characters of that width, and tells whether each could be
// decoded.
func (f *file) decode(text, data []byte, width int) ([]byte, bool) {
	switch {
	case width == 1:
		return appendDecoded(text, data, f.narrow)
	case f.old:
		return appendDecoded(text, singles(data), charset.GB18030)
	}
	exact := true
	for ; len(data) >= 2; data = data[2:] {
		r := rune(le.Uint16(data))
		if utf16.IsSurrogate(r) {
			second := rune(utf8.RuneError)
			if len(data) >= 4 {
				second = rune(le.Uint16(data[2:]))
			}
			if r = utf16.DecodeRune(r, second); r == utf8.RuneError {
				exact = false
			} else {
				data = data[2:]
			}
		}
		text = utf8.AppendRune(text, r)
	}
	return text, exact
}

func appendDecoded(text, data []byte, e charset.Encoding) ([]byte, bool) {
	for _, c := range data {
		if c >= utf8.RuneSelf {
			decoded := charset.Decode(data, e)
			return append(text, decoded...), utf8.RuneCountInString(decoded) <= len(data)
		}
	}
	return append(text, data...), true
}

// singles turns characters of two bytes, one or two of which count, into those that do.
func singles(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for ; len(data) >= 2; data = data[2:] {
		if data[1] >= utf8.RuneSelf {
			out = append(out, data[1])
		}
		out = append(out, data[0])
	}
	return out
}
