package embedded

import (
	"math"
	"slices"

	wordcut "hegao/analyze/segment"
	"hegao/index"
)

// The parameters of BM25: how soon more of a word adds little, and how much a long report is
// held against it.
const (
	saturation = 1.2
	lengthSays = 0.75
)

// sameUnit goes before any score by words.
const sameUnit = 1000

// scores returns what each report in found is worth, by slot: BM25 over the words of the query.
func (f *finder) scores(q index.Query, found set) ([]float32, error) {
	s := scorer{finder: f, found: found, scores: make([]float32, f.view.size()), all: make([]counted, 0, found.count())}
	wanted := found.clone()
	wanted.or(f.slots.dead)
	s.wanted = f.view.reports(wanted)
	for _, word := range wordsOf(index.Strings(q)) {
		if err := f.ctx.Err(); err != nil {
			return nil, err
		}
		if err := s.word(word); err != nil {
			return nil, err
		}
	}
	if like, ok := index.LikeIn(q); ok && like.Unit != "" {
		same, err := f.field(index.Field{Name: index.Unit, Value: like.Unit, Whole: true})
		if err != nil {
			return nil, err
		}
		same.each(func(slot int) { s.scores[slot] += sameUnit })
	}
	return s.scores, nil
}

// A scorer adds up what the words of a query are worth.
type scorer struct {
	*finder
	found  set
	wanted [][]int   // of each segment: the reports in found, and the dead ones, which count for nothing
	scores []float32 // by slot
	all    []counted // of one word
}

// A counted is a report that holds a word, and what the word counts for there.
type counted struct{ slot, count int32 }

// word adds what one word is worth.
func (s *scorer) word(word string) error {
	s.all = s.all[:0]
	holders := 0
	for i, segment := range s.view.segments {
		base := s.view.bases[i]
		n, err := segment.Word(word, s.wanted[i], func(report, count int) {
			switch slot := base + report; {
			case s.found.has(slot):
				s.all = append(s.all, counted{int32(slot), int32(count)})
			case s.slots.dead.has(slot):
				holders--
			}
		})
		if err != nil {
			return err
		}
		holders += n
	}
	n, total := float64(holders), float64(s.slots.live.count())
	weight := math.Log(1 + max(total-n+0.5, 0.5)/(n+0.5))
	lengths := s.view.lengths()
	for _, c := range s.all {
		often := float64(c.count)
		s.scores[c.slot] += float32(weight * often * (saturation + 1) / (often + saturation*(1-lengthSays+lengthSays*float64(lengths[c.slot]))))
	}
	return nil
}

// wordsOf returns the words of texts, each once.
func wordsOf(texts []string) []string {
	folded := make([]string, len(texts))
	for i, t := range texts {
		folded[i] = index.Fold(t)
	}
	cut := wordcut.New(slices.Values(folded))
	var words []string
	for _, text := range folded {
		for _, t := range cut.Segment(text) {
			if w := text[t.Start:t.End]; isWord(w) && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	return words
}
