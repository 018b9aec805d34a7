package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/numeral"
)

// A passage is the figures of a paragraph, or of lines one below the other that are a label and
// a figure each, in reading order.
type passage []told

// passages returns those of the statements that have two figures at least.
func passages(list []statement) []passage {
	var all []passage
	for k := range list {
		st := &list[k]
		n := len(all)
		if n > 0 {
			if last := all[n-1][len(all[n-1])-1]; last.st.span.Block != st.span.Block && !(last.st.listed() && st.listed() && st.span.Block == last.st.span.Block+1) {
				n = 0
			}
		}
		if n == 0 {
			all = append(all, nil)
		}
		for i := range st.figures {
			all[len(all)-1] = append(all[len(all)-1], told{st, i})
		}
	}
	return slices.DeleteFunc(all, func(p passage) bool { return len(p) < 2 })
}

// listed reports whether the statement is a whole line of labels and figures: 合计：23人.
func (st *statement) listed() bool {
	const longest = 60 // characters
	text := st.r.Doc.Blocks[st.span.Block].Text
	text = strings.TrimRight(strings.TrimSpace(text), "。；")
	return st.span.End-st.span.Start >= len(text) && utf8.RuneCountInString(text) <= longest && strings.ContainsAny(text, "：:") && !strings.Contains(text, "。")
}

// totals compares the figures that say they are the total of those told before them in their
// passage: 其中……，半年累计26个; 以上三类合计31件; 总计：97人次.
func totals(p *analyze.Pass, all []passage) {
	for _, passage := range all {
		if !slices.ContainsFunc(passage, func(t told) bool { return t.st.signs.has(totalled) }) {
			continue
		}
		numbered := passage.numbered()
		for i := 2; i < len(passage); i++ {
			if parts := passage.totalled(i, numbered); parts != nil {
				sum(p, passage[i].metric(), parts, analyze.Error, analyze.Error)
			}
		}
	}
}

// totalWords are the words before a figure by which it is the total of those before it; weak
// are those that need more to be so.
var (
	totalWords = []string{"合计", "总计", "总共", "共计", "加起来", "相加", "总数", "总量", "总额", "一共", "半年累计", "全年累计", "累计", "共"}
	weak       = []string{"累计", "共", "共计", "一共", "总数", "总量", "总额"}
)

// totalMarks are characters of which each of totalWords has one.
var totalMarks = wordsOf("计", "共", "总", "加")

// totalling reports whether head, the clause before a figure, says that it is the total of those
// before, and of how many: 以上三类合计; 0: it does not say.
func totalling(head string) (n int, ok bool) {
	const longest, behind, few = 14, 6, 12 // characters before the word and behind it; parts
	if !totalMarks.in(head) {
		return 0, false
	}
	word, at := "", -1
	for _, w := range totalWords {
		if i := strings.LastIndex(head, w); i >= 0 && (i+len(w) > at+len(word) || i+len(w) == at+len(word) && len(w) > len(word)) {
			word, at = w, i
		}
	}
	if at < 0 || utf8.RuneCountInString(head[:at]) > longest || utf8.RuneCountInString(head[at+len(word):]) > behind {
		return 0, false
	}
	lead := strings.TrimLeft(head[:at], " 　")
	for _, w := range []string{"以上", "上述", "这", "前", ""} {
		rest, found := strings.CutPrefix(lead, w)
		if !found {
			continue
		}
		if number, ok := numeral.Scan(rest, 0); ok && number.Value >= 2 && number.Value <= few && number.Value == float64(int(number.Value)) && longestPrefix(rest[number.End:], partMeasures) != "" {
			return int(number.Value), true
		}
	}
	return 0, !slices.Contains(weak, word)
}

// partMeasures are the measures of the parts of a total.
var partMeasures = []string{"个", "项", "类", "张", "所", "处", "家", "批", "片", "级", "轮", "次", "方面", "者", "部分", "校", "院", "馆", "村", "镇", "区", "县", "科", "组", "队", "段", "季度", "个月", "块", "期", "笔", "种", "路", "渠道", "县区", "部门", "支部"}

// joined reports whether figures k and k+1 may stand in one row of parts; far: over sentences too.
func (ps passage) joined(k int, far bool) bool {
	a, b := ps[k].metric(), ps[k+1].metric()
	if a.Span.Block != b.Span.Block {
		return true
	}
	gap := ps[k].st.between(a, b)
	return !strings.Contains(gap, "其中") && !strings.Contains(gap, "（") && (far || !strings.Contains(gap, "。"))
}

// ofOneSort reports whether the parts are told alike: none by what was done with it, but for the first, of
// which the others leave it out (一组新增2户，二组3户), or all of one noun.
func ofOneSort(parts []*analyze.Metric) bool {
	noun := endOf(parts[0].Name, shortestNoun)
	return !slices.ContainsFunc(parts[1:], func(m *analyze.Metric) bool { return done(m.Name) }) ||
		!slices.ContainsFunc(parts, func(m *analyze.Metric) bool { return endOf(m.Name, shortestNoun) != noun })
}

// someMake reports whether some of the parts, one behind the other, make whole.
func someMake(parts []*analyze.Metric, whole float64) bool {
	for i := range parts {
		total := 0.0
		for k := i; k < len(parts); k++ {
			if total += *parts[k].Value; k > i && total == whole {
				return true
			}
		}
	}
	return false
}

// numbered reports whether the passage tells of the first of something: 第一批.
func (ps passage) numbered() bool {
	last := -1
	for _, t := range ps {
		if t.st.span.Block != last && strings.Contains(t.st.r.Doc.Blocks[t.st.span.Block].Text, "第一") {
			return true
		}
		last = t.st.span.Block
	}
	return false
}

// ordinals returns how many figures before figure i are of the first, the second … of something of which
// it tells the total: 第一批112人。第二批98人。第三批36人。累计246人; 三轮共查出57条. 0: it is no such figure.
func (ps passage) ordinals(i int) int {
	const few = 20 // figures looked back at
	head := clauseBefore(ps[i].st.r.Doc, ps[i].metric().Span)
	rounds := 0.0 // as many as the figure says: 三轮共查出57条
	if counter := ps[i-1].metric(); counter.Value != nil && slices.Contains([]string{"轮", "批", "期"}, counter.Measure) && counter.Span.Block == ps[i].metric().Span.Block && !strings.ContainsFunc(ps.lead(i), stops) {
		rounds = *counter.Value
	}
	if !containsAny(head, weak) && rounds == 0 {
		return 0
	}
	n := 0
	for k := i - 1; k >= max(0, i-few); k-- {
		m := ps[k].metric()
		if plainMeasure(m.Measure) != plainMeasure(ps[i].metric().Measure) {
			if n == 0 {
				continue
			}
			break
		}
		n++
		if strings.Contains(ps.lead(k), "第一") {
			break
		}
		if k == 0 {
			return 0
		}
	}
	if n < 2 || n > 9 || rounds > 0 && rounds != float64(n) {
		return 0
	}
	seen := 0
	for k := i - 1; k >= 0 && seen < n; k-- {
		if plainMeasure(ps[k].metric().Measure) != plainMeasure(ps[i].metric().Measure) {
			continue
		}
		if _, rest, found := strings.Cut(ps.lead(k), "第"+hanNumber(n-seen)); !found || strings.HasPrefix(rest, "年") {
			return 0
		}
		seen++
	}
	return n
}

// totalled returns the figures before figure i that it says it is the total of, numbered where the passage
// tells of the first of something; nil: it says no such thing, or it is the total of some of them.
func (ps passage) totalled(i int, numbered bool) []*analyze.Metric {
	const close, most = 0.3, 100 // of the whole; parts
	whole := ps[i].metric()
	if !certain(whole) || share(whole) || whole.Earlier {
		return nil
	}
	head := clauseBefore(ps[i].st.r.Doc, whole.Span)
	from := whole.Span.Start - len(head)
	if before := ps[i].st.before(whole); ps[i].st.listed() && strings.Count(before, "：") == 1 { // 合计：23人
		head = strings.Replace(before, "：", "", 1)
	}
	n, ok := totalling(head)
	if !ok {
		if !numbered {
			return nil
		}
		if n = ps.ordinals(i); n == 0 {
			return nil
		}
	}
	var parts []*analyze.Metric
	total := 0.0
	for k := i - 1; k >= max(0, i-most) && (n == 0 || len(parts) < n); k-- {
		m := ps[k].metric()
		if m.Span.Block == whole.Span.Block && m.Span.End > from { // how many parts there are
			continue
		}
		if !ps.joined(k, n > 0) {
			break
		}
		if plainMeasure(m.Measure) != plainMeasure(whole.Measure) && !(n > 2 && slices.Contains(arrivals, m.Measure) && slices.Contains(arrivals, whole.Measure)) {
			break
		}
		if !certain(m) || m.Earlier {
			return nil
		}
		parts = append(parts, m)
		total += *m.Value
	}
	if n == 0 && someMake(parts, *whole.Value) {
		return nil
	}
	if len(parts) < 2 || n > 0 && len(parts) != n || n == 0 && len(parts) < 3 {
		return nil
	}
	slices.Reverse(parts)
	st := ps[i].st
	if total < *whole.Value*(1-close) || total > *whole.Value*(1+close) || penalties(parts) || containsAny(st.r.Doc.Text(st.span), overlapping) || containsAny(st.r.Doc.Text(st.span), []string{"连同", "加上", "算上"}) ||
		slices.ContainsFunc(parts, func(m *analyze.Metric) bool { return *m.Value > *whole.Value }) {
		return nil
	}
	if n == 0 && (mayOverlap(parts, whole.Name) || parts[0].Span.Block == whole.Span.Block && !ofOneSort(parts)) {
		return nil
	}
	return parts
}
