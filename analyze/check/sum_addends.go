package check

import (
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
	switch st.between(st.figures[i-1], whole) {
	case "，共", "、共", "，共计", "，合计", "，总计", "，一共":
	default:
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
	for _, m := range parts {
		if m.Measure != whole.Measure || !certain(m) || m.Earlier || attributes.in(m.Name) {
			return nil
		}
	}
	if penalties(parts) || st.overlap(parts[0], whole) {
		return nil
	}
	return parts
}

// firstAddend returns where the addends of figure i start if commas stand between them: 逐级谈话92人次，
// 同级谈话18人次，共110人次. Those are the last that make it, else the last two that come close.
func (st *statement) firstAddend(i int) int {
	const close = 0.3
	whole, total := *st.figures[i].Value, *st.figures[i-1].Value
	if done(st.figures[i-1].Name) {
		return i - 1
	}
	for k := i - 2; k >= 0; k-- {
		m := st.figures[k]
		if m.Value == nil || m.Measure != st.figures[i].Measure || !strings.HasPrefix(st.between(m, st.figures[k+1]), "，") || done(m.Name) {
			break
		}
		if total += *m.Value; total == whole {
			return k
		}
	}
	if k := i - 2; st.figures[k].Value != nil {
		both := *st.figures[k].Value + *st.figures[i-1].Value
		if strings.HasPrefix(st.between(st.figures[k], st.figures[i-1]), "，") && !done(st.figures[k].Name) && max(*st.figures[k].Value, *st.figures[i-1].Value) < whole && both < whole*(1+close) && both > whole*(1-close) {
			return k
		}
	}
	return i - 1
}
