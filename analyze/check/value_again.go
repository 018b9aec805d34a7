package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// A keyed is a quantity of one report of the file.
type keyed struct {
	quantity
	report int
}

// againConflicts finds quantities that a report speaks of as known, with another number than
// it told them with: 今年发展的136名新党员中 after 全年发展新党员126名.
func againConflicts(p *analyze.Pass) {
	facts := factsOf(p)
	var again []spoken
	measures := map[string]bool{}
	for k := range facts.statements {
		st := &facts.statements[k]
		for i, m := range st.figures {
			if !comparable(m) {
				continue
			}
			if s := st.speak(i); s.known() {
				again = append(again, s)
				measures[s.measure] = true
			}
		}
	}
	if again == nil {
		return
	}
	first := map[keyed][]spoken{}
	for k := range facts.statements {
		st := &facts.statements[k]
		for i, m := range st.figures {
			if !comparable(m) || !measures[plainMeasure(m.Measure)] {
				continue
			}
			s := st.speak(i)
			for _, n := range s.nouns() {
				key := keyed{quantity{noun: n, measure: s.measure}, facts.reportAt(st.span.Block)}
				first[key] = append(first[key], s)
			}
		}
	}
	for _, s := range again {
		if what, old := s.earlier(first, facts.reportAt(s.st.span.Block)); old != nil {
			emitConflict(p, what, s.metric(), old, analyze.Warning)
		}
	}
}

// comparable reports whether m is an exact amount of the report's own time.
func comparable(m *analyze.Metric) bool {
	return m.Value != nil && m.ValueMax == nil && m.Qualifier == analyze.Exact && !m.Earlier && !share(m)
}

// longestNoun is how many characters a noun has that is looked for, and shortestNoun.
const shortestNoun, longestNoun = 2, 12

// nouns returns what the figure may count, the shortest first: its noun, with a deed also the first
// words of it (接收档案进馆); or the words behind the number that may be one.
func (s *spoken) nouns() []string {
	words, objective := s.tail, s.tail == ""
	if objective {
		words = s.noun
	}
	var list []string
	n := 0
	for i, r := range words {
		end := i + utf8.RuneLen(r)
		if n == longestNoun || !objective && r == '、' {
			break
		}
		if n++; n >= shortestNoun && (end == len(words) || objective && s.deed != "" || !objective && (strings.HasPrefix(words[end:], "（") || behindNoun.prefix(words[end:]) != "")) {
			list = append(list, words[:end])
		}
	}
	return list
}

// partitive are the words behind a noun by which all of what it names is spoken of.
var partitive = []string{"中", "之中", "当中", "里", "内", "看", "来看", "而言", "来说", "的"}

// behindNoun are the words that may follow a noun in its clause.
var behindNoun = wordsOf(slices.Concat(partitive, []string{"已", "均", "都", "全部", "尚", "仍", "还", "难以", "无法", "不", "虽", "未", "有", "仅", "只", "开展", "进行", "逐", "实", "完成", "整改", "销号", "需", "要", "涉及", "、", "“", "偏", "质量", "以", "得", "按", "多", "较", "落实", "参加", "正", "又", "分布"})...)

// known reports whether the figure speaks of its quantity as one that is known, and of all of it.
func (s *spoken) known() bool {
	if s.tail == "" || s.time == otherTime || vague.in(s.st.headOf(s.i)) || s.st.bracketed(s.metric()) {
		return false
	}
	if s.whole || s.time == allTime || s.perfect || s.deed == "监管" || s.st.restates(s.i) {
		return len(s.nouns()) > 0
	}
	return slices.ContainsFunc(s.nouns(), func(n string) bool { return longestPrefix(s.tail[len(n):], partitive) != "" })
}

// earlier returns the figure with which the quantity was told before s, where that was one number
// and s has another.
func (s *spoken) earlier(first map[keyed][]spoken, report int) (noun string, old *analyze.Metric) {
	nouns := s.nouns()
	slices.Reverse(nouns)
	for _, noun = range nouns {
		old = nil
		for _, c := range first[keyed{quantity{noun: noun, measure: s.measure}, report}] {
			m := c.metric()
			if m.Span.Block > s.metric().Span.Block || m.Span.Block == s.metric().Span.Block && m.Span.Start >= s.metric().Span.Start {
				break
			}
			if !s.same(&c, noun) {
				continue
			}
			if *m.Value == *s.metric().Value || old != nil && *old.Value != *m.Value {
				return "", nil
			}
			old = m
		}
		if old != nil {
			return noun, old
		}
	}
	return "", nil
}

// same reports whether c told the quantity that s speaks of as known, noun.
func (s *spoken) same(c *spoken, noun string) bool {
	if c.time == otherTime || vague.in(clause(c.st.r.Doc, c.metric().Span, 40)) || c.st.bracketed(c.metric()) {
		return false
	}
	if s.owner != c.owner && !(s.deed == "反馈" && s.owner == "") && !(s.deed == "监管" && hasSuffix(s.owner, keepers)) {
		return false
	}
	wide := c.whole || c.time == allTime
	if slices.Contains(broad, noun) || utf8.RuneCountInString(noun) < 3 && !s.perfect {
		return s.deed == c.deed && (s.deed == "反馈" || s.deed != "" && wide && (s.whole || s.time == allTime))
	}
	if !wide && c.deed != "" {
		if _, before := c.st.phrase(c.i); frames.in(before) {
			return false
		}
	}
	switch {
	case c.noun != "" && c.noun != noun && !(s.perfect && s.deed == c.deed):
		return false
	case s.deed == c.deed:
	case s.deed == "" && (c.deed == "开展" || c.deed == "制定" || c.deed == "反馈"):
	case c.deed == "" && s.deed == "监管":
	default:
		return false
	}
	return true
}

// keepers are those who look after what the whole unit has.
var keepers = []string{"人员", "干警", "民警", "职工", "员工", "干部"}
