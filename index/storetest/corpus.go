package storetest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze/lexicon"
	"hegao/analyze/segment"
)

// A Corpus makes reports of sentences of the project's own samples. Sentences stand in
// another order in each, and a part of their words is changed: each number, a tenth of the
// other words (for words of the dictionary, frequent ones more often, so that rare strings
// stand in a few reports and common ones in many, as in life).
type Corpus struct {
	headings  []string
	sentences [][]string // as words
	words     []lexicon.Word
	upto      []float64 // of words: the sum of frequencies up to each
}

var (
	mark      = regexp.MustCompile(`(?m)^%.*\n|⟦[^⟧]*⟧`)
	heading   = regexp.MustCompile(`^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.、])`)
	sentence  = regexp.MustCompile(`[^。；！？]+[。；！？]?`)
	allDigits = regexp.MustCompile(`^[0-9]+$`)
)

// NewCorpus reads the samples (*.mark.txt) in folders.
func NewCorpus(folders ...string) (*Corpus, error) {
	c := new(Corpus)
	s := segment.Whole()
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.mark.txt"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			for line := range strings.Lines(mark.ReplaceAllString(string(data), "")) {
				c.add(s, strings.TrimSpace(line))
			}
		}
	}
	if len(c.headings) == 0 || len(c.sentences) == 0 {
		return nil, fmt.Errorf("no samples in %s", strings.Join(folders, ", "))
	}
	sum := 0.0
	for w := range lexicon.Words(func(a, b rune) bool { return true }) {
		if n := utf8.RuneCountInString(w.Text); n > 1 && n < 5 && w.Text[0] >= 0x80 {
			sum += w.Freq
			c.words = append(c.words, w)
			c.upto = append(c.upto, sum)
		}
	}
	return c, nil
}

func (c *Corpus) add(s *segment.Segmenter, line string) {
	if heading.MatchString(line) && utf8.RuneCountInString(line) < 30 {
		c.headings = append(c.headings, line)
		return
	}
	for _, text := range sentence.FindAllString(line, -1) {
		var words []string
		for _, t := range s.Segment(text) {
			words = append(words, text[t.Start:t.End])
		}
		c.sentences = append(c.sentences, words)
	}
}

// Texts yields the paragraphs of reports of about size bytes, without end; the same seed
// gives the same ones.
func (c *Corpus) Texts(size int, seed uint64) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for r := rand.New(rand.NewPCG(seed, 1)); yield(c.text(r, size)); {
		}
	}
}

func (c *Corpus) text(r *rand.Rand, size int) []string {
	var lines []string
	for written := 0; written < size; {
		line := pick(r, c.headings)
		if r.IntN(6) > 0 {
			var b strings.Builder
			for range 2 + r.IntN(5) {
				c.write(r, &b, pick(r, c.sentences))
			}
			line = b.String()
		}
		lines = append(lines, line)
		written += len(line)
	}
	return lines
}

// write writes a sentence with a part of its words changed.
func (c *Corpus) write(r *rand.Rand, b *strings.Builder, words []string) {
	for _, w := range words {
		switch {
		case allDigits.MatchString(w):
			w = fmt.Sprint(r.IntN(1 + 4*len(w)*len(w)*len(w)))
		case len(w) >= 6 && r.IntN(10) == 0:
			i, _ := slices.BinarySearch(c.upto, r.Float64()*c.upto[len(c.upto)-1])
			w = c.words[i].Text
		}
		b.WriteString(w)
	}
}

func pick[T any](r *rand.Rand, s []T) T { return s[r.IntN(len(s))] }
