package metric

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze"
)

// asterisk reads * runs: not masks of personal data, list bullets, emphasis, notes or multiplication.
func asterisk(l *line, i int, _ rune) (hole, int) {
	end := l.run(i, "*＊")
	if strings.HasPrefix(l.text[end:], ".*") {
		end = l.run(end+1, "*＊")
	}
	size := end - i
	before, after := l.before(i), l.at(end)
	lead := strings.TrimSpace(l.text[:i]) == ""
	switch {
	case isDigit(before) && isDigit(after): // 138****1234, 5*8
		return hole{}, size
	case latin(before) || latin(after) || before == '+': // C++*, *p
		return hole{}, size
	case lead && after == ' ' && size == 1: // a bullet
		return hole{}, size
	case hasSuffixAny(l.text[:i], []string{"带", "标", "打", "标有", "标注", "加注"}) != "" && (after == '的' || after == '号' || after == '为' || after == '项' || ends(after)),
		(before == '（' || before == '(') && (after == '为' || after == '号'):
		return hole{}, size // 带*的为必填项
	case l.masked(i, end):
		return hole{}, size
	case size == 1 && (lead && hasPrefixAny(l.text[end:], []string{"注", "备注", "说明"}) != "" || measures().suffix(l.text[:i]) != "" && ends(after)): // 隐患27条*，…… *注：
		return hole{}, size
	}
	if close := l.emphasis(i, end); close > 0 {
		return hole{}, close - i
	}
	return hole{start: i, end: end, kind: analyze.Asterisk}, 0
}

// ofPersons are words that go on with the name of a person, and of those that reports mask:
// parties to a case, petitioners.
var ofPersons = []string{"同志", "女士", "先生", "等人", "夫妇", "案", "一案", "因", "被", "受到", "受贿", "涉嫌", "严重违", "违纪", "违法", "违规", "利用职", "酒驾", "醉驾", "反映", "来信", "来访", "诉"}

// particles are surnames that stand as other words before a name as well: 由于**同志, 向**同志学习.
const particles = "于任向和时成全应查连管包从项"

// masked reports whether [i, end) hides the given name of a person: 张**，, 举报人王**反映.
func (l *line) masked(i, end int) bool {
	if utf8.RuneCountInString(l.text[i:end]) > 3 || !surnames()[string(l.before(i))] {
		return false
	}
	head := l.text[:i-utf8.RuneLen(l.before(i))]
	p, _ := utf8.DecodeLastRuneInString(head)
	after := l.at(end)
	if open, _ := utf8.DecodeRuneInString(l.text[end:]); open == '（' || open == '(' { // 住户刘**（电话139****0027）
		if rest := l.text[end+utf8.RuneLen(open):]; hasPrefixAny(rest, []string{"电话", "身份证", "手机", "男", "女", "系", "住", "现年"}) != "" {
			return true
		}
	}
	switch {
	case p == '、' && strings.ContainsRune("*＊×Xx", l.before(len(head)-utf8.RuneLen(p))): // 陈**、张××的
		return measureAt(l.text[end:]) == 0
	case hasPrefixAny(l.text[end:], ofPersons) != "" && !strings.ContainsRune(particles, l.before(i)): // 通报张**受贿案
		return true
	case head == "" || space(p) || unicode.IsPunct(p):
		return ends(after) || space(after)
	case persons().suffix(head) != "":
		return measureAt(l.text[end:]) == 0 && !strings.ContainsRune("市县区镇乡村局委院年月日", after)
	}
	return false
}

// emphasis returns the end of **…** or *…* that opens at i, 0 where nothing does: both marks
// stand at the edge of a phrase, and there is text between them.
func (l *line) emphasis(i, end int) int {
	mark := l.text[i:end]
	n := strings.Index(l.window(end), mark)
	if n <= 0 || len(mark) > 3 || strings.Contains(mark, " ") {
		return 0
	}
	inner := l.text[end : end+n]
	close := end + n + len(mark)
	if l.at(close) == '*' || utf8.RuneCountInString(inner) < 2 || strings.TrimSpace(inner) != inner {
		return 0
	}
	first, _ := utf8.DecodeRuneInString(inner)
	if measureAt(inner) > 0 || strings.ContainsRune("市县区镇乡村局委院校年月日余多几", first) { // **镇20**年
		return 0
	}
	edge := func(r rune) bool { return r == 0 || space(r) || unicode.IsPunct(r) }
	if edge(l.before(i)) && edge(l.at(close)) {
		return close
	}
	last, _ := utf8.DecodeLastRuneInString(inner)
	if n := utf8.RuneCountInString(inner); n < 4 || n > 24 || strings.ContainsAny(inner, "，。；：") || strings.ContainsRune("和与及、在对到赴的", last) {
		return 0
	}
	return close
}

// letter reads X and × runs that stand for a number or a name.
func letter(l *line, i int, r rune) (hole, int) {
	end := l.run(i, "XxＸｘ×")
	if rest := l.text[end:]; strings.HasPrefix(rest, ".X") || strings.HasPrefix(rest, ".x") || strings.HasPrefix(rest, ".×") {
		end = l.run(end+1, "XxＸｘ×")
	}
	before, after := l.before(i), l.at(end)
	none := end - i
	word := func(r rune) bool { return latin(r) || strings.ContainsRune("+-_/&.@＋－／＆", r) && r != 0 }
	switch {
	case word(before) || word(after): // XML, 1+X
		return hole{}, none
	case isDigit(after): // X5, 3×5; 20XX3月 is rare
		return hole{}, none
	case strings.ContainsRune("光线射轴型形码波刀染", after) && r != '×':
		return hole{}, none
	case r == '×' && end-i == len("×") && han(before) && strings.ContainsRune("”’", after) && l.quotedPhrase(i): // “数据要素×”行动
		return hole{}, none
	case l.tick(i, end): // “√”或“×”
		return hole{}, none
	case r == '×' && (isDigit(before) && !strings.HasSuffix(l.text[:i], "20") || space(before) && isDigit(l.before(l.trimSpace(i)))) && after != '年':
		return hole{}, none
	case strings.ContainsRune("”\"", after) && hasPrefixAny(strings.TrimLeft(l.text[end:], "”\""), []string{"形", "字", "型"}) != "": // “×”形裂缝
		return hole{}, none
	case r == 'x' && end-i == 1 && !han(before) && !han(after) && (measureAt(l.text[l.skipSpace(end):]) == 0 || !han(l.before(l.trimSpace(i)))):
		return hole{}, none
	case isDigit(before) && after != '年' && after != '月' && after != '日' && after != '号': // 3X
		return hole{}, none
	}
	if l.masked(i, end) { // 张××，
		return hole{}, none
	}
	return hole{start: i, end: end, kind: analyze.Letter}, 0
}

// quotedPhrase reports whether the words from the last opening quote to byte i are a name of
// their own, of three characters and more.
func (l *line) quotedPhrase(i int) bool {
	head := l.text[:i]
	open := strings.LastIndexAny(head, "“‘")
	return open >= 0 && utf8.RuneCountInString(head[open:]) > 3 && !strings.ContainsAny(head[open:], "，。；、")
}

// tick reports whether the × at [i, end) is a mark to be ticked, not a placeholder.
func (l *line) tick(i, end int) bool {
	if strings.ContainsRune("√✓☑", l.before(i)) || strings.ContainsRune("√✓☑", l.at(end)) {
		return true
	}
	if l.before(i) == '打' || l.before(i) == '画' {
		return true
	}
	quoted := strings.ContainsRune("“\"‘（(", l.before(i)) && strings.ContainsRune("”\"’）)", l.at(end))
	return quoted && l.ticks
}

// shape reads ○ □ △ runs: not digits of a year, list bullets or boxes to tick.
func shape(l *line, i int, r rune) (hole, int) {
	end := l.run(i, "○〇□△●■◯▲◇◆☐")
	before, after := l.before(i), l.at(end)
	none := end - i
	runes := utf8.RuneCountInString(l.text[i:end])
	numeral := func(r rune) bool { return strings.ContainsRune("一二三四五六七八九零十百", r) }
	if r == '〇' || r == '○' {
		if numeral(before) || runes == 1 && numeral(after) { // 二〇二三, 二○二三
			return hole{}, none
		}
	}
	lead := strings.TrimSpace(l.text[:i]) == ""
	if runes == 1 && strings.ContainsRune("●■◆▲◇", r) && !han(before) && !isDigit(before) {
		return hole{}, none
	}
	if runes == 1 && (lead || space(before) && measureAt(l.text[end:]) == 0) { // a bullet
		return hole{}, none
	}
	if runes == 1 && (r == '□' || r == '☐') && strings.Count(l.window(l.back(i)), string(r)) > 1 && measureAt(l.text[end:]) == 0 && after != '年' && after != '月' { // □是 □否
		return hole{}, none
	}
	return hole{start: i, end: end, kind: analyze.Shape}, 0
}
