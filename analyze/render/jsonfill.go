package render

import (
	"math"
	"time"
	"unicode"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// severityName has the severities in the JSON's words.
var severityName = [...]string{analyze.Info: "info", analyze.Warning: "warning", analyze.Error: "error"}

func newHead(b *analyze.Batch, o Options) jsonHead {
	t := tallyBatch(b)
	h := jsonHead{
		Tool:    jsonTool{"hegao", o.Version},
		Profile: b.Profile,
		Period:  b.Period,
		Summary: jsonSummary{Files: b.Files, Units: len(b.Units), Errors: t.errors, Warnings: t.warnings, Infos: t.infos, Waived: waivedIn(b)},
		Ignored: b.Ignored,
	}
	for _, r := range b.Reports {
		if r.Doc.Status.Readable() {
			h.Summary.Reports++
		}
	}
	return h
}

func newReport(b *analyze.Batch, r *analyze.Report) jsonReport {
	d := r.Doc
	j := jsonReport{
		File: d.Name, SHA256: d.SHA256, Format: d.Format, Status: d.Status, Reason: d.Reason, Recognised: d.Recognised(),
		Unit: r.Unit, UnitSource: r.UnitSource, Superseded: r.Superseded, Title: r.Title, Period: newPeriod(r.Period),
		Sections:     make([]jsonSection, len(r.Sections)),
		Metrics:      make([]jsonMetric, len(r.Metrics)),
		Placeholders: make([]jsonPlaceholder, len(r.Placeholders)),
		Findings:     make([]jsonFinding, len(r.Findings)),
	}
	if r.Profile != nil {
		j.Profile = r.Profile.Name
	}
	if p := r.Past; p != nil {
		j.Past = &jsonPast{p.File, p.Report.Doc.SHA256, p.Period}
	}
	j.Characters, j.Paragraphs = size(d)
	if d.Status.Readable() {
		j.Parts = make(map[string]analyze.PartState, len(b.Parts))
		for _, p := range b.Parts {
			j.Parts[p.ID] = partState(r, p.ID)
		}
	}
	q := quoter{b, doc.Placer{Doc: d}}
	for i := range r.Sections {
		j.Sections[i] = q.section(&r.Sections[i])
	}
	for i := range r.Metrics {
		j.Metrics[i] = q.metric(&r.Metrics[i])
	}
	for i := range r.Placeholders {
		p := &r.Placeholders[i]
		j.Placeholders[i] = jsonPlaceholder{q.quote(p.Span), p.Kind}
	}
	for i := range r.Findings {
		j.Findings[i] = q.finding(&r.Findings[i])
	}
	j.Waived = q.waived(r.Waived)
	return j
}

func newAcross(b *analyze.Batch) jsonAcross {
	a := jsonAcross{
		Units:    make([]jsonUnit, len(b.Units)),
		Copies:   make([]jsonCopy, len(b.Copies)),
		Findings: make([]jsonFinding, len(b.Findings)),
		Table:    jsonTable{make([]jsonTableMetric, len(b.Table.Metrics)), make([]jsonTableRow, len(b.Table.Rows))},
	}
	for i := range b.Units {
		u := &b.Units[i]
		files := make([]string, len(u.Reports))
		for k, id := range u.Reports {
			files[k] = b.Reports[id].Doc.Name
		}
		a.Units[i] = jsonUnit{u.Name, u.Status, files, u.Errors, u.Warnings}
	}
	for i, m := range b.Table.Metrics {
		a.Table.Metrics[i] = jsonTableMetric{m.Key, m.Name, m.Measure, finite(m.Median)}
	}
	for i, row := range b.Table.Rows {
		values := make(map[string]jsonTableValue, len(row.Values))
		for key, v := range row.Values {
			values[key] = jsonTableValue{finite(v.Value), v.Report, v.Metric, v.Outlier}
		}
		a.Table.Rows[i] = jsonTableRow{row.Unit, values}
	}
	for i := range b.Copies {
		a.Copies[i] = newCopy(b, &b.Copies[i])
	}
	for i := range b.Findings {
		a.Findings[i] = newOutside(b, &b.Findings[i])
	}
	for i := range b.Waived {
		a.Waived = append(a.Waived, jsonWaived{newOutside(b, &b.Waived[i].Finding), b.Waived[i].Reason})
	}
	return a
}

func newCopy(b *analyze.Batch, c *analyze.Copy) jsonCopy {
	from := quoter{b, doc.Placer{Doc: b.Reports[c.A].Doc}}
	to := quoter{b, doc.Placer{Doc: b.Reports[c.B].Doc}}
	j := jsonCopy{c.A, c.B, c.Kind, share(c.ShareA), share(c.ShareB), make([]jsonPassage, len(c.Passages))}
	for i, p := range c.Passages {
		j.Passages[i] = jsonPassage{A: jsonPlace(from.Place(p.A)), B: jsonPlace(to.Place(p.B)), Same: p.Same}
		for _, d := range p.Differences {
			j.Passages[i].Differences = append(j.Passages[i].Differences, jsonDifference{from.quote(d.A), to.quote(d.B), d.Number})
		}
	}
	return j
}

// share returns a share with three decimals.
func share(of float64) float64 { return math.Round(of*1e3) / 1e3 }

// newOutside is f outside the list of one report: it says what it is about.
func newOutside(b *analyze.Batch, f *analyze.Finding) jsonFinding {
	q := quoter{b: b}
	if f.Report != analyze.NoReport {
		q.Doc = b.Reports[f.Report].Doc
	}
	j := q.finding(f)
	j.Unit = f.Unit
	if q.Doc != nil {
		j.File = q.Doc.Name
		j.Unit = b.Reports[f.Report].Unit
	}
	return j
}

// A quoter reads places out of its document, nil for findings about none.
type quoter struct {
	b *analyze.Batch
	doc.Placer
}

func (q *quoter) quote(s doc.Span) jsonQuote {
	p := q.Place(s)
	return jsonQuote{jsonPlace(p), firstRunes(q.Doc.Text(s), p.End-p.Start)} // Place ends with the line
}

func (q *quoter) section(s *analyze.Section) jsonSection {
	j := jsonSection{q.quote(s.Span).jsonPlace, s.Level, s.Number, s.Title, ""}
	if len(s.Parts) > 0 {
		j.Part = s.Parts[0]
	}
	return j
}

func (q *quoter) metric(m *analyze.Metric) jsonMetric {
	j := jsonMetric{
		jsonQuote: q.quote(m.Span), Value: finite(m.Value), ValueMax: finite(m.ValueMax),
		Measure: m.Measure, Name: m.Name, Key: m.Key, Subject: m.Subject,
		Qualifier: m.Qualifier, Modality: m.Modality, Earlier: m.Earlier, Period: m.Period,
	}
	if m.Section >= 0 {
		j.Section = &m.Section
	}
	return j
}

func (q *quoter) finding(f *analyze.Finding) jsonFinding {
	j := jsonFinding{
		Rule: f.Rule, Severity: severityName[f.Severity],
		Message: f.Message, Expected: f.Expected, Basis: f.Basis,
	}
	if q.Doc != nil && !f.Span.Empty() {
		quote := q.quote(f.Span)
		j.jsonQuote = &quote
	}
	if f.Fix != nil {
		j.Fix = f.Fix.Advice
	}
	for _, r := range f.Related {
		other := jsonRelated{Note: r.Note}
		if r.Report != analyze.NoReport {
			from := quoter{q.b, doc.Placer{Doc: q.b.Reports[r.Report].Doc}}
			other.File = from.Doc.Name
			if !r.Span.Empty() {
				quote := from.quote(r.Span)
				other.jsonQuote = &quote
			}
		}
		j.Related = append(j.Related, other)
	}
	return j
}

func (q *quoter) waived(list []analyze.Waived) []jsonWaived {
	var all []jsonWaived
	for i := range list {
		all = append(all, jsonWaived{q.finding(&list[i].Finding), list[i].Reason})
	}
	return all
}

func newPeriod(p analyze.Period) *jsonPeriod {
	if p.From.IsZero() && p.To.IsZero() {
		return nil
	}
	return &jsonPeriod{day(p.From), day(p.To)}
}

// day returns the day of t; empty if t is zero.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// finite returns v, nil if it has no finite value: JSON knows no infinity.
func finite(v *float64) *float64 {
	if v == nil || math.IsInf(*v, 0) || math.IsNaN(*v) {
		return nil
	}
	return v
}

// size counts the characters of d without white space and its blocks with any.
func size(d *doc.Document) (characters, paragraphs int) {
	for i := range d.Blocks {
		before := characters
		for _, r := range d.Blocks[i].Text {
			if !unicode.IsSpace(r) {
				characters++
			}
		}
		if characters > before {
			paragraphs++
		}
	}
	return characters, paragraphs
}

// firstRunes returns the first n code points of s.
func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// partState tells how r has a part.
func partState(r *analyze.Report, part string) analyze.PartState {
	if s, ok := r.Parts[part]; ok {
		return s
	}
	return analyze.Absent
}
