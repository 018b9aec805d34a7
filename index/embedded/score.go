package embedded

import (
	"math"
	"slices"

	bleve "github.com/blevesearch/bleve_index_api"

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

// score sets the scores of hits, which ascend by slot: BM25 over the words of the query.
func (f *finder) score(q index.Query, hits []hit) error {
	scores := make([]float32, f.view.size())
	wanted := newSet(f.view.size())
	for i := range hits {
		wanted.add(hits[i].slot)
	}
	total := float64(f.slots.live.count())
	length := f.view.length()
	for _, word := range wordsOf(index.Strings(q)) {
		if err := f.ctx.Err(); err != nil {
			return err
		}
		if err := f.scoreWord(word, total, length, wanted, scores); err != nil {
			return err
		}
	}
	if like, ok := q.(index.Like); ok && like.Unit != "" {
		same, err := f.field(index.Field{Name: index.Unit, Value: like.Unit, Whole: true})
		if err != nil {
			return err
		}
		same.each(func(slot int) { scores[slot] += sameUnit })
	}
	for i := range hits {
		hits[i].score = float64(scores[hits[i].slot])
	}
	return nil
}

// scoreWord adds what one word is worth.
func (f *finder) scoreWord(word string, total, length float64, wanted set, scores []float32) error {
	r, err := f.view.reader.TermFieldReader(f.ctx, []byte(word), wordsField, true, true, false)
	if err != nil {
		return err
	}
	defer r.Close()
	n := float64(r.Count())
	weight := math.Log(1 + max(total-n+0.5, 0.5)/(n+0.5))
	var d bleve.TermFieldDoc
	for {
		found, err := r.Next(&d)
		if err != nil || found == nil {
			return err
		}
		slot := f.slots.slot(found.ID)
		if slot < 0 || !wanted.has(slot) {
			continue
		}
		often := float64(found.Freq)
		own := 1 / max(found.Norm*found.Norm, 1e-9) // words of the report: bleve gives 1/√
		scores[slot] += float32(weight * often * (saturation + 1) / (often + saturation*(1-lengthSays+lengthSays*own/length)))
	}
}

// wordsOf returns the words of texts, each once.
func wordsOf(texts []string) []string {
	folded := make([]string, len(texts))
	for i, t := range texts {
		folded[i] = index.Fold(t).Text
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
