package check

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

// facts is what several checks look at, each worked out once a report.
type facts struct {
	paragraphs []paragraph // by block
	statements []statement
	series     []series
	starts     []int // the blocks at which the further reports of the file start

	cells       []cellFigure      // nil: not worked out yet
	conflicting map[doc.Span]bool // figures that were found to contradict others
	summed      map[doc.Span]bool // figures that were found to be no sum of their parts
}

func newFacts(r *analyze.Report) *facts {
	f := &facts{paragraphs: paragraphs(r.Doc), series: allSeries(r)}
	f.statements = statements(r, f.paragraphs)
	for _, s := range furtherTitles(r) {
		f.starts = append(f.starts, s.Span.Block)
	}
	return f
}

// reportAt returns which report of the file the block belongs to, counted from 0.
func (f *facts) reportAt(block int) int {
	n := 0
	for n < len(f.starts) && f.starts[n] <= block {
		n++
	}
	return n
}

// factsOf returns the facts of the report that p is at work on.
func factsOf(p *analyze.Pass) *facts { return p.Shared.(*facts) }
