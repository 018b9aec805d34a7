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
	}
}

// factsOf returns the facts of the report that p is at work on.
func factsOf(p *analyze.Pass) *facts { return p.Shared.(*facts) }
