package render_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/render"
)

func TestTextKeepsToItsWidth(t *testing.T) {
	for width := 40; width <= 130; width++ {
		checkText(t, sample(), width)
	}
}

// say returns the lines of a batch with one finding of this message.
func say(t *testing.T, message string, width int) []string {
	t.Helper()
	b := &analyze.Batch{Findings: []analyze.Finding{{Rule: "x", Report: analyze.NoReport, Message: message}}}
	return strings.Split(string(write(t, "text", b, render.Options{Width: width})), "\n")
}

func TestTextBreaksLinesWhereChineseAllows(t *testing.T) {
	whole := []string{"1,250.5万元", "1 260件", "98.5%", "2026-06-30", "一百二十三名", "１２次", "*次", "12号", "ISO9001", "￥300", "第3期"}
	message := ""
	for i, w := range whole {
		message += fmt.Sprintf("事项%s是%s，“引用的话”（括号）、", strings.Repeat("甲", i%5), w)
	}
	badStart := regexp.MustCompile(`^ *[、。，；：！？）】》”’%％…]`)
	badEnd := regexp.MustCompile(`[（【《“‘￥]$`)
	for width := 40; width <= 100; width++ {
		lines := say(t, message, width)
		for _, w := range whole {
			if !strings.Contains(strings.Join(lines, "\n"), w) {
				t.Errorf("width %d: %s is cut in\n%s", width, w, strings.Join(lines, "\n"))
			}
		}
		for _, line := range lines {
			if badStart.MatchString(line) || badEnd.MatchString(line) {
				t.Errorf("width %d: a line starts or ends badly: %s", width, line)
			}
		}
	}
}

// A word that no line can hold is cut, and nothing of it lost.
func TestTextCutsWhatIsTooLong(t *testing.T) {
	long := strings.Repeat("0123456789", 20)
	lines := say(t, long, 50)
	if !strings.Contains(strings.ReplaceAll(strings.Join(lines, ""), " ", ""), long) {
		t.Errorf("%s is not whole in %q", long, lines)
	}
}

// What is quoted of a long sentence, and where.
func TestTextQuotesTheSpotInItsSentence(t *testing.T) {
	far := strings.Repeat("这句话在前面很远的地方。", 30)
	clauses := "按照市委的统一部署，结合单位工作实际，班子成员带头示范，党员干部积极参与，"
	for name, c := range map[string]struct {
		before, spot, after string
		want                string
	}{
		"a short sentence is whole":            {far, "*", "次。后面的话。", "→*←次。"},
		"with its beginning":                   {far + "先后召开支委会", "*", "次。后面的话。", "先后召开支委会→*←次。"},
		"a long one is cut at clauses":         {clauses + clauses, "*", "次，" + clauses + clauses, "……班子成员带头示范，党员干部积极参与，→*←次，按照市委的统一部署，结合单位工作实际，……"},
		"never inside a number":                {"共" + strings.Repeat("1234567", 5) + "12个单位报送了共计材料甲乙丙丁戊己", "*", "份。", "……单位报送了共计材料甲乙丙丁戊己→*←份。"},
		"a closing quote stays with its words": {"他说：“好。”", "*", "次。", "→*←次。"},
		"a long spot loses its middle":         {"", strings.Repeat("甲乙丙丁戊己庚辛", 20), "", "→" + strings.Repeat("甲乙丙丁戊己庚辛", 4) + "甲乙……" + strings.Repeat("甲乙丙丁戊己庚辛", 20)[480-36:] + "←"},
		"asterisks stay in sight":              {"推动", strings.Repeat("*", 150), "事业发展。", "推动→" + strings.Repeat("*", 68) + "……" + strings.Repeat("*", 24) + "←事业发展。"},
	} {
		d := newDraft(0, "a.txt", c.before+c.spot+c.after)
		d.find("x", analyze.Error, doc.Span{Start: len(c.before), End: len(c.before) + len(c.spot)}, "m")
		out := string(write(t, "text", &analyze.Batch{Reports: []*analyze.Report{d.Report}}, render.Options{Width: 400}))
		if !strings.Contains(out, "\n          "+c.want+"\n") {
			t.Errorf("%s: want %s in\n%s", name, c.want, out)
		}
	}
}

func TestTextTellsWhereInAnyFormat(t *testing.T) {
	at := func(line, page int) []doc.Run { return []doc.Run{{Src: doc.Loc{Line: line, Page: page}}} }
	for want, c := range map[string]struct {
		format string
		block  doc.Block
	}{
		"第 7 行":           {"md", doc.Block{Runs: at(7, 0)}},
		"第 7 段":           {"docx", doc.Block{Runs: at(7, 0)}},
		"第 2 页，第 7 段":     {"pdf", doc.Block{Runs: at(7, 2)}},
		"表格 3 第 2 行第 1 列": {"docx", doc.Block{Kind: doc.TableCell, Runs: at(7, 0), Cell: &doc.Cell{Table: 3, Row: 1}}},
		"页眉":              {"docx", doc.Block{Kind: doc.Header, Runs: at(1, 0)}},
		"脚注或尾注":           {"docx", doc.Block{Kind: doc.Note}},
	} {
		c.block.Text = "共*次"
		d := &doc.Document{Name: "a", Format: c.format, Status: doc.OK, Blocks: []doc.Block{c.block}}
		r := &analyze.Report{Doc: d, Findings: []analyze.Finding{{Rule: "规则", Span: doc.Span{Start: 3, End: 4}}}}
		out := string(write(t, "text", &analyze.Batch{Reports: []*analyze.Report{r}}, render.Options{}))
		if !strings.Contains(out, "提示  规则  "+want+"\n") {
			t.Errorf("%s: want %q in\n%s", c.format, want, out)
		}
	}
}

// A table too wide for the screen is split; where that takes too many tables, a hint
// stands in its place.
func TestTextFitsTheTableToTheScreen(t *testing.T) {
	b := sample()
	for i := range 12 {
		b.Table.Metrics = append(b.Table.Metrics, analyze.TableMetric{Key: fmt.Sprint(i), Name: "指标"})
	}
	for width, tables := range map[int]int{200: 1, 80: 2, 60: 3, 40: 0} {
		out := string(write(t, "text", b, render.Options{Width: width}))
		if n := strings.Count(out, "\n中位数"); n != tables || strings.Contains(out, "--format xlsx") != (tables == 0) {
			t.Errorf("width %d: %d tables, want %d:\n%s", width, n, tables, out)
		}
		checkText(t, b, width)
	}
}

// The folder that all files have in common is named once.
func TestTextNamesFilesFromTheirFolder(t *testing.T) {
	for folder, names := range map[string][]string{
		"报送/":         {"报送/水务局/a.txt", "报送/水务局/b.txt", "报送/c.txt"},
		"/srv/a/水务局/": {"/srv/a/水务局/a.txt"},
		`C:\报送\`:      {`C:\报送\a.txt`, `C:\报送\水务局\b.txt`},
		"":            {"/a/a.txt", "/b/b.txt"},
		"报送.zip!水务局/": {"报送.zip!水务局/a.txt", "报送.zip!水务局/b.txt"},
	} {
		b := &analyze.Batch{}
		for i, name := range names {
			d := newDraft(analyze.ReportID(i), name, "正文")
			d.find("x", analyze.Error, doc.Span{}, "问题")
			b.Reports = append(b.Reports, d.Report)
		}
		out := string(write(t, "text", b, render.Options{}))
		if folder != "" && strings.Count(out, folder) != 1 || !strings.Contains(out, "文件夹："+folder+"\n") && folder != "" {
			t.Errorf("%q is not named once in\n%s", folder, out)
		}
		for _, name := range names {
			if !strings.Contains(out, "\n  "+strings.TrimPrefix(name, folder)+"（") {
				t.Errorf("%s is not named from %q in\n%s", name, folder, out)
			}
		}
	}
}

// Colours come only when asked for, and each line ends without any.
func TestTextColours(t *testing.T) {
	if out := string(write(t, "text", sample(), render.Options{})); strings.Contains(out, "\x1b") {
		t.Error("colours that nobody asked for")
	}
	out := string(write(t, "text", sample(), render.Options{Color: true, Width: 40}))
	stripped := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(out, "")
	if want := string(write(t, "text", sample(), render.Options{Width: 40})); stripped != want {
		t.Errorf("colours change the text:\n%s", out)
	}
	for line := range strings.Lines(out) {
		if last := strings.LastIndex(line, "\x1b["); last >= 0 && !strings.HasPrefix(line[last:], "\x1b[0m") {
			t.Errorf("a colour runs on: %q", line)
		}
	}
}
