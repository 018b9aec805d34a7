package check

import (
	"sync"

	"hegao/analyze"
)

// facts is what several checks look at, each worked out once a report and only if asked for.
type facts struct {
	statements func() []statement
	series     func() []series
}

func newFacts(r *analyze.Report) *facts {
	return &facts{
		statements: sync.OnceValue(func() []statement { return statements(r) }),
		series:     sync.OnceValue(func() []series { return allSeries(r) }),
	}
}

// factsOf returns the facts of the report that p is at work on.
func factsOf(p *analyze.Pass) *facts { return p.Shared.(*facts) }
