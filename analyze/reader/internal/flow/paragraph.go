// Package flow makes blocks of what word processors store: paragraphs that come run by
// run, with automatic numbers, tracked changes, comments and hidden text to be told of.
package flow

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/doc"
)

// A Paragraph is one paragraph of a file, or several that deleted paragraph marks make
// one, while it is read.
type Paragraph struct {
	Kind  doc.Kind // what its style makes it: Paragraph, Title or Heading
	Level int      // of a heading
	Boxes []Block  // text boxes anchored in it

	Loose    bool // it may be a line of a paragraph that was broken at a width before it was pasted
	Indented bool // its first line is

	line   int      // number of the paragraph that its first text stands in; 0: no text yet
	pieces []*piece // parted where a line was broken by hand; the last one grows
	hiding bool     // what was read last was hidden
	blind  bool     // some of its text is hidden
}

// NewParagraph returns a paragraph without text.
func NewParagraph() *Paragraph { return &Paragraph{pieces: []*piece{{}}} }

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

func (p *Paragraph) last() *piece { return p.pieces[len(p.pieces)-1] }

// Empty reports whether the paragraph has no text.
func (p *Paragraph) Empty() bool { return len(p.pieces) == 1 && len(p.last().text) == 0 }

// Resume goes on with the next paragraph of the file.
func (p *Paragraph) Resume() { p.hiding = false }

// Blind reports whether some of its text is hidden.
func (p *Paragraph) Blind() bool { return p.blind }

// Len is how many bytes of text stand behind the last line break.
func (p *Paragraph) Len() int { return len(p.last().text) }

// Last is the character before the place.
func (p *Paragraph) Last() rune {
	r, _ := utf8.DecodeLastRune(p.last().text)
	return r
}

// Add appends text that stands at src in the file's paragraph number line.
func (p *Paragraph) Add(text []byte, src doc.Loc, line int, marks ...doc.MarkKind) {
	if len(text) == 0 {
		return
	}
	p.hiding = false
	if p.line == 0 {
		p.line = line
	}
	pc := p.last()
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

// isWord reports whether r is a digit, or a letter of a script that parts words by spaces.
func isWord(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && r < 0x2E80 }

// LineBreak ends a line inside the paragraph. A title or a cell (keep) that was broken to
// look well stays one text; elsewhere people end paragraphs that way.
func (p *Paragraph) LineBreak(keep bool) {
	pc := p.last()
	if keep {
		pc.broken = len(pc.text) > 0
		return
	}
	p.pieces = append(p.pieces, &piece{before: pc.before + utf8.RuneCount(pc.text) + 1})
}

// Saw notes that something is to be noticed from start to the end of the text so far.
func (p *Paragraph) Saw(kind doc.NoticeKind, start int) {
	pc := p.last()
	pc.seen = append(pc.seen, sighting{kind, min(start, len(pc.text)), len(pc.text)})
}

// SawEnd ends what was noticed last of that kind.
func (p *Paragraph) SawEnd(kind doc.NoticeKind) {
	pc := p.last()
	for i := len(pc.seen) - 1; i >= 0; i-- {
		if pc.seen[i].kind == kind {
			pc.seen[i].end = len(pc.text)
			return
		}
	}
}

// A Block is a doc.Block with what may yet make it another kind.
type Block struct {
	doc.Block
	natural doc.Kind // what it is outside of a table
	level   int
	seen    []sighting

	loose, indented bool // as of its paragraph
}

// blocks makes blocks of the paragraph; number is its automatic number.
func (p *Paragraph) blocks(kind doc.Kind, cell *doc.Cell, number string, line int) []Block {
	if p.line == 0 {
		p.line = line
	}
	if number != "" {
		p.pieces[0].prepend(number)
	}
	var list []Block
	for i, pc := range p.pieces {
		if len(bytes.TrimSpace(pc.text)) == 0 {
			continue
		}
		b := Block{natural: p.Kind, level: p.Level, seen: pc.seen, loose: p.Loose, indented: p.Indented && i == 0}
		b.Kind, b.Cell = kind, cell
		if kind == doc.Paragraph && cell == nil {
			b.Kind, b.Level = p.Kind, p.Level
		} else if cell != nil && kind == doc.Paragraph {
			b.Kind = doc.TableCell
		}
		if i == 0 {
			b.Auto = len(number)
		}
		if i > 0 {
			pc.before += utf8.RuneCountInString(number)
		}
		b.Text, b.Runs, b.Marks = pc.finish(p.line), pc.runs, pc.marks
		list = append(list, b)
	}
	return list
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

// Number returns an automatic number with the gap that stands behind it. A Chinese mark
// carries its own: 一、 （一）
func Number(number string, gap bool) string {
	last, _ := utf8.DecodeLastRuneInString(number)
	if number == "" || !gap || strings.ContainsRune("、）：。．】〕 　", last) {
		return number
	}
	return number + " "
}
