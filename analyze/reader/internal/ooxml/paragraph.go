package ooxml

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/doc"
)

// A paragraph is one w:p, or several that deleted paragraph marks make one, while it is read.
type paragraph struct {
	layout layout
	style  *style
	line   int      // number of the w:p that its first text stands in; 0: no text yet
	pieces []*piece // parted where a line was broken by hand; the last one grows
	boxes  []block  // text boxes anchored here

	current int  // number of the w:p that is being read
	blind   bool // some of its text is hidden
	hiding  bool // what was read last was hidden
}

// A piece is a stretch of a paragraph that becomes a block.
type piece struct {
	text   []byte
	before int // characters of the paragraph before it
	runs   []doc.Run
	marks  []doc.Mark
	seen   []sighting
	broken bool // a line break is to come before the next character
}

// A sighting is a place of a piece where something is to be noticed: bytes of its text,
// or, where they are none, all of it.
type sighting struct {
	kind       doc.NoticeKind
	start, end int
}

func (q *paragraph) last() *piece { return q.pieces[len(q.pieces)-1] }

func (q *paragraph) empty() bool { return len(q.pieces) == 1 && len(q.last().text) == 0 }

// add appends text that stands at src, with the marks of its look.
func (q *paragraph) add(text []byte, src doc.Loc, marks ...doc.MarkKind) {
	if len(text) == 0 {
		return
	}
	pc := q.last()
	if pc.broken {
		pc.broken = false
		last, _ := utf8.DecodeLastRune(pc.text)
		first, _ := utf8.DecodeRune(text)
		if isWord(last) && isWord(first) {
			pc.runs = append(pc.runs, doc.Run{Start: len(pc.text), Src: doc.Loc{Part: src.Part, Off: src.Off}})
			pc.text = append(pc.text, ' ')
		}
	}
	start := len(pc.text)
	pc.text = append(pc.text, text...)
	pc.runs = append(pc.runs, doc.Run{Start: start, Src: src})
	for _, kind := range marks {
		pc.mark(kind, start)
	}
}

// mark marks the text from start on, going on with a mark that ends there.
func (pc *piece) mark(kind doc.MarkKind, start int) {
	for i := len(pc.marks) - 1; i >= 0; i-- {
		if m := &pc.marks[i]; m.Kind == kind && m.End == start {
			m.End = len(pc.text)
			return
		}
	}
	pc.marks = append(pc.marks, doc.Mark{Start: start, End: len(pc.text), Kind: kind})
}

// isWord reports whether r is a letter of a script that parts words by spaces.
func isWord(r rune) bool { return unicode.IsLetter(r) && r < 0x2E80 }

// lineBreak ends a line inside the paragraph. A title or a cell that was broken to look
// well stays one text; elsewhere people end paragraphs that way.
func (q *paragraph) lineBreak(keep bool) {
	pc := q.last()
	if keep {
		pc.broken = len(pc.text) > 0
		return
	}
	q.pieces = append(q.pieces, &piece{before: pc.before + utf8.RuneCount(pc.text) + 1})
}

// saw notes that something is to be noticed from start to the end of the text so far.
func (q *paragraph) saw(kind doc.NoticeKind, start int) {
	pc := q.last()
	pc.seen = append(pc.seen, sighting{kind, min(start, len(pc.text)), len(pc.text)})
}

// sawEnd ends what was noticed last of that kind.
func (q *paragraph) sawEnd(kind doc.NoticeKind) {
	pc := q.last()
	for i := len(pc.seen) - 1; i >= 0; i-- {
		if pc.seen[i].kind == kind {
			pc.seen[i].end = len(pc.text)
			return
		}
	}
}

// A block is a doc.Block with what may yet make it another kind.
type block struct {
	doc.Block
	natural  doc.Kind // what it is outside of a table
	level    int
	seen     []sighting
	loose    bool // it may be a line of a broken paragraph
	indented bool // its first line is
}

// blocks makes blocks of the paragraph; number is its automatic number.
func (q *paragraph) blocks(kind doc.Kind, cell *doc.Cell, number string) []block {
	var list []block
	if number != "" {
		q.pieces[0].prepend(number)
	}
	natural, level := q.natural()
	for i, pc := range q.pieces {
		if len(bytes.TrimSpace(pc.text)) == 0 {
			continue
		}
		b := block{natural: natural, level: level, seen: pc.seen}
		b.loose = q.layout.aligned.over(q.style.layout.aligned) != on
		b.indented = i == 0 && q.layout.indented.over(q.style.layout.indented) == on
		b.Kind, b.Cell = kind, cell
		if kind == doc.Paragraph && cell == nil {
			b.Kind, b.Level = natural, level
		} else if cell != nil && kind == doc.Paragraph {
			b.Kind = doc.TableCell
		}
		if i == 0 {
			b.Auto = len(number)
		}
		if i > 0 {
			pc.before += utf8.RuneCountInString(number)
		}
		b.Text, b.Runs, b.Marks = pc.finish(q.line), pc.runs, pc.marks
		list = append(list, b)
	}
	return list
}

// natural tells what the paragraph is by its style.
func (q *paragraph) natural() (doc.Kind, int) {
	level := q.style.heading
	switch o := q.layout.outline; {
	case o == 9:
		level = 0
	case o >= 0 && o < 9:
		level = o + 1
	}
	switch {
	case q.style.title:
		return doc.Title, 0
	case level > 0:
		return doc.Heading, level
	}
	return doc.Paragraph, 0
}

// prepend puts an automatic number before the text.
func (pc *piece) prepend(number string) {
	n := len(number)
	for i := range pc.runs {
		pc.runs[i].Start += n
	}
	for i := range pc.marks {
		pc.marks[i].Start += n
		pc.marks[i].End += n
	}
	for i := range pc.seen {
		pc.seen[i].start += n
		pc.seen[i].end += n
	}
	pc.text = append([]byte(number), pc.text...)
	var src doc.Loc
	if len(pc.runs) > 0 {
		src = doc.Loc{Part: pc.runs[0].Src.Part, Off: pc.runs[0].Src.Off}
	}
	pc.runs = append([]doc.Run{{Src: src}}, pc.runs...)
}

// finish numbers the runs' places and returns the text, valid UTF-8.
func (pc *piece) finish(line int) string {
	text := string(pc.text)
	if !utf8.ValidString(text) {
		text = pc.repair(text)
	}
	col, at := pc.before, 0
	for i := range pc.runs {
		r := &pc.runs[i]
		col += utf8.RuneCountInString(text[at:r.Start])
		at = r.Start
		r.Src.Line, r.Src.Col = line, col
	}
	return text
}

// repair replaces bytes that are no UTF-8, one question mark for each: every offset
// keeps its meaning.
func (pc *piece) repair(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n == 1 {
			b.WriteByte('?')
		} else {
			b.WriteString(text[i : i+n])
		}
		i += n
	}
	for i := range pc.runs {
		pc.runs[i].Src.Exact = false
	}
	return b.String()
}
