package metric

import (
	"strings"
	"unicode/utf8"
)

// nameLimit is the length in characters that a name is cut to.
const nameLimit = 16

// A name is what a quantity counts, in words.
type name struct {
	text    string
	at      stretch // where text stands; empty when put together
	subject string
	earlier bool   // a figure of an earlier period, given for comparison
	derived bool   // a share or a change of what was named before
	period  string // the time that it speaks of, where a table's heads say so
	own     string // what stands with the number itself, where text says more
}

// A namer names the quantities of a line from left to right.
type namer struct {
	l      *line
	qs     []quantity
	topic  string   // what the last quantity counted that was no share or change
	past   []string // what the quantities so far counted, shares and changes aside
	shared []name   // of the next quantities of a 分别 list
	whole  string   // what the last quantity counted that is no part of another (其中)
	inPart bool     // topic is a part
	listed bool     // topic is a part behind other parts: 其中A、B
	taken  int      // behind the noun phrase that named the last quantity

	counted []counted // what was counted last, a measure each
}

// A counted is what was counted in one measure, and where the sentence starts that says so.
type counted struct {
	measure, name string
	sentence      int
}

// last returns what was counted last in measure.
func (n *namer) last(measure string) counted {
	for _, c := range n.counted {
		if c.measure == measure {
			return c
		}
	}
	return counted{}
}

// next names quantity k.
func (n *namer) next(k int) name {
	out := n.name(k)
	if n.l.has&white != 0 && strings.ContainsFunc(out.text, space) {
		out.text = strings.Join(strings.Fields(out.text), "")
	}
	n.taken = max(n.taken, out.at.end)
	if !out.derived && out.text != "" {
		n.topic = out.text
		if out.own != "" {
			n.topic = out.own
		}
		n.past = append(n.past, out.text)
		n.listed = k > 0 && n.inPart && strings.HasPrefix(n.l.text[n.qs[k-1].qualEnd:], "、")
		n.inPart = n.l.partOf(n.qs[k].start)
		if !n.inPart {
			n.whole = n.topic
		}
		n.count(n.qs[k], out)
	}
	return out
}

// count keeps in mind what quantity q, named out, counts: not the parts of a whole, and not
// what was done with the same things.
func (n *namer) count(q quantity, out name) {
	if out.own != "" {
		return
	}
	now := counted{q.measure, out.text, q.sentence}
	for i := range n.counted {
		if c := &n.counted[i]; c.measure == q.measure {
			if !n.inPart || c.sentence != q.sentence || c.name == "" {
				*c = now
			}
			return
		}
	}
	n.counted = append(n.counted, now)
}

// about returns what a share, a change or an earlier figure at byte i speaks of when it
// doesn't say so: what was counted last, or, behind a list of parts, the whole.
func (n *namer) about(i int) string {
	if n.inPart && n.whole != "" && !n.l.partOf(i) {
		return n.whole
	}
	return n.topic
}

// partOf reports whether byte i stands in a list of parts: 其中…, 投诉11件（服务态度6件…. One
// in brackets ends with them.
func (l *line) partOf(i int) bool {
	if l.has&(part|opening) == 0 {
		return false
	}
	from := l.sentenceStart(i)
	s := l.text[from:i]
	open := -1
	if l.kinds(stretch{from, i})&opening != 0 {
		open = max(lastIndex(s, "（"), strings.LastIndexByte(s, '('))
	}
	if open < 0 {
		return anyIn(l.parts, stretch{from, i})
	}
	if !strings.ContainsAny(s[open:], "）)") && strings.ContainsFunc(s[:open], isDigit) {
		return true
	}
	k := lastIndex(s, "其中")
	return k >= 0 && strings.Count(s[k:], "）") <= strings.Count(s[k:], "（")
}

// name tries, in this order: a 分别 list, a share, a label before a colon, a change, a figure
// of an earlier period, the noun behind the number, the object before it; then what the
// sentence has been about, and at last the words as written.
func (n *namer) name(k int) name {
	if len(n.shared) > 0 {
		out := n.shared[0]
		n.shared = n.shared[1:]
		return out
	}
	l, q := n.l, n.qs[k]
	left := q.clause
	if k > 0 {
		left = max(left, n.qs[k-1].qualEnd, min(n.taken, q.qualStart))
	}
	gap := n.between(k, stretch{left, q.qualStart})
	bears := l.kinds(gap)
	if bears&respective != 0 {
		if i := lastIndex(l.text[gap.start:gap.end], "分别"); i >= 0 {
			if out, ok := n.respective(k, gap, gap.start+i); ok {
				return out
			}
		}
	}
	if bears&shares != 0 {
		if out, ok := n.share(gap, q); ok {
			return out
		}
	}
	if label := l.label(gap); label.start < label.end {
		return name{text: l.text[label.start:label.end], at: label}
	}
	linked := l.trimLinks(gap)
	if out, ok := n.change(gap, linked, q.measure); ok {
		return out
	}
	if out, ok := n.earlier(gap, linked, q.measure); ok {
		return out
	}
	led := l.trimLeads(gap)
	governed := l.trimLinks(led)
	if rest(l.text[governed.start:governed.end]) {
		return n.others(q, governed)
	}
	if of := l.at(l.skipSpace(q.end)) == '的' && (l.before(l.trimSpace(q.qualStart)) == '、' || l.dimension(linked, q.measure)); of || !tail(q.measure) || q.measure == "元" && l.onlyLinks(gap) && l.nounNext(q.end, len(l.text)) { // 投资3500万元的A、3800万元的B; 建成长约85米的A
		bare := !l.closed(q) && (l.onlyVerbs(governed) || l.verbLast(gap) || of || hasSuffixAny(strings.TrimSpace(l.text[gap.start:gap.end]), []string{"等", "先后"}) != "")
		if after, ok := l.nounAfter(q, bare && q.measure != "成"); ok && !l.counts(linked, q.measure) && !n.from(k) {
			return name{text: l.text[after.start:after.end], at: after, subject: l.subject(led)}
		}
	}
	if out, ok := n.bare(q, gap, led); ok {
		return out
	}
	if said := l.deed(q, gap); said.start < said.end {
		return name{text: l.text[said.start:said.end], at: said}
	}
	if object := l.clean(gap); object.start < object.end {
		if out, ok := n.thin(k, gap, led, object); ok {
			return out
		}
		if w := l.text[object.start:object.end]; n.topic != "" && utf8.RuneCountInString(w) == 1 && strings.Contains("长宽高深厚", w) && lengths(q.measure) { // 建长廊1处，长80米
			return name{text: n.topic + w}
		}
		return name{text: l.text[object.start:object.end], at: object, subject: l.subject(led)}
	}
	before := l.clauseBefore(gap.start) // 组建网评员队伍，现有25人
	if n.topic != "" && (before.start >= before.end || n.last(q.measure).sentence == q.sentence || k > 0 && n.qs[k-1].sentence == q.sentence) {
		return name{text: n.topic}
	}
	if before.start < before.end {
		return name{text: l.text[before.start:before.end], at: before}
	}
	if text := strings.TrimFunc(l.text[governed.start:governed.end], space); text != "" {
		return name{text: text}
	}
	end := l.clauseEnd(q.qualEnd)
	if k+1 < len(n.qs) {
		end = min(end, n.qs[k+1].qualStart)
	}
	rest := l.shortenRight(l.trimSeparators(stretch{q.qualEnd, max(q.qualEnd, end)}))
	return name{text: l.text[rest.start:rest.end]}
}

// between returns the words before quantity k that may name it, of those in gap: not the verb
// by which it is set beside the last one (由168元谈到142元), nor the 中 behind what that counts
// (21件线索中自行发现的4件).
func (n *namer) between(k int, gap stretch) stretch {
	if k == 0 || gap.start >= gap.end {
		return gap
	}
	l, last := n.l, n.qs[k-1]
	text := l.text[gap.start:gap.end]
	switch to := withoutTime(text); {
	case len(to) <= 5*3 && hasSuffixAny(to, []string{"到", "至"}) != "" && l.changesFrom(last):
		gap.start = gap.end
	case strings.HasPrefix(text, "中") && (n.taken == gap.start || last.end == gap.start) && !l.onlyLinks(stretch{gap.start + len("中"), gap.end}) && strings.TrimLeft(text, "中有仍尚共只仅") != "":
		gap.start += len("中")
	case text == "在" && n.taken == gap.start: // 70人成绩在90分以上
		gap.start = last.qualEnd
	}
	return gap
}

// from reports whether quantity k is where a change starts that the next one ends, so that
// what follows it is not what it counts: 由7条减到2条.
func (n *namer) from(k int) bool {
	q := n.qs[k]
	if k+1 >= len(n.qs) || n.qs[k+1].clause != q.clause || n.qs[k+1].measure != q.measure {
		return false
	}
	return n.l.changesFrom(q)
}

// changesFrom reports whether quantity q is said to be where a change starts: 由2020年的7条.
func (l *line) changesFrom(q quantity) bool {
	return hasSuffixAny(withoutTime(l.text[l.clauseStart(q.qualStart):q.qualStart]), []string{"由", "从"}) != ""
}

// deed returns what persons at the start of a clause are said to have done or undergone:
// 2人影响期满后被重新使用.
func (l *line) deed(q quantity, gap stretch) stretch {
	switch q.measure {
	case "人", "名", "位", "人次":
	default:
		return stretch{}
	}
	if q.qualEnd > q.end || l.before(q.qualStart) != '，' || !l.verbAt(q.end) && l.at(q.end) != '被' || !l.onlyLinks(gap) {
		return stretch{}
	}
	s := l.trimSeparators(stretch{q.end, l.clauseEnd(q.end)})
	if s.start >= s.end || utf8.RuneCountInString(l.text[s.start:s.end]) > nameLimit || l.quantityIn(s.start, s.end) {
		return stretch{}
	}
	switch l.text[s.start:s.end] {
	case "参加", "参与", "参训", "出席", "到会", "到场": // in what was named before
		return stretch{}
	}
	return s
}

// label returns the label before a number that stands alone behind a colon: 支委会：6次.
func (l *line) label(gap stretch) stretch {
	colon := l.before(gap.start)
	if colon != '：' && colon != ':' || !l.onlyLinks(gap) {
		return stretch{}
	}
	end := gap.start - utf8.RuneLen(colon)
	s := l.shorten(l.trimLeads(stretch{l.clauseStart(end), end}))
	if i := lastIndex(l.text[s.start:s.end], "、"); i >= 0 && l.quantityIn(s.start, s.start+i) {
		s.start += i + len("、")
	}
	return s
}

// clauseBefore returns the name that the clause before byte i ends in, in the same sentence.
func (l *line) clauseBefore(i int) stretch {
	r, size := utf8.DecodeLastRuneInString(l.text[:i])
	if r != '，' && r != ',' {
		return stretch{}
	}
	end := i - size
	if k := l.token(end - 1); k < len(l.tokens) && l.tokens[k].Pos == "a" { // 管护站点老旧，6个中有2个…
		end = l.tokens[k].Start
	}
	s := l.clean(stretch{l.clauseStart(end), end})
	if s.start < s.end && l.quantityIn(s.start, s.end) {
		return stretch{}
	}
	return s
}

// verbLast reports whether the words before a number end in a verb or preposition that
// waits for its object: 我校共有, 局党组与, 开展了.
func (l *line) verbLast(s stretch) bool {
	s = l.trimSeparators(s)
	for _, w := range []string{"了", "近", "约", "共"} {
		if strings.HasSuffix(l.text[s.start:s.end], w) && !l.splits(s.end, w) {
			s.end -= len(w)
		}
	}
	if s.start >= s.end {
		return false
	}
	if hasSuffixAny(l.text[s.start:s.end], []string{"须有", "应有"}) != "" {
		return true
	}
	k := l.token(s.end - 1)
	return k < len(l.tokens) && l.tokens[k].Start > s.start && (l.class(k)&governor != 0 || l.tokens[k].Pos == "v" && l.class(k)&nominal != 0)
}

// dimension reports whether s ends in a word for what measure tells of a thing: 长, 总长.
func (l *line) dimension(s stretch, measure string) bool {
	return lengths(measure) && hasSuffixAny(l.text[s.start:s.end], []string{"长", "宽", "高", "深", "厚"}) != ""
}

// closed reports whether a phrase ends straight behind quantity q, so that no noun follows it.
func (l *line) closed(q quantity) bool {
	return q.qualEnd == q.end && ends(l.at(l.skipSpace(q.end)))
}

// lengths reports whether a measure is one of length.
func lengths(measure string) bool {
	switch measure {
	case "米", "公里", "千米", "厘米", "毫米", "m", "km":
		return true
	}
	return false
}

// tail reports whether a measure never stands before its noun.
func tail(measure string) bool {
	switch measure {
	case "%", "‰", "个百分点", "百分点", "倍", "番", "元":
		return true
	}
	return false
}

// clean returns the name in the words before a number.
func (l *line) clean(s stretch) stretch {
	written := l.trimSeparators(s)
	s = l.trimLinks(s)
	if k := lastIndex(l.text[s.start:s.end], "由"); k >= 2*3 && hasSpan(l.text[s.start+k+len("由"):s.end]) { // 满意率由年初的91%
		s.end = s.start + k
	}
	if w := held.suffix(l.text[s.start:s.end]); w != "" && s.end-len(w)-s.start >= 2*3 && l.boundary(s.end-len(w)) { // 主题党日开展6次
		s.end -= len(w)
	}
	if w := rates.suffix(l.text[s.start:s.end]); w != "" { // 广播站每周一期
		if s = l.trimLinks(stretch{s.start, s.end - len(w)}); s.start >= s.end {
			return stretch{}
		}
	}
	s = l.afterGovernor(s)
	led := l.trimLeads(s)
	if led.start >= led.end { // 其中一季度2次
		led = s
		if t := strings.TrimPrefix(l.text[s.start:s.end], "其中"); t != "" {
			led.start = s.end - len(t)
		}
		if led.start >= led.end && !l.onlyVerbs(written) {
			led = stretch{written.start, written.end}
		}
		if text := l.text[led.start:led.end]; dateLength(text) == len(text) && strings.Contains(text, "季度") {
			return led
		}
		if hasAny(l.text[led.start:led.end], "其中", "共") || l.onlyLinks(led) {
			return stretch{}
		}
	}
	s = l.behindNominal(led)
	return l.shorten(s)
}

// What may stand between a name and its number.
var (
	held  = oneOf("开展", "召开", "举办", "组织", "进行", "实施", "安排")
	rates = oneOf("每周", "每月", "每季度", "每半年", "每年", "每学期", "每天", "每日")
)

// hasSpan reports whether s starts with a time or a rate of time: 年初的, 每月.
func hasSpan(s string) bool { return earlierTime(s) != "" || strings.HasPrefix(s, "每") }

// onlyLinks reports whether nothing but links and leads stands in s.
func (l *line) onlyLinks(s stretch) bool {
	s = l.trimLeads(l.trimLinks(s))
	return s.start >= s.end
}

// onlyVerbs reports whether s holds nothing that can be counted: 开展了, 共组织.
func (l *line) onlyVerbs(s stretch) bool {
	for s.start < s.end {
		k := l.token(s.start)
		if k >= len(l.tokens) {
			return false
		}
		t := &l.tokens[k]
		w := l.text[s.start:min(t.End, s.end)]
		if w != "了" && w != "过" && w != "的" && t.Pos != "d" && t.Pos != "p" && l.classIn(k, s)&(governor|nominal|lead) == 0 {
			return false
		}
		s.start += len(w)
	}
	return true
}

// afterGovernor cuts s behind its last governing verb that leaves something.
func (l *line) afterGovernor(s stretch) stretch {
	k := l.token(s.end - 1)
	if s.start >= s.end || k >= len(l.tokens) {
		return s
	}
	for ; k >= 0 && l.tokens[k].Start >= s.start; k-- {
		t := l.tokens[k]
		if t.End > s.end || l.class(k)&governor == 0 || l.named(t.Start) {
			continue
		}
		rest := l.trimLeads(stretch{t.End, s.end})
		if rest.end-rest.start >= 2*3 {
			return rest
		}
		if rest.start < rest.end && rest.start > t.Start {
			continue
		}
	}
	return s
}

// behindNominal cuts a verb at the start of s that governs the rest: 检查窗口纪律5次.
func (l *line) behindNominal(s stretch) stretch {
	k := l.token(s.start)
	if s.start >= s.end || k >= len(l.tokens) || l.tokens[k].Start != s.start {
		return s
	}
	t := l.tokens[k]
	if l.classIn(k, s)&nominal == 0 {
		return s
	}
	rest := l.trimLeads(stretch{t.End, s.end})
	if rest.end-rest.start < 2*3 || l.verbAt(rest.start) || strings.HasSuffix(l.text[rest.start:rest.end], "率") || t.Pos == "vn" && l.token(rest.start) == l.token(rest.end-1) { // 服务对象
		return s
	}
	return rest
}

// verbAt reports whether the word at byte i is a verb: 检查 in 监督检查, 完成 in 整改完成率.
func (l *line) verbAt(i int) bool {
	k := l.token(i)
	if k >= len(l.tokens) {
		return false
	}
	return l.class(k)&(governor|nominal) != 0 || strings.HasPrefix(l.tokens[k].Pos, "v")
}

// shorten cuts a long name to its end: behind the last 的 that leaves a name, else at a word.
func (l *line) shorten(s stretch) stretch {
	if utf8.RuneCountInString(l.text[s.start:s.end]) <= nameLimit {
		return s
	}
	text := l.text[s.start:s.end]
	if i := lastIndex(text, "的"); i >= 0 && len(text)-i > 3*3 && !l.named(s.start+i) {
		return l.shorten(stretch{s.start + i + len("的"), s.end})
	}
	for k := l.token(s.start); k < len(l.tokens) && l.tokens[k].End < s.end; k++ {
		if l.named(l.tokens[k].End) && l.named(l.tokens[k].End-1) {
			continue
		}
		s.start = l.tokens[k].End
		if utf8.RuneCountInString(l.text[s.start:s.end]) <= nameLimit {
			break
		}
	}
	return l.trimSeparators(s)
}

// subject returns who acts in the clause s, which has no leads: what stands before its first
// governing verb.
func (l *line) subject(s stretch) string {
	const longest = 16 * 3 // bytes
	for k := l.token(s.start); k < len(l.tokens) && l.tokens[k].Start < s.end && l.tokens[k].Start-s.start <= longest; k++ {
		t := l.tokens[k]
		if t.Pos != "p" && k > 0 && l.class(k)&governor != 0 {
			who := strings.TrimFunc(l.text[s.start:max(s.start, t.Start)], space)
			if n := utf8.RuneCountInString(who); n >= 2 && n <= 12 && !strings.ContainsAny(who, "、，“”（）") && nounish(l.tokens[k-1].Pos) && l.tokens[l.token(s.start)].Pos != "p" {
				return who
			}
			return ""
		}
	}
	return ""
}
