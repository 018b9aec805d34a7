package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A tale is the figures that a report has told so far without narrowing them down, by what
// they count; only of what it looks back on. A thing that it told with two numbers counts as none.
type tale map[gist][]*analyze.Metric

// lookedBackOn returns the tale, not yet begun, of what one of the figures looks back on.
func lookedBackOn(figures []told) tale {
	t := tale{}
	for _, f := range figures {
		if g, ok := f.st.lookback(f.i); ok {
			t[g] = nil
		}
	}
	return t
}

// begin lets t start over.
func (t tale) begin() {
	for g := range t {
		t[g] = nil
	}
}

// A gist is what a figure counts, without the words for who does it, and its measure.
type gist struct{ what, measure string }

// frontWords are the words in front of a name that only say who does it, or that it is done.
var frontWords = wordsOf(slices.Concat([]string{"我", "我们", "本人", "主持", "召开", "组织", "开展", "举办", "参加", "研究", "讨论", "审议", "党委", "党组", "党支部", "党总支", "党工委", "支部", "理论学习", "会议", "集团", "公司", "学校", "医院"}, wholes, leading.list)...)

// wholes are the words for all of a unit or of the place that it governs.
var wholes = []string{"全院", "全局", "全所", "全校", "全镇", "全乡", "全村", "村里", "全县", "全区", "全市", "全街道", "全公司", "全集团", "全馆", "全站", "全中心", "全系统", "全场", "全社", "全园", "全队", "全大队", "全支队", "全行", "全厂", "全矿", "全处", "全办", "全委", "全段"}

// gistOf returns what m counts; empty: its name is too short or too broad to tell.
func gistOf(m *analyze.Metric) gist {
	what := gistName(m.Name)
	if utf8.RuneCountInString(what) < 3 || slices.Contains(broad, what) {
		return gist{}
	}
	return gist{what, m.Measure}
}

// gistName returns a name without its front words.
func gistName(name string) string {
	what := strings.Trim(name, "“”\" 　")
	for {
		w := frontWords.prefix(what)
		if w == "" || w == what {
			return what
		}
		what = what[len(w):]
	}
}

// add notes figure i, unless its clause or what stands before it narrows it down.
func (t tale) add(st *statement, i int) {
	m := st.figures[i]
	g := gistOf(m)
	if _, wanted := t[g]; !wanted {
		return
	}
	if _, before := st.phrase(i); !st.restates(i) && !vague.in(clause(st.r.Doc, m.Span, 40)) && !frames.in(before) {
		t[g] = append(t[g], m)
	}
}

// other returns the figure by which g was told before, where that was one number and not m's.
func (t tale) other(g gist, m *analyze.Metric) *analyze.Metric {
	old := t[g]
	if len(old) == 0 || slices.ContainsFunc(old, func(o *analyze.Metric) bool { return *o.Value != *old[0].Value }) || *old[0].Value == *m.Value {
		return nil
	}
	return old[0]
}

// summing are the words with which a sentence looks back on the whole.
var summing = []string{"总的看", "总的来看", "总的来说", "总体看", "总体来看", "总体上看", "回顾", "综上", "归纳起来", "概括起来"}

// tellsAgain reports whether figure i looks back, and compares it with what was told before;
// else it adds it to that.
func (st *statement) tellsAgain(p *analyze.Pass, i int, told tale) bool {
	m := st.figures[i]
	if c, ok := st.lookback(i); ok {
		old := told.other(c, m)
		if old != nil {
			emitConflict(p, plainName(m.Name), m, old, analyze.Warning)
		}
		if old != nil || !st.restates(i) {
			return true
		}
	}
	if certain(m) && !m.Earlier && !share(m) {
		told.add(st, i)
	}
	return false
}

// lookback reports whether figure i looks back on what was told before, in so many words and
// of the whole time: 回顾一年，召开支委会14次; 在上半年学习8次的基础上; and in a plan 上半年已学习8次.
func (st *statement) lookback(i int) (gist, bool) {
	m := st.figures[i]
	if !st.signs.has(scoped|ownTimes) || m.Value == nil || m.ValueMax != nil || m.Qualifier != analyze.Exact || m.Modality == analyze.Required || m.Earlier || share(m) {
		return gist{}, false
	}
	text := st.r.Doc.Blocks[m.Span.Block].Text
	c := clause(st.r.Doc, m.Span, 40)
	if vague.in(c) || containsAny(c, []string{"明年", "下一年", "下半年", "尚", "仍", "没有", "未"}) {
		return gist{}, false
	}
	const near = 24 * 3 // bytes
	head := text[max(st.span.Start, m.Span.Start-2*near):m.Span.Start]
	if !st.restates(i) && containsAny(head, []string{"问题", "不足", "困难", "差距"}) {
		return gist{}, false
	}
	behind := text[m.Span.End:min(len(text), m.Span.End+near)]
	if k := strings.IndexAny(behind, "，。；"); k >= 0 {
		behind = behind[:k]
	}
	scoped := ownTime(st.r.Period, c) || containsAny(c, scopes) || containsAny(head, scopes) || strings.Contains(head, "回顾一年")
	sums := scoped && containsAny(head, summing)
	based := scoped && strings.Contains(behind, "的基础上")
	already := containsAny(c, scopes) && strings.Contains(c, "已") && inPart(st.r, doc.Pos{Block: m.Span.Block, Off: m.Span.Start}, "plan")
	within := scoped && strings.HasSuffix(behind, "中") && plainName(clauseBefore(st.r.Doc, m.Span)) == "" // 上半年38人次廉政谈话中
	at := doc.Pos{Block: m.Span.Block, Off: m.Span.Start}
	if !sums && !based && !already && !within && !(scoped && (st.restates(i) || certain(m) && !strings.ContainsAny(c, "仅只被") && inPart(st.r, at, "problems"))) {
		return gist{}, false
	}
	g := gistOf(m)
	return g, g != (gist{})
}

// ownTime reports whether c names the quarter that a report on one speaks of.
func ownTime(p analyze.Period, c string) bool {
	q := quarterOf(p)
	return q > 0 && (strings.Contains(c, hanNumber(q)+"季度") || strings.Contains(c, "本季度"))
}
