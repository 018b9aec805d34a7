package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hegao/analyze/sheet"
)

// sample is a workbook with all that a Book can say.
func sample() sheet.Book {
	return sheet.Book{
		Title: "核稿结果 & 说明",
		Pages: []sheet.Page{{
			Name:    "汇总",
			Lead:    []string{"核稿结果", "三个单位"},
			Columns: []sheet.Column{{Title: "单位", Width: 24}, {Title: "学习", Width: 10, Center: true}, {Title: "占比", Width: 10}},
			Rows: [][]sheet.Cell{
				{sheet.Text("市水务局"), sheet.Number(6), sheet.Number(0.98)},
				{sheet.Text("市林业局").As(sheet.Bad), sheet.Text("未填").As(sheet.Warn)},
				{sheet.Text("市档案馆"), sheet.Number(math.Inf(1)), sheet.Number(math.NaN())},
			},
			Foot:   [][]sheet.Cell{{sheet.Text("中位数").As(sheet.Strong), sheet.Number(6)}},
			Frozen: 1,
		}, {
			Name:    "问题清单",
			Columns: []sheet.Column{{Title: "单位", Width: 24}},
		}},
	}
}

func write(t *testing.T, book sheet.Book) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := sheet.Write(&buf, book); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestWriteIsReadBack(t *testing.T) {
	got, err := sheet.ReadRows(write(t, sample()))
	if err != nil {
		t.Fatal(err)
	}
	want := []sheet.Sheet{
		{Name: "汇总", Rows: [][]string{
			{"核稿结果"}, {"三个单位"},
			{"单位", "学习", "占比"},
			{"市水务局", "6", "0.98"},
			{"市林业局", "未填"},
			{"市档案馆"},
			nil,
			{"中位数", "6"},
		}},
		{Name: "问题清单", Rows: [][]string{{"单位"}}},
	}
	if !slices.EqualFunc(got, want, func(a, b sheet.Sheet) bool {
		return a.Name == b.Name && slices.EqualFunc(a.Rows, b.Rows, slices.Equal)
	}) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestWriteGivesTheSameBytes(t *testing.T) {
	first := write(t, sample())
	for range 5 {
		if !bytes.Equal(first, write(t, sample())) {
			t.Fatal("the same book gave other bytes")
		}
	}
}

func TestWriteSetsUpScreenAndPaper(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(write(t, sample())))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()

	panes, err := f.GetPanes("汇总")
	if err != nil || !panes.Freeze || panes.XSplit != 1 || panes.YSplit != 3 || panes.TopLeftCell != "B4" {
		t.Errorf("panes %+v, %v", panes, err)
	}
	for column, want := range map[string]float64{"A": 24, "B": 10} {
		if got, err := f.GetColWidth("汇总", column); err != nil || got != want {
			t.Errorf("width of %s is %v, want %v (%v)", column, got, want, err)
		}
	}
	named := map[string]string{}
	for _, d := range f.GetDefinedName() {
		named[d.Scope+" "+d.Name] = d.RefersTo
	}
	for name, want := range map[string]string{
		"汇总 _xlnm.Print_Titles":      "'汇总'!$A:$A,'汇总'!$3:$3",
		"汇总 _xlnm._FilterDatabase":   "'汇总'!$A$3:$C$6",
		"问题清单 _xlnm.Print_Titles":    "'问题清单'!$1:$1",
		"问题清单 _xlnm._FilterDatabase": "'问题清单'!$A$1:$A$1",
	} {
		if named[name] != want {
			t.Errorf("%s is %q, want %q", name, named[name], want)
		}
	}
	layout, err := f.GetPageLayout("汇总")
	if err != nil || *layout.Orientation != "landscape" || *layout.Size != 9 || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("page layout %+v, %v", layout, err)
	}
	if props, err := f.GetSheetProps("汇总"); err != nil || !*props.FitToPage {
		t.Errorf("the sheet is not fitted to the page: %v", err)
	}
	hf, err := f.GetHeaderFooter("汇总")
	if err != nil || hf.OddHeader != "&L核稿结果 && 说明&R汇总" || hf.OddFooter != "&C第 &P 页，共 &N 页" {
		t.Errorf("header and footer %+v, %v", hf, err)
	}
}

// A table too wide for one page in readable print runs over several.
func TestWriteSpreadsWideTablesOverPages(t *testing.T) {
	p := sheet.Page{Name: "宽", Columns: slices.Repeat([]sheet.Column{{Title: "列", Width: 20}}, 20)}
	f, err := excelize.OpenReader(bytes.NewReader(write(t, sheet.Book{Pages: []sheet.Page{p}})))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if layout, err := f.GetPageLayout("宽"); err != nil || *layout.FitToWidth != 2 {
		t.Errorf("400 digits wide: %+v, %v", layout, err)
	}
}

// Long texts make their row higher, up to what a row may be.
func TestWriteMakesRowsHighEnough(t *testing.T) {
	p := sheet.Page{Name: "高", Columns: []sheet.Column{{Title: "说明", Width: 21}, {Title: "数", Width: 5}}}
	for _, s := range []string{"十个汉字十个汉字十个", "十个汉字十个汉字十个字", "一\n二\n三", strings.Repeat("长", 1000)} {
		p.Rows = append(p.Rows, []sheet.Cell{sheet.Text(s), sheet.Number(1)})
	}
	f, err := excelize.OpenReader(bytes.NewReader(write(t, sheet.Book{Pages: []sheet.Page{p}})))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	one, _ := f.GetRowHeight("高", 2)
	for i, want := range []float64{one, 2 * one, 3 * one, 409} {
		if got, _ := f.GetRowHeight("高", i+2); math.Abs(got-want) > one/2 {
			t.Errorf("row %d is %v points high, want about %v", i+2, got, want)
		}
	}
}

func TestTextIsNeverAFormula(t *testing.T) {
	texts := []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1＋1", "_x003D_1", "<b>", "&amp;", " 前后 ", "\x1b[31m", "二\n行", strings.Repeat("长", 40000)}
	p := sheet.Page{Name: "文", Columns: []sheet.Column{{Title: "文字", Width: 20}}}
	for _, s := range texts {
		p.Rows = append(p.Rows, []sheet.Cell{sheet.Text(s)})
	}
	data := write(t, sheet.Book{Pages: []sheet.Page{p}})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, want := range texts {
		at, _ := excelize.CoordinatesToCellName(1, i+2)
		if formula, _ := f.GetCellFormula("文", at); formula != "" {
			t.Errorf("%.20q became the formula %q", want, formula)
		}
		if kind, _ := f.GetCellType("文", at); kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
			t.Errorf("%.20q is of type %v", want, kind)
		}
		id, _ := f.GetCellStyle("文", at)
		if style, err := f.GetStyle(id); err != nil || style.NumFmt != 49 {
			t.Errorf("%.20q turns into a formula when somebody edits it: %v", want, err)
		}
		want = strings.ReplaceAll(want, "\x1b", "\ufffd")
		if r := []rune(want); len(r) > 32767 {
			want = string(r[:32767])
		}
		if got, _ := f.GetCellValue("文", at); got != want {
			t.Errorf("%.20q came back as %.20q", want, got)
		}
	}
}

func TestReadShowsDatesByYear(t *testing.T) {
	f := excelize.NewFile()
	for at, format := range map[string]int{"A1": 14, "A2": 31, "A3": 0} {
		id, _ := f.NewStyle(&excelize.Style{NumFmt: format})
		if err := f.SetCellFloat("Sheet1", at, 46203, -1, 64); err != nil {
			t.Fatal(err)
		}
		_ = f.SetCellStyle("Sheet1", at, at, id)
	}
	custom := `yyyy"年"m"月"d"日"`
	id, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &custom})
	_ = f.SetCellFloat("Sheet1", "A4", 46203, -1, 64)
	_ = f.SetCellStyle("Sheet1", "A4", "A4", id)
	got := read(t, f)
	want := [][]string{{"2026-06-30"}, {"2026年6月30日"}, {"46203"}, {"2026年6月30日"}}
	if !slices.EqualFunc(got[0].Rows, want, slices.Equal) {
		t.Errorf("got %q, want %q", got[0].Rows, want)
	}
}

// read writes f and reads it back.
func read(t *testing.T, f *excelize.File) []sheet.Sheet {
	t.Helper()
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	sheets, err := sheet.ReadRows(buf.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return sheets
}

func TestReadSkipsEmptySheetsAndKeepsGaps(t *testing.T) {
	f := excelize.NewFile()
	_, _ = f.NewSheet("空")
	_, _ = f.NewSheet("名册")
	_ = f.SetCellStr("名册", "B2", "市水务局")
	_ = f.SetCellStr("名册", "A4", "市林业局")
	_ = f.SetCellStr("Sheet1", "A1", "x")
	got := read(t, f)
	if len(got) != 2 || got[1].Name != "名册" {
		t.Fatalf("got %q", got)
	}
	want := [][]string{nil, {"", "市水务局"}, nil, {"市林业局"}}
	if !slices.EqualFunc(got[1].Rows, want, slices.Equal) {
		t.Errorf("got %q, want %q", got[1].Rows, want)
	}
}

func TestReadRefusesBombs(t *testing.T) {
	rows := strings.Repeat(`<row><c r="XFD1" t="str"><v>x</v></c></row>`, 2000)
	for name, sheetXML := range map[string]string{
		"parts that unpack to a lot": strings.Repeat(" ", 33<<20),
		"cells far to the right":     `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`,
	} {
		if _, err := sheet.ReadRows(replaceParts(t, map[string]string{"xl/worksheets/sheet1.xml": sheetXML})); !errors.Is(err, sheet.ErrLimit) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadRefusesWhatIsNoWorkbook(t *testing.T) {
	whole := write(t, sample())
	for name, data := range map[string][]byte{"nothing": nil, "text": []byte("单位,别名\n"), "half": whole[:len(whole)/2]} {
		if got, err := sheet.ReadRows(data); err == nil {
			t.Errorf("%s was read: %q", name, got)
		}
	}
}

// replaceParts returns a workbook of one sheet with these parts instead of its own.
func replaceParts(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var plain, out bytes.Buffer
	if err := excelize.NewFile().Write(&plain); err != nil {
		t.Fatal(err)
	}
	from, err := zip.NewReader(bytes.NewReader(plain.Bytes()), int64(plain.Len()))
	if err != nil {
		t.Fatal(err)
	}
	to := zip.NewWriter(&out)
	for _, part := range from.File {
		if _, ok := parts[part.Name]; !ok {
			if err := to.Copy(part); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, text := range parts {
		w, err := to.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store}) // packing takes longer than all the rest
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// FuzzReadRows changes the parts of a workbook that hold its text, as they are
// before they are packed.
func FuzzReadRows(f *testing.F) {
	f.Add(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="1"><v>46203</v></c></row><row r="3"><c t="inlineStr"><is><r><t>市</t></r><r><t>局</t></r></is></c></row></sheetData></worksheet>`,
		`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t xml:space="preserve"> 单位 </t></si></sst>`)
	f.Fuzz(func(t *testing.T, sheetXML, strings string) {
		data := replaceParts(t, map[string]string{"xl/worksheets/sheet1.xml": sheetXML, "xl/sharedStrings.xml": strings})
		sheets, err := sheet.ReadRows(data)
		if err != nil && sheets != nil {
			t.Error("an error and sheets")
		}
		for _, s := range sheets {
			if len(s.Rows) == 0 || len(s.Rows[len(s.Rows)-1]) == 0 {
				t.Errorf("sheet %q has an empty end", s.Name)
			}
		}
	})
}
