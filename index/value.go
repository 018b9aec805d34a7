package index

import (
	"cmp"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"

	"hegao/analyze"
)

// Places of a record that are searched beside the blocks of its text.
const (
	InTitle = -2 // the title: it may be put together from several blocks
	InFile  = -1 // the name of the file, without the folders before it
)

// Searched yields all that is searched in a record: the blocks, then title and file name.
func Searched(r *Record) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := range r.Report.Doc.Blocks {
			if !yield(i, r.Report.Doc.Blocks[i].Text) {
				return
			}
		}
		_ = yield(InTitle, r.Report.Title) && yield(InFile, FileName(r))
	}
}

// FileName returns the name of a record's file without the folders and archives before it.
func FileName(r *Record) string {
	name := strings.ReplaceAll(strings.ToValidUTF8(r.File, "\uFFFD"), `\`, "/")
	return path.Base(name[strings.LastIndexByte(name, '!')+1:])
}

// Values returns the values that a record has in a field, each once.
func Values(r *Record, f FieldName) []string {
	var all []string
	add := func(s string) {
		if s != "" {
			all = append(all, s)
		}
	}
	switch f {
	case Unit:
		add(r.Unit)
	case Period:
		add(r.Period)
	case Year:
		add(year(r))
	case Profile:
		add(r.Profile)
	case Section:
		for i := range r.Report.Sections {
			add(r.Report.Sections[i].Title)
		}
	case Part:
		for part, state := range r.Report.Parts {
			if state != analyze.Absent {
				add(part)
			}
		}
	case Rule:
		for i := range r.Report.Findings {
			add(r.Report.Findings[i].Rule)
		}
	}
	return unique(all)
}

// Matches reports whether the value of a record is what f asks for.
func (f Field) Matches(value string) bool {
	if f.Whole {
		return value == f.Value
	}
	has, want := Fold(value), Fold(f.Value)
	switch f.Name {
	case Unit, Section:
		return strings.Contains(has, want)
	case Period:
		return strings.HasPrefix(has, want)
	case Rule:
		return has == want || strings.HasPrefix(has, want+".")
	}
	return has == want
}

// Fields returns the fields whose values f looks at.
func (f Field) Fields() []FieldName {
	if f.Name == Section && !f.Whole {
		return []FieldName{Section, Part}
	}
	return []FieldName{f.Name}
}

// A Figure is one value of a metric that a record states.
type Figure struct {
	Name   string // folded
	Value  float64
	Filled bool
}

// Figures returns what a record states that a [Metric] looks at.
func Figures(r *Record) []Figure {
	var all []Figure
	for i := range r.Report.Metrics {
		all = append(all, figuresOf(&r.Report.Metrics[i])...)
	}
	return all
}

func figuresOf(m *analyze.Metric) []Figure {
	name := Fold(m.Name)
	switch {
	case m.Modality != analyze.Done || m.Earlier || name == "":
		return nil
	case m.Value == nil:
		return []Figure{{Name: name}}
	case m.ValueMax == nil:
		return []Figure{{name, *m.Value, true}}
	}
	return []Figure{{name, *m.Value, true}, {name, *m.ValueMax, true}}
}

// Matches reports whether f is what m asks for.
func (m Metric) Matches(f Figure) bool { return m.Named(f.Name) && m.Holds(f) }

// Named reports whether m asks for a metric of that folded name.
func (m Metric) Named(name string) bool { return strings.Contains(name, Fold(m.Name)) }

// Holds reports whether the value of f is what m asks for.
func (m Metric) Holds(f Figure) bool {
	switch {
	case m.Op == Stated:
		return true
	case m.Op == Unfilled || !f.Filled:
		return m.Op == Unfilled && !f.Filled
	}
	switch c := cmp.Compare(f.Value, m.Value); m.Op {
	case Less:
		return c < 0
	case LessEqual:
		return c <= 0
	case Greater:
		return c > 0
	case GreaterEqual:
		return c >= 0
	default:
		return c == 0
	}
}

// Date returns the last day that a record speaks of, as 2026-06-30; empty: unknown. Sorting
// by date goes by it.
func Date(r *Record) string {
	if to := r.Covers.To; !to.IsZero() {
		return to.Format("2006-01-02")
	}
	return year(r)
}

// year returns the year of the report's period; empty: unknown.
func year(r *Record) string {
	if len(r.Period) >= 4 {
		if _, err := strconv.Atoi(r.Period[:4]); err == nil {
			return r.Period[:4]
		}
	}
	if to := r.Covers.To; !to.IsZero() {
		return to.Format("2006")
	}
	return ""
}

func unique(all []string) []string {
	kept := all[:0]
	seen := make(map[string]bool, len(all))
	for _, s := range all {
		if !seen[s] {
			seen[s] = true
			kept = append(kept, s)
		}
	}
	return kept
}

// Facets are the fields whose values are counted over all that a query finds.
var Facets = [...]FieldName{Unit, Period, Profile, Rule, Part}

// SortFacet puts the values with the most hits first.
func SortFacet(values []FacetValue) {
	slices.SortFunc(values, func(a, b FacetValue) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value))
	})
}

// Compare says which hit stands first; hits that it takes for equal stand in the order of
// their IDs.
func (s Sort) Compare(a, b Hit) int {
	switch s {
	case ByDate:
		return strings.Compare(Date(b.Record), Date(a.Record))
	case ByUnit:
		return compareNames(a.Record.Unit, b.Record.Unit)
	}
	return cmp.Compare(b.Score, a.Score)
}

// compareNames puts those without a name last.
func compareNames(a, b string) int {
	if (a == "") != (b == "") {
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}
