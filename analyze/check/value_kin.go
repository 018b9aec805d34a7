package check

import (
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// akin are the figures of a report that may tell a quantity otherwise than another does: near them stand
// two characters in a row that stand near one of another statement, of the same measure and another
// number. What two figures count alike is at least that long.
type akin struct {
	slots []pairSlot // by the hash of a pair, then the next free one
	pairs []pair     // of all figures, in reading order
	needs []bool     // by figure, in reading order
	first []int      // by statement, which its first figure is
}

// A pair is two characters near a figure, with its measure, as a hash that is not 0.
type pair uint32

// A pairSlot is what the figures near a pair have in common: the number and the statement of the first,
// and whether another statement has another number.
type pairSlot struct {
	pair      pair
	statement int32   // differing: another has another number
	value     float64 // NaN: its statement has several
}

const differing = -1

// akinOf returns those of the figures of the statements.
func akinOf(list []statement) *akin {
	const before, behind, beyond = 20, 2, 10 // characters looked at; behind a number with hardly a word before it
	figures := 0
	for k := range list {
		figures += len(list[k].figures)
	}
	a := &akin{slots: tableFor(figures * before), pairs: make([]pair, 0, figures*before/2), needs: make([]bool, 0, figures), first: make([]int, len(list))}
	ends := make([]int, 0, figures) // of the pairs of each figure
	for k := range list {
		st := &list[k]
		a.first[k] = len(ends)
		for i, m := range st.figures {
			if comparable(m) || st.mentions(i) {
				measure := measureHash(plainMeasure(m.Measure))
				from := len(a.pairs)
				a.near(st.headOf(i), before, measure)
				tail := strings.TrimLeft(strings.TrimPrefix(st.r.Doc.Blocks[m.Span.Block].Text[m.Span.End:], "的"), "“\"")
				window := behind
				if len(a.pairs)-from < behind {
					window = beyond
				}
				a.near(firstOf(tail, window), window, measure)
				for _, p := range a.pairs[from:] {
					a.put(p, k, *m.Value)
				}
			}
			ends = append(ends, len(a.pairs))
		}
	}
	from := 0
	for _, end := range ends {
		a.needs = append(a.needs, slices.ContainsFunc(a.pairs[from:end], func(p pair) bool { return a.slot(p).statement == differing }))
		from = end
	}
	for k := range list {
		a.lead(&list[k], a.needs[a.first[k]:])
	}
	table := a.slots
	a.slots, a.pairs = nil, nil
	tables.Put(&table)
	return a
}

// tables are those that are not in use.
var tables = sync.Pool{New: func() any { return new([]pairSlot) }}

// tableFor returns an empty table in which n pairs have room.
func tableFor(n int) []pairSlot {
	size := 256
	for size <= n {
		size *= 2
	}
	table := *tables.Get().(*[]pairSlot)
	if cap(table) < size {
		return make([]pairSlot, size)
	}
	table = table[:size]
	clear(table)
	return table
}

// lead adds to the figures of st that are needed those before them that tell what they count
// (召开股东会2次、董事会7次), and those behind of which they tell it (发放问卷600份，收回588份).
func (a *akin) lead(st *statement, needs []bool) {
	for i := len(st.figures) - 1; i > 0; i-- {
		needs[i-1] = needs[i-1] || needs[i] && strings.HasPrefix(st.headOf(i), "、")
	}
	for i := 1; i < len(st.figures); i++ {
		needs[i] = needs[i] || needs[i-1] && plainMeasure(st.figures[i].Measure) == plainMeasure(st.figures[i-1].Measure)
	}
}

// needed reports whether figure i of statement k is one of them.
func (a *akin) needed(k, i int) bool { return a.needs[a.first[k]+i] }

// near adds the pairs at the end of words, so many characters back.
func (a *akin) near(words string, window int, measure uint32) {
	last := rune(0)
	for n := 0; words != "" && n < window; n++ {
		r, size := utf8.DecodeLastRuneInString(words)
		words = words[:len(words)-size]
		if last != 0 && r > utf8.RuneSelf && last > utf8.RuneSelf {
			h := (uint32(r)*0x9e3779b1 ^ uint32(last)*0x85ebca6b ^ measure) | 1
			a.pairs = append(a.pairs, pair(h))
		}
		last = r
	}
}

// slot returns the slot of p, or the free one where it belongs.
func (a *akin) slot(p pair) *pairSlot {
	mask := uint32(len(a.slots) - 1)
	for i := uint32(p) >> 8; ; i++ {
		if s := &a.slots[i&mask]; s.pair == p || s.pair == 0 {
			return s
		}
	}
}

// put notes that p stands near a figure of the statement.
func (a *akin) put(p pair, statement int, value float64) {
	switch s := a.slot(p); {
	case s.pair == 0:
		*s = pairSlot{p, int32(statement), value}
	case s.value == value:
	case s.statement == int32(statement):
		s.value = math.NaN()
	default:
		s.statement = differing
	}
}

func measureHash(measure string) uint32 {
	h := uint32(2166136261)
	for i := range len(measure) {
		h = (h ^ uint32(measure[i])) * 16777619
	}
	return h
}

// firstOf returns the first n characters of s.
func firstOf(s string, n int) string {
	end := 0
	for ; n > 0 && end < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	return s[:end]
}
