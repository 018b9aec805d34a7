package check

import (
	"fmt"
	"math"
	"slices"
	"strings"

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
	list := factsOf(p).statements
	for k := range list {
		st := &list[k]
		if !slices.ContainsFunc(st.figures, share) && !st.signs.has(halves) {
			continue
		}
		st.boundedShares(p)
		listed := st.listedShares()
		wrong := map[*analyze.Metric]bool{}
		for i, m := range st.figures {
			if should := st.multiple(i); should != "" {
				emitMultiple(p, m, should)
			}
			if !certain(m) || m.Earlier {
				continue
			}
			if c := st.points(i); c != nil && !wrong[c.from[0]] && !wrong[c.from[1]] && (*m.Value < c.result.low || *m.Value > c.result.high) {
				emitPoints(p, m, c)
			}
			if c := st.tenths(i); c != nil {
				emitPercent(p, m, c)
			}
			if m.Measure != "%" {
				continue
			}
			c := listed[m]
			if c == nil {
				c = st.percentClaim(i)
			}
			if c == nil && i == 0 && strings.HasSuffix(m.Name, "率") {
				whole := joined(list, k)
				c = whole.rate(len(whole.figures) - len(st.figures))
			}
			if c != nil && !near(p.Report.Doc, m, c.result, c.value) && !(*m.Value == 100 && containsAny(st.before(m), madeUp)) {
				emitPercent(p, m, c)
				wrong[m] = true
			}
		}
	}
	lineRates(p)
	tablePercents(p)
	return nil
}

// madeUp are the words for what those who were missing did later, by which all did it in the end.
var madeUp = []string{"补训", "补考", "补测", "补课", "补学", "补签", "补报", "补交", "补缴", "补检", "补种"}

// percentClaim is what the percentage i follows from; nil: it can't be told.
func (st *statement) percentClaim(i int) *claim {
	m := st.figures[i]
	gap := ""
	if i > 0 {
		gap = st.between(st.figures[i-1], m)
	}
	head := clauseBefore(st.r.Doc, m.Span)
	switch {
	case i > 1 && st.partOf(i):
		return st.partClaim(i)
	case strings.HasPrefix(gap, "，占") && strings.HasSuffix(gap, "的"), strings.HasSuffix(m.Name, "占"), strings.HasSuffix(m.Name, "占比"):
		return st.shareClaim(i)
	case strings.Contains(head, "其中"): // of a part
		return nil
	case hasSuffix(head, []string{"的", "进度"}) && fulfilmentOf(head) != nil:
		return st.fulfilmentClaim(i)
	case strings.HasSuffix(m.Name, "率"):
		return st.rate(i)
	}
	if c := st.changeClaim(i); c != nil {
		return c
	}
	return st.amountClaim(i)
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
	told   string // where it comes from words: how it is told; else empty
}

// how tells what a quotient comes from.
func (q quotient) how() string {
	if q.told != "" {
		return q.told
	}
	return number(q.a) + q.sign + number(q.b)
}

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

// onlyRatio is ratio for the rate i, likely or for certain; nil where two other figures of the
// sentence give the rate that is written.
func (st *statement) onlyRatio(i int, part, whole *analyze.Metric, likely bool) *claim {
	c := st.ratio(part, whole)
	if c == nil || st.otherwise(i, c, part.Measure) {
		return nil
	}
	c.likely = likely
	return c
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
