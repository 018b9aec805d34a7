package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// apposed returns what are likely the parts of figure i where nothing says so but their names:
// 共有民辅警178人，民警61人、辅警127人. Nil where they come to much more: then they are none.
func (st *statement) apposed(i int) []*analyze.Metric {
	const most = 1.3
	if i+2 >= len(st.figures) || st.figures[i+1].Measure != st.figures[i].Measure || st.figures[i+2].Measure != st.figures[i].Measure {
		return nil
	}
	whole := st.figures[i]
	head := clauseBefore(st.r.Doc, whole.Span)
	if share(whole) || !certain(whole) || whole.Earlier || !containsAny(head, []string{"共", "现有", "总数"}) || !strings.HasPrefix(st.between(whole, st.figures[i+1]), "，") || strings.Contains(st.between(whole, st.figures[i+1]), "其中") {
		return nil
	}
	var parts []*analyze.Metric
	total := 0.0
	for j := i + 1; j < len(st.figures) && (len(parts) == 0 || strings.HasPrefix(st.between(st.figures[j-1], st.figures[j]), "、")); j++ {
		m := st.figures[j]
		name, _ := st.phrase(j)
		if m.Measure != whole.Measure || !certain(m) || m.Earlier || *m.Value >= *whole.Value || done(m.Name) || !kindOf(name, whole.Name) {
			return nil
		}
		parts = append(parts, m)
		total += *m.Value
	}
	if len(parts) < 2 || total > most**whole.Value || mayOverlap(parts, whole.Name) || penalties(parts) || st.overlap(whole, parts[len(parts)-1]) {
		return nil
	}
	return parts
}

// kindOf reports whether part, which stands right before its number, names a kind of whole: it
// is short and ends as that does.
func kindOf(part, whole string) bool {
	const longest = 6 // characters
	a, _ := utf8.DecodeLastRuneInString(part)
	b, _ := utf8.DecodeLastRuneInString(whole)
	return part != "" && part != whole && a == b && utf8.RuneCountInString(part) <= longest
}

// addends returns the figures right before figure i that it says it is the sum of:
// 正式党员25人、预备党员2人，共27人.
func (st *statement) addends(i int) []*analyze.Metric {
	whole := st.figures[i]
	if i < 2 || !certain(whole) || share(whole) {
		return nil
	}
	switch gap := st.between(st.figures[i-1], whole); gap {
	case "，共", "、共", "，共计", "，合计", "，总计", "，一共", "，总共", "，拢共", "，加起来共", "，加起来":
	case "，累计":
		return st.cumulated(i)
	default:
		if n := countedParts(gap); n > 1 && n <= i {
			return st.lastAddends(i, n)
		}
		return nil
	}
	first := i - 1
	for first > 0 && strings.HasPrefix(st.between(st.figures[first-1], st.figures[first]), "、") {
		first--
	}
	if first == i-1 {
		first = st.firstAddend(i)
	}
	parts := st.figures[first:i]
	for k, m := range parts {
		next := parts[(k+1)%len(parts)].Name // 正式党员 and 预备党员 differ in the rest
		if m.Measure != whole.Measure || !certain(m) || m.Earlier || attributes.in(withoutAll(strings.ReplaceAll(m.Name, "党员大会", "大会"), next)) {
			return nil
		}
	}
	if penalties(parts) || st.overlap(parts[0], whole) {
		return nil
	}
	return parts
}

// cumulated is addends where 累计 leads to the sum, which may be one of other things too: only
// what comes close, and is all that is listed.
func (st *statement) cumulated(i int) []*analyze.Metric {
	n := 1
	for n < i && strings.HasPrefix(st.between(st.figures[i-n-1], st.figures[i-n]), "、") {
		n++
	}
	return st.lastAddends(i, n)
}

// lastAddends returns the n figures right before figure i, where they may well be what it is the sum of.
func (st *statement) lastAddends(i, n int) []*analyze.Metric {
	const close = 0.3
	whole, total := st.figures[i], 0.0
	parts := st.figures[i-n : i]
	for k, m := range parts {
		if m.Measure != whole.Measure || !certain(m) || m.Earlier || attributes.in(m.Name) || done(m.Name) || k > 0 && strings.Count(st.between(parts[k-1], m), "，") > 1 || k > 0 && strings.ContainsAny(st.between(parts[k-1], m), "；。：") {
			return nil
		}
		total += *m.Value
	}
	if n < 2 || total < *whole.Value*(1-close) || total > *whole.Value*(1+close) || penalties(parts) || st.overlap(parts[0], whole) {
		return nil
	}
	return parts
}

// countedParts returns how many things gap, before their sum, says that it sums up: 2 of
// ，两片共拆除, 3 of ，三级资金共计. 0: it does not.
func countedParts(gap string) int {
	const longest, few = 5, 4 // characters between; of a verb
	rest, ok := strings.CutPrefix(gap, "，")
	r, size := utf8.DecodeRuneInString(rest)
	n := slices.Index([]rune("  两三四五六七八九"), r)
	if r == '二' {
		n = 2
	}
	if !ok || n < 2 {
		return 0
	}
	rest = rest[size:]
	for _, w := range []string{"共计", "合计", "总计", "一共", "共"} {
		if noun, verb, ok := strings.Cut(rest, w); ok && noun != "" && utf8.RuneCountInString(noun) <= longest && utf8.RuneCountInString(verb) <= few && !strings.ContainsFunc(rest, stops) {
			return n
		}
	}
	return 0
}

// closest returns where the figures start, three at least and each behind a comma, that come
// closest to figure i; i: none come close.
func (st *statement) closest(i int) int {
	const close = 0.1
	whole, total := *st.figures[i].Value, 0.0
	best, least := i, close*whole
	for k := i - 1; k >= 0; k-- {
		m := st.figures[k]
		if m.Value == nil || m.Measure != st.figures[i].Measure || done(m.Name) || k < i-1 && !strings.HasPrefix(st.between(m, st.figures[k+1]), "，") {
			break
		}
		total += *m.Value
		if off := max(total-whole, whole-total); k <= i-3 && off < least {
			best, least = k, off
		}
	}
	return best
}

// firstAddend returns where the addends of figure i start if commas stand between them: 逐级谈话92人次，
// 同级谈话18人次，共110人次. Those are the last that make it, else the last two that come close.
func (st *statement) firstAddend(i int) int {
	const close = 0.3
	if st.figures[i-1].Value == nil || done(st.figures[i-1].Name) {
		return i - 1
	}
	whole, total := *st.figures[i].Value, *st.figures[i-1].Value
	for k := i - 2; k >= 0; k-- {
		m := st.figures[k]
		if m.Value == nil || m.Measure != st.figures[i].Measure || !strings.HasPrefix(st.between(m, st.figures[k+1]), "，") || done(m.Name) {
			break
		}
		if total += *m.Value; total == whole {
			return k
		}
	}
	if k := st.closest(i); k < i-2 {
		return k
	}
	if k := i - 2; st.figures[k].Value != nil {
		both := *st.figures[k].Value + *st.figures[i-1].Value
		if strings.HasPrefix(st.between(st.figures[k], st.figures[i-1]), "，") && !done(st.figures[k].Name) && max(*st.figures[k].Value, *st.figures[i-1].Value) < whole && both < whole*(1+close) && both > whole*(1-close) {
			return k
		}
	}
	return i - 1
}
