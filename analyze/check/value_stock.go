package check

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// A stock is what there is of something in the whole of a unit or its place, as the report
// told it first: 全院现有干警186名.
type stock struct{ whole, noun, measure string }

// stockConflicts finds what there is in all of the unit told with two numbers.
func stockConflicts(p *analyze.Pass) {
	type place struct {
		stock
		report int
	}
	var first map[place]*analyze.Metric
	for _, st := range factsOf(p).statements {
		if !st.signs.has(ofAll) {
			continue
		}
		for i, m := range st.figures {
			s := place{st.stockOf(i), factsOf(p).reportAt(st.span.Block)}
			switch old := first[s]; {
			case s.noun == "":
			case old == nil:
				if first == nil {
					first = map[place]*analyze.Metric{}
				}
				first[s] = m
			case *old.Value != *m.Value:
				emitConflict(p, plainName(m.Name), m, old, analyze.Warning)
			}
		}
	}
}

// stockOf returns what of figure i is in all of the unit; no noun: nothing is said to be.
func (st *statement) stockOf(i int) stock {
	m := st.figures[i]
	head := clauseBefore(st.r.Doc, m.Span)
	if m.Value == nil || m.ValueMax != nil || m.Qualifier != analyze.Exact || m.Earlier || share(m) || !strings.Contains(head, "全") {
		return stock{}
	}
	c := clause(st.r.Doc, m.Span, 40)
	if vague.in(c) || moving.in(c) {
		return stock{}
	}
	for _, w := range wholes {
		at := strings.LastIndex(head, w)
		if at < 0 {
			continue
		}
		switch rest := head[at+len(w):]; {
		case rest == "" || rest == "的": // 全院186名干警
			behind := st.r.Doc.Blocks[m.Span.Block].Text[m.Span.End:]
			if m.Measure == "人" && longestPrefix(behind, []string{"开展", "进行", "全部", "逐一", "签订", "参加"}) != "" { // 对全局213人开展测试
				return stock{w, "职工", m.Measure}
			}
			if m.Name != "" && strings.HasPrefix(behind, m.Name) {
				return stock{w, m.Name, m.Measure}
			}
		default:
			for _, have := range []string{"现有", "共有", "现共有", "有", "总计"} {
				if noun, ok := strings.CutPrefix(rest, have); ok && utf8.RuneCountInString(noun) >= 2 && utf8.RuneCountInString(noun) <= 6 {
					if m.Measure == "人" && (strings.HasSuffix(noun, "职工") || noun == "人员") {
						noun = "职工"
					}
					return stock{w, noun, m.Measure}
				}
			}
		}
		return stock{}
	}
	return stock{}
}

// moving are words in a clause by which what there is changes.
var moving = wordsOf("年初", "年底", "年末", "月底", "原", "新", "增", "减", "达", "首批", "分", "个别", "部分", "参", "截至")
