package check

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/numeral"
)

// partitions are the kinds of one thing of which everything is of one and no other: where a text
// counts each of them, it has counted all.
var partitions = [][]string{
	{"第一种形态", "第二种形态", "第三种形态", "第四种形态"},
	{"警告", "严重警告", "撤销党内职务", "留党察看", "开除党籍"},
	{"谈话函询", "初步核实", "暂存待查", "予以了结"},
	{"研究生", "本科", "大专及以下"},
	{"研究生", "本科", "专科及以下"},
	{"正式党员", "预备党员"},
	{"上半年", "下半年"},
	{"男", "女"},
	{"实名", "匿名"},
	{"主办", "协办"},
}

// kindNames are the names of all those kinds.
var kindNames = wordsOf(slices.Concat(partitions...)...)

// wholeParts are the words of which a sentence has one where splits may find something.
var wholeParts = []string{
	"第四种形态", "开除党籍", "暂存", "及以下", "预备党员", "下半年", "女", "匿名", "协办",
	"按", "看，", "具体是", "具体为", "构成：", "依次", "分布在", "其余", "：", "共有",
	"没有", "之外", "无其他", "无未", "未另", "不重复", "不少", "全部统计",
}

// closings are the words behind the parts of a whole, or before them, by which there are no more.
var closings = wordsOf("没有其他", "无其他", "没有未", "没有评为", "没有评定为", "之外没有", "之外未", "之外再无", "无未归类", "未另行", "不重复统计", "不重复计", "互不重复", "全部统计", "只归入一类", "一场不少", "一个不少", "一件不少")

// splits compares wholes with the parts that a passage tells so that they are all: by the kinds that
// they are of, by words between them (按来源分, 具体是：, 分布在三个库区), or behind them (没有其他).
func splits(p *analyze.Pass, all []passage) {
	for _, ps := range all {
		if !slices.ContainsFunc(ps, func(t told) bool { return t.st.signs.has(parted) }) {
			continue
		}
		for i := range ps {
			whole, parts := ps.partition(i)
			claim := analyze.Error
			if whole == nil {
				whole, parts = ps.split(i)
				claim = analyze.Warning
			}
			if whole == nil {
				whole, parts = ps.closed(i)
			}
			if whole == nil {
				whole, parts = ps.counted(i)
			}
			if whole != nil {
				sum(p, whole, parts, claim, claim)
			}
		}
	}
}

// partition returns the parts that start with figure i, of each kind of a partition one, and what
// they are of.
func (ps passage) partition(i int) (whole *analyze.Metric, parts []*analyze.Metric) {
	first := ps.label(i)
	if !kindNames.in(first) {
		return nil, nil
	}
	for _, kinds := range partitions {
		if i+len(kinds) > len(ps) || !slices.ContainsFunc(kinds, func(k string) bool { return strings.Contains(first, k) }) {
			continue
		}
		parts = parts[:0]
		left := slices.Clone(kinds)
		for k := i; k < len(ps) && len(left) > 0 && (k == i || ps.adjoins(k, false)); k++ {
			at := kindIn(strings.ReplaceAll(ps.label(k), "警告以上", ""), left)
			if at < 0 {
				break
			}
			left = slices.Delete(left, at, at+1)
			parts = append(parts, ps[k].metric())
		}
		if len(left) > 0 || !ps.addable(parts) {
			continue
		}
		if next := i + len(kinds); kinds[0] == "上半年" {
			if next < len(ps) && strings.Contains(ps.label(next), "全年") && ps[next].st.span.Block == ps[i].st.span.Block && nearly(ps[next].metric(), parts) {
				return ps[next].metric(), parts
			}
			if i == 0 || !strings.Contains(ps.label(i-1), "全年") {
				continue
			}
		}
		if whole = ps.wholeOf(i, parts); whole != nil && kindIn(ps.label(ps.index(whole)), kinds) < 0 {
			return whole, parts
		}
	}
	return nil, nil
}

// index returns which figure m is.
func (ps passage) index(m *analyze.Metric) int {
	return slices.IndexFunc(ps, func(t told) bool { return t.metric() == m })
}

// entirety reports whether parts are of each kind of a partition one.
func entirety(parts []*analyze.Metric) bool {
	return slices.ContainsFunc(partitions, func(kinds []string) bool {
		left := slices.Clone(kinds)
		for _, m := range parts {
			at := kindIn(m.Name, left)
			if at < 0 {
				return false
			}
			left = slices.Delete(left, at, at+1)
		}
		return len(left) == 0
	})
}

// kindIn returns the index of the longest of kinds that label holds; -1: none.
func kindIn(label string, kinds []string) int {
	best := -1
	for k, kind := range kinds {
		if strings.Contains(label, kind) && (best < 0 || len(kind) > len(kinds[best])) {
			best = k
		}
	}
	return best
}

// split returns the parts that start with figure i behind words that say what is parted, and how.
func (ps passage) split(i int) (whole *analyze.Metric, parts []*analyze.Metric) {
	if i == 0 || !ps[i].st.signs.has(parted) {
		return nil, nil
	}
	lead := ps.leadFrom(i)
	if !splitters.in(lead) {
		return nil, nil
	}
	n, ok := splitting(lead)
	parts = ps.run(i)
	if !ok && !ps.listsBehind(i, lead, parts) {
		return nil, nil
	}
	st := ps[i].st
	if len(parts) < 2 || n > 0 && n != len(parts) || !ps.addable(parts) || mayOverlap(parts, "") && !closings.in(lead) || penalties(parts) || st.goesOn(parts[len(parts)-1]) {
		return nil, nil
	}
	if containsAny(strings.ReplaceAll(st.r.Doc.Text(st.span), "不重复", ""), overlapping) {
		return nil, nil
	}
	return ps.wholeOf(i, parts), parts
}

// splitters are words of which the text between a whole and its parts has one.
var splitters = wordsOf("按", "从", "具体是", "具体为", "依次", "分布在", "由", "：")

// listsBehind reports whether parts are the items of a list behind the colon that their whole ends with, and
// what each is, not what was done with it: 共办了15场：故事会4场，讲座3场……
func (ps passage) listsBehind(i int, lead string, parts []*analyze.Metric) bool {
	const longest, fewest = 10, 3 // characters of a name; parts
	if !strings.HasPrefix(lead, "：") || len(parts) < fewest && !(len(parts) == 2 && ps.inBracket(i+1)) {
		return false
	}
	return !slices.ContainsFunc(parts, func(m *analyze.Metric) bool {
		return m.Name == "" || done(m.Name) || utf8.RuneCountInString(m.Name) > longest
	})
}

// leadFrom returns the text before figure i from the last figure of its measure on.
func (ps passage) leadFrom(i int) string {
	m := ps[i].metric()
	for k := i - 1; k >= 0 && ps[k].metric().Span.Block == m.Span.Block; k-- {
		if plainMeasure(ps[k].metric().Measure) == plainMeasure(m.Measure) {
			return widened(ps[i].st.r.Doc.Blocks[m.Span.Block].Text[ps[k].metric().Span.End:m.Span.Start])
		}
	}
	return ps.lead(i)
}

// splitting reports whether lead, the text between a whole and the first of its parts, says that they
// follow, and of how many it speaks; 0: it does not say.
func splitting(lead string) (n int, ok bool) {
	clauses := strings.FieldsFunc(lead, func(r rune) bool { return strings.ContainsRune("，,：:。；;", r) })
	for _, c := range clauses {
		c = strings.TrimSpace(c)
		switch {
		case strings.HasPrefix(c, "按") && hasSuffix(c, []string{"分", "统计", "划分", "区分", "来分"}),
			strings.HasPrefix(c, "从") && strings.HasSuffix(c, "看") && !containsAny(c, []string{"情况", "总体", "整体", "结果"}),
			strings.HasPrefix(c, "具体是"), strings.HasPrefix(c, "具体为"), strings.Contains(c, "季度依次"):
			return 0, true
		}
		for _, w := range []string{"分布在", "由"} {
			_, rest, found := strings.Cut(c, w)
			if number, isNumber := numeral.Scan(rest, 0); found && isNumber && number.Value >= 2 && longestPrefix(rest[number.End:], partMeasures) != "" && (w != "由" || hasSuffix(c, []string{"构成", "组成"})) {
				return int(number.Value), true
			}
		}
	}
	return 0, false
}

// closed returns the figures up to figure i of which the words behind say that there are no more, or that i
// is the rest, and what they are parts of: a figure before them, else the first of them.
func (ps passage) closed(i int) (whole *analyze.Metric, parts []*analyze.Metric) {
	rest := strings.HasPrefix(ps.label(i), "其余")
	if i < 2 || !(rest && ps[i].st.signs.has(parted)) && !closings.in(ps.behind(i)) {
		return nil, nil
	}
	const most = 100 // parts
	first := i
	for k := i; k >= max(0, i-most) && plainMeasure(ps[k].metric().Measure) == plainMeasure(ps[i].metric().Measure); k-- {
		if first = k; !ps.inBracket(k) {
			parts = append(parts, ps[k].metric())
		}
		if lead := ps.lead(k); k == 0 || !ps.adjoins(k, true) || strings.Contains(lead, "其中") || rest && k < i && strings.ContainsAny(lead, "。；") {
			break
		}
	}
	slices.Reverse(parts)
	if rest && len(parts) > 2 && *parts[0].Value == added(parts[1:]) { // 堵点45个，疏通43个，其余2个
		return nil, nil
	}
	if _, told := splitting(ps.leadFrom(first)); told || !ps.addable(parts) || penalties(parts) {
		return nil, nil
	}
	if whole = ps.wholeOf(first, parts); whole != nil || ps.tells(first, added(parts)) || len(parts) < 3 {
		return whole, parts
	}
	if whole, parts = parts[0], parts[1:]; !nearly(whole, parts) {
		return nil, nil
	}
	return whole, parts
}

// tells reports whether one of the last figures before figure i is n.
func (ps passage) tells(i int, n float64) bool {
	const most = 6
	return slices.ContainsFunc(ps[max(0, i-most):i], func(t told) bool { return t.metric().Value != nil && *t.metric().Value == n })
}

// behind returns the text behind figure i up to the next one, but for one that tells how many parts there
// were: 三项之外没有其他.
func (ps passage) behind(i int) string {
	const few = 3 * 3 // bytes
	tail := ps.tail(i)
	if i+1 < len(ps) && ps[i+1].metric().Span.Block == ps[i].metric().Span.Block && len(tail) <= few {
		return ps.tail(i + 1)
	}
	return tail
}

// counted returns the figures behind figure i, as many as the text says before it: 3个支部共有党员71名。
// 一支部28名……
func (ps passage) counted(i int) (whole *analyze.Metric, parts []*analyze.Metric) {
	const few, most = 3, 12
	if i == 0 || i+few >= len(ps) || !ps[i].st.signs.has(parted) {
		return nil, nil
	}
	counter := ps[i-1].metric()
	if !certain(counter) || *counter.Value < few || *counter.Value > most || counter.Span.Block != ps[i].metric().Span.Block {
		return nil, nil
	}
	if lead := ps.lead(i); !strings.Contains(lead, "共有") || strings.ContainsFunc(lead, stops) {
		return nil, nil
	}
	for k := i + 1; k < len(ps) && ps.adjoins(k, true) && !strings.Contains(ps.lead(k), "其中") && plainMeasure(ps[k].metric().Measure) == plainMeasure(ps[i].metric().Measure); k++ {
		parts = append(parts, ps[k].metric())
	}
	if whole = ps[i].metric(); len(parts) != int(*counter.Value) || !ps.addable(parts) || !nearly(whole, parts) {
		return nil, nil
	}
	return whole, parts
}

// wholeOf returns the figure before figure i that parts are most likely of; nil: none is close, or
// one is just what they make.
func (ps passage) wholeOf(i int, parts []*analyze.Metric) *analyze.Metric {
	const most = 3 // figures of the measure looked back at
	made := added(parts)
	var best *analyze.Metric
	for k, seen := i-1, 0; k >= 0 && seen < most; k-- {
		m := ps[k].metric()
		if plainMeasure(m.Measure) != plainMeasure(parts[0].Measure) {
			continue
		}
		seen++
		if !certain(m) || m.Earlier {
			continue
		}
		if *m.Value == made {
			return nil
		}
		if nearly(m, parts) && (best == nil || math.Abs(made-*m.Value) < math.Abs(made-*best.Value)) {
			best = m
		}
	}
	return best
}

// nearly reports whether whole is close to what the parts make, and more than each of them.
func nearly(whole *analyze.Metric, parts []*analyze.Metric) bool {
	const close = 0.3
	made := added(parts)
	return certain(whole) && !whole.Earlier && made >= *whole.Value*(1-close) && made <= *whole.Value*(1+close) &&
		!slices.ContainsFunc(parts, func(m *analyze.Metric) bool { return *m.Value >= *whole.Value })
}

// addable reports whether the figures are amounts in one measure.
func (ps passage) addable(parts []*analyze.Metric) bool {
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(m *analyze.Metric) bool {
		return m.Value == nil || m.ValueMax != nil || m.Qualifier != analyze.Exact || m.Earlier || share(m) || plainMeasure(m.Measure) != plainMeasure(parts[0].Measure)
	})
}

// run returns the figures from i on that are counted alike and stand side by side, without what
// is in brackets behind them.
func (ps passage) run(i int) []*analyze.Metric {
	var list []*analyze.Metric
	for k := i; k < len(ps); k++ {
		m := ps[k].metric()
		if k > i && ps.inBracket(k) && !ps.inBracket(i) {
			continue
		}
		if k > i && !ps.adjoins(k, false) || plainMeasure(m.Measure) != plainMeasure(ps[i].metric().Measure) {
			break
		}
		list = append(list, m)
	}
	return list
}

// adjoins reports whether figure k stands beside the one before it in a list; far: over sentences too.
func (ps passage) adjoins(k int, far bool) bool {
	a, b := ps[k-1].metric(), ps[k].metric()
	if a.Span.Block != b.Span.Block {
		return far
	}
	gap := ps[k].st.between(a, b)
	if i := strings.LastIndex(gap, "）"); i >= 0 && ps.inBracket(k-1) {
		gap = gap[i+len("）"):]
	}
	r, _ := utf8.DecodeRuneInString(gap)
	return strings.ContainsRune("，、；和", r) || far && r == '。' || gap == "" || ps.inBracket(k) && r == '（'
}

// inBracket reports whether figure k stands in a bracket.
func (ps passage) inBracket(k int) bool { return ps[k].st.bracketed(ps[k].metric()) }

// lead returns the text between figure i and the one before it in its block.
func (ps passage) lead(i int) string {
	m := ps[i].metric()
	text := ps[i].st.r.Doc.Blocks[m.Span.Block].Text
	from := 0
	if i > 0 && ps[i-1].metric().Span.Block == m.Span.Block {
		from = min(ps[i-1].metric().Span.End, m.Span.Start)
	}
	return widened(text[from:m.Span.Start])
}

// tail returns the text behind figure i, up to the next one in its block.
func (ps passage) tail(i int) string {
	m := ps[i].metric()
	text := ps[i].st.r.Doc.Blocks[m.Span.Block].Text[m.Span.End:]
	if i+1 < len(ps) && ps[i+1].metric().Span.Block == m.Span.Block {
		text = text[:max(0, ps[i+1].metric().Span.Start-m.Span.End)]
	}
	return text
}

// label returns the words right before figure i, up to a mark.
func (ps passage) label(i int) string {
	lead := ps.lead(i)
	if k := strings.LastIndexFunc(lead, func(r rune) bool { return stops(r) || strings.ContainsRune("、（：", r) }); k >= 0 {
		_, size := utf8.DecodeRuneInString(lead[k:])
		return lead[k+size:]
	}
	return lead
}

// added returns what the figures make.
func added(parts []*analyze.Metric) float64 {
	n := 0.0
	for _, m := range parts {
		n += *m.Value
	}
	return n
}
