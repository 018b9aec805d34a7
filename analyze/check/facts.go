package check

import (
	"sync"

	"hegao/analyze"
)

// facts is what several checks look at, each worked out once a report and only if asked for.
type facts struct {
	report     *analyze.Report // its text in simplified characters
	statements func() []statement
	series     func() []series
	days       func() [][]day // by block
	starts     func() []int   // the blocks at which the further reports of the file start
}

func newFacts(r *analyze.Report) *facts {
	return &facts{
		report:     r,
		statements: sync.OnceValue(func() []statement { return statements(r) }),
		series:     sync.OnceValue(func() []series { return allSeries(r) }),
		days: sync.OnceValue(func() [][]day {
			list := make([][]day, len(r.Doc.Blocks))
			for b := range r.Doc.Blocks {
				if r.Doc.Blocks[b].Kind.Body() {
					list[b] = days(r.Doc.Blocks[b].Text)
				}
			}
			return list
		}),
		starts: sync.OnceValue(func() []int {
			var blocks []int
			for _, s := range furtherTitles(r) {
				blocks = append(blocks, s.Span.Block)
			}
			return blocks
		}),
	}
}

// reportAt returns which report of the file the block belongs to, counted from 0.
func (f *facts) reportAt(block int) int {
	n := 0
	for n < len(f.starts()) && f.starts()[n] <= block {
		n++
	}
	return n
}

// factsOf returns the facts of the report that p is at work on.
func factsOf(p *analyze.Pass) *facts { return p.Shared.(*facts) }
