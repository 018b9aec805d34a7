package metric

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/numeral"
)

// A quantity is a number, or a placeholder that stands for one, with its measure.
type quantity struct {
	start, end int // number and measure
	numberEnd  int // where the measure starts, white space aside
	value, max float64
	hole       int // index in line.holes; -1: the number is filled in
	bound      numeral.Bound
	measure    string
	qualifier  analyze.Qualifier
	clause     int  // where the clause that holds it starts
	sentence   int  // where the sentence that holds it starts
	qualStart  int  // where words that qualify the number start: 不少于, 近
	qualEnd    int  // behind 以上, 左右
	one        bool // a bare 一
}

// quantities appends the quantities of l to out, from left to right.
func (l *line) quantities(out []quantity) []quantity {
	holes, numbers := l.holes, l.numbers
	for i := 0; ; { // nothing before byte i is looked at again
		for len(holes) > 0 && holes[0].start < i {
			holes = holes[1:]
		}
		for len(numbers) > 0 && numbers[0] < i {
			numbers = numbers[1:]
		}
		switch {
		case len(holes) == 0 && len(numbers) == 0:
			return out
		case len(numbers) == 0 || len(holes) > 0 && holes[0].start <= numbers[0]:
			if q, ok := l.unfilled(len(l.holes) - len(holes)); ok {
				out = append(out, q)
				i = q.end
			} else {
				i = holes[0].end
			}
		default:
			var q quantity
			if q, i = l.numberAt(numbers[0]); q.end > 0 {
				out = append(out, q)
			}
		}
	}
}

// numberAt reads the quantity whose number starts at byte i, and returns where to go on
// behind it; a quantity that ends at 0 is none.
func (l *line) numberAt(i int) (q quantity, next int) {
	if t, ok := within(l.titles, i); ok {
		return quantity{}, t.end
	}
	n, ok := numeral.Scan(l.text, i)
	if !ok {
		return quantity{}, i + 1
	}
	if q, ok := l.filled(i, n); ok {
		return q, q.end
	}
	return quantity{}, l.skipNumber(i, n)
}

// skipNumber returns where to go on behind a number that is no quantity.
func (l *line) skipNumber(i int, n numeral.Number) int {
	if n.Chinese && n.End-i <= 60 && l.before(i) != '第' {
		_, size := utf8.DecodeRuneInString(l.text[i:])
		if p := phrases().prefix(l.text[i:]); p != "" {
			return i + len(p)
		}
		return i + size
	}
	return n.End
}

// filled reads the quantity whose number n starts at i.
func (l *line) filled(i int, n numeral.Number) (quantity, bool) {
	q := quantity{start: i, hole: -1, value: n.Value, max: n.Max, bound: n.Bound}
	if l.ordinal(i, n) {
		return q, false
	}
	end, size := n.End, measureAt(l.text[n.End:])
	if m, ok := l.rangeEnd(n, size); ok {
		end = m.End
		q.max, q.bound = m.Value, numeral.Between
		if m.Scaled && !n.Scaled && n.Value < 1e4 && n.Value < m.Value { // 3至5万元
			factor := 1e4
			if m.Value >= 1e8 {
				factor = 1e8
			}
			if n.Value*factor < m.Value {
				q.value *= factor
			}
		}
		if q.max <= q.value {
			return q, false
		}
		n.Kind, n.Scaled = m.Kind, m.Scaled
	}
	q.numberEnd = end
	if n.Kind != numeral.Plain {
		return l.share(q, n)
	}
	at := l.skipSpace(end)
	if at-end > 3 {
		at = end
	}
	if at != n.End {
		size = measureAt(l.text[at:])
	}
	if size == 0 {
		return l.measureless(q, n)
	}
	q.end = at + size
	q.measure = normal(l.text[at:q.end])
	if q.measure == "成" {
		if m, ok := numeral.Scan(l.text[:min(len(l.text), q.end+3)], q.end); ok && m.Chinese && m.Value < 10 { // 三成五
			q.value += m.Value / 10
			q.end = m.End
		}
	}
	q.one = n.Chinese && l.text[i:n.End] == "一"
	if !l.plausible(q, n) {
		return q, false
	}
	return l.qualify(q), true
}

// rangeEnd reads the upper end of 3至5, 2～3, 6—8; size is the length of the measure behind n.
func (l *line) rangeEnd(n numeral.Number, size int) (numeral.Number, bool) {
	if n.Bound != numeral.Exact || n.Kind == numeral.Fraction {
		return n, false
	}
	i := n.End
	if size > 0 { // 3次至5次, 5%—8%
		m := l.text[i : i+size]
		if sep := separator(l.text[i+size:]); sep > 0 {
			to, ok := numeral.Scan(l.text, i+size+sep)
			if ok && strings.HasPrefix(l.text[to.End:], m) && to.Value > n.Value && to.Bound == numeral.Exact {
				return to, true
			}
		}
		return n, false
	}
	sep := separator(l.text[l.skipSpace(i):])
	if sep == 0 {
		return n, false
	}
	at := l.skipSpace(l.skipSpace(i) + sep)
	to, ok := numeral.Scan(l.text, at)
	if !ok || to.Bound != numeral.Exact || to.Kind != n.Kind && n.Kind != numeral.Plain {
		return n, false
	}
	return to, true
}

// separator returns the length of the mark between the ends of a range, 0 for none.
func separator(s string) int {
	i := 0
	for _, r := range s {
		switch r {
		case '至', '到':
			if i > 0 {
				return i
			}
			return utf8.RuneLen(r)
		case '-', '－', '–', '—', '~', '～', '〜', '―':
			i += utf8.RuneLen(r)
		default:
			return i
		}
	}
	return i
}

// share reads 百分之十五, 千分之三, 三分之二.
func (l *line) share(q quantity, n numeral.Number) (quantity, bool) {
	q.end = q.numberEnd
	switch n.Kind {
	case numeral.Percent:
		q.measure = "%"
	case numeral.PerMille:
		q.measure = "‰"
	}
	return l.qualify(q), true
}

// measureless reads a number straight before its noun: 46万群众.
func (l *line) measureless(q quantity, n numeral.Number) (quantity, bool) {
	if m := l.labelMeasure(q); m != "" {
		q.end, q.measure = q.numberEnd, m
		return l.qualify(q), true
	}
	if !n.Scaled || n.Chinese && n.Value < 1e4 {
		return q, false
	}
	if hasPrefixAny(l.text[q.numberEnd:], people) == "" && !l.countedBefore(q) {
		return q, false
	}
	q.end = q.numberEnd
	return l.qualify(q), true
}

// labelMeasure returns the measure that the label before a number without one gives in
// brackets: 应收账款（万元）：期初3260，期末2840.
func (l *line) labelMeasure(q quantity) string {
	if !ends(l.at(q.numberEnd)) && q.numberEnd < len(l.text) {
		return ""
	}
	s := l.text[l.sentenceStart(q.start):q.start]
	for _, colon := range []string{"）：", "):"} {
		if k := strings.Index(s, colon); k > 0 && !strings.ContainsAny(s[:k], "，：") {
			return headMeasure(s[:k+len(strings.TrimRight(colon, "：:"))])
		}
	}
	return ""
}

// unfilled reads the quantity whose number is hole h.
func (l *line) unfilled(h int) (quantity, bool) {
	o := l.holes[h]
	q := quantity{start: o.start, hole: h}
	if o.kind == analyze.Word || o.instruction || o.kind == analyze.Alternative || l.before(o.start) == '第' || isDigit(l.before(o.start)) {
		return q, false
	}
	i := l.skipSpace(o.end)
	for range 3 { // **万余名, ○○余万元
		w := hasPrefixAny(l.text[i:], []string{"余", "多", "几", "万", "亿", "千", "百"})
		if w == "" || measureAt(l.text[i:]) > len(w) {
			break
		}
		if strings.Contains("余多几", w) {
			q.bound = numeral.More
		}
		i += len(w)
	}
	i = l.skipSpace(i)
	q.numberEnd = i
	size := measureAt(l.text[i:])
	if size == 0 || times().prefix(l.text[i:]) != "" {
		return q, false
	}
	q.end = i + size
	q.measure = normal(l.text[i:q.end])
	if guarded()[q.measure] && !ends(l.at(q.end)) || structural(q.measure, l.text[q.end:]) {
		return q, false
	}
	if k := l.token(q.end - 1); len(l.tokens) > 0 && l.tokens[k].End > q.end && l.tokens[k].Start >= i { // ××家庭, **人民医院
		return q, false
	}
	return l.qualify(q), true
}
