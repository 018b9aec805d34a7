// Package batch turns a pile of submitted files into one result.
//
// The stages are fixed: find the files, read them, cut all texts by one segmenter, then for
// each report outline, profile, metrics and period; which units the reports are from; the
// checks on each report; units, table and the checks across reports. Reports are worked on
// in parallel and each in a place of its own, so that the result depends on the files and
// the options alone. A stage that panics over one report costs that report, whose status
// says so; only a cancelled context, a path that does not exist or an unusable option ends
// a run.
package batch

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hegao/analyze"
	"hegao/analyze/check"
	"hegao/analyze/doc"
	"hegao/analyze/metric"
	"hegao/analyze/outline"
	"hegao/analyze/profile"
	"hegao/analyze/reader"
	"hegao/analyze/segment"
)

// Auto as the name of a profile leaves the choice to each report's kind.
const Auto = "auto"

// Options says how a batch is checked.
type Options struct {
	Profiles *profile.Set
	Profile  string                // Auto, or the name of the profile for every report
	Roster   []analyze.RosterUnit  // the units that must submit; nil: no roster
	Period   string                // the period asked for: "2026H1"; empty: any
	Waivers  []analyze.Waiver      // findings that do not count
	Exclude  []string              // paths of files and folders that are no reports though they may lie among them: the roster
	Readers  *reader.Pool          // reads the files; nil: this process does
	History  History               // what units handed in before; nil: nothing is known
	Jobs     int                   // reports at work at a time; 0: one a processor
	Progress func(done, total int) // told of every step done, one call at a time; may be nil
}

// A History knows the reports of earlier times.
type History interface {
	// Units returns the names of all units that handed in something.
	Units() []string
	// Last returns what was handed in last under one of the names for a time before period, on
	// the same subject; nil: nothing.
	Last(ctx context.Context, names []string, profile string, period analyze.Period) (*analyze.Past, error)
}

// Run reads, analyses and checks every report under paths. The result depends on the
// files and o alone, never on Jobs or the scheduler.
func Run(ctx context.Context, paths []string, o Options) (*analyze.Batch, error) {
	sources, ignored, err := find(ctx, paths, o)
	if err != nil {
		return nil, err
	}
	b, err := examine(ctx, sources, paths, o)
	if err != nil {
		return nil, err
	}
	b.Ignored = ignored
	b.Table = tableOf(b, metric.Known())
	if err := check.RunBatch(b); err != nil {
		return nil, err
	}
	waive(b, o.Waivers)
	tally(b)
	return b, nil
}

// find lists the reports under paths and what was passed over, once o is seen to be usable.
func find(ctx context.Context, paths []string, o Options) (sources []reader.Source, ignored []string, err error) {
	if o.Period != "" {
		if _, err := ParsePeriod(o.Period); err != nil {
			return nil, nil, err
		}
	}
	if _, ok := o.Profiles.Get(o.Profile); !ok && o.Profile != Auto {
		return nil, nil, fmt.Errorf("profile %q does not exist", o.Profile)
	}
	found, err := o.Readers.Find(ctx, paths)
	if err != nil {
		return nil, nil, err
	}
	return reports(found.Sources, o.Exclude), found.Ignored, nil
}

// examine does the work of Run on the sources given, but for what comes of setting the reports
// side by side.
func examine(ctx context.Context, sources []reader.Source, paths []string, o Options) (*analyze.Batch, error) {
	var asked analyze.Period
	if o.Period != "" {
		asked, _ = ParsePeriod(o.Period)
	}
	fixed, _ := o.Profiles.Get(o.Profile)
	b := &analyze.Batch{
		Profile: o.Profile, Period: o.Period, Roster: o.Roster,
		Checks: map[string]*analyze.Check{}, Parts: o.Profiles.Parts(),
		Files: len(sources), Reports: make([]*analyze.Report, len(sources)),
	}
	for _, c := range check.All() {
		b.Checks[c.ID] = c
	}
	known := metric.Known()
	wrong := make([]bool, len(sources))
	w := newWork(ctx, sources, o)

	w.each(func(ctx context.Context, i int) {
		b.Reports[i] = &analyze.Report{ID: analyze.ReportID(i), Doc: o.Readers.Read(ctx, sources[i])}
	})
	if w.err != nil {
		return nil, w.err
	}
	a := analyst{segment.New(texts(b.Reports)), outline.NewReader(b.Parts), o.Profiles, fixed, metric.NewReader(known), byKey(known), tokenRoom()}
	w.each(func(_ context.Context, i int) {
		a.read(b.Reports[i])
		when := datedOf(b.Reports[i])
		if b.Reports[i].Period = when.period(); b.Reports[i].Period.From.IsZero() { // it tells none
			b.Reports[i].Period = asked
		}
		wrong[i] = !asked.From.IsZero() && when.clearlyNot(asked)
	})
	if w.err != nil {
		return nil, w.err
	}
	names := recognise(b.Reports, paths, o.Roster)
	if err := recall(ctx, b.Reports, o); err != nil {
		return nil, err
	}
	w.each(func(_ context.Context, i int) { a.check(b.Reports[i]) })
	if w.err != nil {
		return nil, w.err
	}
	b.Profiles = used(b.Reports)
	b.Units = unitsOf(b, names, wrong)
	return b, nil
}

// recall sets what each report's unit handed in before.
func recall(ctx context.Context, reports []*analyze.Report, o Options) error {
	if o.History == nil {
		return nil
	}
	naming := newNaming(o.Roster, reports, o.History.Units())
	for _, r := range reports {
		names := naming.of(r.Unit)
		if r.Unit == "" || r.Period.From.IsZero() || len(names) == 0 {
			continue
		}
		var err error
		if r.Past, err = o.History.Last(ctx, names, r.Profile.Name, r.Period); err != nil {
			return err
		}
	}
	return nil
}

// reports returns the sources without those at the paths in exclude, or below a folder that
// stands there, by name.
func reports(sources []reader.Source, exclude []string) []reader.Source {
	var not []os.FileInfo
	var below []string
	for _, path := range exclude {
		info, err := os.Stat(path)
		if err != nil {
			continue
		}
		not = append(not, info)
		if abs, err := filepath.Abs(path); err == nil && info.IsDir() {
			below = append(below, abs+string(filepath.Separator))
		}
	}
	all := slices.DeleteFunc(slices.Clone(sources), func(s reader.Source) bool {
		if abs, err := filepath.Abs(s.Name); err == nil && slices.ContainsFunc(below, func(dir string) bool { return strings.HasPrefix(abs, dir) }) {
			return true
		}
		info, err := os.Stat(s.Name)
		return err == nil && slices.ContainsFunc(not, func(n os.FileInfo) bool { return os.SameFile(info, n) })
	})
	slices.SortStableFunc(all, func(a, b reader.Source) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// texts yields the text of every block.
func texts(reports []*analyze.Report) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, r := range reports {
			for i := range r.Doc.Blocks {
				if !yield(r.Doc.Blocks[i].Text) {
					return
				}
			}
		}
	}
}

// used returns the profiles that reports were checked against, by name.
func used(reports []*analyze.Report) []*analyze.Profile {
	var all []*analyze.Profile
	for _, r := range reports {
		if !slices.Contains(all, r.Profile) {
			all = append(all, r.Profile)
		}
	}
	slices.SortFunc(all, func(a, b *analyze.Profile) int { return strings.Compare(a.Name, b.Name) })
	return all
}

func byKey(known []*analyze.MetricDef) map[string]*analyze.MetricDef {
	m := make(map[string]*analyze.MetricDef, len(known))
	for _, d := range known {
		m[d.Key] = d
	}
	return m
}

// datedOf collects what r says of its own time.
func datedOf(r *analyze.Report) dated {
	_, file := split(r.Doc.Name, nil)
	d := dated{title: r.Title, file: stem(file)}
	if s := r.Signature.Date; !s.Empty() {
		d.sign = r.Doc.Text(s)
	}
	i := slices.IndexFunc(r.Sections, func(s analyze.Section) bool { return s.Level > 0 })
	before := len(r.Doc.Blocks)
	if i >= 0 {
		before = r.Sections[i].Span.Block
	}
	const most, long = 3, 1500 // paragraphs before the first heading that may introduce a report, bytes of each that are looked at
	for k := 0; k < before && len(d.lead) < most; k++ {
		if b := &r.Doc.Blocks[k]; b.Kind == doc.Paragraph {
			d.lead = append(d.lead, b.Text[:min(len(b.Text), long)]) // a character cut in two says nothing
		}
	}
	if i >= 0 {
		d.lead = append(d.lead, r.Sections[i].Title)
	}
	return d
}
