package check

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/lexicon"
)

// A quantity is what a figure counts, in words that are the same wherever a report speaks of
// it: 全年发展新党员126名 and 今年发展的136名新党员 tell of one.
type quantity struct {
	noun    string // what is counted: 新党员
	deed    string // what was done with it, one word for all that mean the same; empty: it is there
	owner   string // whose it is, or who did it, where that is not the unit as a whole
	measure string // 人 for all measures of persons
}

// A spoken is a figure with what its clause says of its quantity and of its scope. Where the
// number stands before what is counted, noun is empty and tail starts with it.
type spoken struct {
	told
	quantity
	tail    string // what follows the number, without 的, up to the end of the clause
	time    timeSpoken
	when    string // the words for that other time
	timed   bool   // it says its time itself, with nothing between that narrows it down
	whole   bool   // it says that it speaks of the whole unit
	have    bool   // it says that there is so much now: 现有
	pointed bool   // 这36名
	of      bool   // 发放助学金的1084人次中
	perfect bool   // its deed is named as done: 发展的136名新党员
}

// A timeSpoken tells what a figure says of its time.
type timeSpoken uint8

const (
	noTime    timeSpoken = iota
	allTime              // the whole time of the report
	otherTime            // some other
)

// speak takes figure i apart; before is the figure before it in the statement, nil: none.
func (st *statement) speak(i int, before *spoken) *spoken {
	m := st.figures[i]
	s := &spoken{told: told{st, i}}
	s.measure = plainMeasure(m.Measure)
	text := st.r.Doc.Blocks[m.Span.Block].Text
	s.tail = text[m.Span.End:st.span.End]
	if k := strings.IndexFunc(s.tail, stops); k >= 0 {
		s.tail = s.tail[:k]
	}
	s.time, s.when = st.timeSpoken(m)
	head := st.headOf(i)
	s.timed = s.time != noTime && !s.framedBehindTime(head)
	attributive := strings.HasPrefix(s.tail, "的") || m.NameSpan.Start >= m.Span.End && m.NameSpan.Block == m.Span.Block
	if s.tail = unquoted(strings.TrimPrefix(s.tail, "的")); !attributive {
		s.tail = ""
	}
	if rest, ok := strings.CutPrefix(head, "、"); ok && before != nil && s.tail == "" { // 召开股东会2次、董事会7次
		s.deed, s.owner, s.noun = before.deed, before.owner, unquoted(rest)
		return s
	}
	if behind := text[m.Span.End:st.span.End]; strings.HasSuffix(head, "的") && longestPrefix(behind, partitive[:5]) != "" { // 发放助学金的1084人次中
		s.of, s.tail, attributive, head = true, "", false, strings.TrimSuffix(head, "的")
	}
	s.read(unquoted(head), attributive)
	if w := longestPrefix(s.tail, onBooks); w != "" && len(w) < len(s.tail) { // 41名在册社区矫正对象
		s.tail, s.have = s.tail[len(w):], true
	}
	if s.noun == "" && before != nil && before.measure == s.measure && s.tail == "" { // 发放问卷600份，收回588份
		s.noun = before.noun
	}
	return s
}

// framedBehindTime reports whether words between those for its time and the clause of s, which
// starts with head, may narrow it down.
func (s *spoken) framedBehindTime(head string) bool {
	if period := s.metric().Period; period != "" && strings.Contains(head, period) || containsAny(head, scopes) {
		return false
	}
	_, before := s.st.phrase(s.i)
	if containsAny(before, []string{"其中", "期间", "专项", "行动"}) {
		return true
	}
	for clause := range strings.FieldsFuncSeq(before, stops) {
		if longestPrefix(clause, []string{"围绕", "针对", "结合", "对", "在", "通过"}) != "" {
			return true
		}
	}
	return false
}

// unquoted returns s without the quotation marks in it.
func unquoted(s string) string {
	if strings.ContainsAny(s, "“”\"") {
		return quotes.Replace(s)
	}
	return s
}

var quotes = strings.NewReplacer("“", "", "”", "", "\"", "")

// headOf returns what stands before figure i in its clause, from the figure before on.
func (st *statement) headOf(i int) string {
	m := st.figures[i]
	text := st.r.Doc.Blocks[m.Span.Block].Text
	from := st.span.Start
	if i > 0 {
		from = max(from, st.figures[i-1].Span.End)
	}
	head := text[min(from, m.Span.Start):m.Span.Start]
	const longest = 120                                                            // bytes
	if k := strings.LastIndexFunc(strings.TrimRight(head, "：: "), stops); k >= 0 { // 党员总数：
		_, size := utf8.DecodeRuneInString(head[k:])
		head = head[k+size:]
	}
	if len(head) > longest {
		return ""
	}
	return head
}

// read reads the words before the number: 我局全年共发展 and, with it, 新党员.
func (s *spoken) read(head string, attributive bool) {
	rest := s.withoutFront(head)
	trimmed, ok := strings.CutSuffix(rest, "的")
	if ok && !attributive {
		return
	}
	rest, s.perfect = trimmed, ok
	for _, w := range scopes { // 大队全年检查
		if !s.st.signs.has(scoped) {
			break
		}
		if k := strings.Index(rest, w); k > 0 {
			s.owner, rest = s.ownerOf(rest[:k]), s.withoutFront(rest[k:])
		}
	}
	if attributive && strings.HasSuffix(rest, "这") {
		s.pointed = true
		return
	}
	s.have = s.have || !attributive && hasSuffix(strings.TrimRight(rest, "：:为"), []string{"总数", "人数"})
	rest = withoutLinks(rest)
	if attributive && hasSuffix(rest, []string{"全部", "全体"}) { // 组织全体45名党员
		s.whole = true
		return
	}
	if attributive {
		rest = withoutSides(rest)
	} else if w := longestSuffix(rest, holding); w != "" && len(rest) > len(w) { // 全县性会议召开
		s.deed, s.noun = "开展", withoutLinks(rest[:len(rest)-len(w)])
		return
	}
	at, end := none, none
	for i, r := range rest { // the last deed
		if deedWords().mayStart(r) && i >= end {
			if w := deedWords().prefix(rest[i:]); w != "" && (attributive || end < 0 || utf8.RuneCountInString(rest[i+len(w):]) >= 2) {
				if next := rest[i+len(w):]; attributive || longestPrefix(next, nominal) == "" {
					at, end = i, i+len(w)
				}
			}
		}
	}
	if at < 0 || attributive && end < len(rest) {
		if attributive && s.owner == "" {
			s.owner = s.ownerOf(rest)
		} else if !attributive {
			s.noun = strings.Trim(rest, " 　")
		}
		return
	}
	if s.deed = deedOf(rest[at:end]); s.deed == "" {
		s.have = true
	}
	if own := s.ownerOf(rest[:at]); own != "" {
		s.owner = own
	}
	s.noun = strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(rest[end:], "出"), "了"), " 　")
	if noun, ok := strings.CutPrefix(s.noun, "的"); ok { // 建成的助餐点虽有19处
		s.noun, s.perfect = noun, true
	}
	if s.deed == "开展" && s.noun == "会议" && hasSuffix(s.owner, []string{"会", "组"}) { // 董事会召开会议
		s.noun, s.owner = s.owner, ""
	}
}

// nominal are the characters behind a deed by which it is part of a noun: 接待费, 采购项目.
var nominal = []string{"费", "款", "率", "量", "项", "金", "处", "点", "站", "所", "班", "员", "器", "卡", "机", "价", "力", "者", "证", "书", "单", "表", "册", "室", "对象", "人", "工作", "制度", "类", "性", "户", "队", "组"}

// holding are words for a deed by which something is held, behind what is.
var holding = []string{"召开", "开展", "举办", "举行", "组织", "进行", "开", "召开会议", "开会"}

// withoutSides returns words without how many sides there are to what is counted: 指出4个方面.
func withoutSides(s string) string {
	head, ok := strings.CutSuffix(s, "个方面")
	if !ok {
		return s
	}
	return strings.TrimRight(head, "0123456789一二三四五六七八九十")
}

// ownerOf returns who is named before a deed; empty: the unit as a whole, or nobody.
func (s *spoken) ownerOf(words string) string {
	if hasSuffix(words, []string{"对", "把", "将", "为", "向", "从"}) { // who acts on it
		return ""
	}
	words = s.withoutFront(withoutLinks(strings.TrimRight(words, "、和及")))
	if words != "" && deedWords().prefix(words) == words { // 新建、修订内控制度
		return ""
	}
	for w := longestSuffix(words, scopes); w != ""; w = longestSuffix(words, scopes) {
		words = withoutLinks(strings.TrimSuffix(words, w))
	}
	if words == "" || slices.Contains(kinds, words) || strings.HasSuffix(s.st.r.Unit, words) || utf8.RuneCountInString(words) > 2 && strings.Contains(s.st.r.Title, words) {
		return ""
	}
	return words
}

// withoutFront returns the words before a number without those in front that only lead up to
// them, and notes what they say of the scope.
func (s *spoken) withoutFront(head string) string {
	for {
		head = strings.TrimLeft(head, " 　—-（(")
		if rest, ok := strings.CutPrefix(head, "【"); ok {
			if _, behind, ok := strings.Cut(rest, "】"); ok {
				head = behind
			}
		}
		if n := dateAhead(head); n > 0 {
			head = head[n:]
			continue
		}
		if w := fronts().prefix(head); w != "" && (w != "在" || longestPrefix(head, onBooks) == "") {
			head = head[len(w):]
			s.have = s.have || slices.Contains(sameDeeds[""], w)
			s.pointed = s.pointed || w == "这" && head == ""
			continue
		}
		if w := s.wholeAt(head); w != "" && !strings.HasPrefix(head[len(w):], "性") {
			head, s.whole = head[len(w):], true
			continue
		}
		own, we := strings.CutPrefix(head, "我")
		if w := longestPrefix(own, kinds); w != "" && (we || longestPrefix(own[len(w):], sameDeeds[""]) != "") { // 公司现有
			head, s.whole = own[len(w):], true
			continue
		}
		return head
	}
}

// wholeAt returns the word for all of a unit that head starts with; empty: none.
func (s *spoken) wholeAt(head string) string {
	if !s.st.signs.has(ofAll) {
		return ""
	}
	return longestPrefix(head, wholes)
}

// dateAhead returns the length of the words for a date that s starts with: 6月底, 2025年, 1—6月.
func dateAhead(s string) int {
	end, digits := 0, false
	for i, r := range s {
		switch {
		case '0' <= r && r <= '9' || strings.ContainsRune("一二三四五六七八九十〇", r):
			digits = true
		case strings.ContainsRune("—－-～~至到第", r):
		case digits && (r == '年' || r == '月' || r == '日'):
			end = i + utf8.RuneLen(r)
		case digits && strings.HasPrefix(s[i:], "季度"):
			end = i + len("季度")
		case end == i && end > 0:
			return end + len(longestPrefix(s[end:], []string{"底", "末", "初", "以来", "来", "份", "上半年"}))
		default:
			return end
		}
	}
	return end
}

// fronts are words in front of a clause that tell neither what is counted nor whose it is.
var fronts = sync.OnceValue(func() *words {
	list := slices.Concat(conceding, scopes, []string{
		"但", "而", "从", "在", "为", "我们", "对", "把", "将", "向", "由", "面对", "针对", "由于", "因", "既要", "又要", "要", "其", "这", "上述", "以上", "该",
		"目前", "全学年", "本学年", "学年", "现", "现有", "现共有", "共有", "设有", "建有", "拥有", "下设", "下辖", "至今", "截至目前", "截至", "截止", "到", "今年", "本年", "年内", "报告期内", "报告期", "本季度", "本学期", "期末", "当前", "辖区", "辖区内",
		"共", "一共", "总共", "共计", "累计", "先后", "已", "已经", "已有", "又", "仅", "就", "只", "才", "还", "也", "并", "同时", "另外", "此外", "总的看",
		"第一", "第二", "第三", "首先", "其次", "最后", "的", "，", "、", "中", "内",
	})
	for _, n := range []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"} {
		list = append(list, n+"是", n+"要")
	}
	return wordsOf(list...)
})

// onBooks are words for what a unit has, which start like words that lead up to it.
var onBooks = []string{"在册", "在岗", "在编", "在职", "在建", "在校", "在籍", "在营", "在管", "在办", "在库", "在矫", "在园", "在院", "在押", "在村", "在用"}

// withoutLinks returns words without those behind that only lead on to the number: 共, 达, 了.
func withoutLinks(s string) string {
	for {
		s = strings.TrimRight(s, " 　：:")
		w := longestSuffix(s, links)
		if w == "" || w == s || hasSuffix(s, sameDeeds[""]) {
			return s
		}
		s = strings.TrimSuffix(s, w)
	}
}

// links are the words between what is counted, or was done, and the number.
var links = []string{"虽有", "虽", "共计", "合计", "总计", "总数", "总量", "数量", "共", "达到", "达", "为", "有", "了", "是", "已", "约", "先后", "累计", "一共", "总共", "仅", "只", "才", "就", "满打满算", "既要", "又要", "要"}

// longestSuffix returns the longest of the words that s ends with; empty: none.
func longestSuffix(s string, words []string) string {
	best := ""
	for _, w := range words {
		if len(w) > len(best) && strings.HasSuffix(s, w) {
			best = w
		}
	}
	return best
}

// sameDeeds are the words that mean one deed, behind the word for it. By the first, which is none,
// a thing is there.
var sameDeeds = map[string][]string{
	"":   {"现有", "现共有", "共有", "实有", "拥有", "设有", "建有", "下设", "内设", "下辖", "所属", "下属", "在册", "在岗"},
	"开展": {"开展", "组织", "进行", "召开", "举办", "举行", "实施", "组织开展", "组织召开", "主持召开", "召集", "共开展", "开展了"},
	"发现": {"发现", "排查", "排查出", "查出", "查找", "查找出", "查摆", "查摆出", "摸排", "摸排出"},
	"反馈": {"反馈", "指出", "反馈指出"},
	"制定": {"制定", "细化", "出台", "拟定", "制订", "研究制定", "细化制定"},
	"受理": {"受理", "接收", "收到", "接到", "接办", "受理了"},
	"发展": {"发展", "培养发展", "新发展"},
	"被":  {"被"},
	"监管": {"监管", "管护", "负责", "管理", "服务", "看管"},
}

// deedWords are all words for sameDeeds.
var deedWords = sync.OnceValue(func() *words {
	var list []string
	for _, same := range sameDeeds {
		list = append(list, same...)
	}
	for _, w := range lexicon.List("governors") {
		if utf8.RuneCountInString(w) > 1 {
			list = append(list, w)
		}
	}
	slices.Sort(list)
	return wordsOf(slices.Compact(list)...)
})

// deedOf returns the word for the deed that w means.
func deedOf(w string) string {
	for deed, same := range sameDeeds {
		if slices.Contains(same, w) {
			return deed
		}
	}
	return strings.TrimSuffix(w, "了")
}

// timeSpoken tells what m says of its time, and in which words where that is some other.
func (st *statement) timeSpoken(m *analyze.Metric) (timeSpoken, string) {
	r, before := st.r, st.before(m)
	if k := strings.LastIndex(before, "截"); k >= 0 && longestPrefix(before[k:], []string{"截至", "截止"}) != "" {
		day := before[k+len("截至"):]
		day = strings.TrimPrefix(day, "到")
		if day = day[:dateAhead(day)]; day == "" || containsAny(day, lastMonths(r.Period)) {
			return allTime, ""
		}
		return otherTime, day
	}
	switch p := strings.TrimPrefix(m.Period, "第"); {
	case containsAny(before, []string{"报告期", "半年来", "一年来", "今年以来", "年初以来"}):
		return allTime, ""
	case p == "":
		if in := m.Section; in >= 0 && r.Sections[in].Span.Contains(m.Span) { // a heading speaks of all under it
			return allTime, ""
		}
		return noTime, ""
	case strings.Contains(before, "前"+p): // 前三季度
		return otherTime, "前" + p
	default:
		return timeNamed(r, p)
	}
}

// timeNamed tells what time the words p are for in r.
func timeNamed(r *analyze.Report, p string) (timeSpoken, string) {
	year := strconv.Itoa(r.Period.From.Year()) + "年"
	switch {
	case p == "":
		return noTime, ""
	case slices.Contains([]string{"全年", "今年", "今年以来", "本年度", "本年", "年度"}, p),
		p == partOfYear(r.Period), strings.TrimPrefix(strings.TrimPrefix(p, year), "度") == partOfYear(r.Period),
		longestPrefix(p, []string{"1", "一"}) != "" && strings.HasSuffix(p, strconv.Itoa(int(r.Period.To.Month()))+"月") && strings.ContainsAny(p, "—－-～~至到"):
		return allTime, ""
	}
	return otherTime, p
}

// lastMonths returns the words for the month with which the time p ends; not known, those with
// which reports' times mostly do.
func lastMonths(p analyze.Period) []string {
	if p.To.IsZero() {
		return []string{"6月", "12月", "六月", "十二月"}
	}
	return []string{strconv.Itoa(int(p.To.Month())) + "月", hanNumber(int(p.To.Month())) + "月"}
}
