package outline_test

import (
	"slices"
	"strings"
	"testing"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/outline"
)

// TestBundle reads files that hold several reports.
func TestBundle(t *testing.T) {
	report := func(title, unit string) []string {
		return []string{title, "一、工作情况", body, "一是抓学习，二是抓落实。", "二、存在的问题", body, unit, "2026年7月3日"}
	}
	for name, c := range map[string]struct {
		lines  []string
		titles []string
	}{
		"a covering report and a branch's":           {slices.Concat(report("水务局2026年上半年工作报告", "水务局"), report("第一党支部2026年上半年工作报告", "第一党支部")), []string{"水务局2026年上半年工作报告", "第一党支部2026年上半年工作报告"}},
		"titles that are one":                        {slices.Concat(report("2026年上半年工作报告", "水务局"), report("2026年上半年工作报告", "第一党支部")), []string{"2026年上半年工作报告", "2026年上半年工作报告"}},
		"the unit above its title":                   {slices.Concat(report("水务局2026年上半年工作报告", "水务局"), []string{"第一党支部"}, report("关于2026年上半年工作情况的报告", "第一党支部")), []string{"水务局2026年上半年工作报告", "第一党支部关于2026年上半年工作情况的报告"}},
		"no signatures, titles built alike":          {[]string{"甲所2026年上半年党风廉政建设工作报告", "一、工作情况", body, "二、存在的问题", body, "乙所2026年上半年党风廉政建设工作报告", "一、工作情况", body, "二、存在的问题", body}, []string{"甲所2026年上半年党风廉政建设工作报告", "乙所2026年上半年党风廉政建设工作报告"}},
		"an attachment is none":                      {slices.Concat(report("水务局2026年上半年工作报告", "水务局"), []string{"附件", "2026年上半年培训情况报告", "一、培训情况", body}), []string{"水务局2026年上半年工作报告"}},
		"a cover and a title":                        {slices.Concat([]string{"水务局2026年上半年工作报告", "2026年7月"}, report("水务局2026年上半年工作报告", "水务局")), []string{"水务局2026年上半年工作报告"}},
		"a heading that names the report of another": {[]string{"水务局2026年上半年工作总结", "一、工作情况", body, "关于2025年审计报告", body, "二、存在的问题", body}, []string{"水务局2026年上半年工作总结"}},
	} {
		d := document(c.lines...)
		o := outline.NewReader(nil).Read(d, nil)
		sound(t, d, o)
		var titles []string
		for _, s := range o.Sections {
			if s.Level == 0 {
				titles = append(titles, s.Title)
			}
		}
		if !slices.Equal(titles, c.titles) || o.Title != c.titles[0] {
			t.Errorf("%s: titles %q, want %q", name, titles, c.titles)
		}
		if len(c.titles) == 1 {
			continue
		}
		for _, s := range o.Sections {
			if text := textOf(d, s.Body); s.Level > 0 && strings.Contains(text, "2026年") {
				t.Errorf("%s: %s goes on in the next report: %s", name, s.Title, text)
			}
			if s.Title == "工作情况" && s.Ordinal != 1 {
				t.Errorf("%s: numbering does not start anew", name)
			}
		}
	}
}

// TestBundledParts has a part where any report of the file has it.
func TestBundledParts(t *testing.T) {
	parts := []analyze.PartDef{{ID: "problems", Headings: []string{"存在的问题"}}, {ID: "plan", Headings: []string{"打算"}, Inline: []string{"下一步"}}}
	d := document("水务局2026年上半年工作报告", "一、存在的问题", body, "水务局", "2026年7月3日", "第一党支部2026年上半年工作报告", "一、工作情况", body, "下一步，继续努力，做好各项工作，争取更大的成绩。", "第一党支部", "2026年7月1日")
	o := outline.NewReader(parts).Read(d, nil)
	if o.Parts["problems"] != analyze.AsHeading || o.Parts["plan"] != analyze.AsInline || o.Inline["plan"] != (doc.Span{Block: 8, End: len("下一步")}) {
		t.Errorf("%v %v", o.Parts, o.Inline)
	}
	if d.Text(o.Signature.Unit) != "水务局" {
		t.Errorf("signed %s", d.Text(o.Signature.Unit))
	}
}

// TestTraditional reads headings in traditional characters.
func TestTraditional(t *testing.T) {
	parts := []analyze.PartDef{{ID: "problems", Headings: []string{"存在的问题"}}}
	d := document("水務局2026年上半年工作報告", "一、工作開展情況", body, "二、存在的問題", body, "水務局", "2026年7月3日")
	o := outline.NewReader(parts).Read(d, nil)
	if o.Title != "水务局2026年上半年工作报告" || o.Parts["problems"] != analyze.AsHeading || d.Text(o.Signature.Unit) != "水務局" {
		t.Errorf("%q %v %q", o.Title, o.Parts, d.Text(o.Signature.Unit))
	}
}
