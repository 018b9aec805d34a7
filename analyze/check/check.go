// Package check is the checks on one report and on a batch, one file each. A
// check documents itself by examples which the tests execute.
package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"hegao/analyze"
	"hegao/analyze/lexicon"
)

// registry is every check by ID. It is complete once the package is initialised.
var registry = map[string]*analyze.Check{}

// register adds a check; the file of each check calls it once.
func register(c *analyze.Check) *analyze.Check {
	if registry[c.ID] != nil {
		panic("check: two checks are called " + c.ID)
	}
	registry[c.ID] = c
	return c
}

// All returns every check, by ID. The slice is shared: read only.
func All() []*analyze.Check { return sorted() }

var sorted = sync.OnceValue(func() []*analyze.Check {
	return slices.SortedFunc(maps.Values(registry), func(a, b *analyze.Check) int { return cmp.Compare(a.ID, b.ID) })
})

// Get returns the check whose ID is id.
func Get(id string) (*analyze.Check, bool) {
	c, ok := registry[id]
	return c, ok
}

// Run runs on r every check of single reports that r.Profile leaves on, and sorts
// r.Findings by place, then by rule. known is every known metric by key. The checks
// of the file come first: where there is no text, or none that may be quoted, theirs
// are the only findings.
func Run(r *analyze.Report, known map[string]*analyze.MetricDef) error {
	pass := &analyze.Pass{Report: simplified(r), Profile: r.Profile, Known: known}
	if err := runAll(onFile, pass, r); err != nil {
		return err
	}
	classified := slices.ContainsFunc(r.Findings, func(f analyze.Finding) bool { return f.Rule == classifiedFile.ID })
	if r.Doc.Status.Readable() && !classified {
		pass.Shared = newFacts(pass.Report)
		if err := runAll(onText, pass, r); err != nil {
			return err
		}
	}
	sortFindings(r.Findings)
	return nil
}

// onFile and onText tell which checks look at the file, and which at what it says.
func onFile(c *analyze.Check) bool { return c.Run != nil && strings.HasPrefix(c.ID, "file.") }
func onText(c *analyze.Check) bool { return c.Run != nil && !onFile(c) }

// simplified returns r with its text in simplified characters, which the rules are written
// in; r itself where it is.
func simplified(r *analyze.Report) *analyze.Report {
	d := r.Doc.Map(lexicon.Fold)
	if d == r.Doc {
		return r
	}
	s := *r
	s.Doc = d
	s.Unit = lexicon.Fold(r.Unit)
	s.Metrics = slices.Clone(r.Metrics)
	for i := range s.Metrics {
		m := &s.Metrics[i]
		m.Name, m.Subject, m.Measure = lexicon.Fold(m.Name), lexicon.Fold(m.Subject), lexicon.Fold(m.Measure)
	}
	return &s
}

// most is how many findings of one rule a report may have; more are counted only.
const most = 1000

// runAll lets pass run the checks of a kind that its profile leaves on, one by one; what they
// find is r's.
func runAll(kind func(*analyze.Check) bool, pass *analyze.Pass, r *analyze.Report) error {
	n := 0
	emit := func(f analyze.Finding) {
		f.Rule, f.Report = pass.Check.ID, r.ID
		f.Severity = severity(f.Severity, pass.Check, pass.Profile)
		r.Findings = append(r.Findings, doubted(f, r))
	}
	pass.Emit = func(f analyze.Finding) {
		if n++; n <= most {
			emit(f)
		}
	}
	for _, c := range All() {
		if !kind(c) || pass.Profile.Disabled[c.ID] {
			continue
		}
		n = 0
		pass.Check, pass.Params = c, pass.Profile.Params[c.ID]
		if pass.Params == nil && c.Params != nil {
			pass.Params = c.Params()
		}
		if err := c.Run(pass); err != nil {
			return fmt.Errorf("check %s: %s: %w", r.Doc.Name, c.ID, err)
		}
		if n > most {
			emit(analyze.Finding{Message: fmt.Sprintf("%s：共有%d处，只列出前%d处", c.Title, n, most)})
		}
	}
	return nil
}

// RunBatch runs the checks of whole batches on b. A finding about a report is
// added to that report's, the others to b.Findings; both stay sorted.
func RunBatch(b *analyze.Batch) error {
	for _, c := range All() {
		if c.RunBatch == nil {
			continue
		}
		pass := &analyze.BatchPass{
			Check: c,
			Batch: b,
			Emit:  func(f analyze.Finding) { emitBatch(b, c, f) },
		}
		if err := c.RunBatch(pass); err != nil {
			return fmt.Errorf("check the batch: %s: %w", c.ID, err)
		}
	}
	return nil
}

// emitBatch files a finding of a batch check. The report's profile rules over its
// severity; for a finding about no report, the profile of the batch that is strictest.
func emitBatch(b *analyze.Batch, c *analyze.Check, f analyze.Finding) {
	f.Rule = c.ID
	if f.Report != analyze.NoReport {
		r := b.Reports[f.Report]
		if r.Profile.Disabled[c.ID] {
			return
		}
		f.Severity = severity(f.Severity, c, r.Profile)
		r.Findings = append(r.Findings, doubted(f, r))
		sortFindings(r.Findings)
		return
	}
	asked, on := f.Severity, len(b.Profiles) == 0
	f.Severity = severity(asked, c, nil)
	for _, p := range b.Profiles {
		if !p.Disabled[c.ID] {
			s := severity(asked, c, p)
			if !on || s > f.Severity {
				f.Severity = s
			}
			on = true
		}
	}
	if on {
		b.Findings = append(b.Findings, f)
	}
}

// severity returns how a finding ranks: as p says of its check, else as the check
// does; a finding that asks for less gets less.
func severity(asked analyze.Severity, c *analyze.Check, p *analyze.Profile) analyze.Severity {
	s := c.Severity
	if p != nil {
		if own, ok := p.Severity[c.ID]; ok {
			s = own
		}
	}
	if asked != analyze.Info {
		s = min(s, asked)
	}
	return s
}

func sortFindings(list []analyze.Finding) {
	slices.SortStableFunc(list, func(a, b analyze.Finding) int {
		return cmp.Or(
			cmp.Compare(a.Span.Block, b.Span.Block),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Span.End, b.Span.End),
			cmp.Compare(a.Message, b.Message),
		)
	})
}
