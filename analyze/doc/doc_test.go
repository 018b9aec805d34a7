package doc_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"hegao/analyze/doc"
)

// wrapped is a document with a block of three lines of a hard-wrapped file, a
// block of a paragraph in two runs, and a block with no known place.
func wrapped() *doc.Document {
	return &doc.Document{Blocks: []doc.Block{
		{Text: "召开会议5928条，其中重点", Runs: []doc.Run{
			{Start: 0, Src: doc.Loc{Line: 3, Col: 2}},
			{Start: len("召开会议5928"), Src: doc.Loc{Line: 4}},
			{Start: len("召开会议5928条，"), Src: doc.Loc{Line: 5, Col: 1}},
		}},
		{Text: "一、主要做法", Runs: []doc.Run{{Src: doc.Loc{Line: 7}}, {Start: len("一、"), Src: doc.Loc{Line: 7, Col: 2}}}},
		{Text: "页眉"},
	}}
}

func TestPlace(t *testing.T) {
	d := wrapped()
	for _, c := range []struct {
		block int
		part  string
		want  doc.Place
	}{
		{0, "召开", doc.Place{Paragraph: 3, Start: 2, End: 4}},
		{0, "5928条", doc.Place{Paragraph: 3, Start: 6, End: 10}},
		{0, "条，其", doc.Place{Paragraph: 4, Start: 0, End: 2}},
		{0, "重点", doc.Place{Paragraph: 5, Start: 3, End: 5}},
		{1, "一、主要", doc.Place{Paragraph: 7, Start: 0, End: 4}},
		{1, "做法", doc.Place{Paragraph: 7, Start: 4, End: 6}},
		{2, "眉", doc.Place{Paragraph: 3, Start: 1, End: 2}},
	} {
		at := strings.Index(d.Blocks[c.block].Text, c.part)
		s := doc.Span{Block: c.block, Start: at, End: at + len(c.part)}
		if got := d.Place(s); got != c.want {
			t.Errorf("%s: got %v, want %v", c.part, got, c.want)
		}
	}
}

// A Placer says of every span what Place says, whatever it was asked before.
func TestPlacerAgreesWithPlace(t *testing.T) {
	d := wrapped()
	p := doc.Placer{Doc: d}
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		block := random.IntN(len(d.Blocks))
		text := d.Blocks[block].Text
		var edges []int
		for i := range text {
			edges = append(edges, i)
		}
		edges = append(edges, len(text))
		i := random.IntN(len(edges))
		s := doc.Span{Block: block, Start: edges[i], End: edges[i+random.IntN(len(edges)-i)]}
		if got, want := p.Place(s), d.Place(s); got != want {
			t.Fatalf("%v: got %v, want %v", s, got, want)
		}
	}
}

// Placing every word of one long line takes one pass, not one a word.
func BenchmarkPlacer(b *testing.B) {
	text := strings.Repeat("召开支委会*次，", 10000)
	d := &doc.Document{Blocks: []doc.Block{{Text: text, Runs: []doc.Run{{Src: doc.Loc{Line: 1}}}}}}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		p := doc.Placer{Doc: d}
		last := doc.Place{}
		for i, r := range text {
			if r == '*' {
				last = p.Place(doc.Span{Start: i, End: i + 1})
			}
		}
		if last.End != utf8.RuneCountInString(text)-2 {
			b.Fatal(last)
		}
	}
}
