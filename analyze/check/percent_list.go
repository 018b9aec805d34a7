package check

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// listedShares goes through the parts of a whole that a sentence tells with the share of each:
// 75项，公开招标45项，占60%；竞争性磋商18项，占24%；单一来源12项，占16%. It returns what the share of
// each is, where the parts are all of the whole or two others are what they are said to be; nil:
// it can't be told.
func (st *statement) listedShares() map[*analyze.Metric]*claim {
	var whole *analyze.Metric
	var shares map[*analyze.Metric]*claim
	sum, right := 0.0, 0
	for i, m := range st.figures {
		switch {
		case share(m) || !certain(m) || m.Earlier:
			continue
		case whole == nil || *m.Value > *whole.Value || m.Measure != whole.Measure:
			if len(shares) > 0 {
				return nil
			}
			whole = m
			continue
		}
		if i+1 == len(st.figures) || st.figures[i+1].Measure != "%" || !certain(st.figures[i+1]) || !bareShare(st.between(m, st.figures[i+1])) {
			continue
		}
		c := st.ratio(m, whole)
		if c == nil {
			return nil
		}
		if near(st.r.Doc, st.figures[i+1], c.result, c.value) {
			right++
		}
		if shares == nil {
			shares = map[*analyze.Metric]*claim{}
		}
		shares[st.figures[i+1]] = c
		sum += *m.Value
	}
	if len(shares) < 2 || right == 0 || right < 2 && sum != *whole.Value {
		return nil
	}
	return shares
}

// bareShare reports whether gap leads from a part to its share of a whole that was told before:
// ，占, （占比, 已完成整改，占比达到.
func bareShare(gap string) bool {
	const few = 10 // characters
	if k := strings.LastIndexAny(gap, "，（"); k >= 0 {
		_, size := utf8.DecodeRuneInString(gap[k:])
		if k > few*len("，") || strings.ContainsFunc(gap[:k], stops) {
			return false
		}
		gap = gap[k+size:]
	}
	for _, w := range []string{"约为", "约", "为", "达到", "达", "到", "了"} {
		gap = strings.TrimSuffix(gap, w)
	}
	switch gap {
	case "占", "占比", "比例", "比重", "所占比例", "所占比重":
		return true
	}
	return false
}
