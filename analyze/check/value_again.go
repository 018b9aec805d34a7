package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// A keyed is what figures of one report of the file may have in common: what they count, in
// which measure.
type keyed struct {
	noun, measure string
	report        int
}

// againConflicts finds quantities that a report tells with two numbers: where it speaks of one
// as known (今年发展的136名新党员中 after 全年发展新党员126名), or tells it twice of the same time.
func againConflicts(p *analyze.Pass, akin *akin) {
	facts := factsOf(p)
	before := mentions{last: make(map[keyed]int, len(p.Report.Metrics)), list: make([]mention, 1, 1+len(p.Report.Metrics))}
	for k := range facts.statements {
		st := &facts.statements[k]
		report := facts.reportAt(st.span.Block)
		var last *spoken // in the statement
		for i, m := range st.figures {
			if !akin.needed(k, i) || !comparable(m) && !st.mentions(i) {
				continue
			}
			s := st.speak(i, last)
			last = s
			if s.narrowed() {
				continue
			}
			nouns := s.nouns()
			if what, old := s.earlier(&before, nouns, report); old != nil {
				severity := analyze.Warning
				if s.time == allTime && old.time == allTime {
					severity = analyze.Error
				}
				emitConflict(p, what, m, old.metric(), severity)
			}
			for _, n := range nouns {
				before.add(keyed{n, s.measure, report}, s)
			}
		}
	}
}

// mentions reports whether a plan speaks by figure i of what was done: 对修订的12项制度开展“回头看”.
func (st *statement) mentions(i int) bool {
	m := st.figures[i]
	return m.Modality != analyze.Done && m.Value != nil && m.ValueMax == nil && m.Qualifier == analyze.Exact && !m.Earlier && !share(m) && strings.HasSuffix(st.headOf(i), "的")
}

// mentions are the figures told so far, by what they count.
type mentions struct {
	last map[keyed]int // where in list the last one is
	list []mention     // the first is none
}

// A mention is one of the figures that count one thing; before is where in the list the one before
// it is, 0: nowhere, and n how many there are up to it.
type mention struct {
	s         *spoken
	before, n int
}

func (t *mentions) add(key keyed, s *spoken) {
	before := t.last[key]
	if n := t.list[before].n; n < often {
		t.last[key] = len(t.list)
		t.list = append(t.list, mention{s, before, n + 1})
	}
}

// often is how many times a report may tell of a thing; of what it tells more often, no two figures
// need be one.
const often = 16

// comparable reports whether m is an exact amount of the report's own time.
func comparable(m *analyze.Metric) bool {
	return m.Value != nil && m.ValueMax == nil && m.Qualifier == analyze.Exact && m.Modality == analyze.Done && !m.Earlier && !share(m)
}

// shortestNoun and longestNoun are how many characters a noun has that is looked for; from
// certainNoun on it is one whatever follows.
const shortestNoun, certainNoun, longestNoun = 2, 5, 12

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
		if n++; n >= shortestNoun && (end == len(words) || objective && s.deed != "" || !objective && (n >= certainNoun || s.whole) || !objective && (strings.HasPrefix(words[end:], "（") || behindNoun.prefix(words[end:]) != "")) {
			list = append(list, words[:end])
			if objective && s.deed != "" && end == len(words) && n > shortestNoun { // 发放民意调查问卷
				list = append(list, "…"+endOf(words, shortestNoun))
			}
			if !objective && s.perfect && n == shortestNoun {
				list = append(list, "…"+words[:end])
			}
			if s.perfect && s.deed == "" && s.owner != "" { // 在册的36名社区矫正对象
				list = append(list, s.owner+words[:end])
			}
		}
	}
	if utf8.RuneCountInString(s.deed) >= certainDeed { // 走访慰问的136户
		list = append(list, "…"+s.deed)
	}
	return list
}

// certainDeed is how many characters a deed has by which figures may be known.
const certainDeed = 4

// endOf returns the last n characters of s.
func endOf(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

// partitive are the words behind a noun by which all of what it names is spoken of.
var partitive = []string{"中", "之中", "当中", "里", "内", "看", "来看", "而言", "来说", "的"}

// behindNoun are the words that may follow a noun in its clause.
var behindNoun = wordsOf(slices.Concat(partitive, []string{"已", "均", "都", "全部", "尚", "仍", "还", "难以", "无法", "不", "虽", "未", "有", "仅", "只", "开展", "进行", "逐", "实", "完成", "整改", "销号", "需", "要", "涉及", "、", "偏", "质量", "以", "得", "按", "多", "较", "落实", "参加", "正", "又", "分布", "签"})...)

// known reports whether the figure speaks of noun as of something known, and of all of it.
func (s *spoken) known(noun string) bool {
	if s.tail == "" {
		return s.of || s.perfect && s.st.restates(s.i)
	}
	return s.whole || s.time == allTime || s.perfect || s.pointed || s.have || s.deed == "监管" || s.st.restates(s.i) ||
		strings.HasPrefix(s.tail, noun) && longestPrefix(s.tail[len(noun):], partitive) != ""
}

// earlier returns the figure with which the quantity was told before s, where that was one number
// and s has another, and what it counts, one of nouns.
func (s *spoken) earlier(before *mentions, nouns []string, report int) (noun string, old *spoken) {
	for _, noun := range slices.Backward(nouns) {
		old = nil
		at := before.last[keyed{noun, s.measure, report}]
		if before.list[at].n == often {
			continue
		}
		for ; at > 0; at = before.list[at].before {
			c := before.list[at].s
			if !s.same(c, noun) {
				continue
			}
			if s.agrees(c) || old != nil && *old.metric().Value != *c.metric().Value {
				return "", nil
			}
			if old == nil {
				old = c
			}
		}
		if old != nil {
			return strings.TrimPrefix(noun, "…"), old
		}
	}
	return "", nil
}

// agrees reports whether s and c may be one number.
func (s *spoken) agrees(c *spoken) bool { return agree(s.st.r.Doc, s.metric(), c.metric()) }

// same reports whether c and s, which comes later, tell the same quantity, noun.
func (s *spoken) same(c *spoken, noun string) bool {
	known, first := s, c
	if !s.known(noun) && c.known(noun) {
		known, first = c, s
	}
	timed := s.timed && c.timed && s.time == c.time && s.time != noTime && s.when == c.when
	if s.st == c.st && !s.pointed || !timed && (s.time == otherTime || c.time == otherTime) {
		return false
	}
	if known.owner != first.owner && !known.regards(first, noun) {
		return false
	}
	if first.noun != "" && first.noun != noun && !(known.perfect && known.deed == first.deed) {
		return false
	}
	size := utf8.RuneCountInString(noun)
	if !known.known(noun) {
		return timed && s.twice(c, size) && !slices.Contains(broad, noun)
	}
	wide := first.whole || first.time == allTime || timed
	switch {
	case first.have && (known.whole || known.have): // 现有员工317人, 全公司371名员工
		return known.deed == "" || known.deed == "监管"
	case slices.Contains(broad, noun) || size < 3 && !known.perfect:
		return known.deed == first.deed && (known.deed == "反馈" || known.deed != "" && wide && (known.whole || known.time == allTime || timed))
	case !wide && first.deed != "" && first.framed():
		return false
	}
	return known.deed == first.deed || known.deed == "" && slices.Contains([]string{"开展", "制定", "反馈"}, first.deed) || first.deed == "" && known.deed == "监管"
}

// regards reports whether s speaks of what c told though their owners are written otherwise.
func (s *spoken) regards(c *spoken, noun string) bool {
	switch {
	case s.pointed, s.deed == "反馈" && s.owner == "", s.deed == "监管" && hasSuffix(s.owner, keepers):
		return true
	case s.perfect && s.deed == "" && noun == s.owner+strings.TrimPrefix(noun, s.owner): // 在册的36名社区矫正对象
		return c.owner == ""
	}
	return false
}

// keepers are those who look after what the whole unit has.
var keepers = []string{"人员", "干警", "民警", "职工", "员工", "干部"}

// twice reports whether s and c, which both say their time and count the same noun of so many
// characters, tell the same deed by it.
func (s *spoken) twice(c *spoken, size int) bool {
	if s.noun != c.noun || s.noun == "" || s.st.special(s.i) != c.st.special(c.i) {
		return false
	}
	if s.deed == c.deed {
		return size >= 3
	}
	return size >= 5 && (s.deed == "" || c.deed == "")
}

// special reports whether the words behind figure i narrow it down: 召开党组会6次，专题研究…….
func (st *statement) special(i int) bool {
	m := st.figures[i]
	behind := strings.TrimLeft(st.r.Doc.Blocks[m.Span.Block].Text[m.Span.End:], "，,（( ")
	return longestPrefix(behind, []string{"专题", "专门", "专项", "研究", "学习", "传达", "听取", "讨论"}) != ""
}

// narrowed reports whether the words about s make it a part, an average or of another time.
func (s *spoken) narrowed() bool {
	if s.tail != "" {
		return vague.in(s.st.headOf(s.i)) || s.st.bracketed(s.metric()) && !s.have
	}
	return vague.in(clause(s.st.r.Doc, s.metric().Span, 40)) || s.st.bracketed(s.metric()) && !s.have
}

// framed reports whether the words before the clause of s narrow it down to one field or time.
func (s *spoken) framed() bool {
	_, before := s.st.phrase(s.i)
	return frames.in(before)
}
