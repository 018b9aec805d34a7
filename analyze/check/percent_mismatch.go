package check

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "percent.mismatch",
	Title:    "百分比与数字不符",
	Severity: analyze.Error,
	Doc: `同一句里既写了数字，又写了由这些数字算出来的百分比，两者对不上：整改率、办结率与完成数和总数，占比与分项和合计，同比增减与今年和去年的数。
四舍五入造成的差别不算。请重新计算，改正数字或者百分比。`,
	Bad: `一、工作开展情况
反馈的28个问题已完成整改25个，整改率⟦f⟧92.9%⟦/⟧。
受理投诉3件，去年同期为5件，同比下降⟦f⟧60%⟦/⟧。
应缴租金的商户12户，已缴9户，缴纳率⟦f⟧85%⟦/⟧。受理案件98件，审执结94件，结案率⟦f⟧90.5%⟦/⟧。现有党员21名，占职工总数35名的⟦f⟧56%⟦/⟧。应参加86人，实际参加80人，参加率⟦f⟧95%⟦/⟧。
印发文件90件，比去年同期的100件增长⟦f⟧10%⟦/⟧。
覆盖率由82%提高到91%，提高⟦f⟧8个百分点⟦/⟧。
支出17.1万元，较上年减少3.3万元，下降⟦f⟧26.2%⟦/⟧。
处置问题线索240件，其中初步核实168件，占⟦f⟧80%⟦/⟧。
造林1.2万亩，完成年度任务1.5万亩的⟦f⟧90%⟦/⟧。
投诉由50件下降到40件，下降⟦f⟧30%⟦/⟧。
实事20件，目前已经办结13件，完成率⟦f⟧75%⟦/⟧。处理28人次，28人次中谈话提醒21人次，占⟦f⟧65%⟦/⟧。
平均住院日由8.0天缩短到7.2天，同比下降⟦f⟧15%⟦/⟧。发现问题17个，16个已整改到位，整改率⟦f⟧97.1%⟦/⟧。
占比由去年的70%升至今年的88%，提升⟦f⟧20个百分点⟦/⟧。立案12件12人，较去年同期的15件下降⟦f⟧25%⟦/⟧。
调解矛盾41件，调成38件，成功率⟦f⟧95.7%⟦/⟧。现有干部职工213人，党员162人，占干部职工总数的⟦f⟧67%⟦/⟧。全集团公交车1240辆，新能源车1116辆，占比⟦f⟧80%⟦/⟧。
受理投诉9起，而去年同期为12起，同比上升⟦f⟧25%⟦/⟧。`,
	Good: `一、工作开展情况
反馈的28个问题已完成整改25个，整改率89.3%。
受理投诉3件，去年同期为5件，同比下降40%。
印发文件90件，比去年同期的100件下降10%。
支出17.1万元，较上年减少3.3万元，下降16.2%。
处置问题线索240件，其中初步核实168件，占70%。
抽查合同40份，合格率95%；发放问卷300份，满意率98.6%。
造林1.2万亩，完成年度任务1.5万亩的80%。投诉由50件下降到40件，下降20%。
发现隐患120个，当场整改100个，限期整改20个，整改率100%。发现隐患46处，整改43处，按期整改率100%。
平均住院日由8.0天缩短到7.2天，同比下降10%。办理时限由7个工作日压缩到2个工作日，时限压缩70%以上。
受理投诉13件，办结13件，一次办结率84.6%。测评96人，优秀86人，优良率95%。发出问卷600份，收回582份，满意率96.2%。
抽查病历1500份，甲级病历1458份，甲级率97.2%。现有党员52人，青年党员21人，占青年总数的42%。余额212.7亿元，较9月末的209.3亿元增长1.6%，较年初增加16.4亿元，增长8.4%。`,
	Run: percents,
})

func percents(p *analyze.Pass) error {
	for _, st := range factsOf(p).statements {
		for i, m := range st.figures {
			if !certain(m) || m.Earlier {
				continue
			}
			if c := st.points(i); c != nil && (*m.Value < c.result.low || *m.Value > c.result.high) {
				emitPoints(p, m, c)
			}
			if m.Measure != "%" {
				continue
			}
			var c *claim
			switch {
			case i > 1 && st.between(st.figures[i-1], m) == "的":
				c = st.partClaim(i)
			case i > 0 && strings.HasSuffix(st.between(st.figures[i-1], m), "的") && strings.HasPrefix(st.between(st.figures[i-1], m), "，占"):
				c = st.shareClaim(i)
			case strings.HasSuffix(m.Name, "占"), strings.HasSuffix(m.Name, "占比"):
				c = st.shareClaim(i)
			case strings.HasSuffix(m.Name, "率"):
				c = st.rateClaim(i)
			default:
				c = st.changeClaim(i)
			}
			if c != nil && !near(p.Report.Doc, m, c.result, c.value) {
				emitPercent(p, m, c)
			}
		}
	}
	return nil
}

// A claim is what a percentage follows from.
type claim struct {
	quotient
	from   []*analyze.Metric
	likely bool // it may follow from something else
}

// A quotient is what two numbers give.
type quotient struct {
	result interval // what it should be
	value  float64  // the same without regard to rounding
	a, b   float64
	sign   string // between a and b: 25÷28, 50→40
}

// how tells what a quotient comes from.
func (q quotient) how() string { return number(q.a) + q.sign + number(q.b) }

func emitPercent(p *analyze.Pass, m *analyze.Metric, c *claim) {
	var related []analyze.Related
	for _, f := range c.from {
		related = append(related, analyze.Related{Report: p.Report.ID, Span: f.Span, Note: f.Name})
	}
	message := fmt.Sprintf("写的是%s，按文中数字算是%s（%s）", quote(p.Report.Doc.Text(m.Span)), percent(c.value), c.how())
	if c.value < 0 {
		message = fmt.Sprintf("写的是%s，按文中数字算不升反降或不降反升（%s）", quote(m.Name+p.Report.Doc.Text(m.Span)), c.how())
	}
	severity := analyze.Error
	if c.likely {
		severity = analyze.Warning
	}
	p.Emit(analyze.Finding{
		Severity: severity,
		Span:     m.Span,
		Message:  message,
		Expected: "百分比与文中的数字一致",
		Fix:      fix("重新计算，改正百分比或者数字"),
		Related:  related,
	})
}

// emitPoints tells that a difference in points is not that of its shares.
func emitPoints(p *analyze.Pass, m *analyze.Metric, c *claim) {
	p.Emit(analyze.Finding{
		Span:     m.Span,
		Message:  fmt.Sprintf("写的是%s，按文中数字算是%s个百分点（%s%%）", quote(p.Report.Doc.Text(m.Span)), trimZeros(c.value), c.how()),
		Expected: "百分点与文中的百分比一致",
		Fix:      fix("重新计算，改正百分点或者百分比"),
	})
}

func percent(v float64) string { return trimZeros(math.Round(v*10)/10) + "%" }

// ratio is what part of whole is, in per cent.
func (st *statement) ratio(part, whole *analyze.Metric) *claim {
	q, ok := st.share(part, whole)
	if !ok {
		return nil
	}
	return &claim{quotient: q, from: []*analyze.Metric{part, whole}}
}

// share is the quotient of ratio; not ok: whole may be nothing.
func (st *statement) share(part, whole *analyze.Metric) (q quotient, ok bool) {
	a, b := roundedBoth(st.r.Doc, part, whole)
	if b.low <= 0 {
		return quotient{}, false
	}
	return quotient{
		result: interval{a.low / b.high * 100, a.high / b.low * 100},
		value:  *part.Value / *whole.Value * 100,
		a:      *part.Value, b: *whole.Value, sign: "÷",
	}, true
}

// shareClaim finds the part and the whole of X占80%: the whole is given with 其中, or right
// before and of the same kind: 处方 before 不合理处方.
func (st *statement) shareClaim(i int) *claim {
	if i == 0 {
		return nil
	}
	part := st.figures[i-1]
	base, likely := "", false
	switch gap := strings.Trim(st.between(part, st.figures[i]), "，、 （"); gap {
	case "占", "约占", "占比":
	default: // 占干部职工总数的
		of, ok := strings.CutPrefix(gap, "占")
		if base, ok = baseOf(of, ok); !ok {
			return nil
		}
	}
	for j := i - 2; j >= 0; j-- {
		whole := st.figures[j]
		if whole.Measure != part.Measure || !certain(whole) || whole.Earlier || !certain(part) {
			continue
		}
		switch gap := st.between(whole, st.figures[j+1]); {
		case base != "":
			if !strings.HasSuffix(whole.Name, base) {
				continue
			}
		case strings.Contains(gap, "其中") && st.among(part, j+1, i):
		case j == i-2 && strings.HasPrefix(gap, "，") && sameNoun(whole.Name, part.Name):
		case j == i-2 && strings.HasPrefix(gap, "，") && sameKindOf(whole.Name, part.Name) && st.close(i, part, whole):
			likely = true
		case j == i-2 && strings.HasPrefix(gap, "中") && !strings.ContainsAny(gap, "；："): // 28人次中谈话提醒21人次
		default:
			continue
		}
		if *part.Value > *whole.Value {
			return nil
		}
		c := st.ratio(part, whole)
		if c != nil && st.otherwise(i, c, part.Measure) {
			return nil
		}
		if c != nil {
			c.likely = likely
		}
		return c
	}
	return nil
}

// baseOf returns the noun of what a share is said to be of: 干部职工 of 干部职工总数的.
func baseOf(of string, ok bool) (string, bool) {
	of, ends := strings.CutSuffix(of, "的")
	for _, w := range []string{"总人数", "总数", "总量", "总额", "人数"} {
		of = strings.TrimSuffix(of, w)
	}
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

// partClaim finds the part and the whole of 造林1.2万亩，完成年度任务1.5万亩的80%.
func (st *statement) partClaim(i int) *claim {
	part, whole := st.figures[i-2], st.figures[i-1]
	gap := st.between(part, whole)
	if part.Measure != whole.Measure || part.Value == nil || whole.Value == nil || !certain(part) || part.Earlier || whole.Qualifier != analyze.Exact ||
		!strings.HasPrefix(gap, "，占") && !strings.HasPrefix(gap, "，完成") && !strings.HasPrefix(gap, "，达到") || strings.ContainsAny(gap, "；。（") || containsAny(gap, []string{"累计", "五", "规划", "总投资", "总任务", "总目标", "总规模"}) {
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

// rateClaim finds what was done and what there was to do of 整改率.
func (st *statement) rateClaim(i int) *claim {
	stem := strings.TrimSuffix(st.figures[i].Name, "率")
	for _, cut := range []string{"完成", "问题", "按期", "及时", "任务", "线索"} {
		if t := strings.TrimSuffix(strings.TrimPrefix(stem, cut), cut); t != "" {
			stem = t
		}
	}
	if len(stem) < 2*3 || len(stem) > 6*3 || strings.Contains(stem, "分") {
		return nil
	}
	for d := i - 1; d > 0 && i-d <= 2; d-- {
		done, all := st.figures[d], st.figures[d-1]
		likely := false
		tells := strings.HasSuffix(strings.TrimPrefix(done.Name, "已"), stem) || strings.HasSuffix(strings.TrimRight(st.before(done), " "), stem) || d == i-1 && (st.due(d) || st.does(d, stem) || st.settles(d, st.figures[i].Name))
		if !tells && d == i-1 {
			tells = st.akin(i, stem)
			likely = tells
		}
		if !tells || !certain(done) || done.Earlier || share(done) {
			continue
		}
		if w := longestPrefix(st.figures[i].Name, inTime); w != "" && !strings.Contains(st.between(all, done), w) {
			return nil // of those due: 整改43处，按期整改率100%
		}
		if strings.HasSuffix(all.Name, stem) && !st.due(d) { // 当场整改100个，限期整改20个: both are done
			return nil
		}
		if all.Measure != done.Measure || !certain(all) && !(st.due(d) && all.Value != nil && all.Qualifier == analyze.Exact) || all.Earlier || *all.Value < *done.Value || strings.ContainsAny(st.between(all, done), "；。") {
			return nil
		}
		c := st.ratio(done, all)
		if c != nil && st.otherwise(i, c, done.Measure) {
			return nil
		}
		if c != nil {
			c.likely = likely
		}
		return c
	}
	return nil
}

// due reports whether figure d tells what was of what ought to be, the figure before it:
// 应到50人，实到48人.
func (st *statement) due(d int) bool {
	done, _ := st.phrase(d)
	all, _ := st.phrase(d - 1)
	what, ok := strings.CutPrefix(done, "实际")
	if !ok {
		what, ok = strings.CutPrefix(done, "实")
	}
	if !ok && utf8.RuneCountInString(done) <= 3 { // 应缴12户，已缴9户: what was done stands alone
		what, ok = done, true
	}
	return ok && what != "" && strings.Contains(all, "应"+what)
}

// does reports whether figure d stands behind the verb alone that the rate called stem
// ends in, or is made of: 合格114份 before 水质合格率, 收回90份 before 回收率.
func (st *statement) does(d int, stem string) bool {
	verb, _ := st.phrase(d)
	if stem == "结案" && strings.HasSuffix(verb, "结") { // 审执结
		return utf8.RuneCountInString(verb) <= 3
	}
	if containsAny(strings.TrimSuffix(stem, verb), manners) {
		return false
	}
	return utf8.RuneCountInString(verb) == 2 && (strings.HasSuffix(stem, verb) || len(stem) == len(verb) && holdsAll(verb, stem))
}

// manners are words in a rate by which it counts only what was done in some way.
var manners = []string{"一次", "首次", "初次", "二次", "当场", "当日", "当天", "当年", "提前", "网上", "线上", "最终", "实地", "主动", "优先"}

// inTime are the words by which a rate counts only what was due.
var inTime = []string{"按期", "按时", "及时", "限时", "限期"}

// settling are verbs that say of a task that nothing of it is left to do.
var settling = []string{"完成", "完成整改", "整改完成", "整改到位", "整改", "办结", "销号", "落实", "解决", "化解", "完工", "竣工"}

// settles reports whether figure d tells in one verb what of figure d-1 is settled, and rate
// is the share of that: 已经办结13件 before 完成率, 已完成14个 before 整改率.
func (st *statement) settles(d int, rate string) bool {
	verb, _ := st.phrase(d)
	for {
		w := longestPrefix(verb, []string{"目前", "现", "已经", "已", "均", "累计", "实际", "按期", "按时", "及时"})
		if w == "" {
			break
		}
		verb = verb[len(w):]
	}
	if !hasSuffix(strings.TrimSuffix(rate, "率"), settling) || containsAny(rate, manners) {
		return false
	}
	if verb == "" && d+1 < len(st.figures) { // 17个，16个已整改到位
		behind := st.between(st.figures[d], st.figures[d+1])
		if k := strings.IndexFunc(behind, stops); k >= 0 {
			behind = behind[:k]
		}
		behind, ok := strings.CutPrefix(strings.TrimPrefix(behind, "均"), "已")
		return ok && longestPrefix(strings.TrimPrefix(behind, "经"), settling) != ""
	}
	return slices.Contains(settling, verb)
}

// grades are rates whose name is like that of another: 优秀86人 before 优良率.
var grades = []string{"优良", "优秀", "满意", "合格", "及格", "达标", "覆盖"}

// akin reports whether the rate i, called stem, is likely what the figure before it is of the
// one before that: the words with that figure have a character of stem, and it is close:
// 调成38件 before 成功率, 152人达到普高线 before 上线率.
func (st *statement) akin(i int, stem string) bool {
	if i < 2 {
		return false
	}
	done, all := st.figures[i-1], st.figures[i-2]
	if done.Value == nil || all.Value == nil || *done.Value >= *all.Value || containsAny(stem, manners) || slices.Contains(grades, stem) || all.Measure != done.Measure {
		return false
	}
	if !st.close(i, done, all) {
		return false
	}
	gap := st.between(all, done)
	behind := st.between(done, st.figures[i])
	if k := strings.LastIndex(behind, "，"); k >= 0 {
		behind = behind[:k]
	}
	const short = 6 * 3 // bytes
	if i := strings.Index(gap, "，"); i < 0 || i > short || strings.Count(gap+behind, "，") > 1 || strings.Contains(gap, "其中") {
		return false
	}
	return strings.ContainsFunc(gap+behind, func(r rune) bool { return r != '，' && strings.ContainsRune(stem, r) })
}

// otherwise reports whether some other two figures of the sentence in the same measure
// give the rate that is written.
func (st *statement) otherwise(i int, c *claim, measure string) bool {
	for _, a := range st.figures {
		for _, b := range st.figures {
			if a == b || a.Measure != measure || b.Measure != measure || !certain(a) || !certain(b) {
				continue
			}
			if other, ok := st.share(a, b); ok && near(st.r.Doc, st.figures[i], other.result, other.value) {
				return true
			}
		}
	}
	return false
}

func hasSuffix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
