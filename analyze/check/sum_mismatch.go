package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/lexicon"
)

var _ = register(&analyze.Check{
	ID:       "sum.mismatch",
	Title:    "分项与合计不符",
	Severity: analyze.Error,
	Doc: `合计后面列了分项，分项加起来比合计还多；或者写明了“分别”、按四个季度列全的分项，加起来不等于合计；或者先列分项，再写“共多少”，两者不等。
写明“以上三项合计”“四个季度……全年”“11个支部各6次，共”的，上期结转、本期新增、办结、期末的，算得出来，也按错误算。
“四种形态”、男女、实名匿名这样只能归一类的分项，写了“按来源分”“分布在三个库区”“没有其他”的分项，也要加得起来；“其余多少”、巡察反馈“3个方面17个问题”后面逐个方面写的问题数，一样核对。
冒号、“包括”后面和括号里的分项比合计少的，可能没有列全，提示核实；“其中”后面的分项用逗号分开、加起来更多的，也提示核实。
表格里的合计行、合计列，与各行、各列加起来不等，也算。
请核对原始台账，改正合计或分项。
“其中”后面只列一部分、加起来比合计少的，不算错；分项之间互相重叠的（女党员、35岁以下，党纪处分和政务处分），表格里有小计、分层的，不查。`,
	Bad: `一、工作开展情况
全年召开专题会议⟦f⟧9次⟦/⟧，其中一季度2次、二季度3次、三季度2次、四季度3次。
追缴资金⟦f⟧46.8万元⟦/⟧，其中追回补贴18.5万元、收回工程款21.7万元、清退补助8.6万元。
受理信访件⟦f⟧26件⟦/⟧：办结20件、在办7件。
督办⟦f⟧15件⟦/⟧，其中实地督查7件，书面督办9件。
现有职工⟦f⟧52人⟦/⟧（在职37人，退休16人）。
现有党员⟦f⟧40名⟦/⟧，其中教工党员12名、学生党员31名。
在编干部25人、聘用人员2人，共⟦f⟧26人⟦/⟧。共有民辅警⟦f⟧178人⟦/⟧，民警61人、辅警127人。逐级谈话92人次，同级谈话18人次，共⟦f⟧120人次⟦/⟧。
给予党纪政务处分⟦f⟧10人⟦/⟧（其中科级2人、股级3人、其他6人）。
类别|发现|已整改
服务|26个|24个
执法|17个|15个
合计|43个|⟦f⟧38个⟦/⟧`,
	Good: `一、工作开展情况
全年召开专题会议10次，其中一季度2次、二季度3次、三季度2次、四季度3次。
廉政谈话12人次，其中一把手3人、班子成员4人；集体学习20次。
处分88人，其中党纪处分71人、政务处分22人（5人同时受到党纪处分和政务处分）。
接到举报14件，环比减少3件，其中来信6件、来访5件、电话3件；重复举报2件。
在编干部25人、聘用人员2人，共27人。逐级谈话92人次，同级谈话18人次，共110人次。受理信访20件，办结18件，共涉及30件。现有党员37名，预备党员22名、女党员20名。现有党员37名，群众代表20名、入党积极分子25名。处分12人（党纪处分9人、政务处分6人）。
检查企业15家，其中发现问题7家，责令整改9家。门店净增3家（新开5家、关闭2家）。
现有党员37名，其中女党员20名、35岁以下25名。
批准用地31宗，其中工业用地14宗、住宅用地9宗、公路用地8宗；供应土地27宗。
项目|上年|本年|增幅
培训|12场|15场|25%
宣传|20场|30场|50%
合计|32场|45场|40.6%`,
	Run: sums,
})

func sums(p *analyze.Pass) error {
	for _, st := range factsOf(p).statements {
		for i := range st.figures {
			parts, claim := st.parts(i)
			if loose := st.loose(i, parts); loose != nil {
				sum(p, st.figures[i], loose, analyze.Info, analyze.Warning)
			} else if len(parts) > 1 {
				sum(p, st.figures[i], parts, claim, analyze.Error)
			}
			if parts := st.apposed(i); parts != nil {
				sum(p, st.figures[i], parts, analyze.Info, analyze.Warning)
			}
			st.product(p, i)
			st.balance(p, i)
			if parts := st.arrived(i); parts != nil {
				sum(p, st.figures[i], parts, analyze.Warning, analyze.Warning)
			} else if parts := st.countedAddends(i); parts != nil {
				sum(p, st.figures[i], parts, analyze.Error, analyze.Error)
			} else if parts := st.quarterAddends(i); parts != nil {
				sum(p, st.figures[i], parts, analyze.Error, analyze.Error)
			} else if parts := st.addends(i); len(parts) > 1 {
				sure := analyze.Error
				if strings.Contains(st.between(parts[0], parts[1]), "，") {
					sure = analyze.Warning
				}
				sum(p, st.figures[i], parts, sure, sure)
			}
		}
	}
	all := passages(factsOf(p).statements)
	totals(p, all)
	splits(p, all)
	sectionSums(p)
	tableSums(p)
	return nil
}

// sum compares whole with its parts. That they come to more is as grave as it is sure that
// they are its parts; that they come to less, as the text claims to name them all.
func sum(p *analyze.Pass, whole *analyze.Metric, parts []*analyze.Metric, claim, sure analyze.Severity) {
	w := rounded(p.Report.Doc, whole)
	total, slack := 0.0, spread{}
	slack.add(w)
	for _, i := range asFine(p.Report.Doc, parts) {
		total += (i.low + i.high) / 2
		slack.add(i)
	}
	gap := total - (w.low+w.high)/2
	over := gap > slack.most()
	under := claim > analyze.Info && -gap > slack.most() && slices.IndexFunc(parts, func(m *analyze.Metric) bool {
		return m.Measure != whole.Measure && !slices.Contains(arrivals, m.Measure)
	}) < 0
	if !over && !under {
		return
	}
	severity := sure
	if under {
		severity = claim
	}
	added := 0.0
	for i, m := range parts { // the first alone make it: what follows is something else
		if added += *m.Value; i > 0 && added == *whole.Value && !entirety(parts) {
			return
		}
	}
	if added-*parts[0].Value == *parts[0].Value && parts[0].Span.Block == parts[1].Span.Block { // the others are parts of the first
		if between := p.Report.Doc.Blocks[parts[0].Span.Block].Text[parts[0].Span.End:max(parts[0].Span.End, parts[1].Span.Start)]; strings.Contains(between, "；") {
			return
		}
	}
	added = 0
	var terms []string
	var related []analyze.Related
	for _, m := range parts {
		added += *m.Value
		terms = append(terms, number(*m.Value))
		related = append(related, analyze.Related{Report: p.Report.ID, Span: m.Span, Note: m.Name})
	}
	facts := factsOf(p)
	if facts.summed[whole.Span] { // said already
		return
	}
	if facts.summed == nil {
		facts.summed = map[doc.Span]bool{}
	}
	facts.summed[whole.Span] = true
	p.Emit(analyze.Finding{
		Span:     whole.Span,
		Severity: severity,
		Message:  fmt.Sprintf("合计写的是%s，分项加起来是%s（%s）", quote(p.Report.Doc.Text(whole.Span)), number(added)+whole.Measure, strings.Join(terms, "＋")),
		Expected: "分项之和与合计一致",
		Fix:      fix("核对台账，改正合计或者分项"),
		Related:  related,
	})
}

// overlapping are words in a sentence by which parts may count the same thing twice;
// 重复报销 and 交叉检查 are none.
var overlapping = []string{
	"同时受", "同时给", "同时被", "同时是", "同时为", "同时兼", "同时有", "同时属", "同时享", "同时具", "人同时", "件同时", "个同时",
	"既", "兼有", "兼具", "同属", "两种以上", "两类以上",
	"交叉重", "有交叉", "交叉任", "交叉计", "重复计", "重复统", "重复人", "有重复", "去重", "除重", "不重复", "重叠", "双重", "合并计算", "合并处", "兼任",
}

// attributes are words in a part's name by which it may overlap with the part next to it.
var attributes = wordsOf("女", "少数民族", "岁", "周岁", "学历", "本科", "大专", "研究生", "高级", "中级", "以上", "以下", "退休", "青年", "党员", "返乡", "新提拔", "流动", "困难", "老党员", "残疾", "低保", "优秀", "先进", "无职", "平均", "每", "人均")

// done reports whether a part is told by what was done with it.
func done(name string) bool {
	return governed(name) || doings.in(name)
}

var doings = wordsOf("整改", "办结", "完成", "解决", "处理", "处置", "查处", "立案", "问责", "转", "发现", "涉及", "参加", "新增", "通过", "合格", "不", "未", "已")

// change reports whether m is a change, of which what follows is no part: 举报14件，环比减少3件，
// 其中来信6件.
func change(m *analyze.Metric) bool { return hasSuffix(m.Name, more) || hasSuffix(m.Name, less) }

// net reports whether m is what is left of gains and losses: 净增3家（新开5家、关闭2家）.
func (st *statement) net(m *analyze.Metric) bool {
	const near = 5 * 3 // bytes
	before := st.before(m)
	return strings.Contains(before[max(0, len(before)-near):], "净")
}

// apartFrom has for an attribute the one that no other part may have: men are no women.
var apartFrom = map[string]string{"女": "男", "退休": "在职", "以上": "以下", "以下": "以上", "党员": "群众"}

// ranks are words of which a person has but one.
var ranks = []string{"正高", "副高", "高级", "中级", "初级"}

// mayOverlap reports whether one of the parts has an attribute that what is in another part
// may have too. Money is spent once.
func mayOverlap(parts []*analyze.Metric, whole string) bool {
	names := make([]string, len(parts))
	for i, m := range parts {
		names[i] = strings.ReplaceAll(withoutAll(m.Name, whole), "规模以上", "")
	}
	has := func(word string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.Contains(name, word) })
	}
	if graded(names) || remainder(parts) || parts[0].Measure == "元" || !slices.ContainsFunc(names, attributes.in) || !slices.ContainsFunc(names, func(name string) bool { return !containsAny(name, ranks) }) {
		return false
	}
	shared := func(word string) bool { // by all, so that it parts none: 城市低保 and 农村低保
		return slices.Contains([]string{"低保", "党员", "困难"}, word) && !slices.ContainsFunc(names, func(name string) bool { return !strings.Contains(name, word) })
	}
	return slices.ContainsFunc(attributes.list, func(w string) bool {
		return has(w) && !shared(w) && !has("非"+w) && (apartFrom[w] == "" || !has(apartFrom[w]))
	})
}

// graded reports whether names are the grades of one scale, of which each thing has one.
func graded(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return containsAny(name, []string{"不合格", "不称职", "较差", "基本称职"})
	})
}

// penalties reports whether parts are party and office penalties: one person may get both.
func penalties(parts []*analyze.Metric) bool {
	party, office := false, false
	for _, m := range parts {
		p, o := strings.Contains(m.Name, "党纪"), strings.Contains(m.Name, "政务") || strings.Contains(m.Name, "政纪")
		party = party || p && !o
		office = office || o && !p
	}
	return party && office
}

// overlap reports whether the text from whole to last, or what is said right behind it,
// tells that the parts may count the same thing twice.
func (st *statement) overlap(whole, last *analyze.Metric) bool {
	if !st.signs.has(mayCoincide) {
		return false
	}
	text := st.r.Doc.Text(doc.Span{Block: whole.Span.Block, Start: whole.Span.Start, End: st.span.End})
	end := last.Span.End - whole.Span.Start
	if i := strings.Index(text[end:], "；"); i >= 0 {
		const behind = 12 * 3 // bytes
		end += i + min(behind, untilStop(text[end+i+len("；"):])+len("；"))
	} else {
		end = len(text)
	}
	return containsAny(text[:end], overlapping)
}

// governed reports whether a name starts with a verb.
func governed(name string) bool { return governors().prefix(name) != "" }

// governors are the verbs of more than one character that govern what is counted.
var governors = sync.OnceValue(func() *words {
	return wordsOf(slices.DeleteFunc(slices.Clone(lexicon.List("governors")), func(v string) bool { return utf8.RuneCountInString(v) < 2 })...)
})

// quarters reports whether the parts are the four quarters of a year.
func quarters(parts []*analyze.Metric) bool {
	if len(parts) != 4 {
		return false
	}
	for i, q := range []string{"一季度", "二季度", "三季度", "四季度"} {
		if !strings.Contains(parts[i].Name, q) {
			return false
		}
	}
	return true
}

// withoutAll returns a part's name without the noun that it shares with the name of the
// whole: 教工 of 教工党员 among 师生党员.
func withoutAll(part, whole string) string {
	for i := range whole {
		if rest, ok := strings.CutSuffix(part, whole[i:]); ok && rest != "" {
			return rest
		}
	}
	return part
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}
