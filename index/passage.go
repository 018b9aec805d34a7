package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

const (
	mostPassages   = 3
	passageLength  = 120 // characters
	passageBefore  = 30  // characters that stand before the first mark, or end a sentence
	mostMarksShown = 200 // a page that is all marks shows nothing
)

// Passages returns the best places of a record for q, in reading order: the texts of [Strings]
// marked wherever they stand in them, and the metrics that q asks for. The title and the name
// of the file are shown only for texts that stand in no block.
func Passages(r *Record, q Query) []Passage {
	var folded []string
	for _, t := range Strings(q) {
		folded = append(folded, Fold(t))
	}
	figures := places(r, q)
	missing := slices.Clone(folded)
	var all []candidate
	for block, text := range Searched(r) {
		wanted := folded
		if block < 0 {
			wanted = missing
		}
		c := newCandidate(block, text, wanted, figures[block])
		if len(c.marks) == 0 {
			continue
		}
		for _, i := range c.found {
			missing[i] = ""
		}
		if block >= 0 && isHeading(r.Report, block) {
			c.score += 5
		}
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	all = choose(all, len(folded))
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(uint(a.block), uint(b.block)) })
	passages := make([]Passage, len(all))
	for i, c := range all {
		passages[i] = c.passage(r.Report)
	}
	return passages
}

// places returns where the metrics stand that make q find a record, by block.
func places(r *Record, q Query) map[int][][2]int {
	found := map[int][][2]int{}
	each(q, func(q Query) {
		m, ok := q.(Metric)
		if !ok {
			return
		}
		for i := range r.Report.Metrics {
			at := r.Report.Metrics[i].Span
			if slices.ContainsFunc(figuresOf(&r.Report.Metrics[i]), m.Matches) && !at.Empty() {
				found[at.Block] = append(found[at.Block], [2]int{at.Start, at.End})
			}
		}
	})
	return found
}

// A candidate is a block in which something was found.
type candidate struct {
	block int
	text  string
	marks [][2]int // ascending, apart
	found []int    // which of the texts, ascending
	score int
}

// newCandidate looks for folded texts in a block, in which metrics were found.
func newCandidate(block int, text string, wanted []string, metrics [][2]int) candidate {
	c := candidate{block: block, text: text, marks: metrics, score: 20 * len(metrics)}
	for i, w := range wanted {
		before := len(c.marks)
		c.marks = Find(c.marks, text, w)
		if n := len(c.marks) - before; n > 0 {
			c.found = append(c.found, i)
			c.score += 20 + min(n, 5)
		}
	}
	c.marks = joinMarks(c.marks)
	return c
}

// joinMarks returns marks in ascending order, those that touch or overlap as one.
func joinMarks(marks [][2]int) [][2]int {
	slices.SortFunc(marks, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	kept := marks[:0]
	for _, m := range marks {
		if n := len(kept); n > 0 && m[0] <= kept[n-1][1] {
			kept[n-1][1] = max(kept[n-1][1], m[1])
		} else {
			kept = append(kept, m)
		}
	}
	return kept
}

// choose returns the best of all, those that show what no better one shows first.
func choose(all []candidate, texts int) []candidate {
	shown := make([]bool, texts)
	var chosen, rest []candidate
	for _, c := range all {
		fresh := false
		for _, i := range c.found {
			fresh = fresh || !shown[i]
			shown[i] = true
		}
		if fresh {
			chosen = append(chosen, c)
		} else {
			rest = append(rest, c)
		}
	}
	chosen = append(chosen, rest...)
	return chosen[:min(len(chosen), mostPassages)]
}

// passage cuts the stretch with the most marks out of the block.
func (c candidate) passage(r *analyze.Report) Passage {
	p := Passage{Block: c.block, Section: -1}
	best, most := 0, 0
	for i, m := range c.marks {
		n := 0
		limit := m[0] + 3*(passageLength-passageBefore)
		for ; i+n < len(c.marks) && c.marks[i+n][1] <= limit; n++ {
		}
		if n > most {
			best, most = i, n
		}
	}
	p.Start = back(c.text, c.marks[best][0], passageBefore)
	if utf8.RuneCountInString(c.text) <= passageLength {
		p.Start = 0
	}
	p.End = sentenceEnd(c.text, max(c.marks[best][1], forth(c.text, p.Start, passageLength)))
	for _, m := range c.marks {
		if m[0] >= p.Start && m[1] <= p.End && len(p.Marks) < mostMarksShown {
			p.Marks = append(p.Marks, m)
		}
	}
	if c.block >= 0 {
		p.Section = sectionAt(r, c.block, c.marks[best][0])
	}
	return p
}

// back returns the start of a passage in text: a sentence's, where one starts in the n
// characters before byte at.
func back(text string, at, n int) int {
	for ; n > 0 && at > 0; n-- {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if strings.ContainsRune("。；！？\n", r) {
			break
		}
		at -= size
	}
	return at
}

// forth returns the byte of text that stands n characters behind byte at.
func forth(text string, at, n int) int {
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

// sentenceEnd returns where the sentence ends that byte at of text stands in, where that is
// near, else at.
func sentenceEnd(text string, at int) int {
	end := forth(text, at, passageBefore)
	i := strings.IndexAny(text[at:end], "。；！？\n")
	switch {
	case strings.ContainsRune("。；！？\n", lastRune(text[:at])):
		return at
	case i >= 0:
		_, size := utf8.DecodeRuneInString(text[at+i:])
		return at + i + size
	case end == len(text):
		return end
	}
	return at
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// sectionAt returns the section that a place stands in, its heading included; -1: none.
func sectionAt(r *analyze.Report, block, at int) int {
	found := -1
	for i := range r.Sections {
		if s := r.Sections[i].Span; s.Block < block || s.Block == block && s.Start <= at {
			found = i
		}
	}
	return found
}

func isHeading(r *analyze.Report, block int) bool {
	return slices.ContainsFunc(r.Sections, func(s analyze.Section) bool { return s.Span.Block == block })
}
