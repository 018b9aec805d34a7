package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// rising and falling are the verbs of change in the names of differences.
var (
	rising  = []string{"增长", "上升", "提高", "增加", "提升", "扩大", "上涨", "延长", "涨幅", "增幅", "高出", "递增", "攀升", "增速"}
	falling = []string{"下降", "减少", "降低", "压减", "压缩", "回落", "下跌", "缩减", "缩短", "降幅", "跌幅", "精简", "精减", "压降", "削减", "下滑", "减幅"}
	more    = append(slices.Clone(rising), "多")
	less    = append(slices.Clone(falling), "少")
)

// changeClaim finds this year's and last year's figure of 同比增长5%.
func (st *statement) changeClaim(i int) *claim {
	m := st.figures[i]
	sign := 0.0
	switch {
	case hasSuffix(m.Name, rising):
		sign = 1
	case hasSuffix(m.Name, falling):
		sign = -1
	default:
		if sign = changeOf(st.words(i)); sign == 0 {
			return nil
		}
	}
	if i > 1 && st.moved(st.figures[i-2], st.figures[i-1], m) {
		return st.growth(st.figures[i-1], st.figures[i-2], sign)
	}
	if i > 1 && st.bracketedBase(i) {
		return st.growth(st.figures[i-2], st.figures[i-1], sign)
	}
	if c := timesClaim(st.before(m), sign); c != nil {
		return c
	}
	if then, now := st.told(i); now != nil {
		return st.growth(now, then, sign)
	}
	now := st.now(i)
	if now == nil {
		return nil
	}
	for j, e := range st.figures {
		now := now
		if k := slices.Index(st.figures, now); e.Measure != now.Measure && k > 0 && st.between(st.figures[k-1], now) == "" { // 立案12件12人
			now = st.figures[k-1]
		}
		if e.Measure != now.Measure || !certain(e) || !certain(now) || e == now {
			continue
		}
		switch {
		case e.Earlier && st.near(e, i, j):
			return st.growth(now, e, sign)
		case j < i && !e.Earlier && strings.HasPrefix(e.Name, now.Name) && (hasSuffix(e.Name, more) && sign > 0 || hasSuffix(e.Name, less) && sign < 0):
			return st.difference(now, e, sign)
		}
	}
	return nil
}

// moved reports whether m follows at once from what went from then to now: 由50件下降到40件.
func (st *statement) moved(then, now, m *analyze.Metric) bool {
	if !st.comparable(then, now) {
		return false
	}
	before, gap, rest := st.before(then), st.between(then, now), st.between(now, m)
	return startsFrom(before) && comesTo(gap) &&
		strings.HasPrefix(rest, "，") && utf8.RuneCountInString(strings.TrimPrefix(rest, "，同比")) <= 4
}

// bracketedBase reports whether the change at i is from what a bracket before it gives: 56件，
// 比上年同期（70件）下降20%.
func (st *statement) bracketedBase(i int) bool {
	now, then := st.figures[i-2], st.figures[i-1]
	base, ok := strings.CutSuffix(st.between(now, then), "（")
	return ok && now.Measure == then.Measure && !share(now) && certain(now) && !now.Earlier && certain(then) &&
		longestPrefix(base, []string{"，比", "，较", "，同比"}) != "" && hasSuffix(base, earlierTimes) && strings.HasPrefix(st.between(then, st.figures[i]), "）")
}

// earlierTimes are words for the time a year before.
var earlierTimes = []string{"上年", "去年", "上年同期", "去年同期"}

// told returns the two figures between which the change at i lies where one of them or both follow
// it: 增长20%，由100万元增加到120万元; 比上年的100万元增长20%，达到120万元; nil: they don't.
func (st *statement) told(i int) (then, now *analyze.Metric) {
	m := st.figures[i]
	if i+2 < len(st.figures) {
		then, now = st.figures[i+1], st.figures[i+2]
		if gap := st.between(m, then); longestPrefix(gap, []string{"，由", "，从", "（由", "（从"}) != "" && startsFrom(gap) && comesTo(st.between(then, now)) && st.comparable(then, now) {
			return then, now
		}
	}
	if i > 0 && i+1 < len(st.figures) {
		then, now = st.figures[i-1], st.figures[i+1]
		verb := st.between(then, m)
		if (st.base(then) || hasSuffix(strings.TrimSuffix(clauseBefore(st.r.Doc, then.Span), "的"), timesBefore) || startsFrom(st.before(then))) && verb != "" && longestPrefix(verb, rising)+longestPrefix(verb, falling) == verb &&
			slices.Contains([]string{"至", "到", "达到", "，达到", "，达", "，增至", "，降至", "，增加到", "，减少到"}, st.between(m, now)) && st.comparable(then, now) {
			return then, now
		}
	}
	return nil, nil
}

// comparable reports whether then and now are amounts between which a change can be told.
func (st *statement) comparable(then, now *analyze.Metric) bool {
	return then.Measure == now.Measure && !share(now) && then.Value != nil && *then.Value != 0 && then.Qualifier == analyze.Exact && certain(now)
}

// startsFrom reports whether before leads up to where a change starts: 由, 从去年同期的.
func startsFrom(before string) bool {
	const few = 8 // characters
	i := max(strings.LastIndex(before, "由"), strings.LastIndex(before, "从"))
	if i < 0 {
		return false
	}
	when := before[i+len("由"):]
	return when == "" || strings.HasSuffix(when, "的") && utf8.RuneCountInString(when) <= few && !strings.ContainsFunc(when, stops)
}

// comesTo reports whether gap leads up to where a change ends: 降至, 提高到今年的.
func comesTo(gap string) bool {
	const few = 4                                                      // characters
	if list := days(gap); len(list) == 1 && gap[list[0].end:] == "的" { // 降至2025年的
		gap = gap[:list[0].start]
	}
	for _, w := range []string{"今年的", "目前的", "现在的", "本期的", "今年"} {
		gap = strings.TrimSuffix(gap, w)
	}
	return hasSuffix(gap, []string{"到", "至", "为"}) && utf8.RuneCountInString(gap) <= few
}

// now returns the figure of the reporting period that the change at i speaks of.
func (st *statement) now(i int) *analyze.Metric {
	for j := i - 1; j >= 0; j-- {
		m := st.figures[j]
		if st.base(m) {
			continue
		}
		if !m.Earlier && !share(m) && certain(m) && m.Name != "" && strings.HasPrefix(st.figures[i].Name, m.Name) && !hasSuffix(m.Name, rising) && !hasSuffix(m.Name, falling) {
			return m
		}
	}
	return nil
}

// base reports whether m is what another figure is compared with: 较9月末的209.3亿元.
func (st *statement) base(m *analyze.Metric) bool {
	head := clauseBefore(st.r.Doc, m.Span)
	return strings.HasSuffix(head, "的") && (strings.HasPrefix(head, "较") || strings.HasPrefix(head, "比"))
}

// near reports whether figure j, of an earlier period, stands close to the change at i:
// before it with no other change between, or right behind it.
func (st *statement) near(e *analyze.Metric, i, j int) bool {
	if j > i {
		gap := st.between(st.figures[i], e)
		return j == i+1 && (strings.HasPrefix(gap, "（") || slices.Contains([]string{"，去年同期", "，去年同期为", "，上年同期", "，上年同期为"}, gap))
	}
	for k := j + 1; k < i; k++ {
		if share(st.figures[k]) {
			return false
		}
	}
	return true
}

// points finds the two shares that figure i, a difference in points, is between: 由82%提高到91%，
// 提高9个百分点; 91%，比上年的82%提高9个百分点; 91%，去年同期为82%，提高9个百分点; 91%，比上年提高9个
// 百分点，上年为82%.
func (st *statement) points(i int) *claim {
	m := st.figures[i]
	if i < 1 || m.Measure != "个百分点" && m.Measure != "百分点" {
		return nil
	}
	if i+1 < len(st.figures) && st.figures[i+1].Earlier && yearBefore(st.between(m, st.figures[i+1])) {
		words := st.words(i)
		if against := longestPrefix(words, timesBefore); against != "" {
			return st.pointsBetween(m, st.figures[i+1], st.figures[i-1], words[len(against):])
		}
	}
	if i < 2 {
		return nil
	}
	a, b := st.figures[i-2], st.figures[i-1]
	gap, rest := st.between(a, b), st.between(b, m)
	then, now := a, b
	switch {
	case startsFrom(st.before(a)) && comesTo(gap) && strings.HasPrefix(rest, "，"):
	case b.Earlier && containsAny(gap, []string{"比", "较"}), yearBefore(gap):
		then, now = b, a
	default:
		return nil
	}
	verb := strings.TrimSuffix(strings.TrimLeft(rest, "，共了"), "了")
	return st.pointsBetween(m, then, now, verb[len(longestPrefix(verb, timesBefore)):])
}

// timesBefore are the words for what a change is told against.
var timesBefore = []string{"比上年", "较上年", "比去年", "较去年", "比去年同期", "较去年同期", "比上年同期", "较上年同期", "同比", "上年"}

// yearBefore reports whether gap leads from a figure to that of the year before: ，去年同期为.
func yearBefore(gap string) bool {
	when := strings.TrimPrefix(strings.TrimPrefix(gap, "，"), "（")
	return when != gap && slices.Contains(earlierTimes, strings.TrimSuffix(when, "为"))
}

// pointsBetween is the difference in points between then and now, two shares; m tells it with
// verb. nil: they are none, or verb is none of change.
func (st *statement) pointsBetween(m, then, now *analyze.Metric, verb string) *claim {
	for _, f := range []*analyze.Metric{then, now} {
		if f.Measure != "%" || f.Value == nil || f.Qualifier != analyze.Exact {
			return nil
		}
	}
	if !slices.Contains(rising, verb) && !slices.Contains(falling, verb) {
		return nil
	}
	d := st.r.Doc
	slack := (step(d, then) + step(d, now) + step(d, m)) / 2
	value := *now.Value - *then.Value
	if slices.Contains(falling, verb) {
		value = -value
	}
	const tiny = 1e-9
	if slack < 1 { // written to a decimal: what is rounded may differ by as much
		slack += tiny
	} else {
		slack = tiny
	}
	q := quotient{result: interval{value - slack, value + slack}, value: value, a: *then.Value, b: *now.Value, sign: "%→"}
	return &claim{quotient: q, from: []*analyze.Metric{then, now}}
}

// growth is the change from then to now in per cent, positive in the direction of sign.
func (st *statement) growth(now, then *analyze.Metric, sign float64) *claim {
	a, b := roundedBoth(st.r.Doc, now, then)
	c := changed(b, a, *then.Value, *now.Value, sign)
	if c != nil {
		c.from = []*analyze.Metric{now, then}
	}
	return c
}

// changed is the change in per cent from one number to another, each given as written and as
// what it may stand for.
func changed(a, b interval, then, now, sign float64) *claim {
	if a.low <= 0 {
		return nil
	}
	q := quotient{
		result: interval{(b.low/a.high - 1) * 100, (b.high/a.low - 1) * 100},
		value:  (now/then - 1) * 100 * sign,
		a:      then, b: now, sign: "→",
	}
	if sign < 0 {
		q.result = interval{-q.result.high, -q.result.low}
	}
	return &claim{quotient: q}
}

// difference is the change in per cent that follows from its amount.
func (st *statement) difference(now, by *analyze.Metric, sign float64) *claim {
	then := *now.Value - sign**by.Value
	if then <= 0 {
		return nil
	}
	a, b := rounded(st.r.Doc, now), rounded(st.r.Doc, by)
	low := b.low / (a.high - sign*b.low) * 100
	high := b.high / (a.low - sign*b.high) * 100
	q := quotient{result: interval{min(low, high), max(low, high)}, value: *by.Value / then * 100, a: *by.Value, b: then, sign: "÷"}
	return &claim{quotient: q, from: []*analyze.Metric{now, by}}
}
