package flow

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
)

// A Text is what was read of a document.
type Text struct {
	Lines   int // paragraphs met, empty ones too
	Tables  int
	Drawn   int // what was met that shows something and is no text: pictures, shapes, signs that only a font knows
	Changes Changes
	Blocks  []Block // the story that is being read; a text box has its own until it is anchored

	hidden int    // stretches of hidden text
	quote  string // the first of them
	pieces int    // blocks and runs
	size   int    // bytes of text in blocks
}

// Emit finishes a paragraph in a story of that kind. The error is a limit that was hit.
func (t *Text) Emit(p *Paragraph, kind doc.Kind, cell *doc.Cell, number string) error {
	blocks := p.blocks(kind, cell, number, t.Lines)
	for i := range blocks {
		t.pieces += 1 + len(blocks[i].Runs) + len(blocks[i].Marks)
		t.size += len(blocks[i].Text)
	}
	t.Blocks = append(append(t.Blocks, blocks...), p.Boxes...)
	switch {
	case t.size > limit.Text:
		return limit.ErrText
	case t.pieces > limit.Pieces:
		return limit.ErrPieces
	}
	return nil
}

// maxQuote is how many bytes of a text suffice to quote it.
const maxQuote = 200

// Hide notes hidden text of p, once for each stretch of it.
func (t *Text) Hide(p *Paragraph, text []byte) {
	if !p.hiding {
		if len(bytes.TrimSpace(text)) == 0 {
			return
		}
		t.hidden++
		p.Saw(doc.Hidden, p.Len())
	}
	p.hiding, p.blind = true, true
	if t.hidden == 1 && len(t.quote) < maxQuote {
		t.quote += string(text)
	}
}

// Unframe makes the cells of a table, whose blocks are the last ones from first on,
// ordinary paragraphs: a table of a single cell is a frame around text and no table.
func (t *Text) Unframe(first, table int) {
	framed := slices.DeleteFunc(t.Blocks[first:], func(b Block) bool { return b.Text == "" })
	t.Blocks = t.Blocks[:first+len(framed)]
	for i := first; i < len(t.Blocks); i++ {
		if b := &t.Blocks[i]; b.Cell != nil && b.Cell.Table == table {
			b.Kind, b.Level, b.Cell = b.natural, b.level, nil
		}
	}
	if table == t.Tables {
		t.Tables--
	}
}

// Document hands the text over, with the notices; comments is how many there are.
func (t *Text) Document(d *doc.Document, comments int) {
	if !slices.ContainsFunc(t.Blocks, func(b Block) bool { return b.Text != "" }) {
		t.Blocks = nil
	}
	t.joinLines()
	d.Blocks = make([]doc.Block, len(t.Blocks))
	for i := range t.Blocks {
		d.Blocks[i] = t.Blocks[i].Block
	}
	add := func(kind doc.NoticeKind, count int, detail string) {
		if count > 0 {
			d.Notices = append(d.Notices, doc.Notice{Kind: kind, Count: count, Detail: detail, Span: t.first(kind)})
		}
	}
	c := &t.Changes
	var kinds []string
	for _, k := range []struct {
		name  string
		count int
	}{{"插入", c.Inserted}, {"删除", c.Deleted}, {"移动", c.Moved}, {"改格式", c.Format}} {
		if k.count > 0 {
			kinds = append(kinds, fmt.Sprintf("%s %d 处", k.name, k.count))
		}
	}
	add(doc.Changes, c.all(), strings.Join(kinds, "、"))
	add(doc.Comments, comments, "")
	add(doc.Hidden, t.hidden, "隐藏的文字："+quoted(strings.TrimSpace(t.quote)))
}

// quoted sets a text in quotation marks, cut to a length that a person reads at a glance.
func quoted(text string) string {
	if r := []rune(text); len(r) > 30 {
		text = string(r[:30]) + "……"
	}
	return "“" + text + "”"
}

// first returns the first place where something was noticed.
func (t *Text) first(kind doc.NoticeKind) doc.Span {
	for i, b := range t.Blocks {
		for _, s := range b.seen {
			if s.kind != kind {
				continue
			}
			if s.start == s.end {
				return doc.Span{Block: i, End: len(b.Text)}
			}
			return doc.Span{Block: i, Start: s.start, End: s.end}
		}
	}
	return doc.Span{}
}
