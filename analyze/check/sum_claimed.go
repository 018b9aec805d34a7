package check

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// summed are the words that make a figure the sum of those before.
var summed = []string{"合计", "共", "总计", "相加", "加起来", "累计", "之和"}

// countedAddends returns the figures that figure i, behind their number, says it is the sum of:
// 8.6万元，……4500元，……1.25万元，以上三项合计10.6万元; 8个、6个、11个，三个科室共计35个.
func (st *statement) countedAddends(i int) []*analyze.Metric {
	const longest = 8 // characters between the number and the sum
	if i < 3 || !certain(st.figures[i]) || share(st.figures[i]) {
		return nil
	}
	counter := st.figures[i-1]
	if counter.Value == nil || counter.ValueMax != nil || *counter.Value < 2 || *counter.Value > float64(i-1) {
		return nil
	}
	n := int(*counter.Value)
	lead, gap := st.between(st.figures[i-2], counter), st.between(counter, st.figures[i])
	above := strings.Contains(lead, "以上") || strings.Contains(lead, "上述")
	if !hasSuffix(lead, []string{"，", "以上", "上述", "这"}) || utf8.RuneCountInString(gap) > longest || strings.ContainsFunc(gap, stops) || !containsAny(gap, summed) || n < 3 && !above && counter.Measure != "项" && counter.Measure != "类" {
		return nil
	}
	return st.whole(st.figures[i-1-n:i-1], i)
}

// whole returns parts where they may well be what figure i is the sum of: of one measure, and close.
func (st *statement) whole(parts []*analyze.Metric, i int) []*analyze.Metric {
	const close = 0.3
	whole, total := st.figures[i], 0.0
	for _, m := range parts {
		if plainMeasure(m.Measure) != plainMeasure(whole.Measure) || !certain(m) || m.Earlier {
			return nil
		}
		total += *m.Value
	}
	if total < *whole.Value*(1-close) || total > *whole.Value*(1+close) || penalties(parts) || st.overlap(parts[0], whole) {
		return nil
	}
	return parts
}

// quarterAddends returns the figures of the four quarters right before figure i, which is that
// of the year: 四个季度分别召开9次、11次、10次、12次，全年42次.
func (st *statement) quarterAddends(i int) []*analyze.Metric {
	const n = 4
	if i < n || !st.signs.has(scoped|ownTimes) || !certain(st.figures[i]) {
		return nil
	}
	switch st.between(st.figures[i-1], st.figures[i]) {
	case "，全年", "，全年共", "，全年合计", "，全年共计", "，全年累计":
	default:
		return nil
	}
	parts := st.figures[i-n : i]
	if !quarters(parts) && !containsAny(st.before(parts[0]), []string{"四个季度", "各季度", "一至四季度"}) {
		return nil
	}
	return st.whole(parts, i)
}

// arrivals are the measures of what comes in by letter, visit, call or net.
var arrivals = []string{"封", "批", "批次", "个", "条", "件", "件次", "次", "通", "起"}

// arrived returns the figures right before figure i, each in a measure of its own, of what it
// says was received in all: 来信18封、来访22批、来电41个，共受理诉求81件.
func (st *statement) arrived(i int) []*analyze.Metric {
	const fewest, close = 3, 0.3
	whole := st.figures[i]
	if i < fewest || !certain(whole) || whole.Measure != "件" {
		return nil
	}
	gap := strings.TrimPrefix(st.between(st.figures[i-1], whole), "，")
	if longestPrefix(gap, []string{"共", "合计", "累计", "总计"}) == "" || strings.ContainsFunc(gap, stops) || !containsAny(gap, []string{"受理", "收到", "接收", "接到", "接待"}) && gap != "共" && gap != "共计" && gap != "合计" {
		return nil
	}
	first := i - 1
	for first > 0 && strings.HasPrefix(st.between(st.figures[first-1], st.figures[first]), "、") {
		first--
	}
	parts := st.figures[first:i]
	total, ways := 0.0, 0
	for _, m := range parts {
		if !certain(m) || m.Earlier || !slices.Contains(arrivals, m.Measure) {
			return nil
		}
		if total += *m.Value; strings.Contains(m.Name, "来") || strings.Contains(m.Name, "网上") || strings.Contains(m.Name, "电话") {
			ways++
		}
	}
	if len(parts) < fewest || ways < fewest-1 || total < *whole.Value*(1-close) || total > *whole.Value*(1+close) || st.overlap(parts[0], whole) {
		return nil
	}
	return parts
}

// product compares figure i with so many times so much: 11个支部各开展主题党日6次，共72次.
func (st *statement) product(p *analyze.Pass, i int) {
	const longest = 12 // characters of a gap
	if i < 2 {
		return
	}
	many, each, whole := st.figures[i-2], st.figures[i-1], st.figures[i]
	if !certain(many) || !certain(each) || !certain(whole) || each.Earlier || share(each) || share(many) || each.Measure != whole.Measure || each.Measure == many.Measure && each.Measure != "个" || *whole.Value == *each.Value {
		return
	}
	times, sum := st.between(many, each), st.between(each, whole)
	if k := strings.Index(sum, "，"); k > 0 && strings.Contains(times, "每") && utf8.RuneCountInString(sum[:k]) <= longest/2 { // 每人联系3个支部，共
		sum = sum[k:]
	}
	if utf8.RuneCountInString(times) > 2*longest || *each.Value < 2 || utf8.RuneCountInString(sum) > longest || !strings.HasPrefix(sum, "，") || !containsAny(sum, []string{"共", "总数", "合计", "总计", "累计"}) || strings.ContainsAny(times+sum, "；。：（") || strings.Contains(times, "、") {
		return
	}
	at := strings.Index(times, "各")
	if k := strings.Index(times, "每"); at < 0 && k >= 0 && strings.Count(times, "每") == 1 && strings.Count(times[:k], "，") < 2 && longestPrefix(times[k+len("每"):], []string{"个", "人", "所", "村", "校", "家", "户", "名", "支部"}) != "" {
		at, times = k, strings.NewReplacer("每", "", "，", "").Replace(times)
	}
	if at < 0 || strings.Contains(times, "每") || strings.Contains(times, "，") || longestPrefix(times[at:], []string{"各类", "各项", "各级", "各种", "各部门", "各方", "各界", "各地", "各村", "各支部"}) != "" || containsAny(st.before(many), []string{"其余", "其他", "另", "各"}) {
		return
	}
	const far = 3
	made := *many.Value * *each.Value
	if made == *whole.Value || st.overlap(many, whole) || containsAny(sum, []string{"另", "还", "加上"}) || made > far**whole.Value || *whole.Value > far*made {
		return
	}
	p.Emit(analyze.Finding{
		Span:     whole.Span,
		Message:  fmt.Sprintf("写的是%s，按前面的数算是%s（%s×%s）", quote(p.Report.Doc.Text(whole.Span)), number(made)+whole.Measure, number(*many.Value), number(*each.Value)),
		Expected: "与前面的数相乘的结果一致",
		Fix:      fix("核对台账，改正其中一个数"),
		Related:  []analyze.Related{{Report: p.Report.ID, Span: many.Span, Note: many.Name}, {Report: p.Report.ID, Span: each.Span, Note: each.Name}},
	})
}

// The words of a balance: what there was, what came, what went, what is left.
var (
	stocks  = []string{"结转", "期初", "年初", "上期", "上年末", "去年底", "原有", "年初库存", "上月末"}
	incomes = []string{"新收", "新增", "新接", "新受理", "本期收", "本年收", "今年收", "新建", "新吸收", "转入", "新摸排", "新排查", "进账", "购入", "购进", "采购", "入库", "调入", "接收"}
	outgoes = []string{"办结", "化解", "销号", "处理", "结案", "退出", "减少", "开支", "支出", "了结", "整改", "核销", "转出", "下发", "发放", "领用", "出库", "调出", "报废", "使用"}
	remains = []string{"期末", "尚有", "结余", "结存", "剩余", "还有", "余", "未办结", "在办", "年末", "年底", "现有", "库存", "月末"}
)

// balance compares what is left, figure i, with what there was, came and went: 上年结转7件，本期
// 新收23件，办结25件，期末尚有5件.
func (st *statement) balance(p *analyze.Pass, i int) {
	const n = 4
	if i < n-1 {
		return
	}
	figures := st.figures[i-n+1 : i+1]
	for k, words := range [n][]string{stocks, incomes, outgoes, remains} {
		m := figures[k]
		if !certain(m) && !(k == 0 && m.Value != nil && m.ValueMax == nil && m.Qualifier == analyze.Exact) || m.Measure != figures[0].Measure || share(m) {
			return
		}
		c := clauseBefore(st.r.Doc, m.Span)
		if !containsAny(c, words) || k > 0 && !strings.HasPrefix(st.between(figures[k-1], m), "，") && !strings.HasPrefix(st.between(figures[k-1], m), "、") {
			return
		}
	}
	left := *figures[0].Value + *figures[1].Value - *figures[2].Value
	var slack spread
	for _, m := range figures {
		slack.add(rounded(st.r.Doc, m))
	}
	if math.Abs(left-*figures[n-1].Value) <= slack.most() || left < 0 || containsAny(st.before(figures[n-1])+st.behind(figures[n-1]), []string{"其中", "另", "撤", "移"}) {
		return
	}
	p.Emit(analyze.Finding{
		Span:     figures[n-1].Span,
		Message:  fmt.Sprintf("写的是%s，按前面的数算是%s（%s＋%s－%s）", quote(p.Report.Doc.Text(figures[n-1].Span)), number(left)+figures[n-1].Measure, number(*figures[0].Value), number(*figures[1].Value), number(*figures[2].Value)),
		Expected: "上期结转加本期新增减本期办结，等于期末",
		Fix:      fix("核对台账，改正其中一个数"),
		Related:  []analyze.Related{{Report: p.Report.ID, Span: figures[0].Span}, {Report: p.Report.ID, Span: figures[1].Span}, {Report: p.Report.ID, Span: figures[2].Span}},
	})
}

// twinAdds reports whether the parts of figure i claim to be all, since those of its twin, counted
// beside each of them in another measure, make that exactly: 164户297人，其中城市38户61人、农村116户236人.
func (st *statement) twinAdds(i int, parts []*analyze.Metric) bool {
	for _, side := range []int{-1, 1} {
		twin := st.beside(i, side)
		if twin == nil || len(parts) < 2 {
			continue
		}
		total := 0.0
		for _, m := range parts {
			o := st.beside(slices.Index(st.figures, m), side)
			if o == nil || o.Measure != twin.Measure {
				total = -1
				break
			}
			total += *o.Value
		}
		if total == *twin.Value {
			return true
		}
	}
	return false
}

// beside returns the figure that stands without a gap before (-1) or behind (1) figure i; nil: none.
func (st *statement) beside(i, side int) *analyze.Metric {
	j := i + side
	if j < 0 || j >= len(st.figures) || !certain(st.figures[j]) || st.figures[j].Measure == st.figures[i].Measure {
		return nil
	}
	if st.between(st.figures[min(i, j)], st.figures[max(i, j)]) != "" {
		return nil
	}
	return st.figures[j]
}
