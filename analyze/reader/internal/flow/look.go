package flow

import "hegao/analyze/doc"

// A Toggle is a property that may be set, cleared or left alone.
type Toggle uint8

const (
	Unset Toggle = iota
	Off
	On
)

// ToggleOf returns On or Off.
func ToggleOf(set bool) Toggle {
	if set {
		return On
	}
	return Off
}

// Over returns t, or below where t is unset.
func (t Toggle) Over(below Toggle) Toggle {
	if t == Unset {
		return below
	}
	return t
}

// A Look is what of the look of characters matters to reading.
type Look struct{ Hidden, Highlight, Red Toggle }

// Over returns l, with what it leaves alone as below has it.
func (l Look) Over(below Look) Look {
	return Look{l.Hidden.Over(below.Hidden), l.Highlight.Over(below.Highlight), l.Red.Over(below.Red)}
}

// An Alignment is what of the layout of a paragraph matters to reading.
type Alignment struct {
	Centred  Toggle
	Aligned  Toggle // to the right or centred
	Indented Toggle // in its first line
}

// Over returns a, with what it leaves alone as below has it.
func (a Alignment) Over(below Alignment) Alignment {
	return Alignment{a.Centred.Over(below.Centred), a.Aligned.Over(below.Aligned), a.Indented.Over(below.Indented)}
}

// Write adds text that stands at src in the file's paragraph number line, or notes that it is
// hidden. A prompt is text that waits to be written over.
func (t *Text) Write(p *Paragraph, text []byte, src doc.Loc, line int, l Look, prompt bool) {
	if l.Hidden == On {
		t.Hide(p, text)
		return
	}
	var list [3]doc.MarkKind
	marks := list[:0]
	if prompt {
		marks = append(marks, doc.Prompt)
	}
	if l.Highlight == On {
		marks = append(marks, doc.Highlight)
	}
	if l.Red == On {
		marks = append(marks, doc.Red)
	}
	p.Add(text, src, line, marks...)
}
