package check_test

import (
	"strings"
	"testing"
	"time"

	"github.com/go-ego/gse"

	"hegao/analyze/check"
	"hegao/analyze/lexicon"
)

// BenchmarkRun checks a report of 10,000 characters that was read before. x-gse is the ratio
// to the time in which gse cuts its text into words, measured in turns.
func BenchmarkRun(b *testing.B) {
	var text strings.Builder
	text.WriteString("关于2026年上半年党风廉政建设工作情况的报告\n")
	for _, part := range []string{"一、工作开展情况", "二、存在的问题", "三、下一步打算"} {
		text.WriteString(part + "\n")
		for _, sub := range []string{"（一）落实政治责任", "（二）落实主体责任", "（三）加强作风建设", "（四）建设廉政文化"} {
			text.WriteString(sub + "\n")
			for range 8 {
				text.WriteString("一是抓学习，理论学习中心组学习6次，讲党课3次；二是抓落实，召开支委会*次、党员大会12次；三是抓作风，在XX镇开展检查5次，推动各项工作落实。\n")
			}
		}
	}
	r := read(b, "报告.txt", text.String())
	g := &gse.Segmenter{Dict: gse.NewDict()}
	for w := range lexicon.Words(func(a, b rune) bool { return true }) {
		if err := g.AddToken(w.Text, w.Freq, w.Pos); err != nil {
			b.Fatal(err)
		}
	}
	g.CalcToken()
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	var checks, words time.Duration
	for b.Loop() {
		start := time.Now()
		r.Findings = r.Findings[:0]
		if err := check.Run(r, knownMetrics()); err != nil {
			b.Fatal(err)
		}
		checks += time.Since(start)
		b.StopTimer()
		start = time.Now()
		for i := range r.Doc.Blocks {
			g.Segment([]byte(r.Doc.Blocks[i].Text))
		}
		words += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(checks.Seconds()/words.Seconds(), "x-gse")
}
