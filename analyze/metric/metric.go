// Package metric finds what a report states in numbers, and what it left blank.
//
// A placeholder is a spot that the writer was to fill in. A metric is a number, or a
// placeholder in its place, with its measure, tied to the thing counted. Both are found
// by a grammar over numbers, measure words and segmented words; the words themselves are
// data of package lexicon.
package metric

import (
	"slices"
	"sort"
	"strings"
	"sync"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// Read fills r.Placeholders and r.Metrics in reading order. It needs r.Doc, r.Tokens,
// r.Sections and r.Inline; known gives metrics the key by which units are compared.
func Read(r *analyze.Report, known []*analyze.MetricDef) { NewReader(known).Read(r) }

// A Reader is Read for many reports. It is safe for concurrent use.
type Reader struct {
	keys keys
	room sync.Pool // of *room
}

// A room is memory for what one report after the other needs.
type room struct {
	line       line
	quantities []quantity       // of one block
	metrics    []analyze.Metric // of one report
	names      namer
}

// namer returns the namer of the quantities qs of l; the one before is done.
func (r *room) namer(l *line, qs []quantity) *namer {
	r.names = namer{l: l, qs: qs, past: r.names.past[:0], counted: r.names.counted[:0]}
	return &r.names
}

// NewReader returns a reader that gives metrics the keys of known.
func NewReader(known []*analyze.MetricDef) *Reader {
	return &Reader{keys: newKeys(known), room: sync.Pool{New: func() any { return new(room) }}}
}

// Read fills r.Placeholders and r.Metrics.
func (reader *Reader) Read(r *analyze.Report) {
	room := reader.room.Get().(*room)
	w := &writer{report: r, known: reader.keys, plans: plans(r), numbers: map[int]int{}, section: -1, room: room}
	for _, s := range r.Sections {
		if s.Number != "" && strings.HasPrefix(r.Doc.Text(s.Span), s.Number) {
			w.numbers[s.Span.Block] = s.Span.Start + len(s.Number)
		}
	}
	for i := 0; i < len(r.Doc.Blocks) && len(room.metrics)+len(r.Placeholders) < most; {
		b := &r.Doc.Blocks[i]
		switch {
		case b.Kind == doc.TableCell:
			i = w.table(i)
			continue
		case b.Kind == doc.Header || b.Kind == doc.Footer:
		default:
			w.paragraph(i)
		}
		i++
	}
	r.Metrics = append([]analyze.Metric(nil), room.metrics...) // nil for none, whatever room was used before
	clear(room.metrics)
	room.metrics = room.metrics[:0]
	reader.room.Put(room)
}

// What is larger is no report, or no paragraph of one, and is not read to its end.
const (
	most    = 100_000   // metrics and placeholders in a report
	longest = 256 << 10 // bytes of a paragraph
)

// A writer adds what it finds to a report.
type writer struct {
	report  *analyze.Report
	known   keys
	plans   []plan
	numbers map[int]int // by block: where the number of the heading in it ends
	section int         // index of the section that the last metric stands in, -1 before the first
	room    *room
	values  []float64 // room for those of metrics
	written written   // of the paragraph or table at hand
}

// line returns block i with its placeholders found and added to the report; first is the
// index of the first of them in Report.Placeholders.
func (w *writer) line(i int) (l *line, first int) {
	b := &w.report.Doc.Blocks[i]
	text, tokens := b.Text, w.report.Tokens[i]
	if len(text) > longest {
		n := sort.Search(len(tokens), func(k int) bool { return tokens[k].End > longest })
		tokens, text = tokens[:n], text[:tokens[n].Start]
	}
	l = &w.room.line
	if l.read(i, text, tokens); l.has&traditional != 0 {
		l.read(i, w.fold(text), tokens)
	}
	l.placeholders(b.Marks)
	first = len(w.report.Placeholders)
	for _, h := range l.holes {
		w.report.Placeholders = append(w.report.Placeholders, analyze.Placeholder{
			Span: doc.Span{Block: i, Start: h.start, End: h.end}, Kind: h.kind, Metric: -1, Instruction: h.instruction,
		})
	}
	return l, first
}

// paragraph reads running text.
func (w *writer) paragraph(i int) {
	w.written = nil
	l, first := w.line(i)
	w.room.quantities = l.quantities(w.room.quantities[:0])
	qs := w.room.quantities
	if number := w.numbers[i]; number > 0 {
		qs = slices.DeleteFunc(qs, func(q quantity) bool { return q.start < number }) // 2.1 人员方面
	}
	names := w.room.namer(l, qs)
	for k, q := range qs {
		var n name
		if len(qs) <= crowd {
			n = names.next(k)
		}
		w.add(l, q, n, first)
	}
}

// crowd is how many quantities one paragraph may hold; more are a list of numbers run
// together, in which nothing tells what they count.
const crowd = 1000

// add writes quantity q of l, named n, to the report.
func (w *writer) add(l *line, q quantity, n name, firstHole int) {
	at := doc.Pos{Block: l.block, Off: q.start}
	m := analyze.Metric{
		Span:      doc.Span{Block: l.block, Start: q.start, End: q.end},
		Measure:   q.measure,
		Name:      n.text,
		Subject:   w.written.of(n.subject),
		Qualifier: q.qualifier,
		Modality:  l.modality(q, w.planned(at)),
		Earlier:   n.earlier,
		Period:    w.written.of(n.period),
		Section:   w.sectionOf(at),
	}
	if n.at.start < n.at.end {
		m.NameSpan = doc.Span{Block: l.block, Start: n.at.start, End: n.at.end}
	}
	if q.hole >= 0 {
		w.report.Placeholders[firstHole+q.hole].Metric = len(w.room.metrics)
	} else {
		m.Value = w.value(q.value)
		if q.max > 0 {
			m.ValueMax = w.value(q.max)
		}
	}
	if n.own != "" {
		m.Name = n.own
	}
	if m.Period == "" {
		m.Period = w.written.of(l.timeOf(q, n.earlier))
	}
	m.Key = w.known.find(&m, l.text[q.sentence:q.start])
	m.Measure, m.Name = w.written.of(m.Measure), w.written.of(n.text)
	w.room.metrics = append(w.room.metrics, m)
}

// value returns where v is kept for the report.
func (w *writer) value(v float64) *float64 {
	if len(w.values) == cap(w.values) {
		w.values = make([]float64, 0, 64)
	}
	w.values = append(w.values, v)
	return &w.values[len(w.values)-1]
}

// planned returns the plan in which p lies, nil for none.
func (w *writer) planned(p doc.Pos) *plan {
	for i := range w.plans {
		if w.plans[i].Contains(p) {
			return &w.plans[i]
		}
	}
	return nil
}

// sectionOf returns the index of the innermost section that holds p, which stands behind all
// that were asked for before; -1 before the first.
func (w *writer) sectionOf(p doc.Pos) int {
	for next := w.section + 1; next < len(w.report.Sections); next++ {
		s := w.report.Sections[next]
		if p.Before(doc.Pos{Block: s.Span.Block, Off: s.Span.Start}) {
			break
		}
		w.section = next
	}
	return w.section
}
