package check

import (
	"slices"
	"strings"

	"hegao/analyze"
)

// changing are further verbs of change behind which a percentage stands.
var changing = map[string]float64{
	"缩小": -1, "节约": -1, "节省": -1, "节支": -1, "锐减": -1, "核减": -1, "增收": 1, "净增": 1,
}

// changeOf tells whether words, in front of a percentage, say of it that something rose or fell
// by it, and which: ，同比增长, 降幅为, 节约率. 0: neither.
func changeOf(words string) float64 {
	words = words[len(longestPrefix(words, []string{"较上年同期", "比上年同期", "较去年同期", "比去年同期", "较上年", "比上年", "较去年", "比去年", "同比", "总体", "共", "资金"})):]
	for _, w := range []string{"达到", "达", "为", "了", "率", "幅度"} {
		words = strings.TrimSuffix(words, w)
	}
	switch {
	case longestPrefix(words, rising) == words && words != "":
		return 1
	case longestPrefix(words, falling) == words && words != "":
		return -1
	}
	return changing[words]
}

// amountClaim finds what the change at i is where the sentence tells by how much too, as the
// difference of two others: 52件，比上年同期的65件减少13件，精简20%; or one of them alone: 支出36万元，
// 比上年节约9万元，节约率20%. And where last year's number follows this year's at once: 90件，去年45件，
// 同比增长100%.
func (st *statement) amountClaim(i int) *claim {
	if i < 2 {
		return nil
	}
	words := st.words(i)
	sign := changeOf(words)
	if sign == 0 {
		return nil
	}
	a, d := st.figures[i-2], st.figures[i-1]
	if d.Measure != a.Measure || !certain(d) || share(d) || a.Value == nil || a.ValueMax != nil || a.Qualifier != analyze.Exact || strings.ContainsAny(st.between(d, st.figures[i]), "；。") {
		return nil
	}
	by := changeOf(st.words(i - 1))
	against := strings.TrimSuffix(st.words(i-1), "了")
	if by == 0 && hasSuffix(against, []string{"节约", "节省", "压减", "减少", "精简", "节支"}) {
		by = -1
	}
	if by == sign && i > 2 {
		if now, then := st.figures[i-3], a; certain(now) && !now.Earlier && now.Measure == then.Measure && *now.Value-*then.Value == sign**d.Value && !strings.ContainsAny(st.between(now, d), "；。") &&
			(then.Earlier || containsAny(st.words(i-2), []string{"比", "较"})) {
			return st.ratio(d, then)
		}
	}
	var c *claim
	switch gap := st.between(a, d); {
	case !strings.HasPrefix(gap, "，"):
	case by == sign && !d.Earlier && certain(a) && !a.Earlier && longestPrefix(against, []string{"比上年", "比去年", "较上年", "较去年", "同比"}) != "":
		if c = st.difference(a, d, sign); st.otherwise(i, c, d.Measure) {
			return nil
		}
	case changeOf(st.words(i-2)) == sign && strings.Contains(st.before(a), "同") && slices.Contains([]string{"，降至", "，降到", "，减至", "，减少到", "，减少至", "，增至", "，增加到", "，增加至", "，升至"}, gap):
		c = st.difference(d, a, sign)
	case d.Earlier && !a.Earlier && st.comparable(d, a) && tellsYear(st.words(i-1), earlierTimes):
		c = st.growth(a, d, sign)
	case tellsYear(st.words(i-2), earlierTimes) && !d.Earlier && st.comparable(a, d) && tellsYear(st.words(i-1), []string{"今年", "本年", "本期"}):
		c = st.growth(d, a, sign)
	}
	if c != nil {
		c.likely = true
	}
	return c
}

// tellsYear reports whether words, in front of a figure, tell its year by one of those, and don't
// compare it.
func tellsYear(words string, years []string) bool {
	return containsAny(words, years) && !containsAny(words, []string{"比", "较", "多", "少", "增", "减"})
}
