//go:build linux

package batch

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/go-ego/gse"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/lexicon"
	"hegao/analyze/metric"
	"hegao/analyze/outline"
	"hegao/analyze/reader"
	"hegao/analyze/segment"
)

// BenchmarkAnalysis compares all that is done with reports once they are read (words,
// outline, metrics, checks) with cutting their text into words once, as gse does it with
// all of our words. Both are processor time, the collector's included, and measured in
// turns: what else the machine does slows both. x-gse is the ratio, to be at most 1.5 with
// reports as they come. The samples are short and dense with numbers and contradictions.
func BenchmarkAnalysis(b *testing.B) {
	b.Run("reports", func(b *testing.B) { compareWithGse(b, sources(b, labelled)) })
	b.Run("samples", func(b *testing.B) { compareWithGse(b, cleanSources(b)) })
}

// labelled has reports of the usual length, with the usual share of numbers. It stands beside the project.
const labelled = "../../../shared/gold/dev"

func compareWithGse(b *testing.B, samples []*source) {
	if len(samples) == 0 {
		b.Skip("no reports at " + labelled)
	}
	docs := manyReports(samples, 400)
	g := wholeGse(b)
	profiles := profiles(b)
	known := metric.Known()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))   // or an idle processor's marking for the collector counts too
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as in the program
	var analysis, words time.Duration
	for b.Loop() {
		all := make([]*analyze.Report, len(docs))
		for i, d := range docs {
			all[i] = &analyze.Report{Doc: d}
		}
		start := cpu(b)
		a := analyst{segment.New(texts(all)), outline.NewReader(profiles.Parts()), profiles, nil, metric.NewReader(known), byKey(known), tokenRoom()}
		for _, r := range all {
			a.read(r)
			r.Period = datedOf(r).period()
		}
		recognise(all, nil, nil)
		for _, r := range all {
			a.check(r)
		}
		analysis += cpu(b) - start

		start = cpu(b)
		for _, r := range all {
			for i := range r.Doc.Blocks {
				g.Segment([]byte(r.Doc.Blocks[i].Text))
			}
		}
		words += cpu(b) - start
	}
	b.ReportMetric(analysis.Seconds()/words.Seconds(), "x-gse")
}

// manyReports returns the samples, over and over until there are n, each with numbers of its own.
func manyReports(samples []*source, n int) []*doc.Document {
	all := make([]*doc.Document, n)
	for i := range all {
		text := strings.ReplaceAll(samples[i%len(samples)].text(), "3", fmt.Sprint(i%90+10))
		all[i] = reader.Read(context.Background(), reader.Bytes(fmt.Sprintf("%04d.txt", i), time.Time{}, []byte(text)))
	}
	return all
}

// wholeGse returns gse itself with all of our words.
func wholeGse(b *testing.B) *gse.Segmenter {
	g := &gse.Segmenter{Dict: gse.NewDict()}
	for w := range lexicon.Words(func(a, b rune) bool { return true }) {
		if err := g.AddToken(w.Text, w.Freq, w.Pos); err != nil {
			b.Fatal(err)
		}
	}
	g.CalcToken()
	return g
}

// cpu returns the processor time that this process has taken so far.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
