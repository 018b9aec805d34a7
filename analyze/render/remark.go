package render

import (
	"cmp"
	"iter"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A remark is a finding in the words of a clerk, every field safe to show.
type remark struct {
	severity analyze.Severity
	unit     string // empty: unknown
	file     string // empty: about no file
	title    string // of the rule
	rule     string
	where    string // 第 6 段; empty: about the whole report
	section  string // the heading above
	quote    string // with the spot marked, see [quote]; empty: no place
	message  string
	expected string
	advice   string
	basis    string
	related  []string
}

// remarks yields the findings that count by unit, then report, then place.
func (v *view) remarks() iter.Seq[remark] {
	return func(yield func(remark) bool) {
		k := remarker{view: v}
		for _, g := range groups(v.Batch) {
			for _, f := range g.findings {
				if !yield(k.remark(&g, f)) {
					return
				}
			}
			for _, r := range g.reports {
				findings := counting(r)
				for i := range findings {
					if !yield(k.remark(&g, &findings[i])) {
						return
					}
				}
			}
		}
	}
}

// A remarker puts findings into a clerk's words.
type remarker struct {
	*view
	doc.Placer // of the report of the last finding
}

// remark puts a finding about the unit of g into words.
func (k *remarker) remark(g *group, f *analyze.Finding) remark {
	m := remark{
		severity: f.Severity,
		unit:     plain(cmp.Or(g.name, f.Unit)),
		title:    ruleTitle(k.Batch, f.Rule),
		rule:     f.Rule,
		message:  plain(f.Message),
		expected: plain(f.Expected),
		basis:    plain(f.Basis),
	}
	if f.Fix != nil {
		m.advice = plain(f.Fix.Advice)
	}
	if f.Report != analyze.NoReport {
		r := k.Reports[f.Report]
		if k.Doc != r.Doc {
			k.Placer = doc.Placer{Doc: r.Doc}
		}
		m.file = k.file(r.Doc.Name)
		m.where = where(&k.Placer, f.Span)
		m.section = section(r, f.Span)
		if !f.Span.Empty() {
			m.quote = quote(r.Doc, f.Span)
		}
	}
	for _, other := range f.Related {
		if text := k.related(f.Report, other); text != "" {
			m.related = append(m.related, text)
		}
	}
	return m
}

// related tells of a place that explains a finding on the report from: why, its
// file where that is another one, where it stands, what stands there.
func (k *remarker) related(from analyze.ReportID, other analyze.Related) string {
	note := plain(other.Note)
	if other.Report == analyze.NoReport {
		return note
	}
	d := k.Reports[other.Report].Doc
	place := where(&doc.Placer{Doc: d}, other.Span)
	if other.Report != from {
		place = join("，", k.file(d.Name), place)
	}
	if !other.Span.Empty() {
		place += "“" + middle(d.Text(other.Span)) + "”"
	}
	return join("：", note, place)
}

// ruleTitle returns what a rule is called.
func ruleTitle(b *analyze.Batch, id string) string {
	if c := b.Checks[id]; c != nil && c.Title != "" {
		return c.Title
	}
	return id
}
