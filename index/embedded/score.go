package embedded

import (
	"math"
	"slices"
	"sync"

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

// score sets the scores of hits: BM25 over the words of the query.
func (f *finder) score(q index.Query, hits []hit) error {
	s := scorer{finder: f, scores: make([]float32, f.view.size()), hits: len(hits), wanted: sync.OnceValue(func() []int32 {
		wanted := make([]int32, len(hits))
		for i := range hits {
			wanted[i] = f.slots.documents[hits[i].slot]
		}
		slices.Sort(wanted)
		return wanted
	})}
	for _, word := range wordsOf(index.Strings(q)) {
		if err := f.ctx.Err(); err != nil {
			return err
		}
		if err := s.word(word); err != nil {
			return err
		}
	}
	if like, ok := index.LikeIn(q); ok && like.Unit != "" {
		same, err := f.field(index.Field{Name: index.Unit, Value: like.Unit, Whole: true})
		if err != nil {
			return err
		}
		same.each(func(slot int) { s.scores[slot] += sameUnit })
	}
	for i := range hits {
		hits[i].score = float64(s.scores[hits[i].slot])
	}
	return nil
}

// A scorer adds up what the words of a query are worth.
type scorer struct {
	*finder
	scores []float32      // by slot
	hits   int            // how many scores are wanted
	wanted func() []int32 // of these documents, ascending
}

// skipping pays where so many more documents have a word than are wanted.
const skipping = 8

// word adds what one word is worth.
func (s *scorer) word(word string) error {
	r, err := s.view.reader.TermFieldReader(s.ctx, []byte(word), wordsField, true, false, false)
	if err != nil {
		return err
	}
	defer r.Close()
	n, total := float64(r.Count()), float64(s.slots.live.count())
	weight := math.Log(1 + max(total-n+0.5, 0.5)/(n+0.5))
	lengths := s.view.lengths()
	add := func(d *bleve.TermFieldDoc) {
		if slot := s.slots.slot(d.ID); slot >= 0 {
			often := float64(d.Freq)
			s.scores[slot] += float32(weight * often * (saturation + 1) / (often + saturation*(1-lengthSays+lengthSays*float64(lengths[slot]))))
		}
	}
	var d bleve.TermFieldDoc
	if int(n) < skipping*s.hits {
		for {
			found, err := r.Next(&d)
			if err != nil || found == nil {
				return err
			}
			add(found)
		}
	}
	var id bleve.IndexInternalID
	wanted := s.wanted()
	for last := -1; ; {
		i, _ := slices.BinarySearch(wanted, int32(last+1))
		if i == len(wanted) {
			return nil
		}
		id = bleve.NewIndexInternalID(id, uint64(wanted[i]))
		found, err := r.Advance(id, &d)
		if err != nil || found == nil {
			return err
		}
		if last = int(found.ID.Value()); last == int(wanted[i]) {
			add(found)
		}
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
