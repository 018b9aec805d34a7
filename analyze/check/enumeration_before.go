package check

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

// listOpeners are the words that a list before its announcement starts with.
var listOpeners = wordsOf(
	"从", "围绕", "聚焦", "按照", "紧扣", "紧盯", "在", "突出", "抓住", "立足", "建立", "建立健全", "健全", "完善", "构建", "形成", "制定", "编制", "印发",
	"采取", "通过", "运用", "利用", "综合运用", "举办", "开展", "组织", "针对", "对", "建了", "建成", "打造", "开设", "设立", "成立", "新建", "走访", "检查", "创建", "整治",
	"把", "将", "为", "成", "设", "分", "推行", "实行", "实施", "推进", "完成", "落实", "抓好", "做好", "覆盖", "涵盖", "涉及", "出台", "梳理出", "查摆出", "推出", "组建", "凡", "以", "由",
)

// governing are the words behind a list that what follows is no part of.
var governing = []string{"和", "及", "与", "并", "等", "提出", "解决", "办理", "办好", "提供", "给予", "查处", "查摆", "发现", "召开", "新增", "分别", "各", "有", "是", "了", "出", "到", "于", "制定", "出台", "印发", "建立", "开展", "设置", "推出", "组建", "成立", "设立", "打造", "实施", "采取", "形成", "构建", "从", "在", "对", "把", "将"}

// listed counts what is listed right before the announcement a in text: A、B、C三个层面. 0:
// nothing is, or it can't be told.
func listed(text string, a announcement) int {
	const farthest = 400 // bytes
	head := strings.TrimRight(text[max(0, a.start-farthest):a.start], " 　")
	if a.quoted {
		head = strings.TrimSuffix(head, "“")
	}
	for _, w := range []string{"共计", "共", "这", "的"} {
		head = strings.TrimSuffix(head, w)
	}
	n := 0
	switch {
	case strings.HasSuffix(head, "”") && !strings.HasSuffix(head, "等”"):
		n = quoted(head, a.count)
	case strings.HasSuffix(head, "》"):
		if a.noun != "" {
			n = countNames(head, '《', '》')
		}
	}
	if n == 0 && !strings.HasSuffix(text[:a.start], "的") {
		n = plain(lastClause(head), a)
	}
	if !mayBe(n, a.count) {
		return 0
	}
	return n
}

// mayBe reports whether a list of n can be what a number of that many announces: where they are
// far apart, it counts something else.
func mayBe(n, count int) bool { return n >= 2 && max(n-count, count-n) <= 2 }

// quoted counts what is listed in the quotes that head ends with, or what quotes there are
// side by side: “学习、检视、整改”三个环节, “清风”“亮剑”两项行动.
func quoted(head string, want int) int {
	open := strings.LastIndex(head, "“")
	if open < 0 {
		return 0
	}
	inside := strings.TrimSuffix(head[open+len("“"):], "”")
	if strings.Contains(inside, "”") {
		return 0
	}
	if l := splitListing(inside); len(l) > 1 {
		if strings.ContainsFunc(inside, stops) || !l.within(16) {
			return 0
		}
		return l.count(want)
	}
	return countNames(head, '“', '”')
}

// countNames counts the names in quotes of that kind which stand side by side at the end of
// head.
func countNames(head string, open, closing rune) int {
	n := 0
	for {
		inside, ok := strings.CutSuffix(head, string(closing))
		start := strings.LastIndex(inside, string(open))
		if !ok || start < 0 || strings.ContainsRune(inside[start:], closing) {
			break
		}
		n++
		head = inside[:start]
		for _, joint := range []string{"、", "和", "以及", "及", "与"} {
			if cut, ok := strings.CutSuffix(head, joint); ok {
				head = cut
				break
			}
		}
	}
	if n < 2 {
		return 0
	}
	return n
}

// plain counts the items of the listing that a clause before the announcement a ends with.
func plain(clause string, a announcement) int {
	if strings.HasSuffix(clause, "等") || strings.HasSuffix(clause, "的") {
		return 0
	}
	l := splitListing(clause)
	const longest, many = 16, 3 // characters, items
	if len(l) < 2 || !l[1:].within(longest) || l.hasDigits() || utf8.RuneCountInString(l[0]) > 2*longest {
		return 0
	}
	for k, item := range l {
		if countsPoints(item) { // 学习、会议两项制度和财务、采购两项制度
			return 0
		}
		if k == 0 {
			continue
		}
		if i := strings.IndexAny(item, "从围聚着推抓对将"); i > 0 && longestPrefix(item[i:], []string{"从", "围绕", "聚焦", "着力", "推进", "抓好", "分别"}) != "" || strings.HasSuffix(item, "等") {
			return 0
		}
	}
	l[0] = behindOpener(l[0])
	if strings.HasPrefix(a.noun, "字") && !l[1:].within(1) { // 听、查、看、问“四字诀”
		return 0
	}
	if hasSuffix(l[len(l)-1], governing) { // not the list is counted
		return 0
	}
	switch {
	case l.named(a.noun):
	case a.kind < system || a.measure == '级' && !l.levels():
		return 0
	case l[0] == clause[:len(l[0])] && (len(l) < many || l.bodies() && !strings.ContainsRune("方级部个", a.measure)): // no opener: who did it, perhaps
		return 0
	case l.holds(a.noun):
		return 0
	}
	return l.count(a.count)
}

// countsPoints reports whether item has a number of points of its own.
func countsPoints(item string) bool {
	before := ' '
	for _, r := range item {
		if numeral.Starts(before) && before != '一' && r != '点' && strings.ContainsRune(pointMeasures, r) { // not 四点半课堂
			return true
		}
		before = r
	}
	return false
}

// behindOpener returns the first item of a list without the words before it, where an opener
// tells which they are.
func behindOpener(item string) string {
	best := 0
	for i, r := range item {
		if listOpeners.mayStart(r) {
			if w := longestPrefix(item[i:], listOpeners.list); w != "" && i+len(w) < len(item) && i >= best {
				best = i + len(w)
			}
		}
	}
	return item[best:]
}

// named reports whether all items of l end in noun, the first two characters of it.
func (l listing) named(noun string) bool {
	noun = begins(noun, 2)
	for _, item := range l {
		if noun == "" || item == noun || !strings.HasSuffix(item, noun) {
			return false
		}
	}
	return true
}

// levels reports whether the items of l are levels of government or of an organisation.
func (l listing) levels() bool {
	for _, item := range l {
		if last, _ := utf8.DecodeLastRuneInString(item); !strings.ContainsRune("家国部省市州县区旗盟乡镇街道村社组委支总团司队院科系班校办厂站室所", last) {
			return false
		}
	}
	return l.within(5)
}

// bodies reports whether the last item of l is an organisation's name.
func (l listing) bodies() bool {
	last, _ := utf8.DecodeLastRuneInString(l[len(l)-1])
	return strings.ContainsRune("委府局组院校镇乡司会", last)
}

// holds reports whether the items of l are places that hold what noun names: 东镇、西镇三个村.
func (l listing) holds(noun string) bool {
	last, _ := utf8.DecodeLastRuneInString(l[len(l)-1])
	return strings.ContainsRune("省市县区镇乡道", last) && !strings.ContainsRune(noun, last) && hasSuffix(noun, []string{"村", "社区", "小区", "支部", "阵地", "平台", "部门", "科室", "乡镇"})
}

// lastClause returns what text ends with, from the last mark on that ends a clause or opens a
// bracket; marks inside quotes and brackets aside.
func lastClause(text string) string {
	depth := 0
	for i := len(text); i > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		switch r {
		case '”', '》', '）', ')':
			depth++
		case '“', '《', '（', '(':
			if depth--; depth < 0 {
				return text[i:]
			}
		default:
			if depth == 0 && stops(r) {
				return text[i:]
			}
		}
		i -= size
	}
	return text
}
