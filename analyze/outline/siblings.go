package outline

import (
	"slices"
	"unicode/utf8"

	"hegao/analyze"
)

// HasBody reports whether text of its own follows paras[at], a heading numbered num:
// a paragraph without a number or one with a number further in.
func hasBody(paras []para, at int, num number) bool {
	if at+1 == len(paras) || paras[at+1].role > row {
		return false
	}
	next, ok := paras[at+1].number()
	return !ok || next.rank > num.rank && next.ordinal == 1
}

// Listed reports whether paras[at], a sentence numbered num, is a point of a list: the
// one before or after it in the same style is a sentence with nothing under it.
func listed(paras []para, at int, num number) bool {
	for _, step := range [...]int{-1, 1} {
		i := at + step
		if i < 0 || i == len(paras) {
			continue
		}
		n, ok := paras[i].number()
		if !ok || n.rank != num.rank || n.ordinal != num.ordinal+step || n.next >= len(paras[i].trimmed()) {
			continue
		}
		t := paras[i].trimmed()
		if end, mark, _ := lead(t, n.next); mark != 0 && skipSpace(t, end)+utf8.RuneLen(mark) >= len(t) {
			return true
		}
	}
	return false
}

// Confirmed reports whether another line in the same style, not too far off, bears out a
// weak number.
func confirmed(paras []para, at int, num number) bool {
	if p := &paras[at]; !num.isLetter() && (p.runes > maxBare || p.closed()) {
		return false
	}
	return bornOut(paras, at, num, -1, 2) || bornOut(paras, at, num, 1, 2)
}

// BornOut looks in steps of -1 or 1 for the line that is 一 or, up to reach, 二 further on
// than num. The next letter decides about letters, and one that is 二 further on is to be
// born out itself; lines of other numbers are to be short and no neighbours, as those of
// a list are.
func bornOut(paras []para, at int, num number, step, reach int) bool {
	const far = 200 // paragraphs
	for i := at + step; i >= 0 && i < len(paras) && i != at+far*step; i += step {
		n, ok := paras[i].number()
		if !ok || n.style != num.style || !n.weak {
			continue
		}
		ahead := (n.ordinal - num.ordinal) * step
		if num.isLetter() {
			return ahead == 1 || ahead == 2 && reach == 2 && bornOut(paras, i, n, step, 1)
		}
		if i != at+step && paras[i].runes <= maxBare && !paras[i].closed() && ahead > 0 && ahead <= reach {
			return true
		}
	}
	return false
}

// FillGaps adds those doubtful headings without which a series would lack a number, and those
// that a series ends with: （三）加强宣传。 with nothing behind it, where text follows （一） and （二）.
func fillGaps(found, doubtful []heading) []heading {
	type state struct {
		last, count int // ordinal of the last heading; how many there are
		pending     []heading
	}
	var series [styles]state
	var filled []heading
	closeFrom := func(k int) { // the series of rank k and deeper end
		for ; k < len(series); k++ {
			s := &series[k]
			if n := len(s.pending); n > 0 && n <= s.count && endsSeries(s.pending, s.last) {
				filled = append(filled, s.pending...)
			}
			*s = state{}
		}
	}
	d := 0
	for i := range found {
		f := &found[i]
		for ; d < len(doubtful) && doubtful[d].at < f.at; d++ {
			s := &series[doubtful[d].rank/100]
			s.pending = pend(s.pending, doubtful[d])
		}
		if f.rank == 0 {
			continue
		}
		s := &series[f.rank/100]
		if n := len(s.pending); n > 0 && s.pending[n-1].ordinal == f.ordinal-1 && (s.pending[0].ordinal == 1 || s.pending[0].ordinal == s.last+1) {
			filled = append(filled, s.pending...)
			s.count += n
		}
		*s = state{last: f.ordinal, count: s.count + 1}
		closeFrom(f.rank/100 + 1)
	}
	for ; d < len(doubtful); d++ {
		s := &series[doubtful[d].rank/100]
		s.pending = pend(s.pending, doubtful[d])
	}
	closeFrom(0)
	if len(filled) == 0 {
		return found
	}
	found = append(found, filled...)
	slices.SortStableFunc(found, func(a, b heading) int { return a.at - b.at })
	return found
}

// pend adds h to the doubtful headings of a series, which count up by one.
func pend(pending []heading, h heading) []heading {
	if n := len(pending); n > 0 && pending[n-1].ordinal != h.ordinal-1 {
		pending = nil
	}
	return append(pending, h)
}

// EndsSeries reports whether a series whose last heading is numbered last goes on with pending,
// of which each is a short sentence; one number may be skipped or stand twice.
func endsSeries(pending []heading, last int) bool {
	const skipped = 1
	return last > 0 && pending[0].ordinal >= max(last, 2) && pending[0].ordinal <= last+1+skipped &&
		!slices.ContainsFunc(pending, func(h heading) bool { return h.long })
}

// DropDecimals drops headings numbered like 3.15 that nothing near 3.14 stands before,
// and a single one: decimals at the start of a line. Where 3 is the heading above, a few
// of its numbers may be skipped.
func dropDecimals(found []heading) []heading {
	count := 0
	for i := range found {
		if found[i].style == analyze.Dotted {
			count++
		}
	}
	if count == 0 {
		return found
	}
	const skipped = 2
	type series struct{ rank, major int }
	last := map[series]int{}
	above := map[int]int{} // by rank: the number of the last heading, as the major of those in it
	kept := found[:0]
	for _, h := range found {
		if s := (series{h.rank, h.major}); h.style == analyze.Dotted {
			inside := above[h.rank-100] == h.major
			begun := inside || last[s] > 0 || h.ordinal == 1 && count > 1
			if !begun || h.ordinal > last[s]+1+skipped {
				continue
			}
			last[s] = max(last[s], h.ordinal)
		}
		above[h.rank] = h.major*100 + h.ordinal
		kept = append(kept, h)
	}
	return kept
}

// DropLists drops numbered lines that are a list rather than headings: at least two in
// a row, in an inner style, none of them but the last with text of its own.
func dropLists(paras []para, found []heading) []heading {
	outer := rankCircled + 1
	for i := range found {
		outer = min(outer, found[i].rank)
	}
	drop := make([]bool, len(found))
	for i := 0; i < len(found); {
		j := i
		for j+1 < len(found) && found[j+1].rank == found[i].rank && found[j+1].at == found[j].at+1 && !found[j].runIn && found[j+1].ordinal == found[j].ordinal+1 {
			j++
		}
		inner := found[i].rank >= rankLetter && found[i].rank != rankDotted && found[i].rank > outer && found[i].mark == 0
		last := &found[j]
		bodied := last.runIn || hasBody(paras, last.at, number{rank: last.rank})
		if inner && found[i].ordinal == 1 && (j-i >= 2 || j > i && !bodied) {
			for k := i; k <= j; k++ {
				drop[k] = true
			}
		}
		i = j + 1
	}
	kept := found[:0]
	for i := range found {
		if !drop[i] {
			kept = append(kept, found[i])
		}
	}
	return kept
}
