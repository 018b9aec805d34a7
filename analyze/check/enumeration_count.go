package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

var _ = register(&analyze.Check{
	ID:       "enumeration.count",
	Title:    "列举的个数不符",
	Severity: analyze.Warning,
	Doc: `写明了有几个方面、几个层面、几项工作，前面或后面列举出来的却不是这个数。多半是删改列举时没有改数，或者漏了一项。
开会、活动写了几次又逐次写明日期的，次数和日期的个数也要一致。
请数一数，改正个数，或者补上漏掉的一项。“三个到位”后面列了几个“到位”、“三件事”后面写到第几件，也要相符。列举后面带“等”的不算。`,
	Bad: `一、工作开展情况
从党组班子、机关科室、下属单位⟦f⟧四个⟦/⟧层面压茬推进。
建立问题清单、责任清单⟦f⟧三张⟦/⟧清单，采取集中学习、现场教学⟦f⟧三种⟦/⟧形式。
召开推进会⟦f⟧两次⟦/⟧，分别在1月15日、3月20日、6月12日召开。
重点抓了⟦f⟧三个⟦/⟧方面的工作：一是抓学习。组织培训。二是抓监督。开展检查。
做到“⟦f⟧四个⟦/⟧到位”：一是组织到位；二是制度到位；三是活动到位。
主要做法有⟦f⟧两个⟦/⟧方面：其一，建章立制；其二，强化监督；其三，严格问责。
突出抓好⟦f⟧三件⟦/⟧实事：首先，修路；最后，栽树。
突出⟦f⟧三个⟦/⟧重点。一要抓学习，二要抓监督。
做到“⟦f⟧三个⟦/⟧到位”，即人员到位、物资到位。落实⟦f⟧四个⟦/⟧不变：政策不变、队伍不变、资金不变。
落实“⟦f⟧四个⟦/⟧一”制度，即一日一巡查、一周一排查、一月一演练。组织有限空间、粉尘防爆、高处作业、消防疏散⟦f⟧三类⟦/⟧演练。
突出“教育、监督、制度、作风”⟦f⟧三个⟦/⟧方面。我们建了食堂、课堂、理发点⟦f⟧两个⟦/⟧阵地。
干成了⟦f⟧三件⟦/⟧事。第一件，修路。第二件，架桥。
重点抓好以下⟦f⟧五项⟦/⟧工作：一是抓隐患；二是抓运输；三是抓管理；四是抓防控。`,
	Good: `一、工作开展情况
从党组班子、机关科室和下属单位三个层面压茬推进，抓好学习、检视、整改等五个环节。
重点抓了两个方面的工作：一是抓学习。组织培训。二是抓监督。开展检查。
坚持“三个必到”：变故必到、滑坡必到、缺席必到。办好两件事。第一件，修路。第二件，架桥。
完成三项工作：一是抓学习；二是抓监督；三是抓整改。全年督办五项工作。
做好三件实事：首先，修路；其次，架桥；最后，栽树。做好三件实事：首先把路修好。
主要从两个方面发力：
一是抓学习。组织培训。
二是抓监督。开展检查。
召开推进会3次，分别在1月15日、3月20日、6月12日召开。先后于3月6日、6月12日召开2次调度会，开展检查4次。`,
	Run: enumerationCounts,
})

// aspects are the nouns by which a text announces how many points it makes.
var aspects = wordsOf("方面", "层面", "环节", "维度", "板块", "步骤", "关键点", "着力点", "重点")

// systems are the nouns that announce points by other measures, where the list stands before them.
var systems = map[rune][]string{
	'个': {"工作法", "机制", "制度", "体系", "清单", "台账", "抓手", "阵地", "领域", "行业", "关口", "阶段", "平台", "专项", "部门", "科室", "支部", "乡镇", "街道", "社区", "小区", "村", "镇", "乡"},
	'项': {"工作法", "机制", "制度", "体系", "清单", "行动", "工程", "内容", "纪律"},
	'大': {"行动", "工程", "体系", "领域", "平台", "板块", "攻坚战", "战役", "产业", "任务", "举措", "专项行动", "提升行动"},
	'张': {"清单", "网"},
	'本': {"台账"},
	'种': {"形式", "方式", "途径", "渠道", "手段", "方法", "模式", "办法"},
	'类': {
		"活动", "问题", "人员", "对象", "重点人群", "人群", "群体", "场所", "形式", "事项", "演练", "培训", "案件", "事故", "违法行为", "行为", "岗位", "企业", "单位", "风险", "隐患", "资金", "项目", "产品", "食品", "车辆", "纠纷",
		"矛盾", "服务", "业务", "情形", "台账",
	},
	'条': {"措施", "途径", "渠道", "主线"},
}

// tasks are the nouns that announce points only where the list follows behind a colon at once.
var tasks = wordsOf("重点工作", "主要工作", "重点任务", "主要任务", "具体措施", "突出问题", "主要问题", "工作", "任务", "措施", "举措", "事", "实事", "问题", "原因", "要求", "建议", "不足", "行动")

func enumerationCounts(p *analyze.Pass) error {
	for b := range p.Report.Doc.Blocks {
		block := &p.Report.Doc.Blocks[b]
		if !block.Kind.Body() || block.Kind == doc.TableCell {
			continue
		}
		paragraph := &factsOf(p).paragraphs[b]
		for _, d := range datedCounts(p.Report, b, paragraph.days) {
			emitCount(p, doc.Span{Block: b, Start: d.start, End: d.end}, "", d.count)
		}
		for _, a := range announcements(block.Text, paragraph) {
			n := 0
			if !a.task {
				n = listed(block.Text[:a.start], a.count)
			}
			if n == 0 {
				n = named(block.Text, a)
			}
			if n == 0 && !a.closed {
				n = introduced(p.Report, b, a)
			}
			if n == 0 && !a.closed {
				n = headed(p.Report, b, a)
			}
			if n == 0 {
				n = ordinals(p.Report, b, a)
			}
			if n == 0 || n == a.count {
				continue
			}
			emitCount(p, doc.Span{Block: b, Start: a.start, End: a.end}, a.noun, n)
		}
	}
	return nil
}

// emitCount tells that what the number at s counts, noun behind it, comes to n.
func emitCount(p *analyze.Pass, s doc.Span, noun string, n int) {
	p.Emit(analyze.Finding{
		Span:     s,
		Message:  fmt.Sprintf("写的是%s，列举出来的是%d个", quote(p.Report.Doc.Text(s)+noun), n),
		Expected: "个数与列举一致",
		Fix:      fix("数一数列举的内容，改正个数或者补上漏掉的一项"),
	})
}

// An announcement is a number of points that the text says it makes: 四个 of 四个层面.
type announcement struct {
	start, end int // bytes: number and measure
	after      int // behind the noun
	count      int
	noun       string
	task       bool // noun is one of tasks
	closed     bool // no colon follows: only points that are named or count themselves may be meant
}

// pointMeasures are the measures by which points are counted.
const pointMeasures = "个项件条大点张本种类"

// announcements returns the numbers of points that text, which is p's, announces, in reading
// order.
func announcements(text string, p *paragraph) []announcement {
	var list []announcement
	for _, i := range p.points {
		if a, ok := announcementAt(text, i); ok {
			list = append(list, a)
		}
	}
	return list
}

// announcementAt returns the announcement whose measure is at byte i of text.
func announcementAt(text string, i int) (a announcement, ok bool) {
	measure, size := utf8.DecodeRuneInString(text[i:])
	a.end = i + size
	rest := text[a.end:]
	a.noun = longestPrefix(rest, systems[measure])
	if noun := aspects.prefix(rest); noun != "" && (measure == '个' || measure == '项') {
		a.noun = noun
	}
	if a.noun == "" {
		a.noun, a.task = tasks.prefix(rest), true
	}
	if a.noun == "" && measure == '个' {
		if a.noun = slogan(text[:i], rest); a.noun == "" {
			a.noun = sloganNoun(rest)
		}
	}
	if a.noun == "" {
		return a, false
	}
	if c, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest[len(a.noun):], " 　”")); a.task && c != '：' && c != ':' {
		if a.closed = strings.ContainsRune("。，（—", c) || strings.HasPrefix(rest[len(a.noun):], "”"); !a.closed {
			return a, false
		}
	}
	a.after = a.end + len(a.noun)
	a.start, a.count = countBefore(text[:i])
	return a, a.count >= 2 && a.count <= 20
}

// slogan returns what stands behind a number in quotes, to the closing one: 到位 of “四个到位”.
func slogan(head, rest string) string {
	const longest = 5 * 3 // bytes
	end := strings.Index(rest, "”")
	_, size := utf8.DecodeLastRuneInString(head)
	if end < 0 || end > longest || size == 0 || !strings.HasSuffix(head[:len(head)-size], "“") {
		return ""
	}
	return rest[:end]
}

// countBefore returns the number that head ends in and where it starts; 0 for none, and
// for an ordinal.
func countBefore(head string) (start, count int) {
	start = len(head)
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(head[:start])
		if !numeral.Starts(r) {
			break
		}
		start -= size
	}
	n, ok := numeral.Int(head[start:])
	if !ok || strings.HasSuffix(head[:start], "第") {
		return start, 0
	}
	return start, n
}

// listOpeners are the words that a list before its announcement starts with.
var listOpeners = []string{
	"从", "围绕", "聚焦", "按照", "紧扣", "紧盯", "在", "突出", "抓住", "立足", "建立", "建立健全", "健全", "完善", "构建", "形成", "制定", "编制", "印发",
	"采取", "通过", "运用", "利用", "综合运用", "举办", "开展", "组织", "针对", "对", "建了", "建成", "打造", "开设", "设立", "成立", "新建", "走访", "检查", "创建", "整治",
}

// listed counts what is listed right before the announcement: A、B、C三个层面. 0: nothing
// is, or it can't be told. want is the count that is announced: 和 may part two items or
// stand inside one.
func listed(before string, want int) int {
	const farthest = 400 // bytes
	before = strings.TrimRight(before[max(0, len(before)-farthest):], " 　")
	if n := quoted(before); n > 0 {
		return n
	}
	start := 0
	if i := strings.LastIndexAny(before, "，。；：！？（）”》,;:"); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		start = i + size
	}
	list := withoutSubject(before[start:])
	if strings.HasSuffix(list, "等") || strings.HasSuffix(list, "的") || !strings.Contains(list, "、") {
		return 0
	}
	items := strings.Split(list, "、")
	if longestPrefix(list, listOpeners) == "" {
		return 0
	}
	for _, item := range items[1:] {
		if n := utf8.RuneCountInString(item); n == 0 || n > 16 || containsAny(item, []string{"从", "围绕", "聚焦", "着力", "推进", "抓好"}) {
			return 0
		}
	}
	n := len(items)
	last := items[n-1]
	for _, and := range []string{"和", "以及", "及", "与"} {
		if strings.Contains(last, and) {
			if n+1 == want || n == want {
				return want
			}
			return n + 1
		}
	}
	return n
}

// quoted counts what is listed in the quotes that before ends with: “学习、检视、整改”三个环节.
func quoted(before string) int {
	inside, ok := strings.CutSuffix(before, "”")
	open := strings.LastIndex(inside, "“")
	if !ok || open < 0 || strings.Contains(inside[open:], "”") || strings.HasSuffix(inside, "等") {
		return 0
	}
	inside = inside[open+len("“"):]
	if !strings.Contains(inside, "、") || strings.ContainsFunc(inside, stops) || containsAny(inside, []string{"和", "及", "与"}) {
		return 0
	}
	return strings.Count(inside, "、") + 1
}

// withoutSubject returns a list without who made it: 建立健全A、B of 党工委建立健全A、B.
func withoutSubject(list string) string {
	const longest = 8 * 3 // bytes
	for _, w := range []string{"建立健全", "建立", "建了", "建成", "打造", "健全", "完善", "构建", "制定", "采取", "聚焦", "围绕"} {
		i := strings.Index(list[:min(len(list), longest+len(w))], w)
		if i > 0 && hasSuffix(list[:i], []string{"委", "组", "局", "院", "校", "镇", "乡", "街道", "中心", "公司", "单位", "我", "们", "支部", "总支", "所", "处", "办", "馆", "班子"}) {
			return list[i:]
		}
	}
	return list
}
