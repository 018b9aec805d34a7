package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// parts returns the figures that the text gives as parts of figure i, and how surely it
// claims to name them all; Info: not at all.
func (st *statement) parts(i int) (parts []*analyze.Metric, claim analyze.Severity) {
	whole := st.figures[i]
	if !st.signs.has(among|itemised) || !certain(whole) || whole.Earlier || share(whole) || i+1 >= len(st.figures) || st.net(whole) || change(whole) {
		return nil, analyze.Info
	}
	first, opener := st.firstPart(i)
	if first < 0 {
		return nil, analyze.Info
	}
	for j := first; j < len(st.figures); j++ {
		m := st.figures[j]
		if j > first && !st.continues(st.figures[j-1], m, parts) {
			break
		}
		if share(m) || !sameMeasure(whole.Measure, m.Measure) {
			continue
		}
		if !certain(m) || m.Earlier {
			return nil, analyze.Info
		}
		parts = append(parts, m)
	}
	if mistyped(whole, parts) && !st.overlap(whole, parts[len(parts)-1]) {
		return parts, analyze.Warning
	}
	if len(parts) == 0 || mayOverlap(parts, whole.Name) || penalties(parts) || st.overlap(whole, parts[len(parts)-1]) {
		return nil, analyze.Info
	}
	claim = opener.claim
	switch {
	case opener.names > 0 && opener.names != len(parts), opener.of && !alikeKinds(parts):
		return nil, analyze.Info
	case len(parts) == 4 && (opener.quarters || quarters(parts)):
		claim = analyze.Error
	case st.goesOn(parts[len(parts)-1]):
		claim = analyze.Info
	case opener.made && !containsAny(st.behind(parts[len(parts)-1]), []string{"构成", "组成"}):
		return nil, analyze.Info
	case claim == analyze.Info && st.twinAdds(i, parts):
		claim = analyze.Error
	case claim == analyze.Info && opener.bracket && len(parts) > 3 && st.closes(parts) && whole.Measure != "元":
		claim = analyze.Warning
	case claim == analyze.Info && remainder(parts) && whole.Measure != "元": // money is regrouped when it is told
		claim = analyze.Warning
	}
	return parts, claim
}

// mistyped reports whether what parts make is written as whole is but for one digit, or for two side by side
// that changed places: then they are all its parts, and one number has a slip.
func mistyped(whole *analyze.Metric, parts []*analyze.Metric) bool {
	const fewest = 4 // digits
	if len(parts) < 2 {
		return false
	}
	a, b := trimZeros(*whole.Value), trimZeros(added(parts))
	for len(a) > 1 && len(b) > 1 && strings.HasSuffix(a, "0") && strings.HasSuffix(b, "0") {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) != len(b) || len(strings.Replace(a, ".", "", 1)) < fewest {
		return false
	}
	var differ []int
	for i := range len(a) {
		if a[i] != b[i] {
			differ = append(differ, i)
		}
	}
	switch len(differ) {
	case 1:
		return differ[0] < len(a)-1
	case 2:
		i, j := differ[0], differ[1]
		return j == i+1 && a[i] == b[j] && a[j] == b[i]
	}
	return false
}

// A partOpener is the words between a whole and its parts.
type partOpener struct {
	claim    analyze.Severity // how surely all parts follow; Info: not at all
	names    int              // of the parts, where they stand before the numbers: 东片、西片分别为; else 0
	quarters bool             // the names are those of the four quarters
	of       bool             // 35人中，
	bracket  bool             // （
	made     bool             // ，由……构成
}

// firstPart returns the figure by which the parts of figure i start, and what leads up to
// them; -1: none follow.
func (st *statement) firstPart(i int) (int, partOpener) {
	whole := st.figures[i]
	for j := i + 1; j < len(st.figures); j++ {
		if j > i+1 && !st.signs.has(among) {
			break
		}
		gap := strings.TrimPrefix(st.between(whole, st.figures[j]), "组成")
		if strings.Contains(gap, "其中") {
			if before, _, found := strings.Cut(gap, "。"); found && strings.ContainsFunc(before, stops) { // what is it that 其中 means?
				break
			}
			return j, partOpener{}
		}
		if j == i+1 {
			if o, ok := openerOf(gap, clauseBefore(st.r.Doc, whole.Span)); ok {
				return j, o
			}
		}
		if st.figures[j].Measure == whole.Measure && !st.figures[j].Earlier && !change(st.figures[j]) || strings.ContainsAny(gap, "；。") {
			break // what follows is a part of something else
		}
	}
	return -1, partOpener{}
}

// openerOf reads the text between a whole, with head before it, and the next figure.
func openerOf(gap, head string) (o partOpener, ok bool) {
	switch {
	case strings.HasPrefix(gap, "（"):
		return partOpener{bracket: !containsAny(gap, []string{"其中", "含", "包括", "如"})}, true
	case strings.HasPrefix(gap, "，由"):
		return partOpener{claim: analyze.Error, made: true}, true
	case strings.HasPrefix(gap, "）："):
		return partOpener{claim: analyze.Warning}, true
	case strings.HasPrefix(gap, "，分别"):
		return partOpener{claim: analyze.Error}, true
	case strings.HasPrefix(gap, "："), strings.HasPrefix(gap, "，包括"), strings.HasPrefix(gap, "，包含"):
		return partOpener{claim: analyze.Warning}, true
	}
	if before, _, found := strings.Cut(gap, "中，"); found && !strings.ContainsFunc(before, stops) && !strings.ContainsFunc(gap[len(before)+len("中，"):], stops) {
		return partOpener{of: true}, true
	}
	const few = 3 * 3 // bytes
	names, tail, found := strings.Cut(strings.TrimPrefix(gap, "，"), "分别")
	if !found || names == "" || !strings.HasPrefix(gap, "，") || strings.ContainsFunc(names+tail, stops) || len(tail) > few || doings.in(names) || containsAny(names, []string{"年", "同期", "率", "平均"}) {
		return o, false
	}
	o.names = 1 + strings.Count(names, "、") + strings.Count(names, "和") + strings.Count(names, "及")
	o.quarters = o.names == 4 && strings.HasSuffix(names, "季度")
	if containsAny(head, []string{"共", "总", "合计"}) {
		o.claim = analyze.Warning
	}
	return o, o.names > 1
}

// closes reports whether parts are all that stands in their bracket, side by side.
func (st *statement) closes(parts []*analyze.Metric) bool {
	for k, m := range parts[1:] {
		if !strings.HasPrefix(st.between(parts[k], m), "、") && !strings.HasPrefix(st.between(parts[k], m), "，") || done(m.Name) {
			return false
		}
	}
	text := st.r.Doc.Blocks[st.span.Block].Text[parts[len(parts)-1].Span.End:]
	return strings.HasPrefix(text, "）") || strings.HasPrefix(text, ")")
}

// alikeKinds reports whether the names of parts say that each is another kind of one thing, and not
// what was done with it: 水质类, 水压类.
func alikeKinds(parts []*analyze.Metric) bool {
	return !slices.ContainsFunc(parts, func(m *analyze.Metric) bool { return done(m.Name) || !parallel(parts[0].Name, m.Name) })
}

// remainder reports whether the last of parts is what the others leave: 其他困难户.
func remainder(parts []*analyze.Metric) bool {
	last := parts[len(parts)-1].Name
	return len(parts) > 1 && (strings.HasPrefix(last, "其他") || strings.HasPrefix(last, "其余"))
}

// goesOn reports whether there are more things like m than the text names: 水库4处等; 另有零星工程一批.
func (st *statement) goesOn(m *analyze.Metric) bool {
	behind := st.behind(m)
	return strings.HasPrefix(behind, "等") || containsAny(behind, []string{"另有", "另外", "若干", "此外", "居前"})
}

// behind returns the text of the sentence behind m.
func (st *statement) behind(m *analyze.Metric) string {
	return st.r.Doc.Blocks[m.Span.Block].Text[m.Span.End:max(m.Span.End, st.span.End)]
}

// loose returns what are likely the parts of figure i where commas stand between them: 党员47名，其中
// 在家的29名，外出的18名. sure are the first, which surely are parts. Parts that are told by what was
// done with them may count the same thing twice: 其中发现问题7家，责令整改9家. Nil where there are no
// more than the sure ones, or where they come to much more than the whole.
func (st *statement) loose(i int, sure []*analyze.Metric) []*analyze.Metric {
	const longest, most = 8, 1.3 // characters of a name; times the whole
	whole := st.figures[i]
	if len(sure) == 0 || !strings.Contains(st.between(whole, sure[0]), "其中") {
		return nil
	}
	parts, total := sure[:1:1], *sure[0].Value
	for j := slices.Index(st.figures, sure[0]) + 1; j < len(st.figures); j++ {
		m := st.figures[j]
		gap := st.between(st.figures[j-1], m)
		if !strings.HasPrefix(gap, "，") && !strings.HasPrefix(gap, "、") || strings.ContainsAny(gap, "；：（") || m.Measure != whole.Measure || m.Value == nil {
			break
		}
		parts = append(parts, m)
		total += *m.Value
	}
	for k, m := range parts {
		if !certain(m) || m.Earlier || m.Name == "" || utf8.RuneCountInString(m.Name) > longest || done(m.Name) || k > 0 && strings.Count(st.between(parts[k-1], m), "，") > 1 {
			return nil
		}
	}
	if len(parts) < 2 || len(parts) <= len(sure) || total > most**whole.Value || mayOverlap(parts, whole.Name) || penalties(parts) || st.overlap(whole, parts[len(parts)-1]) {
		return nil
	}
	return parts
}

// continues reports whether m goes on with the parts that a stands last in.
func (st *statement) continues(a, m *analyze.Metric, parts []*analyze.Metric) bool {
	gap := st.between(a, m)
	switch {
	case strings.Contains(gap, "其中") || strings.ContainsAny(gap, "。：）)"):
		return false
	case gap == "" || strings.HasPrefix(gap, "、") || strings.HasPrefix(gap, "和"):
		return true
	case strings.HasPrefix(gap, "；") && len(parts) > 1 && !strings.Contains(st.between(parts[0], a), "；"):
		return false // what stands closer together ends there
	case share(m):
		return utf8.RuneCountInString(gap) <= 4
	case st.bracketed(a) && strings.HasPrefix(gap, "，"):
		return true
	}
	if !strings.HasPrefix(gap, "，") && !strings.HasPrefix(gap, "；") || len(parts) == 0 {
		return false
	}
	return parallel(parts[0].Name, m.Name)
}

// bracketed reports whether m stands in a bracket that its sentence opens.
func (st *statement) bracketed(m *analyze.Metric) bool {
	if !st.signs.has(itemised) {
		return false
	}
	before := st.before(m)
	for before != "" {
		switch r, size := utf8.DecodeLastRuneInString(before); r {
		case '（', '(':
			return true
		case '）', ')':
			return false
		default:
			before = before[:len(before)-size]
		}
	}
	return false
}

// parallel reports whether two names are built alike, so that both are parts of one
// whole: 第一种形态 and 第二种形态.
func parallel(a, b string) bool {
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeLastRuneInString(b)
	n, m := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	return x == y && n-m <= 2 && m-n <= 2 && !governed(b)
}
