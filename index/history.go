package index

import (
	"cmp"
	"context"
	"errors"

	"hegao/analyze"
)

// Units returns the names of all units that there are reports of.
func (a *Archive) Units() []string {
	by := a.byUnit()
	names := make([]string, 0, len(by))
	for name := range by {
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// Last returns the report that was handed in last under one of the names of a unit for a time
// before period, checked against the same profile; nil where there is none. One that covers as
// many months comes before any other: a half-year is set beside a half-year.
func (a *Archive) Last(ctx context.Context, names []string, profile string, period analyze.Period) (*analyze.Past, error) {
	if period.From.IsZero() {
		return nil, nil
	}
	var best Info
	for _, name := range names {
		for _, i := range a.byUnit()[name] {
			if i.Profile != profile || i.Covers.From.IsZero() || !i.Covers.To.Before(period.From) {
				continue
			}
			if best.ID == "" || later(i, best, span(period)) {
				best = i
			}
		}
	}
	if best.ID == "" {
		return nil, nil
	}
	r, err := a.Record(ctx, best.ID)
	if errors.Is(err, ErrDamaged) || errors.Is(err, ErrUnknown) {
		return nil, nil // as good as none; verify tells of it
	}
	if err != nil {
		return nil, a.failed(err)
	}
	return &analyze.Past{File: r.File, Period: r.Period, Covers: r.Covers, Report: r.Report}, nil
}

// later reports whether i rather than j is what a report over so many months is set beside.
func later(i, j Info, months int) bool {
	if a, b := span(i.Covers) == months, span(j.Covers) == months; a != b {
		return a
	}
	if !i.Covers.To.Equal(j.Covers.To) {
		return i.Covers.To.After(j.Covers.To)
	}
	return cmp.Or(i.Added.Compare(j.Added), cmp.Compare(i.Version, j.Version), cmp.Compare(i.ID, j.ID)) > 0 // under two names there may be two first versions
}

// byUnit returns the reports of each unit. They are worked out once as long as none comes in
// or goes: batches ask for one unit after another.
func (a *Archive) byUnit() map[string][]Info {
	a.units.Lock()
	defer a.units.Unlock()
	a.mu.RLock()
	of, turn := a.catalog, a.catalog.turn
	a.mu.RUnlock()
	if a.units.of == of && a.units.turn == turn {
		return a.units.by
	}
	by := map[string][]Info{}
	for _, i := range a.List() {
		by[i.Unit] = append(by[i.Unit], i)
	}
	a.units.of, a.units.turn, a.units.by = of, turn, by
	return by
}
