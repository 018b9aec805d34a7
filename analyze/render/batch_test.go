package render_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/render"
)

// A draft is a report in the making: lines of text in which findings, metrics and
// other things are placed by the words that they stand on.
type draft struct{ *analyze.Report }

// newDraft returns a report on a text file of these lines, blank ones without a block.
func newDraft(id analyze.ReportID, name string, lines ...string) draft {
	d := &doc.Document{Name: name, Format: "txt", Status: doc.OK, SHA256: strings.Repeat("0f", 32)}
	for i, text := range lines {
		if text != "" {
			d.Blocks = append(d.Blocks, doc.Block{Text: text, Runs: []doc.Run{{Src: doc.Loc{Line: i + 1, Exact: true}}}})
		}
	}
	return draft{&analyze.Report{ID: id, Doc: d, Profile: work, Parts: map[string]analyze.PartState{}}}
}

// span returns where part stands in the only block that has whole, or at its first
// place if whole is empty.
func (d draft) span(whole, part string) doc.Span {
	for i, b := range d.Doc.Blocks {
		if at := strings.Index(b.Text, whole); at >= 0 && strings.Contains(b.Text, part) {
			at += max(0, strings.Index(whole, part))
			if whole == "" {
				at = strings.Index(b.Text, part)
			}
			return doc.Span{Block: i, Start: at, End: at + len(part)}
		}
	}
	panic("the draft has no " + part)
}

func (d draft) find(rule string, s analyze.Severity, at doc.Span, message string) *analyze.Finding {
	d.Findings = append(d.Findings, analyze.Finding{Rule: rule, Severity: s, Report: d.ID, Span: at, Message: message})
	return &d.Findings[len(d.Findings)-1]
}

func value(v float64) *float64 { return &v }

var work = &analyze.Profile{
	Name: "general", Title: "工作报告",
	Parts: []analyze.PartDef{{ID: "progress", Title: "工作开展情况"}, {ID: "problems", Title: "存在的问题"}, {ID: "plan", Title: "下一步打算"}},
}

// sample is a batch of four units: one with faults, one late and without a fault,
// one that sent a damaged file, one that sent nothing; and a file of an unknown unit.
func sample() *analyze.Batch {
	b := &analyze.Batch{
		Profile:  "auto",
		Period:   "2026H1",
		Profiles: []*analyze.Profile{work},
		Checks:   map[string]*analyze.Check{},
		Parts:    append(work.Parts[:3:3], analyze.PartDef{ID: "culture", Title: "廉政文化"}),
		Files:    5,
		Ignored:  []string{"报送/~$半年报告.docx", "报送/.DS_Store"},
		Roster: []analyze.RosterUnit{
			{Name: "青河市水务局"}, {Name: "青河市林业局", Due: time.Date(2026, 7, 10, 0, 0, 0, 0, time.UTC)},
		},
	}
	for id, title := range map[string]string{
		"placeholder.unfilled": "数字没有填写", "section.missing": "缺少必备部分", "numbering.gap": "序号不连续",
		"file.unreadable": "文件无法读取", "unit.missing": "单位未报", "unit.late": "迟报", "metric.outlier": "数值与其他单位相差很大",
		"value.conflict": "前后数字不一致",
	} {
		b.Checks[id] = &analyze.Check{ID: id, Title: title}
	}
	b.Reports = []*analyze.Report{water(), archive(), broken(), unknown(), oldWater()}
	b.Units = []analyze.Unit{
		{Name: "青河市水务局", OnRoster: true, Status: analyze.Submitted, Report: 0, Reports: []analyze.ReportID{0, 4}, Errors: 3, Warnings: 1},
		{Name: "青河市档案馆", OnRoster: true, Status: analyze.Late, Report: 1, Reports: []analyze.ReportID{1}},
		{Name: "青河市第二人民医院", OnRoster: true, Status: analyze.Unreadable, Report: 2, Reports: []analyze.ReportID{2}, Errors: 1},
		{Name: "青河市林业局", OnRoster: true, Status: analyze.Missing, Report: analyze.NoReport, Errors: 1},
	}
	b.Table = analyze.Table{
		Metrics: []analyze.TableMetric{
			{Key: "center-group-study", Name: "理论学习中心组学习", Measure: "次", Median: value(9)},
			{Key: "party-lecture", Name: "讲党课", Measure: "次"},
			{Key: "share", Name: "党员参学率", Measure: "%", Median: value(98.5)},
		},
		Rows: []analyze.TableRow{
			{Unit: "青河市水务局", Values: map[string]analyze.TableValue{
				"center-group-study": {Value: value(6), Report: 0, Metric: 0},
				"party-lecture":      {Report: 0, Metric: 1},
			}},
			{Unit: "青河市档案馆", Values: map[string]analyze.TableValue{
				"center-group-study": {Value: value(12), Report: 1, Metric: 0, Outlier: true},
				"share":              {Value: value(98.5), Report: 1, Metric: 1},
			}},
		},
	}
	one, other := draft{b.Reports[0]}, draft{b.Reports[1]}
	b.Copies = []analyze.Copy{{A: 0, B: 1, Kind: analyze.CopyOfUnit, ShareA: 0.125, ShareB: 0.5, Passages: []analyze.Passage{{
		A: one.span("", "共组织开展理论学习中心组学习6次"), B: other.span("", "今年以来，开展理论学习中心组学习12次"), Same: 13,
		Differences: []analyze.Difference{
			{A: one.span("", "共组织"), B: other.span("", "今年以来，")},
			{A: one.span("学习6次", "6"), B: other.span("学习12次", "12"), Number: true},
		},
	}}}}
	b.Findings = []analyze.Finding{{
		Rule: "unit.missing", Severity: analyze.Error, Report: analyze.NoReport, Unit: "青河市林业局",
		Message: "名册上有“青河市林业局”，没有收到它的材料。", Fix: &analyze.Fix{Advice: "催报；如果已经报送，检查文件名里有没有单位名称。"},
	}}
	return b
}

func water() *analyze.Report {
	d := newDraft(0, "报送.zip!03_水务局/半年报告.txt",
		"青河市水务局2026年上半年工作情况报告",
		"",
		"一、工作开展情况",
		"上半年，我局坚持学习与业务同部署，共组织开展理论学习中心组学习6次，参加人数1260人次；先后召开支委会*次、党员大会4次，领导班子成员讲党课*次，覆盖全局12个基层站所和3座水厂，做到了学习有计划、有记录、有检查、有通报。其余工作按要求推进。",
		"（一）强化学习。一是坚持集中学；三是坚持带头学。",
		"三、下一步打算",
		"下半年计划完成投资1,250.5万元。",
	)
	d.Unit, d.UnitSource = "青河市水务局", analyze.ByFolder
	d.Title = "青河市水务局2026年上半年工作情况报告"
	d.Period = analyze.Period{From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)}
	d.Sections = []analyze.Section{
		{Span: d.span("", d.Title), Title: d.Title},
		{Span: d.span("", "一、工作开展情况"), Number: "一、", Title: "工作开展情况", Level: 1, Parts: []string{"progress"}},
		{Span: d.span("", "（一）强化学习"), Number: "（一）", Title: "强化学习", Level: 2},
		{Span: d.span("", "三、下一步打算"), Number: "三、", Title: "下一步打算", Level: 1, Parts: []string{"plan", "problems"}},
	}
	d.Parts = map[string]analyze.PartState{"progress": analyze.AsHeading, "problems": analyze.Absent, "plan": analyze.AsHeading}
	d.Metrics = []analyze.Metric{
		{Span: d.span("学习6次", "6次"), Value: value(6), Measure: "次", Name: "理论学习中心组学习", Key: "center-group-study", Qualifier: analyze.Exact, Modality: analyze.Done, Section: 1},
		{Span: d.span("讲党课*次", "*次"), Measure: "次", Name: "讲党课", Key: "party-lecture", Subject: "领导班子成员", Qualifier: analyze.Exact, Modality: analyze.Done, Section: 1},
		{Span: d.span("", "12个"), Value: value(12), ValueMax: value(15), Measure: "个", Name: "基层站所", Qualifier: analyze.RangeOf, Modality: analyze.Planned, Section: -1, Earlier: true},
	}
	d.Placeholders = []analyze.Placeholder{
		{Span: d.span("支委会*次", "*"), Kind: analyze.Asterisk, Metric: -1},
		{Span: d.span("讲党课*次", "*"), Kind: analyze.Asterisk, Metric: 1},
	}
	f := d.find("section.missing", analyze.Error, doc.Span{}, "没有找到“存在的问题”这一部分。")
	f.Expected, f.Basis = "应当有“存在的问题”一节，单独成段，写明具体表现", "检查方案“工作报告”要求"
	f.Fix = &analyze.Fix{Advice: "补写这一部分；如果已经写在别的段落里，给它加上标题。"}
	f = d.find("placeholder.unfilled", analyze.Error, d.span("支委会*次", "*"), "“支委会”的次数没有填写。")
	f.Fix = &analyze.Fix{Advice: "填上实际次数；没有召开的写 0 次。"}
	d.find("placeholder.unfilled", analyze.Error, d.span("讲党课*次", "*"), "“讲党课”的次数没有填写。")
	f = d.find("numbering.gap", analyze.Warning, d.span("", "三是"), "“一是”之后是“三是”，缺“二是”。")
	f.Expected = "二是"
	f.Related = []analyze.Related{{Report: 0, Span: d.span("", "一是"), Note: "前一个序号"}, {Report: 1, Span: doc.Span{Block: 0, End: len("青河市")}}}
	return d.Report
}

func archive() *analyze.Report {
	d := newDraft(1, "档案馆 总结.txt", "青河市档案馆上半年工作总结", "今年以来，开展理论学习中心组学习12次，党员参学率98.5%。", "存在的主要问题：人手不足。")
	d.Unit, d.UnitSource, d.Title = "青河市档案馆", analyze.ByRoster, "青河市档案馆上半年工作总结"
	d.Parts = map[string]analyze.PartState{"progress": analyze.AsInline, "problems": analyze.AsInline, "plan": analyze.Absent}
	d.Metrics = []analyze.Metric{
		{Span: d.span("", "12次"), Value: value(12), Measure: "次", Name: "理论学习中心组学习", Key: "center-group-study", Qualifier: analyze.Exact, Modality: analyze.Done, Section: -1},
		{Span: d.span("", "98.5%"), Value: value(98.5), Measure: "%", Name: "党员参学率", Key: "share", Qualifier: analyze.Exact, Modality: analyze.Done, Section: -1},
	}
	return d.Report
}

func broken() *analyze.Report {
	d := newDraft(2, "第二人民医院.docx")
	d.Doc.Format, d.Doc.Status, d.Doc.Reason = "docx", doc.Damaged, "压缩包不完整，文件可能没有传完"
	d.Unit, d.UnitSource, d.Profile = "青河市第二人民医院", analyze.ByFileName, nil
	f := d.find("file.unreadable", analyze.Error, doc.Span{}, "文件无法读取：压缩包不完整，文件可能没有传完。")
	f.Fix = &analyze.Fix{Advice: "请单位重新报送。"}
	return d.Report
}

func unknown() *analyze.Report {
	d := newDraft(3, "新建文本文档.txt", "上半年工作正常开展。")
	d.find("numbering.style", analyze.Info, d.span("", "正常"), "序号写法不一。")
	return d.Report
}

func oldWater() *analyze.Report {
	d := newDraft(4, "水务局（初稿）.txt", "初稿")
	d.Unit, d.UnitSource = "青河市水务局", analyze.ByFileName
	d.Doc.Status, d.Doc.Reason = doc.Partial, "后半部分读不出来"
	d.Superseded = true
	d.find("section.missing", analyze.Error, doc.Span{}, "没有找到“工作开展情况”这一部分。")
	return d.Report
}

// write returns what render makes of b.
func write(t *testing.T, format string, b *analyze.Batch, o render.Options) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := render.Write(&buf, format, b, o); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}
