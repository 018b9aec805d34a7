package metric

import (
	"strings"

	"hegao/analyze/lexicon"
)

// A written has the traditional characters of a paragraph by their simplified forms: the
// grammar reads simplified text, names are shown as the report writes them.
type written map[rune]rune

// fold returns text in simplified characters and keeps in mind how they were written.
func (w *writer) fold(text string) string {
	folded := lexicon.Fold(text)
	if folded == text {
		return text
	}
	if w.written == nil {
		w.written = written{}
	}
	original := []rune(text)
	for i, r := range []rune(folded) {
		if r != original[i] {
			w.written[r] = original[i]
		}
	}
	return folded
}

// of returns s as it was written.
func (w written) of(s string) string {
	if w == nil {
		return s
	}
	return strings.Map(func(r rune) rune {
		if t, ok := w[r]; ok {
			return t
		}
		return r
	}, s)
}
