package render_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"hegao/analyze/render"
	"hegao/analyze/sheet"
)

func TestWorkbookSaysWhatWasFound(t *testing.T) {
	sheets, err := sheet.ReadRows(write(t, "xlsx", sample(), render.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	want := []sheet.Sheet{
		{Name: "汇总", Rows: [][]string{
			{"核稿结果（2026H1）"},
			{"共 4 个单位，5 个文件，其中 4 个读出了正文。"},
			{"退回 5 处，核实 1 处，提示 1 处。"},
			{"检查方案：按材料类型自动选择；报送期：2026H1"},
			{"单位", "状态", "退回", "核实", "提示", "检查方案", "文件"},
			{"青河市水务局", "已报", "3", "1", "0", "工作报告", "报送.zip!03_水务局/半年报告.txt；水务局（初稿）.txt（较早的一份，不计入）"},
			{"青河市档案馆", "迟报", "0", "0", "0", "工作报告", "档案馆 总结.txt"},
			{"青河市第二人民医院", "无法读取", "1", "0", "0", "", "第二人民医院.docx"},
			{"青河市林业局", "未报", "1", "0", "0"},
			{"（没有认出单位）", "", "0", "0", "1", "工作报告", "新建文本文档.txt"},
			nil,
			{"合计", "", "5", "1", "1"},
		}},
		{Name: "指标对比", Rows: [][]string{
			{"单位", "理论学习中心组学习（次）", "讲党课（次）", "党员参学率（%）"},
			{"青河市水务局", "6", "未填"},
			{"青河市档案馆", "12", "", "98.5"},
			nil,
			{"中位数", "9", "", "98.5"},
			{"空白：没有写这项；未填：写了，但没有填数；黄色：与其他单位相差很大。"},
		}},
		{Name: "章节对比", Rows: [][]string{
			{"单位", "检查方案", "工作开展情况", "存在的问题", "下一步打算", "廉政文化"},
			{"青河市水务局", "工作报告", "有标题", "缺", "有标题", "不要求"},
			{"青河市档案馆", "工作报告", "无标题", "无标题", "缺", "不要求"},
			{"新建文本文档.txt", "工作报告", "缺", "缺", "缺", "不要求"},
			nil,
			{"有标题：有这一部分的标题；无标题：写了，但没有标题；缺：没有写；不要求：这类材料不要求写，也没有写。"},
		}},
		{Name: "未报单位", Rows: [][]string{
			{"单位", "状态", "截止日期", "说明"},
			{"青河市第二人民医院", "无法读取", "", "第二人民医院.docx：压缩包不完整，文件可能没有传完"},
			{"青河市林业局", "未报", "2026-07-10", "没有收到材料"},
		}},
	}
	names := make([]string, len(sheets))
	for i, s := range sheets {
		names[i] = s.Name
	}
	if !slices.Equal(names, []string{"汇总", "问题清单", "指标对比", "章节对比", "未报单位"}) {
		t.Fatalf("sheets %q", names)
	}
	for _, w := range want {
		got := sheets[slices.Index(names, w.Name)].Rows
		if !slices.EqualFunc(got, w.Rows, slices.Equal) {
			t.Errorf("%s:\ngot  %q\nwant %q", w.Name, got, w.Rows)
		}
	}
	findings := sheets[1].Rows
	if len(findings) != 8 || !slices.Equal(findings[2], []string{
		"青河市水务局", "报送.zip!03_水务局/半年报告.txt", "退回", "数字没有填写", "第 4 行", "一、工作开展情况",
		"先后召开支委会→*←次、党员大会4次，领导班子成员讲党课*次，……", "“支委会”的次数没有填写。", "", "填上实际次数；没有召开的写 0 次。",
	}) {
		t.Errorf("问题清单: %q", findings)
	}
}

// Every sheet keeps its header in sight, filters its rows and has set widths; a
// number is a number and a severity has its colour.
func TestWorkbookIsReadyToUse(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(write(t, "xlsx", sample(), render.Options{})))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	filters := map[string]string{}
	for _, d := range f.GetDefinedName() {
		if d.Name == "_xlnm._FilterDatabase" {
			filters[d.Scope] = d.RefersTo
		}
	}
	for name, want := range map[string]struct {
		rows   int
		filter string
		width  float64
	}{
		"汇总":   {5, "'汇总'!$A$5:$G$10", 28},
		"问题清单": {1, "'问题清单'!$A$1:$L$8", 15},
		"指标对比": {1, "'指标对比'!$A$1:$D$3", 28},
		"章节对比": {1, "'章节对比'!$A$1:$F$4", 28},
		"未报单位": {1, "'未报单位'!$A$1:$D$3", 32},
	} {
		if panes, err := f.GetPanes(name); err != nil || !panes.Freeze || panes.YSplit != want.rows {
			t.Errorf("%s: panes %+v, %v", name, panes, err)
		}
		if filters[name] != want.filter {
			t.Errorf("%s: filter %s, want %s", name, filters[name], want.filter)
		}
		if width, err := f.GetColWidth(name, "A"); err != nil || width != want.width {
			t.Errorf("%s: width %v, want %v (%v)", name, width, want.width, err)
		}
	}
	if kind, err := f.GetCellType("指标对比", "B2"); err != nil || kind != excelize.CellTypeUnset { // a number has no type of its own
		t.Errorf("a metric is of type %v, %v", kind, err)
	}
	for at, fill := range map[string]string{"C2": "FFC7CE", "C5": "FFEB9C", "C8": "DDEBF7"} {
		id, _ := f.GetCellStyle("问题清单", at)
		style, err := f.GetStyle(id)
		if err != nil || len(style.Fill.Color) != 1 || style.Fill.Color[0] != fill {
			t.Errorf("问题清单 %s is filled %v, want %s (%v)", at, style.Fill.Color, fill, err)
		}
	}
}
