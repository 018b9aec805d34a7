package render

import "hegao/analyze"

// A group is a unit with all that was found about it.
type group struct {
	name     string        // empty: whose reports these are is unknown, or the findings are about no unit
	unit     *analyze.Unit // nil where the batch has no such unit
	reports  []*analyze.Report
	findings []*analyze.Finding // outside the lists of single reports
}

// tally counts what was found about g, as far as it counts.
func (g *group) tally() tally {
	var t tally
	for _, r := range g.reports {
		t.add(counting(r))
	}
	for _, f := range g.findings {
		t.add([]analyze.Finding{*f})
	}
	return t
}

// groups sorts reports and findings by unit: units in the order of the batch, then
// what belongs to none. Every report and finding stands in exactly one group.
func groups(b *analyze.Batch) []group {
	all := make([]group, len(b.Units), len(b.Units)+1)
	byName := make(map[string]int, len(b.Units))
	taken := make([]bool, len(b.Reports))
	for i := range b.Units {
		u := &b.Units[i]
		all[i] = group{name: u.Name, unit: u}
		byName[u.Name] = i
		for _, id := range u.Reports {
			all[i].reports = append(all[i].reports, b.Reports[id])
			taken[id] = true
		}
	}
	var rest group
	at := func(unit string) *group {
		if i, ok := byName[unit]; ok && unit != "" {
			return &all[i]
		}
		return &rest
	}
	for i, r := range b.Reports {
		if !taken[i] {
			g := at(r.Unit)
			g.reports = append(g.reports, r)
		}
	}
	for i := range b.Findings {
		f := &b.Findings[i]
		unit := f.Unit
		if f.Report != analyze.NoReport {
			unit = b.Reports[f.Report].Unit
		}
		g := at(unit)
		g.findings = append(g.findings, f)
	}
	if len(rest.reports)+len(rest.findings) > 0 {
		all = append(all, rest)
	}
	return all
}
