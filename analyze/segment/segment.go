// Package segment cuts Chinese text into words.
package segment

// A Token is one word: the byte range [Start, End) of the text that was cut.
// The tokens of a text tile it: the first starts at 0, each starts where the one
// before ends, the last ends at len(text).
type Token struct {
	Start, End int
	Pos        string // part of speech as the dictionary has it: "n", "v", "m", "q"; empty: unknown
}
