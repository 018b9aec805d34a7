package check

import (
	"slices"
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
	whole   bool // it says that it speaks of the whole unit
	shared  bool // its deed or owner is that of the figure before in its clause
	perfect bool // its deed is named as done: 发展的136名新党员
}

// A timeSpoken tells what a figure says of its time.
type timeSpoken uint8

const (
	noTime    timeSpoken = iota
	allTime              // the whole time of the report
	otherTime            // some other
)

// speak takes figure i apart.
func (st *statement) speak(i int) spoken {
	m := st.figures[i]
	s := spoken{told: told{st, i}, time: st.timeSpoken(m)}
	s.measure = plainMeasure(m.Measure)
	text := st.r.Doc.Blocks[m.Span.Block].Text
	s.tail = text[m.Span.End:st.span.End]
	if k := strings.IndexFunc(s.tail, stops); k >= 0 {
		s.tail = s.tail[:k]
	}
	head := st.headOf(i)
	s.shared = strings.HasPrefix(head, "、")
	attributive := strings.HasPrefix(s.tail, "的") || m.NameSpan.Start >= m.Span.End && m.NameSpan.Block == m.Span.Block
	s.tail = strings.TrimPrefix(s.tail, "的")
	s.read(strings.TrimPrefix(head, "、"), attributive)
	if !attributive {
		s.tail = ""
	}
	return s
}

// headOf returns what stands before figure i in its clause, from the figure before on.
func (st *statement) headOf(i int) string {
	m := st.figures[i]
	text := st.r.Doc.Blocks[m.Span.Block].Text
	from := st.span.Start
	if i > 0 {
		from = max(from, st.figures[i-1].Span.End)
	}
	head := text[min(from, m.Span.Start):m.Span.Start]
	const longest = 120 // bytes
	if k := strings.LastIndexFunc(head, stops); k >= 0 {
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
	if trimmed, ok := strings.CutSuffix(rest, "的"); ok {
		rest, s.perfect = trimmed, true
	}
	rest = withoutLinks(rest)
	if attributive {
		rest = withoutSides(rest)
	}
	at, end := none, none
	for i, r := range rest { // the last deed
		if deedWords().mayStart(r) && i >= end {
			if w := longestPrefix(rest[i:], deedWords().list); w != "" && (attributive || utf8.RuneCountInString(rest[i+len(w):]) >= 2) {
				at, end = i, i+len(w)
			}
		}
	}
	if at < 0 || attributive && end < len(rest) {
		if attributive {
			s.owner = s.ownerOf(rest)
		} else {
			s.noun = strings.Trim(rest, "“”\" 　")
		}
		return
	}
	s.deed = deedOf(rest[at:end])
	s.owner = s.ownerOf(rest[:at])
	s.noun = strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(rest[end:], "出"), "了"), "“”\" 　")
}

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
	words = s.withoutFront(withoutLinks(words))
	for w := longestSuffix(words, scopes); w != ""; w = longestSuffix(words, scopes) {
		words = withoutLinks(strings.TrimSuffix(words, w))
	}
	if words == "" || strings.HasSuffix(s.st.r.Unit, words) {
		return ""
	}
	return words
}

// withoutFront returns the words before a number without those in front that only lead up to
// them, and notes what they say of the scope.
func (s *spoken) withoutFront(head string) string {
	for {
		head = strings.TrimLeft(head, "“”\" 　")
		if w := fronts().prefix(head); w != "" && (w != "在" || longestPrefix(head, onBooks) == "") {
			head = head[len(w):]
			continue
		}
		if w := longestPrefix(head, wholes); w != "" {
			head, s.whole = head[len(w):], true
			continue
		}
		if own, ok := strings.CutPrefix(head, "我"); ok {
			if w := longestPrefix(own, kinds); w != "" {
				head, s.whole = own[len(w):], true
				continue
			}
		}
		if n := dateAhead(head); n > 0 {
			head = head[n:]
			continue
		}
		return head
	}
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
		"但", "而", "从", "在", "对", "把", "将", "向", "由", "面对", "针对", "由于", "因", "既要", "又要", "要", "其", "这", "上述", "以上", "该",
		"目前", "现", "现有", "现共有", "共有", "已有", "设有", "建有", "拥有", "具有", "尚有", "至今", "截至目前", "截至", "截止", "到", "今年", "本年", "年内", "报告期内", "报告期", "本季度", "本学期", "期末", "当前", "辖区", "辖区内",
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
		if w == "" || w == s {
			return s
		}
		s = strings.TrimSuffix(s, w)
	}
}

// links are the words between what is counted, or was done, and the number.
var links = []string{"共计", "合计", "总计", "总数", "总量", "数量", "共", "达到", "达", "为", "有", "了", "过", "出", "是", "已", "约", "先后", "累计", "一共", "总共", "仅", "只", "才", "就", "既要", "又要", "要"}

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
	"":   {"现有", "共有", "尚有", "拥有", "设有", "建有", "具有", "达到"},
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

// timeSpoken tells what m says of its time.
func (st *statement) timeSpoken(m *analyze.Metric) timeSpoken {
	before := st.before(m)
	r := st.r
	switch p := m.Period; {
	case containsAny(before, []string{"截至", "截止", "报告期", "半年来", "一年来", "今年以来", "年初以来"}):
		return allTime
	case p == "":
		return noTime
	case slices.Contains([]string{"全年", "今年", "今年以来", "本年度", "本年", "年度"}, p):
		return allTime
	case r.Period.From.IsZero():
		if slices.Contains(scopes, p) {
			return allTime
		}
	case p == partOfYear(r.Period) || p == "本"+strings.TrimLeft(partOfYear(r.Period), "一二三四"):
		return allTime
	case strings.HasSuffix(p, "月") && (strings.HasPrefix(p, "1") || strings.HasPrefix(p, "一")) && strings.ContainsAny(p, "—－-～~至到"):
		return allTime
	case strings.HasPrefix(p, r.Period.From.Format("2006")+"年") && strings.TrimPrefix(strings.TrimPrefix(p, r.Period.From.Format("2006")+"年"), "度") == partOfYear(r.Period):
		return allTime
	}
	return otherTime
}
