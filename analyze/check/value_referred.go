package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/lexicon"
)

// referredConflicts finds figures that are referred to by what was done, with another number
// than it was told with: 制定的66条整改措施 after 制定整改措施63条.
func referredConflicts(p *analyze.Pass) {
	facts := factsOf(p)
	for k := range facts.statements {
		st := &facts.statements[k]
		for i, m := range st.figures {
			verb := st.referringVerb(i)
			if verb == "" || vague.in(clause(st.r.Doc, m.Span, 40)) {
				continue
			}
			told := toldBefore(facts, k, m, verb)
			if len(told) == 1 && *told[0].Value != *m.Value {
				emitConflict(p, m, told[0], analyze.Warning)
			}
		}
	}
}

// referringVerb returns the verb by which figure i is named as known, where its clause starts
// with that; empty: it is not.
func (st *statement) referringVerb(i int) string {
	m := st.figures[i]
	text := st.r.Doc.Blocks[m.Span.Block].Text
	if !strings.HasSuffix(text[:m.Span.Start], "的") || !certain(m) || m.Earlier || m.Name == "" || !strings.HasPrefix(text[m.Span.End:], m.Name) {
		return ""
	}
	verb := plainName(strings.TrimSuffix(clauseBefore(st.r.Doc, m.Span), "的"))
	if utf8.RuneCountInString(verb) != 2 || !slices.Contains(lexicon.List("governors"), verb) {
		return ""
	}
	return verb
}

// toldBefore returns the figures in the measure of m that the statements of its report before
// statement k tell with verb and what m is called, and do not narrow down.
func toldBefore(facts *facts, k int, m *analyze.Metric, verb string) []*analyze.Metric {
	var told []*analyze.Metric
	for j := range facts.statements[:k] {
		st := &facts.statements[j]
		if facts.reportAt(st.span.Block) != facts.reportAt(m.Span.Block) {
			continue
		}
		for i, old := range st.figures {
			if old.Measure != m.Measure || !certain(old) || old.Earlier {
				continue
			}
			what, ok := strings.CutPrefix(plainName(clauseBefore(st.r.Doc, old.Span)), verb)
			if _, before := st.phrase(i); ok && strings.HasPrefix(what, m.Name) && !frames.in(before) && !vague.in(clause(st.r.Doc, old.Span, 40)) {
				told = append(told, old)
			}
		}
	}
	return told
}
