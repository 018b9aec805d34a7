package outline

import (
	"strings"
	"unicode/utf8"
)

// The words of a part may hold … for any text, ^ for the beginning and $ for the end.

const maxGap = 16 // characters that … may stand for inside a sentence

// HoldsAny reports whether t holds one of words.
func holdsAny(t string, words []string) bool {
	for _, w := range words {
		if holds(t, w) {
			return true
		}
	}
	return false
}

// Holds reports whether t holds word, in which … stands for any text, ^ for the
// beginning of t and $ for its end.
func holds(t, word string) bool {
	word, atStart := strings.CutPrefix(word, "^")
	word, atEnd := strings.CutSuffix(word, "$")
	for {
		piece, tail, more := strings.Cut(word, "…")
		if !more && atEnd {
			return strings.HasSuffix(t, piece) && (!atStart || len(t) == len(piece))
		}
		i := strings.Index(t, piece)
		if i < 0 || atStart && i > 0 {
			return false
		}
		if !more {
			return true
		}
		t, word, atStart = t[i+len(piece):], tail, false
	}
}

// Within returns the byte behind word, whose pieces between … stand in this order in
// the sentence that goes on at byte i of t, or -1.
func within(t string, i int, word string) int {
	for {
		piece, tail, more := strings.Cut(word, "…")
		limit := i
		for n := 0; limit < len(t) && n < maxGap; n++ {
			r, size := utf8.DecodeRuneInString(t[limit:])
			if isSentenceEnd(r) {
				break
			}
			limit += size
		}
		k := strings.Index(t[i:min(len(t), limit+len(piece))], piece)
		if k < 0 {
			return -1
		}
		i += k + len(piece)
		if !more {
			return i
		}
		word = tail
	}
}
