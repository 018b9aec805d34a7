package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A cellFigure is a figure in a table.
type cellFigure struct {
	m       *analyze.Metric
	what    string   // the heads of its row and column, the word for a total and the measure left out
	measure string   // without 万 or 亿, which may stand in the column's head
	amount  interval // in that measure
	time    timeSpoken
	when    string // the words for some other time
}

// is reports whether m may be the same amount.
func (c cellFigure) is(d *doc.Document, m *analyze.Metric) bool {
	const slack = 1e-6
	told := rounded(d, m)
	return c.amount.low <= told.high*(1+slack) && told.low <= c.amount.high*(1+slack)
}

// tableConflicts finds figures of the text that a table tells otherwise.
func tableConflicts(p *analyze.Pass) {
	cells, text := factsOf(p).cellFigures(p.Report), map[string][]textFigure{} // by measure
	if len(cells) == 0 {
		return
	}
	for _, c := range cells {
		text[plainMeasure(c.measure)] = nil
	}
	for k := range factsOf(p).statements {
		st := &factsOf(p).statements[k]
		for i, m := range st.figures {
			if _, told := text[plainMeasure(m.Measure)]; !told || !certain(m) || m.Earlier || share(m) || vague.in(clause(p.Report.Doc, m.Span, 40)) {
				continue
			}
			if _, before := st.phrase(i); !frames.in(strings.ReplaceAll(before, partOfYear(p.Report.Period), "")) {
				text[plainMeasure(m.Measure)] = append(text[plainMeasure(m.Measure)], textFigureOf(st.speak(i, nil)))
			}
		}
	}
	for i, c := range cells {
		told := tellers(c, text[plainMeasure(c.measure)])
		if len(told) != 1 || c.is(p.Report.Doc, told[0].m) || slices.ContainsFunc(cells, func(o cellFigure) bool {
			return o.m != c.m && (o.what == c.what && !(o.time == otherTime && c.time == allTime && told[0].time == allTime) || o.is(p.Report.Doc, told[0].m) && column(p.Report, o) == column(p.Report, c))
		}) {
			continue
		}
		if !told[0].names(c) && !borneOut(p.Report, cells, i, text[plainMeasure(c.measure)]) {
			continue
		}
		m, old := c.m, told[0].m
		if m.Span.Block < old.Span.Block {
			m, old = old, m
		}
		emitConflict(p, plainName(m.Name), m, old, analyze.Error)
	}
}

// cellFigures is the function of that name, worked out once.
func (f *facts) cellFigures(r *analyze.Report) []cellFigure {
	if f.cells == nil {
		f.cells = append([]cellFigure{}, cellFigures(r)...)
	}
	return f.cells
}

// cellFigures returns the exact amounts of r's tables that were done in its own time.
func cellFigures(r *analyze.Report) []cellFigure {
	const most = 400 // a table of more is a register
	var list []cellFigure
	for i := range r.Metrics {
		m := &r.Metrics[i]
		if r.Doc.Blocks[m.Span.Block].Kind != doc.TableCell || !certain(m) || m.Earlier || share(m) {
			continue
		}
		what := m.Name
		if open := strings.LastIndexAny(what, "（("); open > 0 {
			what = what[:open]
		}
		for _, w := range []string{"合计", "总计", "共计"} {
			what = strings.TrimPrefix(what, w)
		}
		if what = gistName(what); utf8.RuneCountInString(what) >= 4 {
			c := cellOf(r.Doc, m, what)
			c.time, c.when = timeNamed(r, m.Period)
			list = append(list, c)
		}
	}
	if len(list) > most {
		return nil
	}
	return list
}

// cellOf returns the figure m of a cell, which counts what.
func cellOf(d *doc.Document, m *analyze.Metric, what string) cellFigure {
	c := cellFigure{m: m, what: what, measure: m.Measure, amount: rounded(d, m)}
	for word, times := range map[string]float64{"万": 1e4, "亿": 1e8} {
		if rest, ok := strings.CutPrefix(m.Measure, word); ok && rest != "" {
			c.measure = rest
			c.amount = interval{c.amount.low * times, c.amount.high * times}
		}
	}
	return c
}

// A textFigure is a figure of the text that a cell may tell too.
type textFigure struct {
	m     *analyze.Metric
	name  string   // what it is called, without front words
	heads []string // what stands before it, without front words; what it counts, and with its deed
	time  timeSpoken
	when  string // the words for some other time
	letters
}

func textFigureOf(s *spoken) textFigure {
	m := s.metric()
	f := textFigure{m: m, name: gistName(m.Name), time: s.time, when: s.when}
	f.heads = []string{gistName(clauseBefore(s.st.r.Doc, m.Span))}
	if s.owner == "" && s.noun != "" {
		f.heads = append(f.heads, s.deed+s.noun)
		if s.of && s.measure == "人" { // 被问责的23人之中
			f.heads = append(f.heads, strings.TrimPrefix(s.noun, "被")+"人数")
		}
	}
	f.letters = lettersOf(f.name)
	return f
}

// names reports whether f is called what c counts.
func (f *textFigure) names(c cellFigure) bool {
	return (c.when == "" || f.when == c.when) && (f.name == c.what || slices.Contains(f.heads, c.what))
}

// tellers returns the figures that count what c does: those of the same name, else those
// whose names hold all of its characters: 审结行政案件 and 行政结案.
func tellers(c cellFigure, text []textFigure) []textFigure {
	var same, alike []textFigure
	needed := lettersOf(c.what)
	for _, f := range text {
		switch {
		case f.names(c):
			same = append(same, f)
		case f.letters&needed == needed && holdsAll(f.name, c.what):
			alike = append(alike, f)
		}
	}
	if same != nil {
		return same
	}
	return alike
}

// letters tells of the characters of a name enough to see that most names lack some of it:
// a bit each, by their last six bits.
type letters uint64

func lettersOf(name string) letters {
	var l letters
	for _, r := range name {
		l |= 1 << (r & 63)
	}
	return l
}

// holdsAll reports whether name holds every character of what, and few others.
func holdsAll(name, what string) bool {
	const others = 3
	if utf8.RuneCountInString(name) > utf8.RuneCountInString(what)+others {
		return false
	}
	for _, r := range what {
		if !strings.ContainsRune(name, r) {
			return false
		}
	}
	return true
}

// borneOut reports whether another figure in the column of cells[i] agrees with the text:
// then the column counts what the text does.
func borneOut(r *analyze.Report, cells []cellFigure, i int, text []textFigure) bool {
	for k, c := range cells {
		if k == i || c.measure != cells[i].measure || column(r, c) != column(r, cells[i]) {
			continue
		}
		if told := tellers(c, text); len(told) == 1 && c.is(r.Doc, told[0].m) {
			return true
		}
	}
	return false
}

// column tells the table and the column of c.
func column(r *analyze.Report, c cellFigure) [2]int {
	cell := r.Doc.Blocks[c.m.Span.Block].Cell
	return [2]int{cell.Table, cell.Col}
}
