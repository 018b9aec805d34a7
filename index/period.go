package index

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"hegao/analyze"
)

// PeriodName returns a period as users write it: 2026, 2026H1, 2026Q2, 2026-06 or
// 2026-01..2026-06; empty for an unknown one.
func PeriodName(p analyze.Period) string {
	if p.From.IsZero() {
		return ""
	}
	year, first, last := p.From.Year(), int(p.From.Month()), int(p.To.Month())
	switch {
	case p.To.Year() != year:
	case first == 1 && last == 12:
		return strconv.Itoa(year)
	case last-first == 5 && last%6 == 0:
		return fmt.Sprintf("%dH%d", year, last/6)
	case last-first == 2 && last%3 == 0:
		return fmt.Sprintf("%dQ%d", year, last/3)
	case first == last:
		return p.From.Format("2006-01")
	}
	return p.From.Format("2006-01") + ".." + p.To.Format("2006-01")
}

// formatDays returns a period's days as parseDays reads them; empty for an unknown one.
func formatDays(p analyze.Period) string {
	if p.From.IsZero() {
		return ""
	}
	return p.From.Format(time.DateOnly) + "/" + p.To.Format(time.DateOnly)
}

func parseDays(s string) (analyze.Period, error) {
	if s == "" {
		return analyze.Period{}, nil
	}
	from, to, _ := strings.Cut(s, "/")
	var p analyze.Period
	var err error
	if p.From, err = time.Parse(time.DateOnly, from); err != nil {
		return analyze.Period{}, err
	}
	if p.To, err = time.Parse(time.DateOnly, to); err != nil {
		return analyze.Period{}, err
	}
	return p, nil
}

// span returns how many months a period covers.
func span(p analyze.Period) int {
	return 12*(p.To.Year()-p.From.Year()) + int(p.To.Month()) - int(p.From.Month()) + 1
}
