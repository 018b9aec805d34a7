package metric

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/lexicon"
)

// bracket reads an empty pair of brackets, and a pair that names what is to be filled in.
func bracket(l *line, i int, r rune) (hole, int) {
	closing := closingOf[r]
	open := utf8.RuneLen(r)
	n := strings.IndexRune(l.window(i+open), closing)
	if n < 0 {
		return hole{}, open
	}
	inner := l.text[i+open : i+open+n]
	end := i + open + n + utf8.RuneLen(closing)
	trimmed := strings.TrimFunc(inner, space)
	if trimmed == "" {
		if r == '“' || r == '<' && inner == "" || (r == '[' || r == '{' || r == '【') && inner == "" {
			return hole{}, end - i
		}
		return hole{start: i, end: end, kind: analyze.Blank}, 0
	}
	if r == '《' || r == '“' {
		return hole{}, open
	}
	switch {
	case r == '（' && (l.before(i) == '：' || l.before(i) == ':') && slices.Contains(lexicon.List("slots"), trimmed): // 联系人：（姓名）
		return hole{start: i, end: end, kind: analyze.Bracket}, 0
	case instruction(trimmed) || (r == '（' || r == '(') && l.lengthAsked(trimmed, end):
		return hole{start: i, end: end, kind: analyze.Bracket, instruction: true}, 0
	case r == '〔' && strings.ContainsFunc(trimmed, isDigit): // 〔2026〕5号
	case r != '（' && r != '(' && (slot(trimmed) || strings.ContainsAny(trimmed, "填") && utf8.RuneCountInString(trimmed) <= 30):
		return hole{start: i, end: end, kind: analyze.Bracket}, 0
	}
	return hole{}, open
}

var closingOf = map[rune]rune{'（': '）', '(': ')', '【': '】', '[': ']', '［': '］', '<': '>', '＜': '＞', '〈': '〉', '《': '》', '〔': '〕', '{': '}', '“': '”'}

// instruction reports whether s tells the writer what to write.
func instruction(s string) bool {
	if utf8.RuneCountInString(s) > 120 {
		return false
	}
	return instructions().in(s)
}

// lengthAsked reports whether s, in brackets that end at byte end, the end of a paragraph or
// sentence, asks for a text of some length: （特色亮点工作，500字以内）.
func (l *line) lengthAsked(s string, end int) bool {
	if r := l.at(l.skipSpace(end)); r != 0 && r != '。' {
		return false
	}
	if strings.HasSuffix(s, "字以内") || strings.HasSuffix(s, "字左右") {
		return true
	}
	return strings.HasSuffix(s, "字") && hasAny(s, "不超过", "不少于", "控制在")
}

// slot reports whether s, in brackets, names something to be filled in: 单位名称, 姓名, 日期.
func slot(s string) bool {
	s = strings.TrimPrefix(s, "本")
	for _, w := range lexicon.List("slots") {
		if s == w || strings.HasSuffix(s, w) && utf8.RuneCountInString(s) <= utf8.RuneCountInString(w)+6 {
			return true
		}
	}
	return false
}

// word reads 某某, 某单位, 待补充, TBD.
func word(l *line, i int, r rune) (hole, int) {
	rest := l.text[i:]
	if r == 'T' || r == 't' {
		if len(rest) >= 3 && strings.EqualFold(rest[:3], "tbd") && !latin(l.before(i)) && !latin(l.at(i+3)) {
			return hole{start: i, end: i + 3, kind: analyze.Word}, 0
		}
		return hole{}, 1
	}
	if r == '单' || r == '点' {
		if w := hasPrefixAny(rest, lexicon.List("prompts")); w != "" {
			return hole{start: i, end: i + len(w), kind: analyze.Bracket, instruction: true}, 0
		}
		return hole{}, len("单")
	}
	if r != '某' {
		if w := hasPrefixAny(rest, lexicon.List("fillers")); w != "" && (l.boundary(i+len(w)) || ends(l.at(i+len(w)))) {
			return hole{start: i, end: i + len(w), kind: analyze.Word}, 0
		}
		return hole{}, len("待")
	}
	if strings.HasPrefix(rest, "某某") {
		end := l.run(i, "某")
		if surnames()[string(l.before(i))] && (l.caseReport(i) || l.masked(i, end) || !l.boundary(i) || !han(l.before(i-utf8.RuneLen(l.before(i))))) { // 王某某
			return hole{}, end - i
		}
		return hole{start: i, end: end, kind: analyze.Word}, 0
	}
	for _, w := range lexicon.List("anonymous") {
		if strings.HasPrefix(rest, "某"+w) {
			if l.caseReport(i) {
				break
			}
			return hole{start: i, end: i + len("某"+w), kind: analyze.Word}, 0
		}
	}
	return hole{}, len("某")
}

// caseReport reports whether the sentence around byte i tells of somebody's offence.
func (l *line) caseReport(i int) bool {
	s := l.sentence(i)
	return hasAny(s, "案例", "受贿", "贪污", "违纪", "违法", "违规", "被查", "被处分", "被通报", "某公司", "挪用", "回扣", "原副", "原局长", "原主任", "涉案", "责令", "账目")
}

// bodies are those of the party that templates offer to choose from.
var (
	bodies = []string{"党组", "党委", "党总支", "总支", "党支部", "支部", "党工委", "党委会", "党组会", "工委", "支委", "机关党委"}
	organs = oneOf(bodies...)
)

// alternative reads a choice left standing: 党组（总支、支部）, 我县（市、区）.
func alternative(l *line, i int, r rune) (hole, int) {
	if _, ok := within(l.titles, i); ok {
		return hole{}, 0
	}
	rest := l.text[i:]
	options := bodies
	head := organs.prefix(rest)
	if r == '我' {
		head = hasPrefixAny(rest, []string{"我县", "我市", "我区", "我局", "我委", "我镇", "我乡", "我校", "我院"})
		options = []string{"市", "区", "县", "旗", "局", "委", "镇", "乡", "街道", "校", "院", "办", "中心", "单位", "园"}
	}
	if head == "" {
		return hole{}, 0
	}
	open, size := utf8.DecodeRuneInString(rest[len(head):])
	if open != '（' && open != '(' {
		return hole{}, 0
	}
	n := strings.IndexRune(l.window(i+len(head)+size), closingOf[open])
	if n <= 0 {
		return hole{}, 0
	}
	inner := rest[len(head)+size : len(head)+size+n]
	for _, o := range strings.FieldsFunc(inner, func(r rune) bool { return strings.ContainsRune("、，,/或 ", r) }) {
		if !slices.Contains(options, o) {
			return hole{}, 0
		}
	}
	if l.general(i) {
		return hole{}, len(head)
	}
	return hole{start: i, end: i + len(head) + size + n + utf8.RuneLen(closingOf[open]), kind: analyze.Alternative}, 0
}

// general reports whether the body named at byte i is any such body, not this unit's own: 各级党委（党组）.
func (l *line) general(i int) bool {
	before := l.text[l.back(i):i]
	if k := strings.LastIndexAny(before, "，。；：、"); k >= 0 {
		before = before[k:]
	}
	return hasAny(before, "各级", "各", "基层", "所属", "下级", "下属", "县级", "市级", "区级", "省级", "有关", "相关", "被巡察", "上级", "部门", "驻在", "列席")
}
