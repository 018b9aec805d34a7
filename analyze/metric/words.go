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
	measures     = sync.OnceValue(func() *affixes { return newAffixes(slices.Sorted(maps.Keys(measureSet()))) })
	guarded      = sync.OnceValue(func() map[string]bool { return lexicon.Set("guarded") })
	times        = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("spans_of_time")) })
	structures   = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("structure")) })
	phrases      = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("phrases")) })
	links        = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("links")) })
	leads        = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("leads")) })
	changes      = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("changes")) })
	instructions = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("instructions")) })
	labels       = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("labels")) })
	persons      = sync.OnceValue(func() *affixes { return newAffixes(lexicon.List("persons")) })
	surnames     = sync.OnceValue(func() map[string]bool { return lexicon.Set("surnames") })
)

// An affixes is a list of words to be found in texts, at their start or at their end, longest
// first, by the first and by the last character.
type affixes struct{ first, last edge }

// An edge has words by the key of the character at one end of them.
type edge struct {
	keys  [1 << 12 / 64]uint64 // a bit for each key that some word has: most texts have none of them
	words [64][]string         // by the lowest bits of the key
}

func (e *edge) add(key uint, w string) {
	e.keys[key/64] |= 1 << (key % 64)
	e.words[key%64] = append(e.words[key%64], w)
}

// with returns the words that may have key.
func (e *edge) with(key uint) []string {
	if e.keys[key/64]&(1<<(key%64)) == 0 {
		return nil
	}
	return e.words[key%64]
}

func newAffixes(words []string) *affixes {
	a := new(affixes)
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(v, w string) int { return len(w) - len(v) })
	for _, w := range words {
		a.first.add(firstKey(w), w)
		a.last.add(lastKey(w), w)
	}
	return a
}

// oneOf returns words as a list that texts are held against.
func oneOf(words ...string) *affixes { return newAffixes(words) }

// firstKey returns 12 bits that the first character of s determines: of a Chinese one the lowest.
func firstKey(s string) uint {
	switch {
	case len(s) >= 3 && s[0] >= 0xe0:
		return uint(s[1]&0x3f)<<6 | uint(s[2]&0x3f)
	case s != "":
		return uint(s[0])
	}
	return 0
}

// lastKey returns 12 bits that the last character of s determines: of a Chinese one the lowest.
func lastKey(s string) uint {
	n := len(s)
	switch {
	case n >= 2 && s[n-1] >= utf8.RuneSelf:
		return uint(s[n-2]&0x3f)<<6 | uint(s[n-1]&0x3f)
	case n > 0:
		return uint(s[n-1])
	}
	return 0
}

// prefix returns the longest word that s starts with, empty for none.
func (a *affixes) prefix(s string) string {
	for _, w := range a.first.with(firstKey(s)) {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

// suffix returns the longest word that s ends with, empty for none.
func (a *affixes) suffix(s string) string {
	for _, w := range a.last.with(lastKey(s)) {
		if strings.HasSuffix(s, w) {
			return w
		}
	}
	return ""
}

// in reports whether one of the words stands in s.
func (a *affixes) in(s string) bool {
	for i := 0; i < len(s); {
		if a.first.with(firstKey(s[i:])) != nil && a.prefix(s[i:]) != "" {
			return true
		}
		if s[i] < 0xe0 {
			i++
		} else {
			i += 3
		}
	}
	return false
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
