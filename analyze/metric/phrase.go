package metric

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/segment"
)

// nounAfter returns the noun phrase behind a quantity: 4个党支部, 2份信件信访. With verb, a
// phrase that starts with a verb counts as well (开展了31次谈心谈话).
func (l *line) nounAfter(q quantity, verb bool) (stretch, bool) {
	start := l.skipSpace(q.end)
	if l.at(start) == '的' && verb { // 投资3500万元的管网改造
		start += len("的")
	}
	if q.qualifier == analyze.About && q.qualEnd > q.end { // 300名左右青年
		start = l.skipSpace(q.qualEnd)
	} else if q.qualEnd > q.end && verb { // 对30家以上重点企业
		start = l.skipSpace(q.qualEnd)
	} else if q.qualEnd > q.end {
		return stretch{}, false
	}
	if start >= len(l.text) || ends(l.at(start)) || strings.ContainsRune("的（(和及与*＊", l.at(start)) {
		return stretch{}, false
	}
	clauseEnd := l.clauseEnd(start)
	if verb {
		start = l.trimLeads(stretch{start, clauseEnd}).start
		if first := l.token(start); first < len(l.tokens) && strings.HasPrefix(l.tokens[first].Pos, "v") && occasion(q.measure) && !l.quantityIn(start, clauseEnd) {
			s := l.clean(stretch{start, clauseEnd}) // 4次邀请干部讲廉政党课
			return s, s.start < s.end
		}
	}
	end := start
	noun := false
	of := l.ofBehind(start, clauseEnd)
	if clauseEnd < len(l.text) && l.quantityIn(start, clauseEnd) {
		clauseEnd = min(clauseEnd, l.commaEnd(start))
	}
	for k := l.token(start); k < len(l.tokens) && l.tokens[k].Start < clauseEnd; k++ {
		t := l.tokens[k]
		if t.Start < end {
			continue
		}
		s, ok := within(l.quotes, t.Start)
		if !ok {
			s, ok = within(l.titles, t.Start)
		}
		if ok && s.start == t.Start {
			end, noun = s.end, true
			continue
		}
		word := l.text[t.Start:t.End]
		if isDigit(firstRune(word)) || l.holeAt(t.Start) {
			break
		}
		if t.Start >= of && !l.completes(stretch{start, end}, t) && l.stops(k, noun, verb, end == start, clauseEnd) {
			break
		}
		noun = noun || nounish(t.Pos) || person(word) || l.class(k)&thing != 0
		end = t.End
	}
	if r, size := utf8.DecodeRuneInString(l.text[start:end]); strings.ContainsRune("省市县区乡镇村组", r) && strings.HasPrefix(l.text[start+size:end], "的") { // 19个村的集体经济收入
		end = start + size
	}
	s := l.trimSeparators(stretch{start, end})
	if next := l.at(s.end); next == '有' || isDigit(next) { // 54个班里有7个
		s.end = s.start + len(strings.TrimSuffix(l.text[s.start:s.end], "里"))
	}
	for _, w := range []string{"的", "等", "和", "与", "及", "或", "中", "在", "共"} {
		if strings.HasSuffix(l.text[s.start:s.end], w) && !l.splits(s.end, w) {
			s.end -= len(w)
		}
	}
	if s.start >= s.end || !noun {
		return s, false
	}
	return l.shortenRight(s), s.start < s.end
}

// completes reports whether word t makes a noun of s with a character that the dictionary
// parts from it: 党|组织, 管护|站.
func (l *line) completes(s stretch, t segment.Token) bool {
	if s.start >= s.end || t.Start != s.end {
		return false
	}
	switch l.text[s.start:s.end] {
	case "党", "社", "库", "棚", "网", "团":
		return true
	}
	switch l.text[t.Start:t.End] {
	case "站", "所", "队", "点", "组", "库", "岗":
		return true
	}
	return false
}

// occasion reports whether a measure counts acts, so that a verb may follow it: 4次邀请….
func occasion(measure string) bool {
	switch measure {
	case "次", "场", "场次", "轮", "轮次", "回", "堂":
		return true
	}
	return false
}

// nounish reports whether words of a part of speech can be what is counted.
func nounish(pos string) bool {
	switch pos {
	case "vn", "an", "j", "l", "i", "s", "t", "eng", "x", "zg", "":
		return true
	}
	return strings.HasPrefix(pos, "n")
}

// person reports whether a word names persons, whatever the dictionary calls it: 站长, 调解员.
func person(word string) bool {
	return len(word) >= 2*3 && hasSuffixAny(word, []string{"长", "员", "者", "师", "人"}) != ""
}

// stops reports whether word k ends a noun phrase; first tells that it would start it.
func (l *line) stops(k int, noun, verb, first bool, clauseEnd int) bool {
	t, c := &l.tokens[k], l.class(k)
	if c&ender != 0 {
		return true
	}
	if person(l.text[t.Start:t.End]) {
		return false
	}
	switch t.Pos {
	case "p", "r", "m", "y", "e", "o":
		return true
	case "d", "ad", "vd":
		return !l.nounNext(t.End, clauseEnd)
	case "v", "vi", "vg", "vshi", "vyou":
		if !noun {
			return first && !verb && c&thing == 0
		}
		return t.End < clauseEnd && !(c&nominal != 0 && l.nounNext(t.End, clauseEnd))
	}
	return c&governor != 0 && noun
}

// ofBehind returns the offset behind the 的 that makes [start, …) an attribute of what
// follows (受到失实举报的干部), start where there is none.
func (l *line) ofBehind(start, clauseEnd int) int {
	text := l.text[start:clauseEnd]
	i := strings.Index(text, "的")
	if i <= 0 || utf8.RuneCountInString(text[:i]) > 12 || strings.ContainsAny(text[:i], "、0123456789") {
		return start
	}
	k := l.token(start)
	if k < len(l.tokens) && !strings.HasPrefix(l.tokens[k].Pos, "v") && !strings.HasPrefix(l.tokens[k].Pos, "a") {
		return start
	}
	return start + i + len("的")
}

// quantityIn reports whether a number stands in [from, to).
func (l *line) quantityIn(from, to int) bool {
	return strings.ContainsFunc(l.text[from:to], isDigit) || l.holeBetween(from, to)
}

// holeAt reports whether byte i lies in a placeholder.
func (l *line) holeAt(i int) bool { return l.holeBetween(i, i+1) }

func (l *line) holeBetween(from, to int) bool {
	k := sort.Search(len(l.holes), func(k int) bool { return l.holes[k].end > from })
	return k < len(l.holes) && l.holes[k].start < to
}

// nounNext reports whether the word at byte i, before the clause's end, is a noun.
func (l *line) nounNext(i, clauseEnd int) bool {
	k := l.token(i)
	return k < len(l.tokens) && l.tokens[k].Start < clauseEnd && strings.HasPrefix(l.tokens[k].Pos, "n")
}

// shortenRight cuts a noun phrase behind a quantity to its first words.
func (l *line) shortenRight(s stretch) stretch {
	for k := l.token(s.end - 1); k >= 0 && utf8.RuneCountInString(l.text[s.start:s.end]) > nameLimit && l.tokens[k].Start > s.start; k-- {
		s.end = l.tokens[k].Start
	}
	return l.trimSeparators(s)
}

// respective reads A、B分别为3件、5件: the names of this quantity and of those that follow it.
func (n *namer) respective(k int, gap stretch, at int) (name, bool) {
	l := n.l
	count := 1
	for j := k + 1; j < len(n.qs); j++ {
		between := strings.TrimSpace(l.text[n.qs[j-1].qualEnd:n.qs[j].qualStart])
		if between != "、" && between != "和" && between != "，" && between != "与" && between != "及" && between != "、和" ||
			between == "，" && !ends(l.at(n.qs[j].qualEnd)) { // 分别少了9批、22人次，5件积案
			break
		}
		count++
	}
	list := l.trimLeads(stretch{gap.start, l.comparison(stretch{gap.start, at})}) // 较“十四五”初分别提高
	list = l.afterGovernor(list)
	text := strings.TrimSuffix(strings.TrimSuffix(l.text[list.start:list.end], "同比"), "环比")
	after := l.trimLinks(stretch{at + len("分别"), gap.end})
	change := l.text[after.start:after.end]
	written := strings.TrimSpace(l.text[at+len("分别") : gap.end])
	was, from := strings.CutPrefix(written, "由")
	if !from {
		was, from = strings.CutPrefix(written, "从")
	}
	if from {
		change = ""
	}
	earlier := from && earlierTime(was) != ""
	if verb := changes().suffix(change); verb != "" && l.comparison(stretch{after.start, after.end - len(verb)}) == after.start { // 分别比上年增加800亩、420吨
		change = verb
	}
	items := splitList(text)
	if len(items) == 0 && len(n.past) >= count { // A186亿元、B42亿元，分别增长9%、12%
		items = slices.Clone(n.past[len(n.past)-count:])
	}
	if len(items) == 0 {
		if n.topic == "" {
			return name{}, false
		}
		items = []string{n.topic}
	}
	head := ""
	if last := items[len(items)-1]; strings.Contains(last, "等") && len(items) > 1 {
		first, rest, _ := strings.Cut(last, "等")
		items[len(items)-1], head = first, rest
	}
	if before := l.listBefore(gap.start, change); len(items) != count && len(before) == count && (text == "" || hasSuffixAny(text, []string{"人均", "户均", "平均"}) != "") {
		items, head = before, ""
	}
	if len(items) != count {
		items = slices.Repeat([]string{text}, count)
		if text == "" {
			items = slices.Repeat([]string{n.topic}, count)
		}
		head = ""
	}
	for i := range items {
		items[i] = lastRunes(items[i]+head, nameLimit) + change
	}
	names := make([]name, 0, 2*count)
	for _, item := range items {
		names = append(names, name{text: item, derived: change != ""})
	}
	if from { // 分别由上年的3起、4人上升到5起、7人
		for i := range names {
			names[i].earlier = earlier
		}
		if end := k + 2*count; end <= len(n.qs) && n.qs[end-1].sentence == n.qs[k].sentence {
			for _, item := range items {
				names = append(names, name{text: item})
			}
		}
	}
	n.shared = names[1:]
	return names[0], true
}

// listBefore returns the items of the list that the clause before byte i is about: A、B和C再次
// 提高，月人均分别提高…; change is the verb that the clauses share.
func (l *line) listBefore(i int, change string) []string {
	end := l.trimSeparators(stretch{0, i}).end
	text := strings.TrimSuffix(l.text[l.clauseStart(end):end], change)
	return splitList(strings.TrimSuffix(strings.TrimSuffix(text, "再次"), "均"))
}

// splitList splits A、B和C.
func splitList(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '、' || r == '和' || r == '及' || r == '与' || r == '，' })
}

// firstRunes returns the first n characters of s.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// lastRunes returns the last n characters of s.
func lastRunes(s string, n int) string {
	for utf8.RuneCountInString(s) > n {
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return s
}

// share reads the words before a share: X占80%, 占投诉总量的61.3%.
func (n *namer) share(gap stretch, q quantity) (name, bool) {
	l := n.l
	if q.measure != "%" && q.measure != "‰" && q.measure != "成" && q.measure != "" {
		return name{}, false
	}
	text := l.text[gap.start:gap.end]
	i := lastIndex(text, "占")
	if i < 0 || hasPrefixAny(text[i:], []string{"占比", "占地", "占用", "占有", "占道"}) != "" {
		return name{}, false
	}
	base := l.clean(stretch{gap.start, gap.start + i})
	of := l.text[base.start:base.end]
	if of != "" {
		n.topic = of
	} else if of = n.topic; of == "" { // 占超标天数的71%
		whole := l.trimLinks(stretch{gap.start + i, gap.end})
		return name{text: l.text[whole.start:whole.end], derived: true}, true
	}
	return name{text: of + "占", derived: true}, true
}

// change reads the words before a difference: X增长5%, 同比下降10%, 比上年减少3.3万元.
// linked is gap without the words next to the number.
func (n *namer) change(gap, linked stretch, measure string) (name, bool) {
	l, s := n.l, linked
	verb := changes().suffix(l.text[s.start:s.end])
	if w := hasSuffixAny(l.text[s.start:s.end], []string{"少", "多", "高", "低"}); verb == "" && w != "" &&
		(l.comparison(stretch{s.start, s.end - len(w)}) < s.end-len(w) || strings.HasSuffix(strings.TrimSpace(l.text[s.start:gap.end]), w+"了")) { // 比上年同期少9件, 少了5次
		verb = w
	}
	if verb == "" || !l.boundary(s.end-len(verb)) && utf8.RuneCountInString(verb) == 1 {
		return name{}, false
	}
	base := stretch{s.start, s.end - len(verb)}
	text := strings.TrimRightFunc(l.text[base.start:base.end], space)
	for _, w := range []string{"同比", "环比", "再", "还", "又", "共", "已", "均", "可", "将", "拟", "力争"} {
		if strings.HasSuffix(text, w) && !l.splits(base.start+len(text), w) {
			text = strings.TrimSuffix(text, w)
			if w == "同比" || w == "环比" {
				verb = w + verb
			}
		}
	}
	base.end = base.start + len(text)
	base.end = l.comparison(base)
	of := l.clean(base)
	if of.start >= of.end || l.onlyVerbs(of) {
		topic := n.about(gap.end)
		if n.listed && n.whole != "" { // 其中A 5件、B 3件，同比下降6%
			topic = n.whole
		} else if c := n.last(measure); c.name != "" && !tail(measure) && measure != "成" && !n.inPart && c.sentence == l.sentenceStart(gap.end) { // 送戏56场，惠及2万人次，比去年增加8场
			topic = c.name
		}
		if topic == "" {
			return name{}, false
		}
		return name{text: topic + verb, derived: true}, true
	}
	n.topic = l.text[of.start:of.end]
	return name{text: n.topic + verb, derived: true}, true
}

// comparison returns where a comparison at the end of s starts (比上年同期, 较2024年), s.end where there is none.
func (l *line) comparison(s stretch) int {
	if l.kinds(s)&compares == 0 {
		return s.end
	}
	text := l.text[s.start:s.end]
	for _, w := range []string{"比", "较", "与"} {
		i := lastIndex(text, w)
		if i < 0 || l.splits(s.start+i+len(w), w) {
			continue
		}
		rest := strings.TrimSpace(text[i+len(w):])
		if earlierTime(rest) != "" || hasPrefixAny(rest, []string{"全国", "全省", "全市", "年初", "预算", "计划"}) != "" || i == 0 && utf8.RuneCountInString(rest) <= 8 {
			return s.start + i
		}
	}
	return s.end
}

// earlier reads the words before a figure of an earlier period: 去年同期为5件, 比2023年的1,775件.
// linked is gap without the words next to the number.
func (n *namer) earlier(gap, linked stretch, measure string) (name, bool) {
	l, s := n.l, linked
	text := l.text[s.start:s.end]
	if measure == "倍" && n.topic != "" && (hasAny(text, "去年", "上年", "同期", "时期") || strings.HasPrefix(text, "是") && withoutTime(text) == "是") { // 是去年同期的2倍
		return name{text: n.topic, derived: true}, true
	}
	base := l.trimSeparators(stretch{s.start, s.start})
	if from := l.comparison(s); from < s.end {
		base.end = from
		text = text[from-s.start+len("比"):]
	}
	from := l.trim(stretch{s.end - len(text), s.end})
	text = strings.TrimPrefix(l.text[from.start:from.end], "而")
	w := earlierTime(text)
	if w == "" {
		return name{}, false
	}
	if rest := strings.TrimSpace(strings.TrimPrefix(text, w)); strings.HasPrefix(rest, "已") { // 上年已招标的2套
		return name{}, false
	} else if rest != "" && rest != "同期" && rest != "的" && rest != "这时候" && !each(rest) {
		if base.end > base.start || !strings.HasPrefix(w, "去年") && !strings.HasPrefix(w, "上年") {
			return name{}, false
		}
		at := l.clean(s)
		if words := l.text[at.start:at.end]; earlierTime(words) == w { // 去年同期受理8件
			at.start += len(w)
		}
		return name{text: l.text[at.start:at.end], at: at, earlier: true}, true
	}
	of := l.clean(base)
	if of.start < of.end {
		return name{text: l.text[of.start:of.end], at: of, earlier: true}, true
	}
	topic := n.about(gap.end)
	if same := n.last(measure).name; same != "" && !n.inPart {
		topic = same
	}
	if topic == "" {
		return name{}, false
	}
	return name{text: topic, earlier: true, derived: true}, true
}
