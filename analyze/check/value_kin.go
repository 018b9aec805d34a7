package check

import (
	"math"
	"strings"
	"unicode/utf8"
)

// akin are the statements of a report that may tell a quantity otherwise than another does: near one
// of their figures stand two characters in a row that stand near one of another statement, of the same
// measure and another number. What two figures count alike is at least that long.
type akin struct {
	slots []pairSlot // by the hash of a pair, then the next free one
	pairs []pair     // of all figures, in reading order
	needs []bool     // by statement
}

// A pair is two characters near a figure, with its measure, as a hash that is not 0.
type pair uint32

// A pairSlot is what the figures near a pair have in common: the number and the statement of the first,
// and whether another statement has another number.
type pairSlot struct {
	pair      pair
	differs   bool
	statement int
	value     float64 // NaN: its statement has several
}

// akinOf returns those of the statements.
func akinOf(list []statement) *akin {
	const window = 20 // characters before a number that are looked at, as far as the clause goes
	figures := 0
	for k := range list {
		figures += len(list[k].figures)
	}
	size := 1024
	for size < figures*window {
		size *= 2
	}
	a := &akin{slots: make([]pairSlot, size), pairs: make([]pair, 0, figures*window/2), needs: make([]bool, len(list))}
	ends := make([]int, len(list)) // of the pairs of each statement
	for k := range list {
		st := &list[k]
		for i, m := range st.figures {
			if !comparable(m) && !st.mentions(i) {
				continue
			}
			measure := measureHash(plainMeasure(m.Measure))
			from := len(a.pairs)
			a.near(st.headOf(i), window, measure)
			behind := strings.TrimLeft(strings.TrimPrefix(st.r.Doc.Blocks[m.Span.Block].Text[m.Span.End:], "的"), "“\"")
			a.near(firstTwo(behind), 2, measure)
			for _, p := range a.pairs[from:] {
				a.put(p, k, *m.Value)
			}
		}
		ends[k] = len(a.pairs)
	}
	from := 0
	for k, end := range ends {
		for _, p := range a.pairs[from:end] {
			if a.slot(p).differs {
				a.needs[k] = true
				break
			}
		}
		from = end
	}
	return a
}

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
		*s = pairSlot{pair: p, statement: statement, value: value}
	case s.value == value:
	case s.statement == statement:
		s.value = math.NaN()
	default:
		s.differs = true
	}
}

func measureHash(measure string) uint32 {
	h := uint32(2166136261)
	for i := range len(measure) {
		h = (h ^ uint32(measure[i])) * 16777619
	}
	return h
}

// firstTwo returns the first two characters of s.
func firstTwo(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	_, m := utf8.DecodeRuneInString(s[n:])
	return s[:n+m]
}
