package reader

import (
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
)

// sound reports whether a document that another process has read keeps what doc promises.
// That process has had a hostile file inside it.
func sound(d *doc.Document) bool {
	if len(d.Blocks) > limit.Pieces || !utf8.ValidString(d.Reason) {
		return false
	}
	for i := range d.Blocks {
		if !soundBlock(&d.Blocks[i]) {
			return false
		}
	}
	for _, n := range d.Notices {
		if !n.Span.Empty() && !holds(d, n.Span) || !utf8.ValidString(n.Detail) {
			return false
		}
	}
	return d.Status.Readable()
}

func soundBlock(b *doc.Block) bool {
	n := len(b.Text)
	if !utf8.ValidString(b.Text) || b.Kind > doc.TextBox || b.Level < 0 || b.Level > 9 || b.Auto < 0 || b.Auto > n {
		return false
	}
	if b.Kind == doc.TableCell && b.Cell == nil {
		return false
	}
	last := 0
	for i, r := range b.Runs {
		if r.Start < last || i == 0 && r.Start != 0 || r.Start > n || !utf8.ValidString(r.Src.Part) {
			return false
		}
		last = r.Start
	}
	last = 0
	for _, m := range b.Marks {
		if m.Start < last || m.End < m.Start || m.End > n {
			return false
		}
		last = m.Start
	}
	return true
}

// holds reports whether s lies in d.
func holds(d *doc.Document, s doc.Span) bool {
	return s.Block >= 0 && s.Block < len(d.Blocks) && s.Start >= 0 && s.End <= len(d.Blocks[s.Block].Text)
}
