package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "value.conflict",
	Title:    "同一项数字前后不一",
	Severity: analyze.Error,
	Doc: `同一件事、同一时段、同一个量词，前后写了两个不同的数：前面说全年召开警示教育大会3次，后面说4次。
表格里的数与正文里同一件事的数也要一致。
数字颠倒了次序（查出隐患328条、查出的382条隐患），用同样的话又说一遍而数不同的，提示核实。
请核对台账，统一成一个数；如果说的是不同范围的事，把范围写清楚。
两处都写明了同样的时段（全年、上半年、今年以来）才算错误；只有一处写明，又用“虽然”“回顾”“在……的基础上”重提前面的成绩，或者说“制定的66条措施”“全院186名干警”与前面不一时，提示核实。`,
	Bad: `一、工作开展情况
党委书记主持民主生活会2次。党委理论学习中心组学习8次。
全年召开警示教育大会3次，通报典型案例16起。全年发展党员41名。开展廉政谈话26人次。
二、存在的问题
虽然全年召开警示教育大会⟦f⟧4次⟦/⟧，但效果还不明显。虽然全年发展党员⟦f⟧43名⟦/⟧，但结构不优。虽然全年开展廉政谈话⟦f⟧28人次⟦/⟧，但深度不够。
虽然党委书记主持民主生活会⟦f⟧3次⟦/⟧，但质量不高。
总的看，全年党委书记主持民主生活会⟦f⟧4次⟦/⟧，任务完成。
三、下一步打算
在全年党委中心组学习⟦f⟧9次⟦/⟧的基础上，再提高质量。`,
	Good: `一、工作开展情况
全年召开警示教育大会3次，其中机关2次、基层站所1次；各支部召开警示教育大会12次。
发现问题23个，整改21个。去年全年召开警示教育大会2次。
围绕工程建设领域，开展廉政谈话9人次。全年开展检查6次。全年开展检查9次。
召开形势分析会2次（上半年1次、下半年1次）。
二、存在的问题
虽然全年开展廉政谈话28人次，但深度不够。检查中发现问题5个。全年召开警示教育大会3次，次数偏少。
三、下一步打算
在全年开展检查9次的基础上，明年开展检查12次，召开警示教育大会4次。`,
	Run: conflicts,
})

// scopes are the words by which a sentence says that it counts a whole period.
var scopes = []string{"全年", "上半年", "下半年", "今年以来", "一年来", "半年来", "年初以来", "本年度"}

func conflicts(p *analyze.Pass) error {
	facts := factsOf(p)
	contested := contestedOf(facts.statements)
	before := lookedBackOn(contested)
	back := len(before) > 0
	restated := slices.ContainsFunc(facts.statements, func(st statement) bool { return st.signs.has(concedes) })
	first := map[count]*analyze.Metric{}
	report := 0
	for _, f := range contested {
		st, m := f.st, f.metric()
		if !back && !restated && !st.signs.has(scoped) { // nothing will be compared with it
			continue
		}
		if at := facts.reportAt(st.span.Block); at != report { // each report of a file for itself
			report = at
			before.begin()
			clear(first)
		}
		if back && st.tellsAgain(p, f.i, before) || !certain(m) || st.signs.has(scoped) && containsAny(p.Report.Doc.Text(st.span), []string{"去年全年", "上年全年"}) {
			continue
		}
		for _, c := range st.counts(f.i, restated) {
			severity := analyze.Error
			old := first[c]
			if old == nil && c.scope != "" && st.restates(f.i) {
				severity = analyze.Warning
				old = first[count{c.what, c.measure, c.subject, ""}]
			}
			if old == nil {
				first[c] = m
				continue
			}
			if c.scope == "" { // 虽然……: told again, of the same time
				severity = analyze.Warning
			}
			if *old.Value != *m.Value && (c.scope != "" || st.restates(f.i)) {
				emitConflict(p, plainName(m.Name), m, old, severity)
				break
			}
		}
	}
	akin := akinOf(facts.statements)
	againConflicts(p, akin)
	echoConflicts(p)
	slipConflicts(p, akin)
	stockConflicts(p)
	tableConflicts(p)
	return nil
}

// A kin is what two figures of one thing have in common at the least: the first two
// characters of the measure and the last two of the name.
type kin uint64

func kinOf(m *analyze.Metric) kin {
	const size = 16 // bits that a character takes
	var k kin
	measure, name := m.Measure, m.Name
	for range 2 {
		r, n := utf8.DecodeRuneInString(measure)
		k, measure = k<<size|kin(r), measure[n:]
		r, n = utf8.DecodeLastRuneInString(name)
		k, name = k<<size|kin(r), name[:len(name)-n]
	}
	return k
}

// A told is figure i of a statement.
type told struct {
	st *statement
	i  int
}

func (t told) metric() *analyze.Metric { return t.st.figures[t.i] }

// contestedOf returns the figures that may contradict another, in reading order: the exact
// amounts of this period whose kin has more than one number.
func contestedOf(list []statement) []told {
	type numbers struct {
		first  float64
		differ bool
	}
	type amount struct {
		told
		kin int // index in kins
	}
	figures := 0
	for _, st := range list {
		figures += len(st.figures)
	}
	kins, amounts := make([]numbers, 0, figures), make([]amount, 0, figures)
	known := make(map[kin]int, figures) // indexes in kins
	for k := range list {
		for i, m := range list[k].figures {
			if m.Value == nil || m.ValueMax != nil || m.Qualifier != analyze.Exact || m.Earlier || share(m) {
				continue
			}
			n, ok := known[kinOf(m)]
			if !ok {
				n = len(kins)
				known[kinOf(m)] = n
				kins = append(kins, numbers{first: *m.Value})
			}
			kins[n].differ = kins[n].differ || kins[n].first != *m.Value
			amounts = append(amounts, amount{told{&list[k], i}, n})
		}
	}
	var contested []told
	for _, a := range amounts {
		if kins[a.kin].differ {
			contested = append(contested, a.told)
		}
	}
	return contested
}

// emitConflict reports that m is not what old told of the same thing, what; of one figure once.
func emitConflict(p *analyze.Pass, what string, m, old *analyze.Metric, severity analyze.Severity) {
	if agree(p.Report.Doc, m, old) {
		return
	}
	facts := factsOf(p)
	if facts.conflicting[m.Span] {
		return
	}
	if facts.conflicting == nil {
		facts.conflicting = map[doc.Span]bool{}
	}
	facts.conflicting[m.Span] = true
	p.Emit(analyze.Finding{
		Span:     m.Span,
		Severity: severity,
		Message:  fmt.Sprintf("%s这里写的是%s，前面写的是%s", quote(what), quote(p.Report.Doc.Text(m.Span)), quote(p.Report.Doc.Text(old.Span))),
		Expected: "同一项数字前后一致",
		Fix:      fix("核对台账，统一成一个数；说的是不同的事，把范围写清楚"),
		Related:  []analyze.Related{{Report: p.Report.ID, Span: old.Span, Note: "前面的数"}},
	})
}

// A count is what a figure counts and when; equal ones should have equal numbers.
type count struct{ what, measure, subject, scope string }

// vague are words in a clause by which its figure is a part, an average or of another time.
var vague = wordsOf("各", "每", "平均", "人均", "其中", "去年", "上年", "累计", "同期")

// frames are words before a clause by which its figure is of one field or time only.
var frames = wordsOf("在", "对", "围绕", "针对", "结合", "期间", "专项", "其中", "月", "季度", "行动", "通过")

// counts returns what figure i counts: by its name, and by the words that stand before it
// with their verb, where either says enough. A figure that tells no time has an empty
// scope, and counts only where restated: when some figure is told again, and where nothing
// before it narrows it down.
func (st *statement) counts(i int, restated bool) []count {
	m := st.figures[i]
	c := clause(st.r.Doc, m.Span, 40)
	if vague.in(c) || st.bracketed(m) || st.special(i) {
		return nil
	}
	scope, at := "", -1
	if head := clauseBefore(st.r.Doc, m.Span); st.signs.has(scoped) {
		for _, w := range scopes { // the nearest
			if k := strings.LastIndex(head, w); k > at {
				scope, at = w, k
			}
		}
	}
	if scope == "" && !restated {
		return nil
	}
	phrase, before := st.phrase(i)
	if scope == "" && frames.in(before) {
		return nil
	}
	const enough = 4 // characters
	var list []count
	name := plainName(m.Name)
	if utf8.RuneCountInString(name) >= enough && scope != "" {
		list = append(list, count{name, m.Measure, m.Subject, scope})
	}
	if n := utf8.RuneCountInString(phrase); n >= enough && n <= 4*enough && (scope == "" || phrase != name && (!slices.Contains(broad, name) || st.restates(i))) {
		list = append(list, count{phrase, m.Measure, m.Subject, scope})
	}
	return list
}

// broad are names so general that one report may well count several such things.
var broad = []string{"检查", "投资", "完成投资", "培训", "会议", "活动", "问题", "人员", "案件", "学习", "宣传", "整改", "企业", "项目", "资金", "谈话", "调研", "督查", "督导", "巡查", "演练", "讲座", "干部", "群众", "隐患", "文件", "党课", "信息"}

// phrase returns the words of the clause right before figure i, without words of time, and
// the text of the sentence before that clause.
func (st *statement) phrase(i int) (phrase, before string) {
	m := st.figures[i]
	text := st.r.Doc.Blocks[m.Span.Block].Text
	from := st.span.Start
	if i > 0 {
		from = max(from, st.figures[i-1].Span.End)
	}
	const longest = 120 // bytes
	head := text[from:m.Span.Start]
	if k := strings.LastIndexFunc(head, func(r rune) bool { return stops(r) || r == '、' || r == '（' }); k >= 0 {
		_, size := utf8.DecodeRuneInString(head[k:])
		from += k + size
	}
	if m.Span.Start-from > longest {
		return "", text[st.span.Start:from]
	}
	return plainName(text[from:m.Span.Start]), text[st.span.Start:from]
}

// conceding are the words by which a clause grants what was told before.
var conceding = []string{"虽然", "尽管", "虽"}

// restates reports whether figure i is named again rather than told: 虽然全年……，但…….
func (st *statement) restates(i int) bool {
	return containsAny(clause(st.r.Doc, st.figures[i].Span, 40), conceding)
}

// leading are the words of time and of concession that plainName leaves out.
var leading = wordsOf(slices.Concat([]string{"但", "共", "一共", "已", "先后", "是"}, conceding, scopes)...)

// plainName returns a name without the words of time and of concession before it.
func plainName(name string) string {
	name = strings.Trim(name, "“”\" 　")
	for {
		w := leading.prefix(name)
		if w == "" {
			return name
		}
		name = strings.TrimPrefix(name, w)
	}
}
