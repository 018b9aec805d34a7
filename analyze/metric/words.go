package metric

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"hegao/analyze/lexicon"
)

// The word lists that the grammar rests on, read once.
var (
	measureSet = sync.OnceValue(func() map[string]bool {
		set := lexicon.Set("measures")
		for w := range guarded() {
			set[w] = true
		}
		return set
	})
	measures   = sync.OnceValue(func() *affixes { return newAffixes(slices.Sorted(maps.Keys(measureSet()))) })
	guarded    = sync.OnceValue(func() map[string]bool { return lexicon.Set("guarded") })
	times      = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("spans_of_time")) })
	structures = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("structure")) })
	phrases    = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("phrases")) })
	links      = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("links")) })
	leads      = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("leads")) })
	changes    = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("changes")) })
	labels     = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("labels")) })
	persons    = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("persons")) })
	surnames   = sync.OnceValue(func() map[string]bool { return lexicon.Set("surnames") })
)

// An affixes is a list of words to be found at the start or the end of texts, longest
// first, by keys of their first and of their last character.
type affixes struct{ first, last [256][]string }

func newAffixes(words []string) *affixes {
	a := new(affixes)
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(v, w string) int { return len(w) - len(v) })
	for _, w := range words {
		first, last := firstKey(w), lastKey(w)
		a.first[first] = append(a.first[first], w)
		a.last[last] = append(a.last[last], w)
	}
	return a
}

// firstKey returns a byte that the first character of s determines: of a Chinese one the lowest.
func firstKey(s string) byte {
	switch {
	case len(s) >= 3 && s[0] >= 0xe0:
		return s[1]<<6 | s[2]&0x3f
	case s != "":
		return s[0]
	}
	return 0
}

// lastKey returns a byte that the last character of s determines: of a Chinese one the lowest.
func lastKey(s string) byte {
	n := len(s)
	switch {
	case n >= 2 && s[n-1] >= utf8.RuneSelf:
		return s[n-2]<<6 | s[n-1]&0x3f
	case n > 0:
		return s[n-1]
	}
	return 0
}

// prefix returns the longest word that s starts with, empty for none.
func (a *affixes) prefix(s string) string {
	for _, w := range a.first[firstKey(s)] {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

// suffix returns the longest word that s ends with, empty for none.
func (a *affixes) suffix(s string) string {
	for _, w := range a.last[lastKey(s)] {
		if strings.HasSuffix(s, w) {
			return w
		}
	}
	return ""
}

// measureAt returns the length in bytes of the longest measure word that s starts with,
// a bracketed variant and a rate included: 条（段）, 人(次), 元/吨.
func measureAt(s string) int {
	end := len(measures().prefix(s))
	if end == 0 {
		return 0
	}
	r, size := utf8.DecodeRuneInString(s[end:])
	if r == '/' || r == '／' { // 元/吨, 立方米/小时, 次/年
		per := s[end+size:]
		if n := max(len(measures().prefix(per)), len(times().prefix(per))); n > 0 {
			return end + size + n
		}
	}
	if r == '（' || r == '(' {
		if k := strings.IndexRune(s[end+size:min(len(s), end+size+12)], closingOf[r]); k > 0 && measureSet()[s[end+size:end+size+k]] {
			return end + size + k + utf8.RuneLen(closingOf[r])
		}
	}
	return end
}

// normal writes a measure as users compare it, as far as it is the same word.
func normal(m string) string {
	if m == "％" {
		return "%"
	}
	return m
}
