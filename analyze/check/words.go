package check

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// words is a list of words that texts are searched for, often. It is looked at only where a
// text has a character that one of them may start with.
type words struct {
	list  []string
	first [64]uint64        // those characters, a bit each, by their last twelve bits
	by    map[rune][]string // the words by their first character, the longest first
}

func wordsOf(list ...string) *words {
	w := &words{list: list, by: map[rune][]string{}}
	for _, word := range list {
		r, _ := utf8.DecodeRuneInString(word)
		w.first[r>>6&63] |= 1 << (r & 63)
		w.by[r] = append(w.by[r], word)
	}
	for _, words := range w.by {
		slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	}
	return w
}

// mayStart reports whether one of the words may start with r.
func (w *words) mayStart(r rune) bool { return w.first[r>>6&63]>>(r&63)&1 != 0 }

// in reports whether text holds one of the words.
func (w *words) in(text string) bool {
	for i, r := range text {
		if w.mayStart(r) && w.at(r, text[i:]) != "" {
			return true
		}
	}
	return false
}

// firstOf returns the first of the list that text holds; empty: none.
func (w *words) firstOf(text string) string {
	if w.in(text) {
		for _, word := range w.list {
			if strings.Contains(text, word) {
				return word
			}
		}
	}
	return ""
}

// prefix returns the longest of the words that text starts with; empty: none.
func (w *words) prefix(text string) string {
	r, _ := utf8.DecodeRuneInString(text)
	if !w.mayStart(r) {
		return ""
	}
	return w.at(r, text)
}

// at is prefix where r is the first character of text.
func (w *words) at(r rune, text string) string {
	for _, word := range w.by[r] {
		if strings.HasPrefix(text, word) {
			return word
		}
	}
	return ""
}

// longestPrefix returns the longest of the words that s starts with; empty: none.
func longestPrefix(s string, words []string) string {
	best := ""
	for _, w := range words {
		if len(w) > len(best) && strings.HasPrefix(s, w) {
			best = w
		}
	}
	return best
}
