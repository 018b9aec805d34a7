package check

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

// An announcement is a number of points that the text says it makes: 四个 of 四个层面, 三 of
// “三早”机制.
type announcement struct {
	start, end int    // bytes: number and measure
	noun       string // behind them, what is counted; may be empty
	after      int    // behind noun, and behind the quote that closes it
	opens      int    // where the first mark stands behind after
	count      int
	measure    rune // 0: none
	kind       nounKind
	quoted     bool // number and noun stand in quotes of their own; kind tells of the noun alone
}

// A nounKind says how much a noun tells of what its number counts.
type nounKind uint8

const (
	anyNoun nounKind = iota
	task             // points, where a list follows behind a colon at once
	system           // points, where their list stands before the number too
	aspect           // nothing but points
)

// aspects are the nouns by which a text announces how many points it makes.
var aspects = wordsOf("方面", "层面", "环节", "维度", "板块", "步骤", "关键点", "着力点", "重点", "角度", "关键词", "切入点", "突破口")

// systems are the nouns that announce points by other measures, where the list stands before them.
var systems = map[rune][]string{
	'个': {
		"工作法", "机制", "制度", "体系", "清单", "台账", "抓手", "阵地", "领域", "行业", "关口", "阶段", "平台", "专项", "部门", "科室", "支部", "乡镇", "街道", "社区", "小区", "村", "镇", "乡",
		"档次", "等次", "等级", "层次", "层级", "节点", "时段", "专班", "工作组", "小组", "专题", "专栏", "栏目", "模块", "单元", "系列", "品牌", "渠道", "载体", "主题", "主体", "群体", "场景", "片区", "短板", "弱项", "文件", "原则", "标准", "目标", "库", "学科", "学段",
	},
	'项': {
		"工作法", "机制", "制度", "体系", "清单", "行动", "工程", "内容", "纪律", "活动", "措施", "举措", "职能", "职责", "原则", "标准", "业务", "服务", "改革", "创新", "品牌", "能力", "规定", "指标", "任务", "重点", "计划", "教育", "整治", "荣誉",
	},
	'条': {"措施", "途径", "渠道", "主线", "战线", "原则", "底线", "红线", "铁律", "铁规", "禁令"},
	'本': {"台账", "账"},
	'支': {"队伍", "力量"},
	'张': {"", "清单", "网"},
	'股': {"力量", "合力"},
	'门': {"学科", "课程", "课"},
	'件': {"实事", "大事"},
	'点': {"要求", "意见", "建议"},
	'句': {"话"},
	'种': nil, '类': nil, '大': nil, '方': nil, '级': nil, '者': nil, // whatever noun is behind
}

// tasks are the nouns that announce points only where the list follows behind a colon at once.
var tasks = wordsOf("工作", "任务", "措施", "举措", "事", "实事", "问题", "原因", "要求", "建议", "意见", "不足", "行动", "做法", "经验", "特点", "亮点", "成效", "差距", "弱项", "短板", "困难", "体会", "目标", "原则", "活动",
	"变化", "转变", "突破", "提升", "教训", "启示", "打算", "安排", "硬仗", "战役", "工程", "文章", "功夫", "招", "关", "劲", "铁规", "铁律", "禁令", "规定", "纪律", "规矩", "底线", "红线", "制度", "机制", "大事", "好事", "承诺", "办法", "清单", "账", "课")

// describing are the words that may stand between a measure and the noun.
var describing = wordsOf("重点", "关键", "主要", "重要", "核心", "突出", "具体", "基本", "薄弱", "配套", "专项", "特色", "民生", "便民", "不同", "长效", "工作", "管理", "内部", "内控", "廉政", "重大", "常态化", "基础", "时间", "风险")

// pointMeasures are the measures by which points are counted, or what a list names.
const pointMeasures = "个项件条大点张本种类级方者支股门句部家名位户所处座"

// announcements returns the numbers of points that text, which is p's, announces, in reading
// order.
func announcements(text string, p *paragraph) []announcement {
	var list []announcement
	for _, i := range p.points {
		if end := i + numberAt(text[i:]); end > i { // “三早”: no measure stands there
			if r, _ := utf8.DecodeRuneInString(text[end:]); strings.ContainsRune(pointMeasures, r) {
				continue
			}
			i = end
		}
		if a, ok := announcementAt(text, i); ok {
			list = append(list, a)
		}
	}
	return list
}

// numberAt returns how long the number is that s begins with, in bytes.
func numberAt(s string) int {
	for i, r := range s {
		if !numeral.Starts(r) {
			return i
		}
	}
	return len(s)
}

// announcementAt returns the announcement whose number ends at byte i of text.
func announcementAt(text string, i int) (a announcement, ok bool) {
	a.start, a.count = countBefore(text[:i])
	if a.count < 2 || a.count > 20 {
		return a, false
	}
	a.end, a.quoted = i, strings.HasSuffix(text[:a.start], "“")
	if r, size := utf8.DecodeRuneInString(text[i:]); strings.ContainsRune(pointMeasures, r) {
		a.measure, a.end = r, i+size
	} else if !a.quoted {
		return a, false
	}
	const longest, farthest = 10 * 3, 40 * 3 // bytes
	rest := text[a.end:min(len(text), a.end+farthest)]
	a.noun = rest[:untilMark(rest)]
	a.after = a.end + len(a.noun)
	if a.quoted = a.quoted && strings.HasPrefix(text[a.after:], "”"); a.quoted {
		a.after += len("”")
		a.opens = a.after + untilStop(text[a.after:min(len(text), a.after+farthest)])
		if noun, kind := pointNoun(a.measure, a.noun); noun != "" && kind >= system {
			a.kind = kind
		} else if longestPrefix(a.noun, rhymes) != "" {
			a.kind = system
		}
		several := a.measure == 0 && a.noun != "统一" && strings.ContainsFunc(a.noun, numeral.Starts) // “三会一课”
		return a, a.noun != "" && len(a.noun) <= longest && !several
	}
	a.opens = a.after
	if noun, kind := pointNoun(a.measure, a.noun); kind != anyNoun {
		rest := a.noun[len(noun):]
		a.kind, a.noun = kind, noun+cmp.Or(tasks.prefix(rest), longestPrefix(rest, systems[a.measure])) // 重点工作, not 重点
		a.after = a.end + len(a.noun)
		return a, true
	}
	return a, a.measure != 0 && len(a.noun) <= longest
}

// rhymes are the words behind a quoted number that say what stands before it: 听、查、看、问“四字诀”.
var rhymes = []string{"字诀", "字经", "位一体", "一体", "步走", "步法", "步工作法", "合一", "字工作法"}

// pointNoun returns the noun that phrase, behind measure, begins with, where it is one that
// announces points; tasks are to end it.
func pointNoun(measure rune, phrase string) (noun string, kind nounKind) {
	start := 0
	for range 2 {
		rest := phrase[start:]
		if measure == '个' || measure == '项' || measure == '大' {
			if w := aspects.prefix(rest); w != "" {
				return phrase[:start+len(w)], aspect
			}
		}
		if w := longestPrefix(rest, systems[measure]); w != "" && (w != "方" || measure != '方') {
			return phrase[:start+len(w)], system
		}
		w := describing.prefix(rest)
		if w == "" {
			break
		}
		start += len(w)
	}
	if measure == '部' && strings.HasPrefix(phrase, "门") {
		return "门", system
	}
	if measure == '方' && strings.HasPrefix(phrase, "面") {
		return "面", aspect
	}
	if nouns, ok := systems[measure]; ok && nouns == nil {
		if numberAt(phrase) > 0 { // 三类126件
			return "", system
		}
		return begins(phrase, 2), system
	}
	const longest = 8 // characters
	if (phrase == "" && strings.ContainsRune("点条项个", measure) || hasSuffix(phrase, tasks.list)) && utf8.RuneCountInString(phrase) <= longest {
		return phrase, task
	}
	return "", anyNoun
}

// untilMark returns where the first mark of punctuation stands in s, at the latest its end.
func untilMark(s string) int {
	for i, r := range s {
		if stops(r) || strings.ContainsRune("、（）“”《》—…( )　:", r) {
			return i
		}
	}
	return len(s)
}

// untilStop is untilMark for those marks that end a clause, or open a bracket or a dash.
func untilStop(s string) int {
	for i, r := range s {
		if stops(r) || strings.ContainsRune("（(—”:", r) {
			return i
		}
	}
	return len(s)
}

// countBefore returns the number that head ends in and where it starts; 0 for none, and
// for one that does not tell how many there are: 第三, 数十, 前三, 三至五.
func countBefore(head string) (start, count int) {
	start = len(head)
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(head[:start])
		if !numeral.Starts(r) {
			break
		}
		start -= size
	}
	if strings.HasSuffix(head[:start], "以") && strings.HasPrefix(head[start:], "上") { // 以上四项
		start += len("上")
	}
	n, ok := numeral.Int(head[start:])
	if !ok || hasSuffix(head[:start], []string{"第", "数", "几", "近", "约", "超", "逾", "每", "前", "后", "百", "千", "万", ".", "．", "其他", "其余", "另", "另外", "剩余", "余下", "百分之"}) {
		return start, 0
	}
	if r, size := utf8.DecodeLastRuneInString(head[:start]); strings.ContainsRune("、至到-—~～", r) {
		if before, _ := utf8.DecodeLastRuneInString(head[:start-size]); numeral.Starts(before) {
			return start, 0
		}
	}
	return start, n
}
