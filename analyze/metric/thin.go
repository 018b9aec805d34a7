package metric

import (
	"strings"
	"unicode/utf8"
)

// thin names quantity k where the words before it, object, say only what was done with what
// was counted, or how it is shared out: 认领微心愿863个，完成851个; 每期不少于300张. The thing
// itself was named before: with another number of the same measure, or in the clause before.
// led is gap without its leads.
func (n *namer) thin(k int, gap, led, object stretch) (name, bool) {
	l, q := n.l, n.qs[k]
	said := l.text[object.start:object.end]
	if said == "中" && han(l.before(object.start)) { // 118座换热站中有23座
		return name{text: n.topic}, n.topic != ""
	}
	verbs := led.start >= object.start && l.thinWords(object) // not a verb's object: 编发简报
	if !verbs && !each(said) || strings.HasSuffix(said, "率") {
		return name{}, false
	}
	if k > 0 && verbs && strings.HasPrefix(l.text[n.qs[k-1].qualEnd:], "、") && n.last(q.measure).name == n.topic { // 任前12人次、提醒7人次
		return name{text: said, own: said, subject: l.subject(gap)}, true
	}
	thing := ""
	if c := n.last(q.measure); c.sentence == q.sentence {
		thing = c.name
	}
	if thing == "" && (each(said) || words().class(said)&nominal == 0) {
		thing = n.thingBefore(k, gap.start)
	}
	if colon := l.before(gap.start); each(said) && (colon == '：' || colon == ':') { // 夜查：每旬1次
		end := gap.start - utf8.RuneLen(colon)
		label := l.clean(stretch{l.clauseStart(end), end})
		thing = l.text[label.start:label.end]
	}
	if thing == "" && each(said) {
		thing = n.topic
	}
	for _, w := range []string{"已", "未", "应", "需"} { // 已整改问题
		if strings.HasSuffix(l.text[:object.start], w) && verbs {
			object.start -= len(w)
			said = w + said
		}
	}
	switch {
	case verbs && words().class(thing)&(governor|nominal) != 0: // 受理4件，办结4件
		return name{text: said, own: said}, true
	case thing == "" || utf8.RuneCountInString(thing)+utf8.RuneCountInString(said) > nameLimit:
		return name{}, false
	case strings.HasSuffix(thing, said):
		return name{text: thing}, true
	}
	return name{text: said + thing, own: said, subject: l.subject(led)}, true
}

// bare names quantity q where nothing stands before it but a word for having done it, or for
// how it is shared out: 任务64项，完成35项; 收到42篇，人均1.5篇.
// led is gap without its leads.
func (n *namer) bare(q quantity, gap, led stretch) (name, bool) {
	said := doneOrShared.suffix(n.l.text[gap.start:gap.end])
	if said == "" {
		return name{}, false
	}
	written := n.l.text[led.start:led.end]
	thing := ""
	if c := n.last(q.measure); c.sentence == q.sentence {
		thing = c.name
	}
	switch {
	case !strings.HasSuffix(said, written):
	case strings.HasSuffix(said, "均"):
		if thing == "" {
			thing = n.topic
		}
		return name{text: thing + said, own: said}, thing != ""
	case thing != "":
		return name{text: said + thing, own: said}, true
	}
	return name{}, false
}

// doneOrShared are words for having done something, or for how it is shared out.
var doneOrShared = oneOf("完成", "已完成", "应完成", "实际完成", "未完成", "人均", "户均", "平均每月", "平均每周")

// thingBefore returns the thing that the clause before byte i speaks of, if it has no number.
func (n *namer) thingBefore(k, i int) string {
	l := n.l
	s := l.clauseBefore(i)
	if s.start >= s.end || k > 0 && n.qs[k-1].end > s.start || l.thinWords(s) {
		return ""
	}
	if k := l.token(s.start); strings.HasPrefix(l.tokens[k].Pos, "v") && l.tokens[k].Pos != "vn" && l.class(k)&nominal == 0 { // 进入平台
		return ""
	}
	if strings.Contains(l.text[l.clauseStart(s.start):s.start], "把") {
		return ""
	}
	return strings.TrimSuffix(l.text[s.start:s.end], "方面")
}

// thinWords reports whether s has no word for a thing: 完成, 逐条销号, 已办结.
func (l *line) thinWords(s stretch) bool {
	for k := l.token(s.start); k < len(l.tokens) && l.tokens[k].Start < s.end; k++ {
		t := l.tokens[k]
		w := l.text[max(t.Start, s.start):min(t.End, s.end)]
		switch {
		case l.named(t.Start):
			return false
		case strings.HasPrefix(t.Pos, "v") && t.Pos != "vn", t.Pos == "d", t.Pos == "p", w == "了", w == "后", w == "过", l.classIn(k, s)&(governor|lead) != 0:
		default:
			return false
		}
	}
	return true
}

// each reports whether a name only tells by what its number is shared out: 每期, 人均.
func each(said string) bool {
	return strings.HasPrefix(said, "每") && utf8.RuneCountInString(said) <= 4 || said == "人均" || said == "户均"
}

// rest reports whether the words before a number say that it counts what is left of others.
func rest(said string) bool {
	switch said {
	case "其余", "剩余", "余下", "其他", "其它":
		return true
	}
	return false
}

// others names quantity q, which counts what is left of what was counted before.
func (n *namer) others(q quantity, left stretch) name {
	l := n.l
	said := l.text[left.start:left.end]
	if after, ok := l.nounAfter(q, false); ok {
		return name{text: said + l.text[after.start:after.end]}
	}
	thing := n.whole
	if c := n.last(q.measure); c.name != "" {
		thing = c.name
	}
	return name{text: said + thing}
}

// counts reports whether s ends in a word for persons and measure counts persons: what follows
// the number tells what they do. 组织干部家属11人参观….
func (l *line) counts(s stretch, measure string) bool {
	switch measure {
	case "人", "名", "位", "人次":
	default:
		return false
	}
	k := l.token(s.end - 1)
	if s.start >= s.end || k >= len(l.tokens) || l.tokens[k].Start < s.start {
		return false
	}
	w := l.text[l.tokens[k].Start:s.end]
	return hasSuffixAny(l.text[s.start:s.end], []string{"员", "者", "师"}) != "" || hasSuffixAny(w, people) != "" || hasSuffixAny(w, []string{"家属", "代表", "人员", "队员", "学员", "委员", "骨干"}) != ""
}
