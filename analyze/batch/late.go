package batch

import (
	"strings"
	"time"

	"hegao/analyze"
)

// A clock tells whether files came in time. The day of submission is taken from the time of
// the file, the only trace of it: the date under a report is when it was signed. Copying
// changes these times, so where every one of several files that lie together bears a time
// after its last day, as when all were saved or copied at once, they tell nothing.
type clock struct {
	reports []*analyze.Report
	useless map[string]bool // by container: its files' times tell nothing
}

// aFew is how many files with a last day must all be late for their times to tell nothing.
const aFew = 3

// newClock returns a clock for a batch; names are the units of each report.
func newClock(b *analyze.Batch, names [][]string) clock {
	c := clock{b.Reports, map[string]bool{}}
	due := map[string]time.Time{}
	for _, u := range b.Roster {
		due[u.Name] = u.Due
	}
	dated, late := map[string]int{}, map[string]int{}
	for i, r := range b.Reports {
		if len(names[i]) == 0 || due[names[i][0]].IsZero() || r.Doc.Modified.IsZero() {
			continue
		}
		at := container(r.Doc.Name)
		dated[at]++
		if c.after(r, due[names[i][0]]) {
			late[at]++
		}
		c.useless[at] = dated[at] >= aFew && late[at] == dated[at]
	}
	return c
}

// container returns the archive that a file lies in, "" for one on the disk.
func container(name string) string {
	i := strings.LastIndexByte(name, '!')
	return name[:max(i, 0)]
}

// after reports whether r's time lies after the last day, as the clock of its sender had it.
func (c clock) after(r *analyze.Report, due time.Time) bool {
	y, m, d := r.Doc.Modified.Date()
	return !r.Doc.Modified.IsZero() && date(y, int(m), d).After(due)
}

// late reports whether a unit's first file came after its last day. A unit that sent a file in
// time and a corrected one later is not late.
func (c clock) late(due time.Time, ids []analyze.ReportID) bool {
	if due.IsZero() {
		return false
	}
	for _, id := range ids {
		if r := c.reports[id]; c.useless[container(r.Doc.Name)] || !c.after(r, due) {
			return false
		}
	}
	return true
}
