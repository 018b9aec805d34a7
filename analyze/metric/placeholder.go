package metric

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/lexicon"
)

// A hole is a placeholder in a line.
type hole struct {
	start, end  int
	kind        analyze.PlaceholderKind
	instruction bool
}

// A finder recognises one kind of placeholder at byte i of a line; r is the rune there.
// It returns the hole, or how many bytes are no hole for sure (at least the rune's).
type finder func(l *line, i int, r rune) (h hole, skip int)

// finderOf returns the finder of the placeholders that start with r, nil where none does.
func finderOf(r rune) finder {
	switch r {
	case '*', '＊':
		return asterisk
	case 'X', 'x', '×', 'Ｘ', 'ｘ':
		return letter
	case '○', '〇', '□', '△', '●', '■', '◯', '▲', '◇', '◆', '☐':
		return shape
	case '_', '＿', ' ', '\u3000', '\u00a0':
		return blank
	case '（', '(', '【', '[', '［', '<', '＜', '〈', '《', '〔', '{', '“':
		return bracket
	case '某', '待', '此', 'T', 't', '填', '单', '点':
		return word
	case '党', '总', '支', '我':
		return alternative
	}
	return nil
}

// placeholders finds the holes of l, ascending and apart. marks are what the file says of
// stretches of the text.
func (l *line) placeholders(marks []doc.Mark) {
	for _, m := range marks {
		if m.Start >= m.End || m.Kind != doc.Prompt && !instruction(l.text[m.Start:m.End]) {
			continue
		}
		l.addHole(hole{m.Start, m.End, analyze.Bracket, true})
	}
	marked := len(l.holes)
	for i := 0; i < len(l.text); {
		r, size := utf8.DecodeRuneInString(l.text[i:])
		find := finderOf(r)
		if find == nil {
			i += size
			continue
		}
		h, skip := find(l, i, r)
		if h.end == 0 {
			i += max(size, skip)
			continue
		}
		if !overlaps(l.holes[:marked], h) {
			l.holes = append(l.holes, h)
		}
		i = h.end
	}
	l.emptyLabel()
	slices.SortFunc(l.holes, func(a, b hole) int { return a.start - b.start })
}

// addHole adds h unless it overlaps a hole that is known.
func (l *line) addHole(h hole) {
	if !overlaps(l.holes, h) {
		l.holes = append(l.holes, h)
	}
}

// overlaps reports whether h shares a byte with one of holes.
func overlaps(holes []hole, h hole) bool {
	return slices.ContainsFunc(holes, func(o hole) bool { return h.start < o.end && o.start < h.end })
}

// emptyLabel finds the label of a form that ends the line with nothing behind it: 联系人：
func (l *line) emptyLabel() {
	text := strings.TrimRightFunc(l.text, unicode.IsSpace)
	head, ok := strings.CutSuffix(text, "：")
	if !ok {
		if head, ok = strings.CutSuffix(text, ":"); !ok {
			return
		}
	}
	label := labels().suffix(head)
	if label != "" && len(l.text) > len(text)+1 {
		l.addHole(hole{len(text), len(l.text), analyze.Blank, false})
		return
	}
	if label == "" {
		return
	}
	start := len(head) - len(label)
	if r := l.before(start); r != 0 && !unicode.IsSpace(r) && !strings.ContainsRune("，；;,（(", r) {
		return
	}
	l.addHole(hole{start, len(text), analyze.Blank, false})
}

// run returns the end of the run of runes in set that starts at i. A run split by single spaces is one.
func (l *line) run(i int, set string) int {
	end := i
	for i < len(l.text) {
		r, size := utf8.DecodeRuneInString(l.text[i:])
		switch {
		case strings.ContainsRune(set, r):
			i += size
			end = i
		case r == ' ' && strings.ContainsRune(set, l.at(i+1)):
			i++
		default:
			return end
		}
	}
	return end
}

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
	}
	if close := l.emphasis(i, end); close > 0 {
		return hole{}, close - i
	}
	return hole{start: i, end: end, kind: analyze.Asterisk}, 0
}

// masked reports whether [i, end) hides the given name of a person: 张**，, 举报人王**反映.
func (l *line) masked(i, end int) bool {
	if utf8.RuneCountInString(l.text[i:end]) > 3 || !surnames()[string(l.before(i))] {
		return false
	}
	head := l.text[:i-utf8.RuneLen(l.before(i))]
	p, _ := utf8.DecodeLastRuneInString(head)
	after := l.at(end)
	switch {
	case head == "" || unicode.IsSpace(p) || unicode.IsPunct(p):
		return ends(after) || unicode.IsSpace(after)
	case hasSuffixAny(head, []string{"人", "员", "同志", "书记", "主任", "局长", "村民", "居民", "职工", "干部", "老师", "医生", "群众", "家属", "代表", "党员", "患者", "学生", "教师", "经理", "司机", "会计", "出纳", "农户", "低保户", "业主", "站长", "所长", "院长", "校长", "主席", "委员"}) != "":
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
	edge := func(r rune) bool { return r == 0 || unicode.IsSpace(r) || unicode.IsPunct(r) }
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
	word := func(r rune) bool { return latin(r) || strings.ContainsRune("+-_/&.@", r) && r != 0 }
	switch {
	case word(before) || word(after): // XML, 1+X
		return hole{}, none
	case isDigit(after): // X5, 3×5; 20XX3月 is rare
		return hole{}, none
	case strings.ContainsRune("光线射轴型码波刀染", after) && r != '×':
		return hole{}, none
	case l.tick(i, end): // “√”或“×”
		return hole{}, none
	case r == '×' && (isDigit(before) && !strings.HasSuffix(l.text[:i], "20") || unicode.IsSpace(before) && isDigit(l.before(l.trimSpace(i)))) && after != '年':
		return hole{}, none
	case r == 'x' && end-i == 1 && !han(before) && !han(after):
		return hole{}, none
	case isDigit(before) && after != '年' && after != '月' && after != '日' && after != '号': // 3X
		return hole{}, none
	}
	if l.masked(i, end) { // 张××，
		return hole{}, none
	}
	return hole{start: i, end: end, kind: analyze.Letter}, 0
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
	if runes == 1 && (lead || unicode.IsSpace(before) && measureAt(l.text[end:]) == 0) { // a bullet
		return hole{}, none
	}
	if runes == 1 && (r == '□' || r == '☐') && strings.Count(l.window(l.back(i)), string(r)) > 1 && measureAt(l.text[end:]) == 0 && after != '年' && after != '月' { // □是 □否
		return hole{}, none
	}
	return hole{start: i, end: end, kind: analyze.Shape}, 0
}

// blank reads underscores, and runs of spaces that stand before a measure or between 年 月 日.
func blank(l *line, i int, r rune) (hole, int) {
	if r == '_' || r == '＿' {
		end := l.run(i, "_＿")
		if latin(l.before(i)) || latin(l.at(end)) || end-i == 1 && !han(l.before(i)) {
			return hole{}, end - i
		}
		return hole{start: i, end: end, kind: analyze.Blank}, 0
	}
	end := i
	width := 0
	for end < len(l.text) {
		r, size := utf8.DecodeRuneInString(l.text[end:])
		if !unicode.IsSpace(r) || r == '\t' || r == '\n' {
			break
		}
		width++
		if r == '\u3000' {
			width++
		}
		end += size
	}
	none := end - i
	before, after := l.before(i), l.at(end)
	switch {
	case before == '年' && after == '月' && l.dateGap(end+len("月")), before == '月' && after == '日' && strings.Contains(l.text[l.back(i):i], "年"):
	case strings.HasSuffix(l.text[:i], "202") && after == '年' && !isDigit(l.before(i-3)):
	case width == 1 && r == ' ' && han(before) && l.spacedMeasure(i, end):
	case width > 1 && (before == '：' || before == ':') && labels().suffix(l.text[:i-utf8.RuneLen(before)]) != "" && labels().prefix(l.text[end:]) != "":
	case width < 2 || i == 0 || !han(before) && before != '的' && !strings.ContainsRune("，：:》”", before) && !isDigit(before):
		return hole{}, none
	case strings.ContainsRune("年月", before) && (after == '月' || after == '日'):
	case isDigit(before): // 202  年
		if after != '年' || !strings.HasPrefix(strings.TrimLeft(l.text[max(0, i-3):i], "　 "), "20") {
			return hole{}, none
		}
	case after == '年' && strings.HasSuffix(l.text[:i], "截至"):
	default:
		n := measureAt(l.text[end:])
		if n == 0 || !l.boundary(end+n) || !han(before) {
			return hole{}, none
		}
		if rest := l.at(end + n); !ends(rest) && !unicode.IsSpace(rest) && width < 2 {
			return hole{}, none
		}
	}
	return hole{start: i, end: end, kind: analyze.Blank}, 0
}

// dateGap reports whether byte i, behind 月, goes on like a date that was left open.
func (l *line) dateGap(i int) bool {
	r := l.at(i)
	return r == 0 || unicode.IsSpace(r) || r == '日' || isDigit(r) || ends(r)
}

// spacedMeasure reports whether the one space at [i, end) is a gap before a measure: 讲党课 次，.
// A line whose characters are spaced out has none.
func (l *line) spacedMeasure(i, end int) bool {
	n := measureAt(l.text[end:])
	if n == 0 || !ends(l.at(end+n)) || guarded()[l.text[end:end+n]] {
		return false
	}
	switch l.text[end : end+n] {
	case "次", "人次", "场次", "人", "名", "件", "份", "期", "篇", "条", "户", "场":
		return strings.Count(l.text[max(0, i-24):i], " ") == 0
	}
	return false
}

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
	trimmed := strings.TrimFunc(inner, unicode.IsSpace)
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
	case r != '（' && r != '(' && r != '〔' && (slot(trimmed) || strings.ContainsAny(trimmed, "填") && utf8.RuneCountInString(trimmed) <= 30):
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
	for _, w := range lexicon.List("instructions") {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
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
		if surnames()[string(l.before(i))] && (l.masked(i, end) || !l.boundary(i) || !han(l.before(i-utf8.RuneLen(l.before(i))))) { // 王某某
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
	return hasAny(s, "案例", "受贿", "贪污", "违纪", "违法", "违规", "被查", "被处分", "被通报", "某公司", "挪用", "回扣", "原副", "原局长", "原主任", "涉案")
}

func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// sentence returns the sentence around byte i.
func (l *line) sentence(i int) string {
	rest := l.window(i)
	if k := strings.IndexAny(rest, "。！？；"); k >= 0 {
		rest = rest[:k]
	}
	return l.text[l.sentenceStart(i) : i+len(rest)]
}

// organs are the bodies of the party that templates offer to choose from.
var organs = []string{"党组", "党委", "党总支", "总支", "党支部", "支部", "党工委", "党委会", "党组会", "工委", "支委", "机关党委"}

// alternative reads a choice left standing: 党组（总支、支部）, 我县（市、区）.
func alternative(l *line, i int, r rune) (hole, int) {
	if _, ok := within(l.titles, i); ok {
		return hole{}, 0
	}
	rest := l.text[i:]
	options := organs
	head := hasPrefixAny(rest, organs)
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
	return hasAny(before, "各级", "各", "基层", "所属", "下级", "下属", "县级", "市级", "区级", "省级", "有关", "相关", "被巡察", "上级", "部门")
}
