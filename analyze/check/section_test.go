package check_test

import (
	"strings"
	"testing"

	"hegao/analyze"
)

// TestSections tells findings on how a report is built from what only looks like
// a fault. Findings are written "E section.missing 存在的问题": severity, rule, and
// words of the message.
func TestSections(t *testing.T) {
	const (
		title    = "关于2026年上半年工作情况的报告\n"
		progress = "一、工作开展情况\n上半年，召开专题会议6次，开展督查12次，发现问题36个，已全部整改到位，各项重点任务进展顺利，实现时间任务双过半，群众满意度达到98%。\n"
		problems = "二、存在的问题\n一是专业力量不足，监管手段单一；二是经费紧张，宣传不够到位。\n"
		plan     = "三、下一步打算\n继续推进在建项目，按月调度进度，确保年底前全部完工。\n"
		end      = "市水务局\n2026年7月1日"
	)
	for _, c := range []struct {
		text string
		want []string
	}{
		{progress + problems + plan + end, nil},
		{progress + strings.Replace(plan, "三", "二", 1) + end, []string{"E section.missing “存在的问题”"}},
		{progress + "二、存在的问题及下一步打算\n一是专业力量不足，下一步充实人员；二是经费紧张，下一步争取资金。\n" + end, nil},
		// Two headings that no word list holds are what was done; one speaks of problems.
		{"一、突出重点，项目建设实现新突破\n召开专题会议6次。\n二、正视差距，补齐短板弱项\n一是专业力量不足，监管手段单一；二是经费紧张，宣传不够到位。\n" + plan + end, nil},
		// Headings that other profiles know as parts are what was done here.
		{"一、抓实理论武装\n中心组学习6次，支部集中学习12次，书记讲党课1次。\n二、从严落实责任\n召开党建工作会议2次，签订责任书14份，谈话46人次。\n三、工作短板\n一是专业力量不足，监管手段单一；二是经费紧张，宣传不够到位。\n四、下一步打算\n继续推进在建项目，按月调度进度，确保年底前全部完工。\n" + end, nil},
		{"一、抓项目\n召开会议6次，认真查找问题短板。\n二、下一步打算\n继续推进在建项目，按月调度进度，确保年底前全部完工。\n" + end,
			[]string{"W section.missing 只在“一、抓项目”里提到“问题短板”"}},
		{"一、存在的问题\n（一）力量不足\n专业人员只有3名，难以覆盖全部工地。\n二、下一步打算\n（一）充实力量\n计划招聘专业人员6名，充实一线力量。\n" + end,
			[]string{"E section.missing “工作开展情况”"}},
		{"上半年召开专题会议6次，推进各项重点任务，在建项目全部达到序时进度。\n" + end,
			[]string{"W section.missing 全文没有小标题", "W section.missing 全文没有小标题", "W section.missing 全文没有小标题"}},
		{"上半年召开专题会议6次，推进各项重点任务。存在的问题主要是：一是力量不足；二是经费紧张。下一步，将充实力量，争取资金。\n" + end, nil},
		{progress + problems + end + "\n附件：下一步打算", []string{"W section.missing 只在附件里"}},
		// A row of bare points is no row of empty sections.
		{progress + problems + "三、下一步打算\n1.加强队伍建设\n2.创新监管方式\n3.争取项目资金\n4.加大宣传力度\n" + end, nil},
		{progress + "二、存在的问题\n" + plan + end, []string{"E section.empty “二、存在的问题”"}},
		{progress + problems + "三、下一步打算\n" + end, []string{"E section.empty “三、下一步打算”"}},
		{progress + "二、存在的问题\n（一）力量不足\n专业人员只有3名，难以覆盖全部工地。\n（二）经费紧张\n" + plan + end, []string{"E section.empty “（二）经费紧张”"}},
		{progress + "二、存在的问题\n暂无。\n" + plan + end, []string{"W section.empty “暂无”"}},
		{progress + "二、存在的问题\n力量不足。\n" + plan + end, []string{"W section.short 只有4个字"}},
		{progress + "二、存在的问题\n（请结合实际填写，不少于200字）\n" + plan + end, nil}, // placeholder.instruction says it
		{progress + "二、下一步打算\n继续推进在建项目，按月调度进度，确保年底前全部完工。\n三、存在的问题\n一是专业力量不足，监管手段单一；二是经费紧张。\n" + end,
			[]string{"W section.order “下一步打算”写在了“存在的问题”前面"}},
		{"一、存在的问题\n一是专业力量不足，监管手段单一；二是经费紧张，宣传不够到位。\n二、整改措施\n充实专业力量，落实经费保障，加大宣传力度，逐项对账销号。\n三、工作成效\n上半年，召开专题会议6次，开展督查12次，发现问题36个，已全部整改到位，各项重点任务进展顺利，实现时间任务双过半，群众满意度达到98%。\n" + end, nil},
		{progress + problems + plan, []string{"W signature.missing 没有落款和日期"}},
		{progress + problems + plan + "市水务局", []string{"W signature.missing 没有日期"}},
		{progress + problems + plan + "2026年7月1日", []string{"W signature.missing 没有署名"}},
		{"（2026年7月1日）\n" + progress + problems + plan, nil},
	} {
		r := read(t, "报告.txt", title+c.text)
		r.Profile, _ = profiles().Get("general")
		var got []string
		for _, f := range run(t, r) {
			if strings.HasPrefix(f.Rule, "section.") || f.Rule == "signature.missing" {
				got = append(got, map[analyze.Severity]string{analyze.Warning: "W ", analyze.Error: "E "}[f.Severity]+f.Rule+" "+f.Message)
			}
		}
		ok := len(got) == len(c.want)
		for i := range min(len(got), len(c.want)) {
			words := strings.SplitN(c.want[i], " ", 3)
			ok = ok && strings.HasPrefix(got[i], words[0]+" "+words[1]) && strings.Contains(got[i], words[2])
		}
		if !ok {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}
