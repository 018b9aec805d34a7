package check

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// An inked is an amount by the digits that it is written with, in whatever order.
type inked struct {
	digits  uint64 // how often each of them stands there, four bits each
	measure string
	report  int
}

// slipConflicts finds figures that tell of one thing and differ as those do that were mistyped: by the
// order of their digits (查出隐患328条, 382条隐患), or told in the same words (制定修订内控制度23项, 21项).
func slipConflicts(p *analyze.Pass, akin *akin) {
	const most = 100 // figures of a measure that are compared with others
	facts := factsOf(p)
	same := map[inked][]told{}
	tabled := slices.ContainsFunc(p.Report.Doc.Blocks, func(b doc.Block) bool { return b.Kind == doc.TableCell })
	retold := map[keyed][]retelling{}
	for k := range facts.statements {
		st := &facts.statements[k]
		report := facts.reportAt(st.span.Block)
		for i, m := range st.figures {
			if !tabled && !akin.needed(k, i) || m.Value == nil || m.ValueMax != nil || m.Qualifier != analyze.Exact || m.Earlier {
				continue
			}
			t := told{st, i}
			if key, ok := inkedOf(m, report); ok && len(same[key]) < often {
				again := func(old told) bool { return *old.metric().Value == *m.Value }
				if at := slices.IndexFunc(same[key], t.slipped); at >= 0 && !slices.ContainsFunc(same[key], again) {
					emitConflict(p, m.Name, m, same[key][at].metric(), analyze.Warning)
				}
				same[key] = append(same[key], t)
			}
			if !comparable(m) || !akin.needed(k, i) {
				continue
			}
			r := retelling{told: t, words: t.around()}
			r.marks = marksOf(r.words)
			key := keyed{measure: plainMeasure(m.Measure), report: report}
			if old := r.of(retold[key]); old != nil {
				emitConflict(p, m.Name, m, old, analyze.Warning)
			}
			if len(retold[key]) < most {
				retold[key] = append(retold[key], r)
			}
		}
	}
	slippedCells(p, same)
}

// slippedCells finds cells that tell by their heads what a figure of the text does, with its digits in
// another order: 退回红包31600元 and, under 金额（元）, 36100.
func slippedCells(p *analyze.Pass, text map[inked][]told) {
	const need, far = 3, 2 // characters; times as much
	cells := factsOf(p).cellFigures(p.Report)
	for _, c := range cells {
		key, ok := inkedOf(c.m, factsOf(p).reportAt(c.m.Span.Block))
		if !ok || c.time == otherTime {
			continue
		}
		var rival *analyze.Metric
		for _, t := range text[key] {
			m := t.metric()
			if *m.Value == *c.m.Value { // told rightly somewhere
				rival = nil
				break
			}
			if words := contentOf(t.around()); comparable(m) && !vague.in(words) && !otherScope.in(words) && shareWords(c.what, words, need) && max(*m.Value, *c.m.Value) < far*min(*m.Value, *c.m.Value) {
				rival = m
			}
		}
		if rival == nil || slices.ContainsFunc(cells, func(o cellFigure) bool { return o.is(p.Report.Doc, rival) }) {
			continue
		}
		m, old := c.m, rival
		if m.Span.Block < old.Span.Block {
			m, old = old, m
		}
		emitConflict(p, plainName(c.what), m, old, analyze.Warning)
	}
}

// inkedOf returns the digits of m; false: it has too few to be mistaken for another.
func inkedOf(m *analyze.Metric, report int) (inked, bool) {
	const most = 15
	var room [24]byte
	digits := strconv.AppendFloat(room[:0], *m.Value, 'f', -1, 64)
	if len(digits) > most || share(m) && len(digits) < 4 {
		return inked{}, false
	}
	key := inked{measure: plainMeasure(m.Measure), report: report}
	kinds := 0
	for _, c := range digits {
		if c == '.' {
			key.digits |= 1 << 63
			continue
		}
		at := 4 * (c - '0')
		if key.digits>>at&most == 0 {
			kinds++
		}
		key.digits += 1 << at
	}
	return key, kinds > 1
}

// slipped reports whether t tells what old told, the digits in another order.
func (t told) slipped(old told) bool {
	const far = 2 // times as much: then it is something else
	m, o := t.metric(), old.metric()
	if max(*m.Value, *o.Value) > far*min(*m.Value, *o.Value) || t.st == old.st || share(m) != share(o) || apartInTime(old.st.text(), t.st.text()) {
		return false
	}
	words, before := contentOf(t.around()), contentOf(old.around())
	if vague.in(words) || vague.in(before) || otherScope.in(words) || otherScope.in(before) || m.Modality != analyze.Done && !strings.Contains(words, "的") {
		return false
	}
	need := 2
	if *m.Value < 100 && !strings.HasSuffix(t.st.headOf(t.i), "的") && !strings.HasSuffix(t.st.headOf(t.i), "的这") {
		need = 4
	}
	if !shareWords(before, words, need) {
		return false
	}
	a, b := old.st.speak(old.i, nil), t.st.speak(t.i, nil)
	return (a.owner == b.owner || a.owner == "" || b.owner == "" || b.perfect) && (a.deed == b.deed || a.deed == "" || b.deed == "" || strings.HasSuffix(t.st.headOf(t.i), "：") || b.perfect && shareWords(before, endOf(strings.TrimSuffix(t.st.headOf(t.i), "的"), 2), 2)) && !(a.framed() && b.whole)
}

// otherScope are words by which a figure is of more or less than the unit in its time.
var otherScope = wordsOf("原定", "计划", "已支出", "又", "再", "还", "上一年", "前年", "两年", "三年", "历年", "上季度", "上月", "及", "连同")

// text returns the sentence.
func (st *statement) text() string { return st.r.Doc.Text(st.span) }

// contentOf returns words without those that tell only when, where in all, or that something was done.
func contentOf(words string) string { return plainWords.Replace(words) }

var plainWords = strings.NewReplacer("全年", "|", "上半年", "|", "下半年", "|", "今年以来", "|", "一年来", "|", "年度", "|", "截至", "|", "目前", "|", "累计", "累计|", "共计", "|",
	"先后", "|", "组织", "|", "开展", "|", "完成", "|", "进行", "|", "全县", "|", "全镇", "|", "全区", "|", "全市", "|", "全校", "|", "全院", "|", "全局", "|", "以上", "|", "达到", "|", "其中", "其中|", "已经", "|")

// A retelling is a figure with the words about it and, a bit each, the characters that they have.
type retelling struct {
	told
	words string
	marks uint64
}

func marksOf(words string) (marks uint64) {
	for _, r := range words {
		marks |= 1 << (uint32(r) * 0x9e3779b1 >> 26)
	}
	return marks
}

// of returns the one figure of list that r tells again in the same words with another number; nil:
// none, or it tells one with the same number too.
func (r *retelling) of(list []retelling) *analyze.Metric {
	const need, far = 8, 2 // characters; times as much: then it is something else
	if vague.in(r.words) || otherScope.in(r.words) || r.st.bracketed(r.metric()) || r.metric().Measure == "元" {
		return nil
	}
	var found *analyze.Metric
	var from *retelling
	for k := range list {
		old := &list[k]
		if old.st == r.st || bits.OnesCount64(old.marks&r.marks) < need-1 || !shareWords(old.words, r.words, need) {
			continue
		}
		m, o := r.metric(), old.metric()
		if *m.Value == *o.Value || found != nil {
			return nil
		}
		if !vague.in(old.words) && !old.st.bracketed(o) && old.st.special(old.i) == r.st.special(r.i) && !otherTimes(old.st, r.st) && max(*m.Value, *o.Value) < far*min(*m.Value, *o.Value) {
			found, from = o, old
		}
	}
	if found != nil {
		a, b := from.st.speak(from.i, nil), r.st.speak(r.i, nil)
		x, y := strings.TrimRight(a.owner, "虽然"), strings.TrimRight(b.owner, "虽然")
		if a.deed != b.deed && a.deed != "" && b.deed != "" || !strings.Contains(x, y) && !strings.Contains(y, x) {
			return nil
		}
	}
	return found
}
