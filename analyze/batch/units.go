package batch

import (
	"cmp"
	"slices"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// unitsOf returns how every unit stands: those of the roster in its order, then those that
// are not on it by name. names are the units of each report; wrong tells which reports
// speak of another period than the one asked for.
func unitsOf(b *analyze.Batch, names [][]string, wrong []bool) []analyze.Unit {
	files := map[string][]analyze.ReportID{}
	for i, units := range names {
		for _, u := range units {
			files[u] = append(files[u], analyze.ReportID(i))
		}
	}
	s := standing{b.Reports, wrong, usualProfile(b.Reports), newClock(b, names)}
	var units []analyze.Unit
	for _, u := range b.Roster {
		unit := s.of(u, files[u.Name])
		unit.OnRoster = true
		units = append(units, unit)
		delete(files, u.Name)
	}
	others := len(units)
	for name, ids := range files {
		units = append(units, s.of(analyze.RosterUnit{Name: name}, ids))
	}
	slices.SortFunc(units[others:], func(a, b analyze.Unit) int { return strings.Compare(a.Name, b.Name) })
	return units
}

// usualProfile returns the name of the profile that most reports are checked against.
func usualProfile(reports []*analyze.Report) string {
	count := map[string]int{}
	usual := ""
	for _, r := range reports {
		count[r.Profile.Name]++
		if n := count[r.Profile.Name]; n > count[usual] || n == count[usual] && r.Profile.Name < usual {
			usual = r.Profile.Name
		}
	}
	return usual
}

// standing is what a unit's standing depends on beside its own files.
type standing struct {
	reports []*analyze.Report
	wrong   []bool
	usual   string // the profile that most reports are checked against
	clock   clock
}

// of returns how u stands by its files, and marks those that a newer one supersedes.
func (s standing) of(u analyze.RosterUnit, ids []analyze.ReportID) analyze.Unit {
	unit := analyze.Unit{Name: u.Name, Report: analyze.NoReport}
	if len(ids) == 0 {
		unit.Status = analyze.Missing
		if u.Exempt {
			unit.Status = analyze.Exempt
		}
		return unit
	}
	for _, id := range ids {
		s.reports[id].Superseded = slices.ContainsFunc(ids, func(by analyze.ReportID) bool { return s.supersedes(by, id) })
	}
	slices.SortFunc(ids, s.compare)
	unit.Report, unit.Reports = ids[0], ids
	switch d := s.reports[ids[0]].Doc; {
	case s.wrong[ids[0]]:
		unit.Status = analyze.WrongPeriod
	case !d.Sound() && d.Status != doc.Empty:
		unit.Status = analyze.Unreadable
	case s.clock.late(u.Due, slices.DeleteFunc(slices.Clone(ids), func(id analyze.ReportID) bool { return s.wrong[id] })):
		unit.Status = analyze.Late
	default:
		unit.Status = analyze.Submitted
	}
	return unit
}

// supersedes reports whether the file by is a newer version of the file id. One that can't
// be read supersedes none that can.
func (s standing) supersedes(by, id analyze.ReportID) bool {
	a, b := s.reports[by], s.reports[id]
	return by != id && (a.Doc.Sound() || !b.Doc.Sound()) && s.wrong[by] == s.wrong[id] &&
		versionOf(a).compare(versionOf(b)) < 0 && sameReport(a, b)
}

// compare orders a unit's files, the one that counts first: of the period asked for, readable,
// not superseded, of the kind that most units sent, the newest.
func (s standing) compare(i, j analyze.ReportID) int {
	a, b := s.reports[i], s.reports[j]
	return cmp.Or(
		trueLast(s.wrong[i], s.wrong[j]),
		trueLast(!a.Doc.Sound(), !b.Doc.Sound()),
		trueLast(a.Superseded, b.Superseded),
		trueLast(a.Profile.Name != s.usual, b.Profile.Name != s.usual),
		versionOf(a).compare(versionOf(b)),
		cmp.Compare(i, j),
	)
}

func trueLast(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// tally counts the findings of every unit: those about itself and those of its reports that count.
func tally(b *analyze.Batch) {
	for i := range b.Units {
		u := &b.Units[i]
		count := func(findings []analyze.Finding, all bool) {
			for _, f := range findings {
				switch {
				case !all && f.Unit != u.Name:
				case f.Severity == analyze.Error:
					u.Errors++
				case f.Severity == analyze.Warning:
					u.Warnings++
				}
			}
		}
		count(b.Findings, false)
		for _, id := range u.Reports {
			if r := b.Reports[id]; !r.Superseded {
				count(r.Findings, true)
			}
		}
	}
}
