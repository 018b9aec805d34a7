package flow

import (
	"strings"
)

// An Aside is text beside the body: notes, headers or footers. Formats that keep it in the
// midst of the body count its paragraphs there; here they follow on those of the body.
type Aside struct {
	Once bool // what says the same as something before is left out: sections repeat headers

	blocks []Block
	lines  int
	said   map[string]bool
}

// An Outer is a story that another one interrupts.
type Outer struct {
	blocks []Block
	lines  int
}

// Leave leaves the story that is being read for another one.
func (t *Text) Leave() Outer {
	o := Outer{t.Blocks, t.Lines}
	t.Blocks, t.Lines = nil, 0
	return o
}

// Return adds what was read since Leave to a, and goes on with the story before.
func (t *Text) Return(o Outer, a *Aside) {
	blocks, lines := t.Blocks, t.Lines
	t.Blocks, t.Lines = o.blocks, o.lines
	if a.Once && a.repeats(blocks) {
		return
	}
	a.blocks = append(a.blocks, shift(blocks, a.lines)...)
	a.lines += lines
}

// Anchor puts what was read since Leave into a text box in p, and goes on with the story
// before: the box's paragraphs are counted among its own.
func (t *Text) Anchor(o Outer, p *Paragraph) {
	p.Boxes = append(p.Boxes, shift(t.Blocks, o.lines)...)
	t.Blocks, t.Lines = o.blocks, o.lines+t.Lines
}

func (a *Aside) repeats(blocks []Block) bool {
	var said strings.Builder
	for i := range blocks {
		said.WriteString(blocks[i].Text + "\n")
	}
	if a.said == nil {
		a.said = map[string]bool{}
	}
	repeats := a.said[said.String()]
	a.said[said.String()] = true
	return repeats
}

// Append appends what stands beside to the body.
func (t *Text) Append(asides ...Aside) {
	for _, a := range asides {
		t.Blocks = append(t.Blocks, shift(a.blocks, t.Lines)...)
		t.Lines += a.lines
	}
}

// shift counts the blocks' paragraphs from another number on.
func shift(blocks []Block, lines int) []Block {
	for i := range blocks {
		for k := range blocks[i].Runs {
			blocks[i].Runs[k].Src.Line += lines
		}
	}
	return blocks
}
