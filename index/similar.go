package index

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze/lexicon"
	"hegao/analyze/segment"
)

// A report is told by so many words; one that is like it holds a third of them.
const (
	tellingWords = 24
	likeWords    = tellingWords / 3
)

// Similar returns the query for reports that are like r: those that hold many of the words
// that tell r from other texts, those of the same unit first.
func Similar(r *Record) Query {
	words := telling(r)
	return Like{Words: words, Min: min(likeWords, max(len(words), 1)), Unit: r.Unit, Except: r.ID}
}

// LikeIn returns the report that all that q finds is to be like; false if there is none.
func LikeIn(q Query) (Like, bool) {
	if all, ok := q.(And); ok {
		for _, q := range all {
			if like, ok := LikeIn(q); ok {
				return like, true
			}
		}
	}
	like, ok := q.(Like)
	return like, ok
}

// telling returns the words of a record that are much more frequent there than in Chinese at
// large, the most telling first.
func telling(r *Record) []string {
	var texts []string
	for _, text := range Searched(r) {
		texts = append(texts, Fold(text))
	}
	counts := map[string]int{}
	pairs := map[[2]rune]bool{}
	cut := segment.New(slices.Values(texts))
	for _, text := range texts {
		for _, t := range cut.Segment(text) {
			w := text[t.Start:t.End]
			if w[0] < utf8.RuneSelf || utf8.RuneCountInString(w) < 2 {
				continue
			}
			counts[w]++
			last := rune(0)
			for _, c := range w {
				pairs[[2]rune{last, c}] = true
				last = c
			}
		}
	}
	weights := map[string]float64{}
	total := lexicon.TotalFreq()
	for w := range lexicon.Words(func(a, b rune) bool { return pairs[[2]rune{a, b}] }) {
		if n := counts[w.Text]; n > 0 {
			weights[w.Text] = (1 + math.Log(float64(n))) * math.Log(total/w.Freq)
		}
	}
	words := slices.SortedFunc(maps.Keys(weights), func(a, b string) int {
		return cmp.Or(cmp.Compare(weights[b], weights[a]), strings.Compare(a, b))
	})
	return words[:min(len(words), tellingWords)]
}
