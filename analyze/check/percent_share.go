package check

import (
	"math"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// shareClaim finds the part and the whole of X占80%: the whole is given with 其中, or right
// before and of the same kind: 处方 before 不合理处方.
func (st *statement) shareClaim(i int) *claim {
	if i == 0 {
		return nil
	}
	part := st.figures[i-1]
	base, likely := "", false
	if gap := st.between(part, st.figures[i]); !bareShare(gap) { // 占干部职工总数的
		subject, of, ok := strings.Cut(strings.Trim(gap, "，、 （"), "占")
		if words, _ := st.phrase(i - 1); subject != "" && !strings.Contains(words, subject) { // 公开招标占采购总额的
			return nil
		}
		if base, ok = baseOf(of, ok); !ok {
			return nil
		}
	}
	for j := i - 2; j >= 0; j-- {
		whole := st.figures[j]
		planned := hasSuffix(base, planning) && whole.Value != nil && whole.ValueMax == nil && whole.Qualifier == analyze.Exact
		if whole.Measure != part.Measure || !certain(whole) && !planned || whole.Earlier || !certain(part) {
			continue
		}
		switch gap := st.between(whole, st.figures[j+1]); {
		case base != "":
			words, _ := st.phrase(j)
			if w := longestSuffix(base, planning); w != "" {
				if !strings.Contains(words, strings.TrimPrefix(strings.TrimPrefix(w, "年度"), "全年")) || strings.Contains(words, "总") {
					continue
				}
			} else if !strings.HasSuffix(whole.Name, base) && !strings.HasPrefix(words, base) && !strings.HasSuffix(words, base) && !hasSuffix(words, []string{base + "总额", base + "总数", base + "总量"}) {
				continue
			}
		case strings.Contains(gap, "其中") && st.among(part, j+1, i):
		case j == i-2 && strings.HasPrefix(gap, "，") && sameNoun(whole.Name, part.Name):
		case j == i-2 && strings.HasPrefix(gap, "，") && sameKindOf(whole.Name, part.Name) && st.close(i, part, whole):
			likely = true
		case j == i-2 && strings.HasPrefix(strings.TrimPrefix(gap, whole.Name), "中") && !strings.ContainsAny(gap, "；："): // 28人次中谈话提醒21人次
		default:
			continue
		}
		if *part.Value > *whole.Value {
			return nil
		}
		return st.onlyRatio(i, part, whole, likely)
	}
	return nil
}

// planning are the words for what was set, of which a share is told: 占年度计划的82.5%.
var planning = []string{"年度计划", "全年计划", "年度任务", "全年任务", "年度目标", "全年目标", "年度预算", "全年预算"}

// tenths compares figure i, a share in tenths, with what the figure before it is of the largest
// of the sentence: 412户，签了的309户，占六成. One in ten more or less may be meant, and one in a
// hundred where half a tenth is told: 九成五.
func (st *statement) tenths(i int) *claim {
	m := st.figures[i]
	if i < 2 || m.Measure != "成" || !certain(m) || m.Earlier || !strings.Contains(st.between(st.figures[i-1], m), "占") {
		return nil
	}
	part, whole := st.figures[i-1], st.figures[0]
	for _, f := range st.figures[:i] {
		if !certain(f) || f.Earlier || f.Measure != part.Measure {
			return nil
		}
		if *f.Value > *whole.Value {
			whole = f
		}
	}
	about := 7.5
	if *m.Value != math.Trunc(*m.Value) {
		about = 1.5
	}
	c := st.ratio(part, whole)
	if c == nil || part == whole || math.Abs(c.value-10**m.Value) <= about {
		return nil
	}
	c.likely = true
	return c
}

// baseOf returns the noun of what a share is said to be of: 干部职工 of 干部职工总数的.
func baseOf(of string, ok bool) (string, bool) {
	of, ends := strings.CutSuffix(of, "的")
	for _, w := range []string{"总人数", "总数", "总量", "总额", "人数"} {
		of = strings.TrimSuffix(of, w)
	}
	of = strings.TrimPrefix(of, "总")
	return of, ok && ends && utf8.RuneCountInString(of) >= 2 && !strings.ContainsFunc(of, stops)
}

// sameKindOf reports whether two different names end in the same character: 公交车 and 新能源车.
func sameKindOf(a, b string) bool {
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeLastRuneInString(b)
	return a != b && a != "" && x == y
}

// close reports whether figure i is so near to what part is of whole that it is meant to be it.
func (st *statement) close(i int, part, whole *analyze.Metric) bool {
	const most = 15 // points
	return *whole.Value > 0 && math.Abs(*part.Value / *whole.Value * 100 - *st.figures[i].Value) <= most && *st.figures[i].Value < 100
}

// sameNoun reports whether two different names end in the same two characters.
func sameNoun(a, b string) bool {
	const noun = 2 * 3 // bytes
	return a != b && len(a) >= noun && strings.HasSuffix(b, a[len(a)-noun:])
}

// partOf reports whether the percentage i is that of the figure before it: 任务1.5万亩的80%, and
// 占全镇812名党员的25%.
func (st *statement) partOf(i int) bool {
	const longest = 8 // characters
	of, ok := strings.CutSuffix(st.between(st.figures[i-1], st.figures[i]), "的")
	return ok && (of == "" || of == "）" || strings.HasPrefix(st.between(st.figures[i-2], st.figures[i-1]), "，占") &&
		utf8.RuneCountInString(of) <= longest && !strings.ContainsFunc(of, stops) && !strings.Contains(of, "、"))
}

// partClaim finds the part and the whole of 造林1.2万亩，完成年度任务1.5万亩的80%.
func (st *statement) partClaim(i int) *claim {
	part, whole := st.figures[i-2], st.figures[i-1]
	gap := strings.TrimSuffix(st.between(part, whole), "（")
	if part.Measure != whole.Measure || part.Value == nil || whole.Value == nil || !certain(part) || part.Earlier || whole.Qualifier != analyze.Exact ||
		longestPrefix(gap, []string{"，占", "，完成", "，达到", "，为", "，是"}) == "" || strings.ContainsAny(gap, "；。（") || containsAny(gap, []string{"累计", "五", "规划", "总投资", "总任务", "总目标", "总规模"}) {
		return nil
	}
	return st.ratio(part, whole)
}

// among reports whether part is listed with the figures from first on, before end, with
// nothing between that ends the list.
func (st *statement) among(part *analyze.Metric, first, end int) bool {
	for k := first; k < end; k++ {
		if st.figures[k] == part {
			return true
		}
		if gap := st.between(st.figures[k], st.figures[k+1]); strings.ContainsAny(gap, "；：）") || strings.Contains(gap, "其中") {
			return false
		}
	}
	return false
}
