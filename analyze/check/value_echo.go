package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// An amount is so much of a measure.
type amount struct {
	value   float64
	measure string
	report  int
}

// echoConflicts finds sentences that tell again what one before them told, one figure alike and
// another not: 讲党课4次，约谈负责人23人次 and, later, 讲党课3次，约谈负责人23人次.
func echoConflicts(p *analyze.Pass) {
	facts := factsOf(p)
	last := make(map[amount]told, len(p.Report.Metrics)) // the last figure of the amount
	for k := range facts.statements {
		st := &facts.statements[k]
		report := facts.reportAt(st.span.Block)
		for i, m := range st.figures {
			if !comparable(m) {
				continue
			}
			if old, ok := last[amount{*m.Value, plainMeasure(m.Measure), report}]; ok && old.st != st && echoes(old, told{st, i}) {
				st.echo(p, old.st)
			}
		}
		for i, m := range st.figures {
			if comparable(m) {
				last[amount{*m.Value, plainMeasure(m.Measure), report}] = told{st, i}
			}
		}
	}
}

// echoes reports whether two figures of one amount tell of one thing, by the words about them.
func echoes(a, b told) bool {
	const large, few, many = 10, 2, 4 // of a number; characters
	need := many
	if *a.metric().Value >= large {
		need = few
	}
	return shareWords(a.around(), b.around(), need)
}

// echo reports the figures of st that tell what one of old tells, and not the same number.
func (st *statement) echo(p *analyze.Pass, old *statement) {
	const need, far = 4, 2 // characters; times as much: then it is something else
	if otherTimes(st, old) {
		return
	}
	for i, m := range st.figures {
		b := told{st, i}
		words := b.around()
		if !comparable(m) || vague.in(words) || st.special(i) || st.bracketed(m) || old.tells(m) {
			continue
		}
		var rival *analyze.Metric
		for k, o := range old.figures {
			a := told{old, k}
			if plainMeasure(o.Measure) != plainMeasure(m.Measure) || st.tells(o) || !shareWords(a.around(), words, need) {
				continue
			}
			if rival != nil || !comparable(o) || vague.in(a.around()) || old.bracketed(o) || agree(p.Report.Doc, m, o) {
				rival = nil
				break
			}
			rival = o
		}
		if rival != nil && min(*m.Value, *rival.Value)*far > max(*m.Value, *rival.Value) {
			emitConflict(p, m.Name, m, rival, analyze.Warning)
		}
	}
}

// tells reports whether one of the figures of st is of the amount of m.
func (st *statement) tells(m *analyze.Metric) bool {
	return slices.ContainsFunc(st.figures, func(o *analyze.Metric) bool {
		return o.Value != nil && *o.Value == *m.Value && plainMeasure(o.Measure) == plainMeasure(m.Measure)
	})
}

// around returns the words before and behind the figure, up to the next figure or stop.
func (t told) around() string {
	m := t.metric()
	tail := t.st.r.Doc.Blocks[m.Span.Block].Text[m.Span.End:t.st.span.End]
	if t.i+1 < len(t.st.figures) {
		tail = tail[:max(0, t.st.figures[t.i+1].Span.Start-m.Span.End)]
	}
	if k := strings.IndexFunc(tail, func(r rune) bool { return stops(r) || r == '、' }); k >= 0 {
		tail = tail[:k]
	}
	head := t.st.headOf(t.i)
	if k := strings.LastIndex(head, "、"); k >= 0 && t.i > 0 && t.st.between(t.st.figures[t.i-1], m) == head { // what the figure before counts
		head = head[k+len("、"):]
	}
	return head + "|" + tail
}

// shareWords reports whether a and b have so many characters, one behind the other, in common.
func shareWords(a, b string, n int) bool {
	for i := range a {
		end, size := i, 0
		for size < n && end < len(a) {
			r, width := utf8.DecodeRuneInString(a[end:])
			if !common(r) {
				break
			}
			end, size = end+width, size+1
		}
		if size == n && strings.Contains(b, a[i:end]) {
			return true
		}
	}
	return false
}

// otherTimes reports whether the two sentences tell of other parts of the report's time: they name
// other halves, quarters or years, or each some month and not the same.
func otherTimes(a, b *statement) bool {
	x, y := a.r.Doc.Text(a.span), b.r.Doc.Text(b.span)
	for _, w := range []string{"上半年", "下半年", "季度"} {
		if strings.Contains(x, w) != strings.Contains(y, w) {
			return true
		}
	}
	return apartInTime(x, y)
}

// apartInTime reports whether x and y surely tell of other times.
func apartInTime(x, y string) bool {
	for _, w := range []string{"去年", "上年", "同期", "月份", "当月", "前三", "首批", "第一批", "第二批", "首轮", "新增"} {
		if strings.Contains(x, w) != strings.Contains(y, w) {
			return true
		}
	}
	if s, t := seasonsIn(x), seasonsIn(y); s != t && s != 0 && t != 0 {
		return true
	}
	x, y = monthsIn(x), monthsIn(y)
	return x != y && x != "" && y != ""
}

// seasonsIn returns, a bit each, the seasons, quarters and feasts that text names.
func seasonsIn(text string) (named uint) {
	for i, w := range []string{"上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "春季", "夏季", "秋季", "冬季", "春节", "元旦", "五一", "端午", "中秋", "国庆", "寒假", "暑假", "暑期", "汛期"} {
		if strings.Contains(text, w) {
			named |= 1 << i
		}
	}
	return named
}

// monthsIn returns the months that text names in digits: 10月11月.
func monthsIn(text string) string {
	const month = "月"
	named := ""
	for head, rest, found := strings.Cut(text, month); found; head, rest, found = strings.Cut(rest, month) {
		named += head[len(strings.TrimRight(head, "0123456789一二三四五六七八九十")):] + month
	}
	if strings.Trim(named, month) == "" {
		return ""
	}
	return named
}
