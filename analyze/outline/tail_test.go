package outline_test

import (
	"strings"
	"testing"
)

// TestSeriesEnd wants the sentence with which a series of headings ends among them, though
// nothing stands behind it, and leaves alone what is a list.
func TestSeriesEnd(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"（一）加强学习。组织学习12次。\n（二）加强宣传。", "（一）加强学习 （二）加强宣传"},
		{"（一）加强学习。组织学习12次。\n（三）加强宣传。", "（一）加强学习 （三）加强宣传"},
		{"（一）加强学习。组织学习12次。\n（四）加强宣传。", "（一）加强学习"},
		{"（一）加强学习。组织学习12次。\n（二）加强宣传。\n（三）加强监督。", "（一）加强学习"},
		{"（一）加强学习。\n（二）加强宣传。\n（三）加强监督。", ""},
		{"（一）加强学习。组织学习12次。\n（二）在全县各乡镇、各部门、各单位中持续深入地开展形式多样的法治宣传教育进机关进乡村进社区进学校进企业活动。", "（一）加强学习"},
	} {
		text := "青禾县水务局2025年工作总结\n一、工作情况\n开展检查6次，发现问题12个，已全部整改到位。\n二、下一步打算\n" + c.text + "\n青禾县水务局\n2025年12月30日\n"
		var got []string
		_, o := read(t, text, nil)
		for _, s := range o.Sections {
			if s.Level == 2 {
				got = append(got, s.Number+s.Title)
			}
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}
