package metric

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

// countedBefore reports whether the words before a number say what it counts in, so that it
// needs no measure: 到馆人次提高到20万以上.
func (l *line) countedBefore(q quantity) bool {
	s := l.trimLinks(stretch{l.clauseStart(q.start), q.start})
	return hasSuffixAny(l.text[s.start:s.end], []string{"人次", "人数", "户数", "总数", "数量", "总量", "件数", "册数"}) != "" &&
		(ends(l.at(q.numberEnd)) || hasPrefixAny(l.text[q.numberEnd:], []string{"以上", "左右", "以内"}) != "")
}

// people are nouns that a large number may stand before without a measure.
var people = []string{"群众", "人民", "党员", "干部", "职工", "师生", "学生", "居民", "村民", "农民", "农户", "人口", "市民", "用户", "企业", "市场主体", "经营主体", "劳动力", "妇女", "儿童", "青年", "老人", "老年人", "移民", "重点群体", "游客"}

// plausible reports whether the number and its measure count something.
func (l *line) plausible(q quantity, n numeral.Number) bool {
	rest := l.text[q.end:]
	number := l.text[q.start:q.numberEnd]
	word := l.text[q.numberEnd:q.end]
	if t := times().prefix(l.text[l.skipSpace(q.numberEnd):]); t != "" && len(t) >= len(strings.TrimSpace(word)) {
		return false
	}
	if q.measure == "字" && n.Chinese { // 廉洁二字
		return false
	}
	if q.measure == "元" && n.Chinese && n.Value < 10 && (!ends(l.at(q.end)) || l.at(q.end) == '、') && hasPrefixAny(rest, []string{"钱", "整", "以", "左右", "的"}) == "" { // 三元、麦福劳等企业
		return false
	}
	if q.measure == "人" && n.Chinese && together.prefix(rest) != "" {
		return false
	}
	if guarded()[q.measure] && !(q.measure == "成" && l.boundary(q.end) && l.nounNext(q.end, len(l.text))) && (q.measure != "类" && q.measure != "种" || n.Chinese) && !ends(l.at(q.end)) && hasPrefixAny(rest, []string{"以", "左右", "升", "降", "提", "增", "下降", "减", "的"}) == "" {
		return false
	}
	if structural(q.measure, rest) || l.serialEvent(q, n, rest) {
		return false
	}
	if (q.measure == "米" || q.measure == "厘米" || q.measure == "m") && (l.before(q.start) == '×' || l.before(q.start) == '*') {
		return false
	}
	if !n.Chinese {
		return true
	}
	if q.measure == "组" || q.measure == "社" || q.measure == "村" { // 三组群众: a place
		return false
	}
	if k := l.token(q.end - 1); len(l.tokens) > 0 && l.tokens[k].End > q.end && l.tokens[k].Start < q.end && !ends(l.at(q.end)) && !strings.HasPrefix(rest, "钱") {
		return false // 两个月, 一系列, 三部曲
	}
	if n.Value == 100 || n.Value == 1000 || n.Value == 1e4 || n.Value == 1e8 {
		if r, _ := utf8.DecodeRuneInString(number); n.Bound == numeral.Exact && utf8.RuneCountInString(number) == 1 && strings.ContainsRune("百千万亿", r) && !strings.ContainsRune("近约逾超达", l.before(q.start)) {
			return false // 百件, 万户: a manner of speaking
		}
	}
	if n.Value >= 1e4 && utf8.RuneCountInString(number) <= 2 && strings.Contains(firstRunes(rest, 7), "率") { // 百万车公里事故率
		return false
	}
	if number == "一" {
		return q.measure != "遍" && q.measure != "桌" && l.oneCounts(q)
	}
	return true
}

// together are words behind a number of persons that makes it a way of working: 三人联动.
var together = oneOf("联动", "同行", "一组", "小组")

// serialEvent reports whether the number is the ordinal of a meeting or a building phase
// that goes without 第: 四次全会, 二期工程.
func (l *line) serialEvent(q quantity, n numeral.Number, rest string) bool {
	switch {
	case !n.Chinese:
		return false
	case q.measure == "次":
		return hasPrefixAny(rest, []string{"全会", "全委", "全体会议", "代表大会", "会议精神"}) != ""
	case q.measure == "期":
		return n.Value <= 5 && !l.periodical(q, rest)
	}
	return false
}

// periodical reports whether 两期 counts issues or courses, and is not the phase of a building.
func (l *line) periodical(q quantity, rest string) bool {
	kinds := []string{"班", "课", "堂", "报", "刊", "训", "栏", "坛", "片", "会", "育", "习", "营", "动", "告", "传"}
	clause := strings.TrimSpace(l.text[l.clauseStart(q.start):q.start])
	if strings.HasSuffix(clause, "每周") || strings.HasSuffix(clause, "每月") {
		return true
	}
	if ends(l.at(q.end)) {
		return hasSuffixAny(clause, kinds) != "" || hasAny(clause, "举办", "开办", "编发", "印发", "召开", "组织", "开展", "制作", "刊发", "播出", "推出", "不少于", "至少", "每")
	}
	return hasAny(firstRunes(rest, 8), kinds...)
}

// oneCounts reports whether a bare 一 with its measure counts a thing done: 召开专题会议一次.
func (l *line) oneCounts(q quantity) bool {
	clause := l.text[l.clauseStart(q.start):q.start]
	if k := lastIndex(clause, "、"); k >= 0 && ends(l.at(q.end)) && l.endsInQuantity(clause[:k]) { // 终止五件、纠错一件
		return strings.TrimSpace(clause[k+len("、"):]) != "" && !strings.HasSuffix(strings.TrimSuffix(clause[:k], measures().suffix(clause[:k])), "一") // not 查处一案、警示一片
	}
	if r := []rune(clause); len(r) >= 2 && r[len(r)-2] == '一' || strings.HasPrefix(l.text[q.end:], "一") {
		return false // 一车一单, 一卷一宗
	}
	switch {
	case hasSuffixAny(clause, []string{"只有", "仅有", "仅", "共有"}) != "":
		return true
	case hasAny(clause, "至少", "不少于") && (ends(l.at(q.end)) || l.at(q.end) == '的' || occasion(q.measure)):
		return true
	case strings.ContainsRune("个种类支条名位件些点片番批把方线面层级案", firstRune(q.measure)) && !strings.HasSuffix(clause, "其中"):
		return q.measure == "批次" || q.measure == "件次" || q.measure == "番" && hasAny(clause, "翻")
	case q.measure == "倍" || q.measure == "成":
		return hasAny(clause, "增长", "增加", "提高", "扩大", "减少", "下降", "占", "提升", "偏多", "偏少", "多出", "高出", "压减", "压缩", "精简")
	case q.measure == "起" && links().suffix(clause) == "在": // 抱在一起, not 控制在一起
		return false
	case hasSuffixAny(clause, []string{"第", "每", "这", "那", "某", "同", "另", "任何", "最后", "再", "上", "下", "前", "后"}) != "":
		return false
	case hasSuffixAny(clause, []string{"不少于", "不低于", "不得少于", "至少", "少于", "其中", "了"}) != "":
		return true
	case occasion(q.measure) && hasAny(clause, "每名", "每位", "每个", "每月", "每季", "每年", "每半年", "每周", "每学期", "每两") && l.verbLast(stretch{q.start - len(clause), q.start}):
		return true // 每月组织一次例会
	case (occasion(q.measure) || q.measure == "期") && rates.suffix(clause) != "": // 由每周一期增加到每周两期
		return true
	case clause == "" && strings.ContainsRune("：:", l.before(q.start)) && ends(l.at(q.end)): // 家属助廉座谈：一次
		return true
	case ends(l.at(q.end)):
		again := strings.Count(l.sentence(q.start), "一"+q.measure) > 1
		verb := len(l.tokens) > 0 && strings.HasPrefix(l.tokens[l.token(q.start-1)].Pos, "v")
		return utf8.RuneCountInString(strings.TrimSpace(clause)) >= 4 && !(again && verb) // not 发现一起、查处一起
	}
	return false
}

// endsInQuantity reports whether s ends in a number with its measure.
func (l *line) endsInQuantity(s string) bool {
	head := strings.TrimSuffix(s, measures().suffix(s))
	r, _ := utf8.DecodeLastRuneInString(head)
	return head != s && (isDigit(r) || strings.ContainsRune("一二三四五六七八九十两百千余多", r))
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// structural reports whether the number announces the text's own structure: 四个方面, 五项工作：.
func structural(measure, rest string) bool {
	if measure == "种" {
		return ways.prefix(rest) != ""
	}
	if measure != "个" && measure != "项" && measure != "大" && measure != "条" && measure != "件" && measure != "点" {
		return false
	}
	rest = strings.TrimLeftFunc(rest, space)
	if w := announced.prefix(rest); w != "" && (strings.HasPrefix(rest[len(w):], "：") || strings.HasPrefix(rest[len(w):], ":")) {
		return true
	}
	if measure == "件" && hasPrefixAny(rest, []string{"事：", "事:", "事转", "事来"}) != "" { // 围绕三件事转
		return true
	}
	return structures().prefix(rest) != ""
}

// ways are what 种 tells kinds of in announcing the text's own structure: 采取3种方式.
var ways = oneOf("方式", "形式", "途径", "渠道", "手段", "方法", "办法", "模式", "类型", "情形", "情况")

// announced are what a text announces to list: 五项工作：.
var announced = oneOf("重点工作", "主要工作", "重点任务", "工作", "任务", "措施", "举措", "要求", "建议", "原因", "做法", "体会", "打算")

// ordinal reports whether the number at i is no count by what stands before it.
func (l *line) ordinal(i int, n numeral.Number) bool {
	if l.named(i) {
		return true
	}
	r := l.before(i)
	switch {
	case r == '-' && strings.TrimSpace(l.text[:i]) == "-": // a negative number in a cell
	case r == '第' || latin(r) || r == '-' || r == '#' || r == '№':
		return true
	case r == '〔' || r == '[' || r == '*' || r == '/' || r == '+':
		return true
	case r == '.' || r == '．' || r == ':':
		return isDigit(l.before(i - utf8.RuneLen(r))) // 3.1.2, 10:30
	case r == '前' && (l.splits(i, "前") || strings.HasPrefix(l.text[n.End:], "人次")): // 目前3个, 任前12人次
	case r == '前' || r == '周' || r == '列' || r == '位':
		return !n.Scaled && !l.boundary(i) || r == '前' && n.Value < 1000
	case isDigit(r):
		return true
	}
	if !n.Chinese {
		return false
	}
	if r == '每' && n.Value >= 100 { // 每百万公里
		return true
	}
	if phrases().prefix(l.text[i:]) != "" {
		return true
	}
	return l.inWord(i)
}

// inWord reports whether the number at i stands inside a longer word: 统一, 一般, 三重一大.
func (l *line) inWord(i int) bool {
	if len(l.tokens) == 0 {
		return false
	}
	t := l.tokens[l.token(i)]
	if t.Start == i {
		return false
	}
	if strings.HasPrefix(l.text[t.Start:i], "翻") { // 翻一番
		return false
	}
	switch l.text[t.Start:i] { // 近百, 约三十
	case "近", "约", "超", "逾", "达", "共", "各", "有", "了", "仅", "每", "和", "已", "为", "至", "计", "其中", "再", "的", "办", "设":
		return false
	}
	_, numberBefore := numeral.Int(l.text[t.Start:i])
	return !numberBefore
}
