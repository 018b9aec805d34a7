package check

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

// TestParagraphs reads random texts of numbers and what stands with them in one pass, and
// compares what it finds with what is found by looking at each place.
func TestParagraphs(t *testing.T) {
	if n := len(landmarksOf().list); n > 256 {
		t.Fatalf("%d landmarks are more than a byte counts", n)
	}
	parts := append(strings.Split("0123456789０一二三十百千万亿几数余多点点,，.．  　年年年月月月日号底末度上下半第季度之分个项次件。！？共𤸀", ""),
		"2025年", "12月", "上半年", "3日", "百分之", "其中", "虽然", "二十大", "全年")
	r := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		var text strings.Builder
		for range 1 + r.IntN(12) {
			text.WriteString(parts[r.IntN(len(parts))])
		}
		d := &doc.Document{Blocks: []doc.Block{{Text: text.String()}}}
		p := paragraphs(d)[0]
		if want := days(text.String()); !slices.Equal(p.days, want) {
			t.Fatalf("%q: days %v, want %v", text.String(), p.days, want)
		}
		if want := pointsIn(text.String()); !slices.Equal(p.points, want) {
			t.Fatalf("%q: points %v, want %v", text.String(), p.points, want)
		}
		for _, s := range p.sentences {
			if around := sentenceAround(d, s.span); around != s.span {
				t.Fatalf("%q: sentence %v, want %v", text.String(), s.span, around)
			}
			for sign, list := range signWords {
				if s.signs.has(sign) != containsAny(d.Text(s.span), list) {
					t.Fatalf("%q: signs of %v", text.String(), list)
				}
			}
		}
	}
}

func pointsIn(text string) (list []int) {
	var before rune
	for i, r := range text {
		if numeral.Starts(before) && strings.ContainsRune(pointMeasures, r) {
			list = append(list, i)
		}
		before = r
	}
	return list
}
