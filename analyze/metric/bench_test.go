package metric_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/metric"
	"hegao/analyze/segment"
)

// BenchmarkRead reads the sample reports. x-words is the time that it takes as a multiple of
// what it takes to cut the same texts into words: what else the machine does slows both.
func BenchmarkRead(b *testing.B) {
	reports, size := sampleReports(b)
	lines := func(yield func(string) bool) {
		for _, r := range reports {
			for i := range r.Doc.Blocks {
				if !yield(r.Doc.Blocks[i].Text) {
					return
				}
			}
		}
	}
	words, reader := segment.New(lines), metric.NewReader(metric.Known())
	for _, r := range reports {
		for i := range r.Doc.Blocks {
			r.Tokens = append(r.Tokens, words.Segment(r.Doc.Blocks[i].Text))
		}
	}
	var reading, cutting time.Duration
	var room []segment.Token
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		for _, r := range reports {
			r.Metrics, r.Placeholders = nil, nil
			reader.Read(r)
		}
		reading += time.Since(start)

		start = time.Now()
		for text := range lines {
			room = words.Append(room[:0], text)
		}
		cutting += time.Since(start)
	}
	b.ReportMetric(reading.Seconds()/cutting.Seconds(), "x-words")
}

// sampleReports returns the project's labelled reports without their labels, a block a line,
// and how many bytes they have.
func sampleReports(b *testing.B) (reports []*analyze.Report, size int) {
	paths, _ := filepath.Glob("../../testdata/*/*.mark.txt")
	labels := regexp.MustCompile(`⟦[^⟧]*⟧|(?m)^%.*\n`)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		d := &doc.Document{Status: doc.OK}
		for line := range strings.Lines(labels.ReplaceAllString(string(data), "")) {
			if line = strings.TrimSpace(line); line != "" {
				d.Blocks = append(d.Blocks, doc.Block{Text: line})
				size += len(line)
			}
		}
		reports = append(reports, &analyze.Report{Doc: d})
	}
	if len(reports) == 0 {
		b.Fatal("no sample reports")
	}
	return reports, size
}
