package segment_test

import (
	"slices"
	"strings"
	"testing"

	"hegao/analyze/segment"
)

// reports returns sample reports, joined and repeated up to size bytes.
func reports(b *testing.B, size int) string {
	text := strings.Join(samples(b, "../../testdata/marked"), "\n")
	text = strings.Repeat(text, size/len(text)+1)
	return strings.ToValidUTF8(text[:size], "")
}

// BenchmarkFirstReport is what a command pays for one report: the dictionary for it,
// and its words.
func BenchmarkFirstReport(b *testing.B) {
	text := reports(b, 9<<10)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		segment.New(slices.Values([]string{text})).Segment(text)
	}
}

func BenchmarkNew(b *testing.B) {
	text := reports(b, 8<<20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		segment.New(slices.Values([]string{text}))
	}
}

// BenchmarkSegment and BenchmarkGse cut the same 8 MB, the first with the dictionary
// cut to them, the second, line by line, with gse's own Segment and all words.
func BenchmarkSegment(b *testing.B) {
	text := reports(b, 8<<20)
	s := segment.New(slices.Values([]string{text}))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for line := range strings.Lines(text) {
			s.Segment(line)
		}
	}
}

func BenchmarkGse(b *testing.B) {
	text := reports(b, 8<<20)
	g := whole()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for line := range strings.Lines(text) {
			g.Segment([]byte(line))
		}
	}
}

// BenchmarkOneCharacter is a line that one word after the other overlaps.
func BenchmarkOneCharacter(b *testing.B) {
	text := strings.Repeat("人", 1<<18)
	s := segment.Whole()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Segment(text)
	}
}
