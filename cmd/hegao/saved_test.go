package main_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hegao/analyze/doc/doctest"
	"hegao/analyze/reader"
)

// libreOffice is how LibreOffice is told to save in each format, and what it loses there:
// a report that has it is saved from its copy, in which it is plain text or left out.
//   - A web page has no Chinese numbers, and LibreOffice shows what was deleted or hidden; so it
//     does in text files and on paper. In text files it writes each cell of a table on a line of
//     its own: reports with tables are left out. On paper a table without lines is columns.
//   - The prompt of a content control comes out four times in doc, rtf and docx (7.4), and with a
//     blank in a web page.
var libreOffice = []struct {
	format, ext, filter string
	loses               feature
	bar                 float64 // how alike the text that is read must be to the report's; 0: not told
}{
	{"docx", ".docx", "docx:MS Word 2007 XML", prompts, 0.999},
	{"doc", ".doc", "doc:MS Word 97", prompts, 0.995},
	{"odt", ".odt", "odt:writer8", 0, 0.999},
	{"rtf", ".rtf", "rtf:Rich Text Format", prompts, 0.999},
	{"html", ".html", "html:HTML (StarWriter)", numbers | traces | prompts, 0.999},
	{"txt", ".txt", "txt:Text (encoded):UTF8", numbers | traces | tables, 0},
	{"gb18030", ".txt", "txt:Text (encoded):GB_18030", numbers | traces | tables, 0},
	{"pdf", ".pdf", "pdf:writer_pdf_Export", traces | tables, 0.99},
}

// leastBreaks is the share of paragraphs' ends that a PDF must be read with: of those in the
// report and those read together.
const leastBreaks = 0.97

// others are programs that read the same files.
var others = map[string][]string{
	"docx": {"pandoc", "-f", "docx", "-t", "plain", "--wrap=none", "FILE"},
	"odt":  {"pandoc", "-f", "odt", "-t", "plain", "--wrap=none", "FILE"},
	"rtf":  {"pandoc", "-f", "rtf", "-t", "plain", "--wrap=none", "FILE"},
	"html": {"pandoc", "-f", "html", "-t", "plain", "--wrap=none", "FILE"},
	"doc":  {"antiword", "-m", "UTF-8.txt", "-w", "0", "FILE"},
	"pdf":  {"pdftotext", "-enc", "UTF-8", "FILE", "-"},
}

// TestSaved compares with what LibreOffice makes of the reports: the answers, the text, and
// the time that reading it takes, with other programs beside.
func TestSaved(t *testing.T) {
	office := newOffice(t)
	samples := readSamples(t, sampleTexts, "../../testdata/blind", "../../testdata/blind2")
	program := buildReader(t)
	table := fmt.Sprintf("%-8s %5s %8s %8s %7s %9s %9s   %-10s %8s %9s\n", "format", "files", "alike", "worst", "breaks", "ms/file", "ms/start", "beside", "alike", "ms/start")
	for _, as := range libreOffice {
		t.Run(as.format, func(t *testing.T) {
			in, dir := t.TempDir(), ""
			var from, to []string
			for _, s := range samples {
				if as.ext == ".txt" && s.has()&tables != 0 {
					continue
				}
				data := s.original
				if s.has()&as.loses != 0 {
					data = s.copy
				}
				from = append(from, writeFile(t, in, s.name+".docx", data))
			}
			dir = office.save(t, as.filter, from)
			for _, f := range from {
				to = append(to, filepath.Join(dir, baseName(f)+as.ext))
			}
			how := exactly
			if as.format == "pdf" {
				how = onPaper
			}
			sameAnswers(t, answersOf(t, from), answersOf(t, to), how)
			if as.bar == 0 {
				return
			}
			r := compareTexts(from, to)
			batch := append([]string{program}, to...)
			cost := min(timeOf(t, batch), timeOf(t, batch), timeOf(t, batch)).milliseconds(len(to))
			start := startEach(t, []string{program, "FILE"}, to, nil)
			table += fmt.Sprintf("%-8s %5d %8.4f %8.4f %7.3f %9.2f %9.2f", as.format, len(to), r.share(), r.worst, r.breaks, cost, start)
			if r.share() < as.bar {
				t.Errorf("the text is %.4f alike, want %v; least so %s", r.share(), as.bar, r.name)
			}
			if as.format == "pdf" && r.breaks < leastBreaks {
				t.Errorf("%.3f of the breaks are right, want %v", r.breaks, leastBreaks)
			}
			other := others[as.format]
			if _, err := exec.LookPath(other[0]); err != nil {
				t.Logf("%s is not installed: not compared with it", other[0])
				table += "\n"
				return
			}
			var beside likeness
			theirs := startEach(t, other, to, func(i int, text string) { beside.add(baseName(to[i]), textOf(from[i]), text) })
			table += fmt.Sprintf("   %-10s %8.4f %9.2f\n", other[0], beside.share(), theirs)
			if r.share() < beside.share() {
				t.Errorf("the text is %.4f alike, that of %s %.4f", r.share(), other[0], beside.share())
			}
			if as.format != "pdf" && cost > theirs {
				t.Errorf("%.2f ms a file, %s takes %.2f", cost, other[0], theirs)
			}
		})
	}
	t.Logf("what is read of files that LibreOffice saved, and what other programs read of them\n"+
		"alike: longest common subsequence of characters; breaks: of paragraphs, right ones of all\n"+
		"ms/file: processor time a file, all read by one process; ms/start: by a process each\n%s", table)
}

// A textReport is how the texts of many files compare.
type textReport struct {
	likeness
	breaks float64
}

func compareTexts(from, to []string) textReport {
	var r textReport
	both, either := 0, 0
	for i := range to {
		want, got := textOf(from[i]), textOf(to[i])
		r.add(baseName(to[i]), want, got)
		b, e := breaks(want, got)
		both, either = both+b, either+e
	}
	r.breaks = float64(both) / float64(either)
	return r
}

// textOf returns the body's text. That of the reports as submitted is compared with its
// marked copy by TestSamplesText.
func textOf(file string) string {
	data, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	return doctest.Text(reader.Read(context.Background(), reader.Bytes(file, time.Time{}, data)))
}

// buildReader builds the program that prints the text of files.
func buildReader(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "readtext")
	cmd := exec.Command("go", "build", "-o", program, "./testdata/readtext")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// A spent is processor time.
type spent time.Duration

func (s spent) milliseconds(files int) float64 {
	return time.Duration(s).Seconds() * 1000 / float64(files)
}

// timeOf runs a program and returns what it took.
func timeOf(t *testing.T, args []string) spent {
	t.Helper()
	cmd := exec.Command(args[0], args[1:]...)
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v", args[0], err)
	}
	return spent(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime())
}

// startEach runs a program once for each file, hands on what it prints, and returns the
// milliseconds a file.
func startEach(t *testing.T, args, files []string, printed func(i int, text string)) float64 {
	t.Helper()
	var all spent
	for i, file := range files {
		var with []string
		for _, a := range args[1:] {
			with = append(with, strings.Replace(a, "FILE", file, 1))
		}
		cmd := exec.Command(args[0], with...)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s %s: %v", args[0], file, err)
		}
		if printed != nil {
			printed(i, string(out))
		}
		all += spent(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime())
	}
	return all.milliseconds(len(files))
}

// office is LibreOffice, as installed.
type office struct{ program, profile string }

func newOffice(t *testing.T) office {
	t.Helper()
	if testing.Short() {
		t.Skip("a short run: not compared with what LibreOffice saves")
	}
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not installed: not compared with what it saves")
	}
	return office{program, filepath.ToSlash(t.TempDir())}
}

// save saves files in another format, and returns the folder with what came of them.
func (o office) save(t *testing.T, filter string, files []string) string {
	t.Helper()
	dir := t.TempDir()
	args := append([]string{"-env:UserInstallation=file://" + o.profile, "--headless", "--convert-to", filter, "--outdir", dir}, files...)
	if out, err := exec.Command(o.program, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	return dir
}
