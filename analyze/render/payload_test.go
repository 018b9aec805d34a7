package render_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/render"
	"hegao/analyze/sheet"
)

// payloads are what strangers put into texts and names to act on the reader's machine.
var payloads = []string{
	`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `"><svg/onload=alert(1)>`, `&lt;b&gt;`,
	`=cmd|' /C calc'!A0`, `=HYPERLINK("http://x","y")`, `+1+1`, `-2+3`, `@SUM(1+1)`, "\t=1+1", "\r=1+1", "\n=1+1",
	" =1+1", "\u3000=1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", `＝1+1`, `＋1`, `－1`, `＠SUM(1)`, `"=1+1"`, `",=1+1,"`, ";=1+1",
	"\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "\x1b[2J", "\x9b31m", "\u009b31m", "\u0090q\u009c",
	"\x00", "a\bb", "\x7f", "a\rb", "一\n退回 0 处\n", "\v\f", "\u0085", "\u2028x\u2029",
	"\u202egpj.exe", "\u2066x\u2069", "\u200fx", "\u061cx", "\U000e0041", "\ufff9a\ufffab\ufffb", "\ufdd0\ufdd1", "\uffff",
	"\xff\xfe", "\xc3\x28", "{{.}}", "%s%d%n", "${x}", "_x003D_1+1", "[2026-01-01] INFO ok",
}

// hostile is a batch that says p wherever a stranger can say something.
func hostile(p string) *analyze.Batch {
	text := strings.ToValidUTF8(p, "\ufffd") // as every reader leaves it
	b := sample()
	d := &doc.Document{Name: p + ".zip!" + p, Format: "txt", Status: doc.Partial, Reason: p, Blocks: []doc.Block{{Text: text}, {Text: "前文" + text + "后文"}}}
	in := doc.Span{Block: 1, Start: len("前文"), End: len("前文") + len(text)}
	b.Reports[0].Doc, b.Reports[0].Title, b.Reports[0].Unit = d, text, p
	b.Reports[0].Sections = []analyze.Section{{Span: doc.Span{End: len(text)}, Title: text, Level: 1}}
	b.Reports[0].Metrics, b.Reports[0].Placeholders = []analyze.Metric{{Span: in, Value: value(1), Name: p, Measure: p, Section: -1}}, nil
	b.Copies[0].Passages = []analyze.Passage{{A: doc.Span{Block: 1, End: in.End}, B: doc.Span{End: len("青河市")}, Differences: []analyze.Difference{{A: in, B: doc.Span{End: len("青")}}}}}
	b.Reports[0].Findings = []analyze.Finding{
		{Rule: "value.conflict", Span: doc.Span{End: len(text)}, Message: p, Expected: p, Basis: p, Fix: &analyze.Fix{Advice: p}},
		{Rule: "value.conflict", Span: in, Message: "写着“" + p + "”", Related: []analyze.Related{{Span: in, Note: p}, {Report: 1, Note: p}}},
	}
	b.Units[0].Name, b.Table.Rows[0].Unit = p, p
	b.Ignored = []string{p}
	b.Table.Rows[0].Values["center-group-study"] = analyze.TableValue{Value: value(-1.23456789e300)}
	b.Table.Metrics[0].Name, b.Table.Metrics[0].Measure = p, p
	return b
}

// live finds characters that act on a terminal, line ends aside.
var live = regexp.MustCompile("[\x00-\x09\x0b-\x1f\x7f\u0080-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ufdd0\ufdd1\uffff\\x{e0000}-\\x{e007f}]")

// formula finds what a spreadsheet might take for a formula.
var formula = regexp.MustCompile("^[ \u00a0\u3000\u200b\ufeff]*[=+\\-@\t\r\n＝＋－＠]")

func TestPayloadsAreInert(t *testing.T) {
	all := sample()
	for _, p := range payloads {
		b := hostile(p)
		checkShown(t, b)
		r := b.Reports[0]
		r.ID = analyze.ReportID(len(all.Reports))
		for i := range r.Findings {
			r.Findings[i].Report = r.ID
			for k := range r.Findings[i].Related[:min(1, len(r.Findings[i].Related))] {
				r.Findings[i].Related[k].Report = r.ID // the first stands in the same report
			}
		}
		all.Reports = append(all.Reports, r)
		all.Units = append(all.Units, analyze.Unit{Name: p, Status: analyze.WrongPeriod, Reports: []analyze.ReportID{r.ID}})
		all.Table.Rows = append(all.Table.Rows, b.Table.Rows[0])
		all.Table.Metrics = append(all.Table.Metrics, b.Table.Metrics[0])
	}
	checkSheets(t, all)
}

// checkShown writes b in the formats that are text and fails where something of it
// could act.
func checkShown(t *testing.T, b *analyze.Batch) {
	t.Helper()
	for _, format := range []string{"text", "csv", "json", "jsonl", "comparison"} {
		var out []byte
		if format == "comparison" {
			out = []byte(compare(t, b, [][2]int{{0, 0}}, render.Options{}))
		} else {
			out = write(t, format, b, render.Options{})
		}
		if !utf8.Valid(out) {
			t.Errorf("%s is not UTF-8", format)
		}
		if format == "csv" {
			out = bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n"))
		}
		if bytes.Contains(out, []byte("\n退回 0 处")) {
			t.Errorf("%s lets a text begin a line of its own", format)
		}
		if at := live.FindIndex(out); at != nil {
			t.Errorf("%s has %q in %q", format, out[at[0]:at[1]], out[max(0, at[0]-30):at[1]])
		}
	}
	checkText(t, b, 64)
	checkCSV(t, write(t, "csv", b, render.Options{}))
	var got struct{ Reports []struct{ File string } }
	if err := json.Unmarshal(write(t, "json", b, render.Options{}), &got); err != nil {
		t.Error(err)
	}
	for i, r := range got.Reports {
		if want := strings.ToValidUTF8(b.Reports[i].Doc.Name, "\ufffd"); strings.ToValidUTF8(r.File, "\ufffd") != want && utf8.ValidString(b.Reports[i].Doc.Name) {
			t.Errorf("json has the file %q, want %q", r.File, want)
		}
	}
}

// checkSheets writes b as a workbook and fails where a cell could act. That text is
// no formula there is for package sheet to see to.
func checkSheets(t *testing.T, b *analyze.Batch) {
	t.Helper()
	sheets, err := sheet.ReadRows(write(t, "xlsx", b, render.Options{}))
	if err != nil {
		t.Error(err)
	}
	for _, s := range sheets {
		for _, row := range s.Rows {
			for _, cell := range row {
				if live.MatchString(cell) || strings.Contains(cell, "\n") {
					t.Errorf("%s has %q", s.Name, cell)
				}
			}
		}
	}
}

// checkText writes b as text and fails where a line is wider than it may be.
func checkText(t *testing.T, b *analyze.Batch, width int) {
	t.Helper()
	checkWidth(t, string(write(t, "text", b, render.Options{Width: width})), width)
}

// checkWidth fails where a line of text takes more columns of a terminal than width.
func checkWidth(t *testing.T, text string, width int) {
	t.Helper()
	screen := runewidth.Condition{EastAsianWidth: true}
	for line := range strings.Lines(text) {
		columns := 0
		for _, r := range strings.TrimSuffix(line, "\n") {
			columns += screen.RuneWidth(r)
		}
		if columns > width {
			t.Errorf("%d columns of %d: %q", columns, width, line)
		}
	}
}

// checkCSV fails where data is no table, or holds what could be a formula.
func checkCSV(t *testing.T, data []byte) {
	t.Helper()
	data, marked := bytes.CutPrefix(data, []byte("\ufeff"))
	if !marked {
		t.Error("no byte order mark")
	}
	if bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) {
		t.Error("a line does not end with CR LF")
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll() // checks that rows are equally long
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if formula.MatchString(cell) {
				t.Errorf("%q could be a formula", cell)
			}
		}
	}
}

// FuzzWrite puts any text into every place of a batch and any span of it into a finding.
func FuzzWrite(f *testing.F) {
	for _, p := range payloads {
		f.Add(p, uint(0), uint(3), uint(60))
	}
	f.Add("共投入资金1,250.5万元、召开会议1 260次（占98.5%），比上年增加十二个百分点。", uint(20), uint(9), uint(0))
	f.Add("⏏x", uint(0), uint(3), uint(0))
	f.Fuzz(func(t *testing.T, text string, start, length, width uint) {
		b := hostile(text)
		block := b.Reports[0].Doc.Blocks[1].Text
		s := doc.Span{Block: 1, Start: int(start % uint(len(block)))}
		for !utf8.RuneStart(block[s.Start]) {
			s.Start--
		}
		s.End = min(len(block), s.Start+int(length%64))
		for s.End < len(block) && !utf8.RuneStart(block[s.End]) {
			s.End++
		}
		b.Reports[0].Findings[1].Span = s
		checkShown(t, b)
		checkText(t, b, int(40+width%100))
	})
}
