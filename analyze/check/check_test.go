package check_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"hegao/analyze"
	"hegao/analyze/check"
	"hegao/analyze/doc"
)

// ruleIDs are all rules that the program may ever report. They are stable for ever.
const ruleIDs = `
file.unreadable file.encrypted file.scanned file.empty file.unsupported file.limit file.type
file.changes file.comments file.hidden file.classified
section.missing section.empty section.short section.order title.missing title.several signature.missing
numbering.gap numbering.duplicate numbering.style
placeholder.unfilled placeholder.name placeholder.alternative placeholder.instruction
metric.missing metric.unfilled metric.minimum
sum.mismatch value.conflict percent.mismatch enumeration.count date.invalid period.mismatch unit.mismatch unit.drift
unit.missing unit.late unit.unknown copy.duplicate copy.unit copy.history metric.identical metric.outlier metric.change
`

func TestRulesAreDocumented(t *testing.T) {
	han := func(s string) bool {
		return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Han, c) })
	}
	titles := map[string]string{}
	for _, c := range check.All() {
		if !slices.Contains(strings.Fields(ruleIDs), c.ID) {
			t.Errorf("%s is no rule that the program may report", c.ID)
		}
		if got, ok := check.Get(c.ID); !ok || got != c {
			t.Errorf("Get(%s)", c.ID)
		}
		for what, s := range map[string]string{"title": c.Title, "doc": c.Doc, "bad": c.Bad, "good": c.Good} {
			if !han(s) {
				t.Errorf("%s has no %s in Chinese", c.ID, what)
			}
		}
		if other := titles[c.Title]; other != "" {
			t.Errorf("%s and %s have one title", c.ID, other)
		}
		titles[c.Title] = c.ID
		if (c.Run == nil) == (c.RunBatch == nil) {
			t.Errorf("%s runs on a report or on a batch", c.ID)
		}
	}
	if _, ok := check.Get("section.nonesuch"); ok {
		t.Error("Get finds what is not there")
	}
}

const faulty = `关于2026年上半年工作情况的报告
一、工作开展情况
上半年，各支部共召开支委会*次、党员大会**次，组织党员赴XX基地参观，推进各项重点任务，完成投资3.2亿元，在建项目全部达到序时进度，群众满意度明显提升。
三、存在的问题
四、下一步打算
无`

func TestRun(t *testing.T) {
	r := read(t, "报告.txt", faulty)
	r.ID = 7
	findings := run(t, r)
	var rules []string
	for _, f := range findings {
		rules = append(rules, f.Rule)
		if f.Report != 7 {
			t.Errorf("%s is about report %d", f.Rule, f.Report)
		}
	}
	want := "signature.missing placeholder.unfilled placeholder.unfilled placeholder.name numbering.gap section.empty section.empty"
	if got := strings.Join(rules, " "); got != want {
		t.Errorf("found %s\nwant  %s", got, want)
	}
	for _, f := range findings[len(findings)-2:] {
		if zero := strings.Contains(f.Message, "“无”"); zero != (f.Severity == analyze.Warning) {
			t.Errorf("severity %d: %s", f.Severity, f.Message)
		}
	}
}

func TestProfileRulesOverChecks(t *testing.T) {
	r := read(t, "报告.txt", faulty)
	r.Profile = &analyze.Profile{
		Disabled: map[string]bool{"placeholder.unfilled": true},
		Severity: map[string]analyze.Severity{"section.empty": analyze.Info, "placeholder.name": analyze.Warning, "signature.missing": analyze.Error},
		Params:   map[string]any{},
	}
	want := map[string]analyze.Severity{
		"section.empty": analyze.Info, "placeholder.name": analyze.Warning, "signature.missing": analyze.Error, "numbering.gap": analyze.Error,
	}
	for _, f := range run(t, r) {
		if s, ok := want[f.Rule]; !ok || s != f.Severity {
			t.Errorf("%s of severity %d", f.Rule, f.Severity)
		}
	}
	if n := len(of(r.Findings, "section.empty")); n != 2 {
		t.Errorf("%d findings of section.empty", n)
	}
}

func TestFileWithoutText(t *testing.T) {
	general, _ := profiles().Get("general")
	for status, want := range map[doc.Status]string{
		doc.Damaged: "file.unreadable", doc.Timeout: "file.unreadable", doc.Crash: "file.unreadable",
		doc.Empty: "file.empty", doc.Scanned: "file.scanned", doc.Encrypted: "file.encrypted", doc.Unsupported: "file.unsupported", doc.Limit: "file.limit",
	} {
		r := &analyze.Report{Doc: &doc.Document{Name: "报告.docx", Status: status, Reason: "原因在此"}, Profile: general}
		findings := run(t, r)
		if len(findings) != 1 || findings[0].Rule != want || !strings.HasSuffix(findings[0].Message, "：原因在此") || findings[0].Fix == nil {
			t.Errorf("%s: %+v", status, findings)
		}
	}
}

func TestPartlyRead(t *testing.T) {
	r := read(t, "报告.txt", "关于2026年上半年工作情况的报告\n一、工作开展情况\n召开会议6次，推进各项重点任务，完成投资3.2亿元。")
	r.Doc.Status, r.Doc.Reason = doc.Partial, "第2页读不出来"
	for _, f := range run(t, r) {
		if f.Severity == analyze.Error {
			t.Errorf("what is not there may stand where nothing could be read: %s", f.Message)
		}
	}
	if len(of(r.Findings, "file.unreadable")) != 1 || len(of(r.Findings, "section.missing")) != 2 {
		t.Errorf("%+v", r.Findings)
	}
}

func TestClassified(t *testing.T) {
	const text = "\n关于某专项工作情况的报告\n一、工作开展情况\n召开会议*次，研究保守国家秘密工作，检查涉密单位。"
	for first, want := range map[string]string{
		"机密★1年": "机密★1年", "机　密 ★ 长期": "机　密 ★", "绝密": "绝密", "密级：秘密": "秘密", "000012　秘密★6个月　特急": "秘密★6个月",
		"保守国家秘密": "", "机密事项": "", "秘密★1年": "秘密★1年", "内部资料": "",
	} {
		r := read(t, "报告.txt", first+text)
		found := of(run(t, r), "file.classified")
		switch {
		case want == "":
			if len(found) > 0 {
				t.Errorf("%q: %s", first, found[0].Message)
			}
		case len(found) != 1 || len(r.Findings) != 1:
			t.Errorf("%q: %+v", first, r.Findings)
		case r.Doc.Text(found[0].Span) != want:
			t.Errorf("%q: found %q", first, r.Doc.Text(found[0].Span))
		}
	}
}

func TestRunBatch(t *testing.T) {
	general, _ := profiles().Get("general")
	strict := &analyze.Profile{Severity: map[string]analyze.Severity{"unit.late": analyze.Error}, Disabled: map[string]bool{"unit.missing": true}}
	b := &analyze.Batch{
		Profiles: []*analyze.Profile{general, strict},
		Roster:   []analyze.RosterUnit{{Name: "甲局"}},
		Reports: []*analyze.Report{
			{ID: 0, Unit: "甲局", Profile: general},
			{ID: 1, Unit: "乙局", Profile: strict},
			{ID: 2, Profile: general},
		},
		Units: []analyze.Unit{
			{Name: "甲局", OnRoster: true, Status: analyze.Late, Report: 0, Reports: []analyze.ReportID{0}},
			{Name: "乙局", Status: analyze.Late, Report: 1, Reports: []analyze.ReportID{1}},
			{Name: "丙局", OnRoster: true, Status: analyze.Missing, Report: analyze.NoReport},
			{Name: "丁局", OnRoster: true, Status: analyze.WrongPeriod, Report: analyze.NoReport},
		},
	}
	if err := check.RunBatch(b); err != nil {
		t.Fatal(err)
	}
	if len(b.Findings) != 2 || b.Findings[0].Unit != "丙局" || b.Findings[1].Unit != "丁局" || b.Findings[0].Severity != analyze.Error {
		t.Errorf("%+v", b.Findings)
	}
	for id, want := range []map[string]analyze.Severity{
		{"unit.late": analyze.Warning},
		{"unit.late": analyze.Error, "unit.unknown": analyze.Warning},
		{"unit.unknown": analyze.Warning},
	} {
		got := map[string]analyze.Severity{}
		for _, f := range b.Reports[id].Findings {
			got[f.Rule] = f.Severity
		}
		if len(got) != len(want) || len(got) != len(b.Reports[id].Findings) {
			t.Errorf("report %d: %v", id, got)
		}
		for rule, s := range want {
			if got[rule] != s {
				t.Errorf("report %d: %s is %d", id, rule, got[rule])
			}
		}
	}
	b.Profiles = []*analyze.Profile{strict}
	b.Findings = nil
	if err := check.RunBatch(b); err != nil || len(b.Findings) != 0 {
		t.Errorf("unit.missing is off: %v %v", b.Findings, err)
	}
}

func TestManyFindings(t *testing.T) {
	r := read(t, "报告.txt", "关于2026年上半年工作情况的报告\n"+strings.Repeat("召开会议*次。\n", 1500))
	found := of(run(t, r), "placeholder.unfilled")
	if len(found) != 1001 || !strings.Contains(found[0].Message, "共有1500处") {
		t.Errorf("%d findings, the first: %s", len(found), found[0].Message)
	}
}
