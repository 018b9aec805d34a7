package batch

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hegao/analyze"
)

// show writes p as its two days, "" where it is unknown.
func show(p analyze.Period) string {
	if p.From.IsZero() {
		return ""
	}
	return p.From.Format("2006-01-02") + ".." + p.To.Format("2006-01-02")
}

func TestParsePeriod(t *testing.T) {
	for in, want := range map[string]string{
		"2026":             "2026-01-01..2026-12-31",
		"2026H1":           "2026-01-01..2026-06-30",
		"2026H2":           "2026-07-01..2026-12-31",
		"2026Q1":           "2026-01-01..2026-03-31",
		"2026Q4":           "2026-10-01..2026-12-31",
		"2024-02":          "2024-02-01..2024-02-29",
		"2026-01..2026-06": "2026-01-01..2026-06-30",
		"2025-11..2026-02": "2025-11-01..2026-02-28",
	} {
		p, err := ParsePeriod(in)
		if got := show(p); err != nil || got != want {
			t.Errorf("ParsePeriod(%q) = %s, %v; want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", "26", "2026h1", "2026H3", "2026Q0", "2026Q5", "2026-13", "2026-1", "2026-00", "0026", "2026H1 ", "上半年",
		"2026..2027", "2026-06..2026-01", "2026-01..", "..2026-01", "2026-01..2026", "2026-01..2026H1", "２０２６"} {
		p, err := ParsePeriod(in)
		var wrong *PeriodError
		if !errors.As(err, &wrong) || wrong.Value != in || show(p) != "" {
			t.Errorf("ParsePeriod(%q) = %s, %v; want a PeriodError", in, show(p), err)
		}
	}
}

const (
	h1of23 = "2023-01-01..2023-06-30"
	h1of26 = "2026-01-01..2026-06-30"
	of24   = "2024-01-01..2024-12-31"
)

func TestReportPeriod(t *testing.T) {
	for _, c := range []struct {
		d    dated
		want string
	}{
		{dated{title: "关于2023年上半年党风廉政建设工作情况的报告"}, h1of23},
		{dated{title: "二〇二三年上半年工作总结"}, h1of23},
		{dated{title: "上半年工作情况", lead: []string{"2022年上半年，我们社区共有居民2160户。"}, sign: "2023年7月1日"}, h1of23}, // left of last year's
		{dated{title: "上半年工作情况", lead: []string{"2023年上半年，我们社区共有居民2160户。"}, sign: "2023年7月1日"}, h1of23},
		{dated{title: "2023年上半年工作情况", sign: "2024年7月1日"}, h1of23},
		{dated{title: "二○二三年上半年工作总结"}, h1of23},
		{dated{title: "２０２３年 上半年工作总结"}, h1of23},
		{dated{title: "县水务局 2023 年 1-6 月工作小结"}, h1of23},
		{dated{title: "2023年1月至6月工作小结"}, h1of23},
		{dated{title: "2023年一至六月份工作小结"}, h1of23},
		{dated{title: "2023年半年度工作总结"}, h1of23},
		{dated{title: "2023年度党风廉政建设责任制落实情况报告（上半年）"}, h1of23},
		{dated{title: "2023年党风廉政建设工作要点年度任务上半年落实情况"}, h1of23},
		{dated{title: "2023年上半年工作总结和下半年工作计划"}, h1of23},
		{dated{title: "2024年下半年工作总结"}, "2024-07-01..2024-12-31"},
		{dated{title: "二〇二四年第四季度工作总结"}, "2024-10-01..2024-12-31"},
		{dated{title: "2024年一季度工作总结"}, "2024-01-01..2024-03-31"},
		{dated{title: "2024年1至3季度工作总结"}, "2024-01-01..2024-09-30"},
		{dated{title: "2024年前三季度工作总结"}, "2024-01-01..2024-09-30"},
		{dated{title: "2024年5月份工作总结"}, "2024-05-01..2024-05-31"},
		{dated{title: "2024年度述责述廉报告"}, of24},
		{dated{title: "望江小学2024年清廉校园建设情况"}, of24},
		{dated{title: "2024年工作总结和2025年工作计划"}, of24},

		// the title of last year's report
		{dated{title: "2025年上半年工作总结", lead: []string{"2026年上半年，我镇……"}, sign: "2026年7月4日"}, h1of26},
		{dated{title: "2025年上半年工作总结", lead: []string{"2026年上半年，我镇……"}}, "2025-01-01..2025-06-30"},
		{dated{title: "2025年上半年工作总结", lead: []string{"2026年下半年，我镇将……"}, sign: "2026年7月4日"}, "2025-01-01..2025-06-30"},

		{dated{title: "某局2024年度工作情况报告", lead: []string{"2025年，我局……"}, sign: "2026年1月10日"}, "2025-01-01..2025-12-31"},
		{dated{title: "2024年工作报告", lead: []string{"2025年，是……"}, sign: "2025年1月10日"}, of24},

		// the lead, where the title says less
		{dated{title: "工作情况报告", lead: []string{"2023年上半年，在县委领导下……"}}, h1of23},
		{dated{title: "2023年党建工作报告", lead: []string{"上半年，我局……"}}, h1of23},
		{dated{lead: []string{"县纪委：", "按照要求，2023年上半年，我局……"}}, h1of23},
		{dated{lead: []string{"现将我局2023年上半年工作情况报告如下："}}, h1of23},
		{dated{lead: []string{"我局坚持从严治党。", "2023年上半年工作开展情况"}}, h1of23},
		{dated{lead: []string{"2024年，我局……"}}, of24},
		{dated{title: "2024年工作报告", lead: []string{"我局于2024年上半年被评为先进单位，"}}, of24},
		{dated{title: "2024年工作报告", lead: []string{"根据《关于报送2023年上半年情况的通知》，现将情况报告如下"}}, of24},
		{dated{title: "述职报告", lead: []string{"现将2025年度履职情况述职如下。", "本次述职的时间范围为2023年1月至6月。"}}, h1of23},
		{dated{title: "2024年工作报告", lead: []string{"上半年工作开展情况"}, sign: "2024年12月30日"}, of24}, // left of the half
		{dated{title: "2024年工作报告", lead: []string{"我局于11月4日至11月22日开展自查"}}, of24},

		// the year by the date under the report
		{dated{title: "上半年工作总结", sign: "2023年6月28日"}, h1of23},
		{dated{title: "上半年工作总结", sign: "二〇二三年七月十一日"}, h1of23},
		{dated{title: "下半年工作总结", sign: "2024年1月5日"}, "2023-07-01..2023-12-31"},
		{dated{title: "年终工作总结", sign: "2024-12-20"}, of24},
		{dated{title: "年度工作总结", sign: "2025.1.6"}, of24},
		{dated{lead: []string{"2023年以来，我局……", "上半年工作开展情况"}}, h1of23},

		// the file's name last
		{dated{file: "2026上半年报告.docx"}, h1of26},
		{dated{file: "市水务局2026H1.docx"}, h1of26},
		{dated{title: "2023年上半年工作报告", file: "2026上半年报告.docx"}, h1of23},

		// unknown rather than guessed
		{dated{title: "工作报告"}, ""},
		{dated{title: "上半年工作总结"}, ""},
		{dated{title: "20**年上半年工作总结"}, ""},
		{dated{lead: []string{"今年以来，我局……"}, sign: "2023年7月1日"}, ""},
		{dated{lead: []string{"2023年以来，我局……"}}, ""},
		{dated{lead: []string{"2023年2月28日在大会上"}}, ""},
		{dated{title: "2023—2024学年工作总结"}, ""},
		{dated{title: "2023-2025年规划"}, ""},
		{dated{title: "关于〔2023〕14号文件的报告"}, ""},
		{dated{title: "去年上半年情况"}, ""},
		{dated{file: "20260702报告.docx"}, ""},
	} {
		if got := show(c.d.period()); got != c.want {
			t.Errorf("%+v: period %q, want %q", c.d, got, c.want)
		}
	}
}

func TestClearlyAnotherPeriod(t *testing.T) {
	asked, _ := ParsePeriod("2026H1")
	for _, c := range []struct {
		d    dated
		want bool
	}{
		{dated{title: "2025年上半年工作报告", lead: []string{"2025年上半年，我局……"}, sign: "2025年7月1日"}, true},
		{dated{title: "2025年上半年工作报告", file: "2026年上半年报告.docx"}, true},
		{dated{lead: []string{"2025年上半年，我局……"}}, true},
		{dated{title: "2025年度工作报告"}, true},
		{dated{title: "2026年下半年工作报告", sign: "2026年12月28日"}, true},
		{dated{title: "2026年上半年工作报告"}, false},
		{dated{title: "2026年度工作报告"}, false},
		{dated{title: "2026年第一季度工作报告"}, false},
		{dated{title: "工作报告"}, false},
		{dated{title: "2025年上半年工作报告", lead: []string{"2026年上半年，我局……"}}, false},
		{dated{title: "2025年上半年工作报告", sign: "2026年7月3日"}, false},
	} {
		if got := c.d.clearlyNot(asked); got != c.want {
			t.Errorf("%+v: clearly not 2026H1 is %v, want %v", c.d, got, c.want)
		}
	}
}

// TestLongNumber guards against time that grows with the square of a name's length.
func TestLongNumber(t *testing.T) {
	start := time.Now()
	s := strings.Repeat("2", 1<<18)
	dated{title: s, lead: []string{s}, file: s, sign: s}.period()
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

func FuzzPeriod(f *testing.F) {
	f.Add("2023年上半年")
	f.Add("二〇二四年第四季度")
	f.Add("2021—2025年1月至13月32日")
	f.Fuzz(func(t *testing.T, s string) {
		p := dated{title: s, lead: []string{s}, file: s, sign: s}.period()
		if p.To.Before(p.From) {
			t.Errorf("%q: ends before it starts", s)
		}
		last := 0
		for _, e := range expressions(fold(s)) {
			if e.start < last || e.end < e.start {
				t.Errorf("%q: expressions overlap", s)
			}
			last = e.end
		}
	})
}

// A report that tells no time of its own is on the one that was asked for.
func TestPeriodAskedFor(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "报告.txt"), []byte("工作情况报告\n一、工作开展情况\n开展检查6次。\n以上是我局2025年上半年工作情况，请批评指正。\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for asked, want := range map[string]int{"": 0, "2025H1": 0, "2026H1": 1} {
		b := run(t, []string{dir}, Options{Period: asked})
		found := 0
		for _, f := range b.Reports[0].Findings {
			if f.Rule == "period.mismatch" {
				found++
			}
		}
		if found != want {
			t.Errorf("asked for %q: %d findings, want %d", asked, found, want)
		}
	}
}
