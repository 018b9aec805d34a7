// Package segment cuts Chinese text into words.
//
// The words are those that gse's dictionary (github.com/go-ego/gse) takes in, and a text is cut
// as gse cuts it, token by token: along the path on which the words are together likeliest. Three
// things are done otherwise, because a command that looks at one report has milliseconds. The
// dictionary is filled only with words that can stand in the texts at hand ([New]), each step
// towards a word takes an atom, and the path is looked for stretch by stretch in one
// reused buffer ([Segmenter.Append]).
package segment

import (
	"fmt"
	"iter"
	"math"
	"sync"

	"github.com/go-ego/gse"

	"hegao/analyze/lexicon"
)

// A Token is one word: the byte range [Start, End) of the text that was cut.
// The tokens of a text tile it: the first starts at 0, each starts where the one
// before ends, the last ends at len(text).
//
// A run of Latin letters and digits is one token; a decimal point or a comma parts
// two. So is each other character that no word of the dictionary covers, and each
// byte that is not UTF-8.
type Token struct {
	Start, End int
	Pos        string // part of speech as the dictionary has it: "n", "v", "m", "q"; "m" for digits; empty: unknown
}

// A Segmenter cuts texts. It is safe for concurrent use.
type Segmenter struct {
	words *trie
	pos   []string // parts of speech, by tag
}

// New returns a segmenter for texts: it cuts them, and any piece of them, as [Whole]
// would. In other texts it may not know a word.
func New(texts iter.Seq[string]) *Segmenter {
	seen := pairSets.Get().(*pairSet)
	defer pairSets.Put(seen)
	clear(seen[:])
	for text := range texts {
		seen.add(lexicon.Fold(text))
	}
	return load(lexicon.Words(seen.has))
}

// Whole returns the segmenter that knows every word. The first call takes hundreds
// of milliseconds and 200 MB: it is for programs that stay, and for tests.
func Whole() *Segmenter { return whole() }

var whole = sync.OnceValue(func() *Segmenter {
	return load(lexicon.Words(func(a, b rune) bool { return true }))
})

// load returns a segmenter that knows words.
func load(words iter.Seq[lexicon.Word]) *Segmenter {
	g := gse.Segmenter{Dict: gse.NewDict()}
	s := &Segmenter{newTrie(), []string{unknown: "", figure: "m"}}
	tags := map[string]tag{}
	total := float32(math.Log2(lexicon.TotalFreq()))
	for w := range words {
		if err := g.AddToken(w.Text, w.Freq, w.Pos); err != nil {
			panic(fmt.Sprintf("segment: add %q: %v", w.Text, err))
		}
		word := &g.Dict.Tokens[g.Dict.NumTokens()-1]
		if tags[word.Pos()] == unknown {
			tags[word.Pos()] = tag(len(s.pos))
			s.pos = append(s.pos, word.Pos())
		}
		s.words.put(w.Text, total-float32(math.Log2(word.Freq())), tags[word.Pos()])
	}
	s.words.fold()
	return s
}

// Segment cuts text. It takes time in proportion to the length of text, whatever
// stands in it.
func (s *Segmenter) Segment(text string) []Token {
	return s.Append(make([]Token, 0, len(text)/4+1), text)
}

// Append cuts text and appends its tokens to tokens: for callers that cut many texts
// and let go of the tokens of each.
func (s *Segmenter) Append(tokens []Token, text string) []Token {
	room := rooms.Get().(*[8 * longest]step)
	defer rooms.Put(room)
	p := s.read(append(room[:0], step{}), text)
	for i := 0; i+1 < len(p); {
		n := s.find(p[i:min(len(p), i+1+longest)])
		tokens = s.appendTokens(tokens, p[i:i+n+1])
		i += n
		if len(p)-i <= longest && p[len(p)-1].at < len(text) {
			p = s.read(append(room[:0], p[i:]...), text)
			i = 0
		}
	}
	return tokens
}

// rooms have room for the steps of a text, or of a part of it.
var rooms = sync.Pool{New: func() any { return new([8 * longest]step) }}
