package check

import (
	"sort"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// introduced counts the items of the enumeration that starts right behind the announcement,
// in the same paragraph or with the next; 0: none does.
func introduced(r *analyze.Report, b int, a announcement) int {
	at := doc.Pos{Block: b, Off: a.after}
	next := sort.Search(len(r.Enumerations), func(i int) bool { return !rangeOf(r.Enumerations[i].Items[0].Span).From.Before(at) })
	if next == len(r.Enumerations) {
		return 0
	}
	e := r.Enumerations[next]
	first, last := e.Items[0].Span, e.Items[len(e.Items)-1]
	if e.Items[0].Ordinal != 1 || e.Family == "一方面" || !leadsTo(gapTo(r.Doc, at, first), a.task || first.Block != b) {
		return 0
	}
	switch {
	case len(e.Items) == 1: // no enumeration yet
		return 0
	case e.Family == "首先": // words: only 最后 tells that it was the last
		if r.Doc.Text(last.Span) != "最后" {
			return 0
		}
		return len(e.Items)
	case len(e.Items) == a.count: // what is wrong with their numbers is another fault
		return a.count
	}
	return last.Ordinal
}

// headed counts the headings that start right behind the announcement, which ends its
// paragraph: 做好以下四项工作： and （一） on the next line; 0: none does.
func headed(r *analyze.Report, b int, a announcement) int {
	at := doc.Pos{Block: b, Off: a.after}
	i := sort.Search(len(r.Sections), func(i int) bool { return at.Before(rangeOf(r.Sections[i].Span).From) })
	if i == len(r.Sections) || r.Sections[i].Ordinal != 1 || r.Sections[i].Span.Block == b || !leadsTo(gapTo(r.Doc, at, r.Sections[i].Span), true) {
		return 0
	}
	first, n := r.Sections[i], 0
	for _, s := range r.Sections[i:] {
		if s.Level < first.Level || s.Level == first.Level && (s.Style != first.Style || s.Ordinal != n+1) {
			break
		}
		if s.Level == first.Level {
			n++
		}
	}
	if n < 2 {
		return 0
	}
	return n
}

// gapTo returns the text between a place and the start of s; a line's end is none.
func gapTo(d *doc.Document, from doc.Pos, s doc.Span) string {
	const longest = 100 // bytes
	if s.Block == from.Block {
		return d.Blocks[s.Block].Text[from.Off:min(s.Start, from.Off+longest)]
	}
	gap := d.Blocks[from.Block].Text[from.Off:]
	for b := from.Block + 1; b < s.Block && len(gap) < longest; b++ {
		gap += d.Blocks[b].Text
	}
	if len(gap) < longest {
		gap += d.Blocks[s.Block].Text[:s.Start]
	}
	return gap
}

// leadsTo reports whether gap, between an announcement and a list, says that the list is what
// was announced: a colon, in running text with a few words before it, or a full stop.
func leadsTo(gap string, strict bool) bool {
	const few = 16 // characters
	gap = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(gap), "”"))
	if gap == "：" || gap == ":" {
		return true
	}
	if strict || utf8.RuneCountInString(gap) > few || containsAny(gap, []string{"包括", "比如", "例如", "主要"}) {
		return false
	}
	if gap == "。" || gap == "下功夫。" || gap == "发力。" || gap == "着手。" || gap == "入手。" || gap == "用力。" {
		return true
	}
	return strings.ContainsAny(gap, "：:") && !strings.ContainsAny(gap, "。；")
}
