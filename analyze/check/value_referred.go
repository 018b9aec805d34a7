package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/lexicon"
)

// A deed is what was done with what, by the measure that counts it, in which report of the file.
type deed struct {
	verb, what, measure string
	report              int
}

// referredConflicts finds figures that are referred to by what was done, with another number
// than it was told with: 制定的66条整改措施 after 制定整改措施63条.
func referredConflicts(p *analyze.Pass) {
	facts := factsOf(p)
	told := map[deed][]*analyze.Metric{} // of what is referred to: its figures so far
	for k := range facts.statements {
		st := &facts.statements[k]
		for i := range st.figures {
			if d := st.referred(i, facts); d.verb != "" {
				told[d] = nil
			}
		}
	}
	if len(told) == 0 {
		return
	}
	for k := range facts.statements {
		st := &facts.statements[k]
		for i, m := range st.figures {
			d := st.referred(i, facts)
			if before := told[d]; d.verb != "" && len(before) == 1 && *before[0].Value != *m.Value && !vague.in(clause(st.r.Doc, m.Span, 40)) {
				emitConflict(p, m, before[0], analyze.Warning)
			}
		}
		for i := range st.figures {
			st.tell(i, told, facts.reportAt(st.span.Block))
		}
	}
}

// referred returns the deed by which figure i is named as known, where its clause starts with
// that; no verb: it is not.
func (st *statement) referred(i int, facts *facts) deed {
	m := st.figures[i]
	text := st.r.Doc.Blocks[m.Span.Block].Text
	if !strings.HasSuffix(text[:m.Span.Start], "的") || !certain(m) || m.Earlier || m.Name == "" || !strings.HasPrefix(text[m.Span.End:], m.Name) {
		return deed{}
	}
	verb := withoutWhole(strings.TrimSuffix(clauseBefore(st.r.Doc, m.Span), "的"))
	if len(verb) != verbLength || !slices.Contains(lexicon.List("governors"), verb) {
		return deed{}
	}
	return deed{verb, m.Name, m.Measure, facts.reportAt(st.span.Block)}
}

// withoutWhole returns a clause without what leads up to what was done, and without the unit as
// a whole: 开展 of 全局开展.
func withoutWhole(clause string) string {
	clause = plainName(clause)
	return strings.TrimPrefix(clause, longestPrefix(clause, wholes))
}

// verbLength is how long the verbs are by which figures are referred to, in bytes: two characters.
const verbLength = 2 * 3

// tell adds figure i to told where it tells one of those deeds and does not narrow it down:
// 制定整改措施共63条 tells of 整改措施.
func (st *statement) tell(i int, told map[deed][]*analyze.Metric, report int) {
	m := st.figures[i]
	head := withoutWhole(clauseBefore(st.r.Doc, m.Span))
	if !certain(m) || m.Earlier || len(head) <= verbLength {
		return
	}
	for what := head[verbLength:]; what != ""; {
		d := deed{head[:verbLength], what, m.Measure, report}
		if before, wanted := told[d]; wanted {
			if _, head := st.phrase(i); !frames.in(head) && !vague.in(clause(st.r.Doc, m.Span, 40)) {
				told[d] = append(before, m)
			}
		}
		_, size := utf8.DecodeLastRuneInString(what)
		what = what[:len(what)-size]
	}
}
