package flow

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/wrap"
)

// joinLines joins the lines of text that was broken at a width before it was pasted into
// the document, where each line became a paragraph or ends in a line break.
func (t *Text) joinLines() {
	var raw []string
	at := make([]int, len(t.Blocks)) // the line in raw that is the block
	last := 0
	for i := range t.Blocks {
		b := &t.Blocks[i]
		if line := b.Runs[0].Src.Line; line > last+1 {
			raw = append(raw, "") // an empty paragraph stands before it
		}
		last = b.Runs[len(b.Runs)-1].Src.Line
		at[i] = len(raw)
		switch {
		case !b.loose || b.Kind != doc.Paragraph || b.Auto > 0:
			raw = append(raw, "")
		case b.indented:
			raw = append(raw, "\u3000\u3000"+b.Text)
		default:
			raw = append(raw, b.Text)
		}
	}
	continued := wrap.Continued(raw)
	kept := t.Blocks[:0]
	for i := range t.Blocks {
		if b := t.Blocks[i]; continued[at[i]] {
			kept[len(kept)-1].join(&b)
		} else {
			kept = append(kept, b)
		}
	}
	t.Blocks = kept
}

// join sets next, which goes on with b, behind it.
func (b *Block) join(next *Block) {
	text := strings.TrimLeft(next.Text, " \t\u00a0\u3000")
	cut := len(next.Text) - len(text)
	before, gap := wrap.Gap(b.Text, text)
	b.clip(len(before))
	if gap != "" {
		b.Runs = append(b.Runs, doc.Run{Start: len(before), Src: doc.Loc{Part: next.Runs[0].Src.Part, Line: next.Runs[0].Src.Line}})
	}
	shift := len(before) + len(gap) - cut
	for i, r := range next.Runs {
		if i+1 < len(next.Runs) && next.Runs[i+1].Start <= cut {
			continue // all of it is cut off
		}
		if skip := cut - r.Start; skip > 0 {
			r.Start = cut
			r.Src.Col += utf8.RuneCountInString(next.Text[cut-skip : cut])
			if r.Src.Exact {
				r.Src.Off, r.Src.Len = r.Src.Off+int64(skip), r.Src.Len-int64(skip)
			}
		}
		r.Start += shift
		b.Runs = append(b.Runs, r)
	}
	for _, m := range next.Marks {
		if m.Start, m.End = max(m.Start, cut)+shift, max(m.End, cut)+shift; m.Start < m.End {
			b.Marks = append(b.Marks, m)
		}
	}
	for _, s := range next.seen {
		if s.start == s.end {
			s.start, s.end = cut, len(next.Text)
		}
		b.seen = append(b.seen, sighting{s.kind, max(s.start, cut) + shift, max(s.end, cut) + shift})
	}
	b.Text = before + gap + text
}

// clip cuts what is noted of the text down to its first n bytes.
func (b *Block) clip(n int) {
	for i := range b.Marks {
		b.Marks[i].End = min(b.Marks[i].End, n)
	}
	for i := range b.seen {
		b.seen[i].end = min(b.seen[i].end, n)
	}
}
