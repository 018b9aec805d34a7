package segment

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/vcaesar/cedar"
)

// A path runs through one stretch of text: from a place that no word crosses to the
// next such place. What stands before and behind a stretch has no say in how it is
// cut, so the distances start from 0 in each: they stay exact in a line of any
// length, and a phrase is cut the same way wherever it stands.
//
// The text is a row of atoms (see atomEnd); step i is the boundary behind the i-th
// atom of the stretch, step 0 its start. In reports a stretch has up to a dozen
// atoms; one that fills the path (人人人人…) is cut there.
type path [64]step

// A step is a boundary between two atoms.
type step struct {
	at   int     // bytes of the text before it
	dist float32 // length of the shortest way here from step 0
	from int32   // the step before on that way
	word int32   // what leads from there to here: an index in Dictionary.Tokens, or strange
}

const (
	strange       = -1 // an atom that is no word
	strangeLength = 32 // is gse's
)

// find fills p with the stretch of text that begins at start, and returns the number
// of its last step. There must be text behind start.
//
// Lengths are added up in gse's way, in 32 bits, and of two ways that are equally
// short the one found first stays.
func (s *Segmenter) find(p *path, text []byte, start int) int {
	p[0] = step{at: start}
	known := 0 // the last step whose place is known
	last := 1  // the last step that a word from an earlier one leads to
	for i := 0; i < last; i++ {
		alone := false // atom i is a word
		for j := i + 1; j < len(p) && p[j-1].at < len(text); j++ {
			if j > known {
				p[j] = step{at: atomEnd(text, p[j-1].at), dist: math.MaxFloat32}
				known = j
			}
			atoms := text[p[i].at:p[j].at]
			if atoms[len(atoms)-1] == 0 { // the trie would take NUL for the end of a word
				break
			}
			word, _, err := s.dict.Value(atoms)
			if err == nil {
				p.lead(i, j, word, s.length[word])
				alone = alone || j == i+1
				last = max(last, j)
			} else if err != cedar.ErrNoVal { // no word even begins so
				break
			}
		}
		if !alone {
			p.lead(i, i+1, strange, strangeLength)
		}
	}
	return last
}

// lead notes that a word of that length leads from step i to step j.
func (p *path) lead(i, j, word int, length float32) {
	if d := p[i].dist + length; d < p[j].dist {
		p[j].dist, p[j].from, p[j].word = d, int32(i), int32(word)
	}
}

// appendTokens appends the words on the way to step n to tokens.
func (s *Segmenter) appendTokens(tokens []Token, p *path, n int, text []byte) []Token {
	first := len(tokens)
	for n > 0 {
		from, to := &p[p[n].from], &p[n]
		t := Token{Start: from.at, End: to.at}
		if to.word != strange {
			t.Pos = s.dict.Tokens[to.word].Pos()
		} else if digits(text[t.Start:t.End]) {
			t.Pos = "m"
		}
		tokens = append(tokens, t)
		n = int(to.from)
	}
	slices.Reverse(tokens[first:])
	return tokens
}

// atomEnd returns where the atom of text at start ends. As gse has it, an atom is a
// run of letters and digits of one or two bytes, else a single character; a byte
// that is not UTF-8 counts as one.
func atomEnd(text []byte, start int) int {
	for end := start; ; {
		r, size := utf8.DecodeRune(text[end:])
		if size == 0 || size > 2 || !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			if end == start {
				end += size
			}
			return end
		}
		end += size
	}
}

// digits reports whether all of atom is digits.
func digits(atom []byte) bool {
	for i := 0; i < len(atom); {
		r, size := utf8.DecodeRune(atom[i:])
		if !unicode.IsDigit(r) {
			return false
		}
		i += size
	}
	return true
}
