package check_test

import (
	"slices"
	"testing"
)

// TestMessages holds what a clerk reads, for what is easily said clumsily: one
// finding for one thing to fill in, told in the words of the report.
func TestMessages(t *testing.T) {
	const title = "关于2026年上半年党风廉政建设工作情况的报告\n"
	for _, c := range []struct {
		rule, text string
		want       []string // text of the span, message
	}{
		{"placeholder.name", "XX市第X人民医院党委高度重视，召开会议6次。", []string{"XX市第X", "“XX市第X人民医院党委高度…”里的“XX市第X”没有填写"}},
		{"placeholder.name", "在**镇**村建设文化墙260平方米。", []string{"**镇**", "“在**镇**村建设文化墙26…”里的“**镇**”没有填写"}},
		{"placeholder.name", "**村、**村的合同管理仍不规范。", []string{"**", "“**村、**村的合同…”里的“**”没有填写", "**", "“**村、**村的合同管理仍不…”里的“**”没有填写"}},
		{"placeholder.name", "20**年上半年，召开会议6次。", []string{"**", "年份“20**年”没有填完整"}},
		{"placeholder.name", "召开会议6次，检查3轮。\n市水务局\n20XX年×月×日", []string{"XX年×月×", "日期“20XX年×月×日”没有填完整"}},
		{"placeholder.name", "于×月×日召开会议6次。", []string{"×月×", "日期“×月×日”没有填完整"}},
		{"placeholder.name", "组织观看《____》警示教育片2场。", []string{"____", "“组织观看《____》警示教育片2场”里的“____”没有填写"}},
		{"placeholder.name", "召开会议6次，检查3轮。\n联系人：____", []string{"____", "“联系人”后面没有填写"}},
		{"placeholder.unfilled", "召开党员大会**余次。", []string{"**", "“党员大会”的次数没有填写"}},
		{"placeholder.unfilled", "“三公”经费支出**万元，同比下降*%。", []string{
			"**", "“‘三公’经费支出”的金额没有填写", "*", "“‘三公’经费支出同比下降”的比例没有填写"}},
		{"placeholder.unfilled", "讲党课*人次。", []string{"*", "“讲党课”的人次没有填写"}},
		{"placeholder.name", "以某公司负责人张某行贿案开展警示教育，电话138****5566，X光机3台。", nil},
	} {
		r := read(t, "报告.txt", title+c.text)
		var got []string
		for _, f := range of(run(t, r), c.rule) {
			got = append(got, r.Doc.Text(f.Span), f.Message)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}
