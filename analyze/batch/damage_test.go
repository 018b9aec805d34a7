package batch

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/doc/ofdtest"
	"hegao/analyze/reader"
	"hegao/analyze/sheet"
)

func TestMain(m *testing.M) {
	reader.Serve()
	os.Exit(m.Run())
}

// 2,000 of them must do well before a change lands.
var damages = flag.Int("damages", 400, "how many damaged files TestDamaged makes")

// samples returns files of every format.
func samples(t *testing.T) []sample {
	var all []sample
	for _, dir := range []string{"../reader/testdata", "../../testdata/reports"} {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				if e != nil && e.Name() == "fuzz" {
					return fs.SkipDir
				}
				return err
			}
			if strings.HasPrefix(e.Name(), "~$") || strings.HasPrefix(e.Name(), ".") { // which nobody submits
				return nil
			}
			data, err := os.ReadFile(path)
			all = append(all, sample{filepath.Base(path), data})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var book bytes.Buffer
	page := sheet.Page{Name: "汇总", Columns: []sheet.Column{{Title: "单位", Width: 20}, {Title: "学习次数", Width: 10}},
		Rows: [][]sheet.Cell{{sheet.Text("水务局"), sheet.Number(6)}, {sheet.Text("林业局"), sheet.Number(7)}}}
	if err := sheet.Write(&book, sheet.Book{Title: "情况", Pages: []sheet.Page{page}}); err != nil {
		t.Fatal(err)
	}
	const mail = "From: a@example.cn\r\nSubject: =?utf-8?B?5oql5ZGK?=\r\nDate: Wed, 1 Jul 2026 08:00:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n请查收\r\n--b\r\nContent-Type: application/octet-stream; name=a.txt\r\nContent-Disposition: attachment; filename=a.txt\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
	text := report("水务局2026年上半年报告")
	return append(all, sample{"汇总.xlsx", book.Bytes()}, sample{"邮件.eml", []byte(mail + text + "\r\n--b--\r\n")},
		sample{"报告.ofd", ofdtest.Write(strings.Split(text, "\n")...)}, sample{"report.pdf", writePDF("Report", "3 meetings were held.", "12 people took part.")})
}

// writePDF returns a PDF file with lines of Latin text.
func writePDF(lines ...string) []byte {
	var content, b bytes.Buffer
	z := zlib.NewWriter(&content)
	fmt.Fprintf(z, "BT /F 12 Tf 72 720 Td 20 TL (%s) Tj ET", strings.Join(lines, ") Tj T* ("))
	z.Close()
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream", content.Len(), content.Bytes()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	}
	b.WriteString("%PDF-1.7\n")
	table := "0000000000 65535 f \n"
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	fmt.Fprintf(&b, "xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table, len(objects)+1, b.Len())
	return b.Bytes()
}

// A file that is damaged in any way ends in one status, with its name and a reason in
// Chinese, soon; one that is only odd says what it said.
func TestDamaged(t *testing.T) {
	files := samples(t)
	o := Options{Readers: reader.NewPool(nil), Profiles: profiles(t), Profile: Auto}
	defer o.Readers.Close()
	dir := t.TempDir()
	good := map[string]string{} // what a sample says
	for _, s := range files {
		good[string(s.data)] = told(checked(t, o, dir, s))
	}
	dice := rand.New(rand.NewPCG(2026, 11))
	count := map[doc.Status]int{}
	var slowest time.Duration
	for n := range *damages {
		d := &damagers[n%len(damagers)]
		s := files[dice.IntN(len(files))]
		for d.zip && !s.zipped() {
			s = files[dice.IntN(len(files))]
		}
		bad := d.damage(t, s, dice)
		bad.name = fmt.Sprintf("%04d %s", n, bad.name)
		reports, took := timed(t, o, dir, bad)
		if took > soon { // a busy machine, or a hang? which comes again
			reports, took = timed(t, o, dir, bad)
		}
		slowest = max(slowest, took)
		complaint := ""
		for _, r := range reports {
			count[r.Doc.Status]++
			complaint = cmp.Or(complaint, complaintOf(r, filepath.Join(dir, bad.name)))
		}
		switch {
		case len(reports) == 0:
			complaint = "nothing is said of it"
		case took > soon:
			complaint = fmt.Sprint("took ", took)
		case d.honest && told(reports) != good[string(s.data)]:
			complaint = fmt.Sprintf("says\n%.300s\nand not\n%.300s", told(reports), good[string(s.data)])
		}
		if complaint != "" {
			t.Errorf("%s, %s: %s", bad.name, d.name, complaint)
		}
	}
	t.Logf("%d damaged files made of %d: %v; the slowest took %v", *damages, len(files), count, slowest)
	b, err := Run(t.Context(), []string{dir}, o) // all of them at once
	if err != nil || b.Files < *damages || len(b.Reports) != b.Files {
		t.Errorf("%d files, %d reports, %v", b.Files, len(b.Reports), err)
	}
}

// soon is how long a file may take.
const soon = 10 * time.Second

func timed(t *testing.T, o Options, dir string, s sample) ([]*analyze.Report, time.Duration) {
	start := time.Now()
	reports := checked(t, o, dir, s)
	return reports, time.Since(start)
}

// checked writes a file and checks it alone.
func checked(t *testing.T, o Options, dir string, s sample) []*analyze.Report {
	path := filepath.Join(dir, s.name)
	if err := os.WriteFile(path, s.data, 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := Run(t.Context(), []string{path}, o)
	if err != nil {
		t.Fatal(err)
	}
	return b.Reports
}

// complaintOf tells what a report on the file at path, or in it, lacks.
func complaintOf(r *analyze.Report, path string) string {
	d := r.Doc
	chinese := strings.ContainsFunc(d.Reason, func(c rune) bool { return unicode.Is(unicode.Han, c) })
	switch {
	case d.Name != path && !strings.HasPrefix(d.Name, path+"!"):
		return "its name is " + d.Name
	case d.Status == doc.Crash || d.Status == doc.Timeout:
		return string(d.Status) + ": " + d.Reason
	case (d.Status == doc.OK) == chinese:
		return string(d.Status) + " without a reason"
	case d.Status.Readable() != (len(d.Blocks) > 0):
		return string(d.Status) + " and " + fmt.Sprint(len(d.Blocks), " blocks")
	case d.Status != doc.OK && !slices.ContainsFunc(r.Findings, func(f analyze.Finding) bool { return strings.HasPrefix(f.Rule, "file.") }):
		return string(d.Status) + " without a finding"
	}
	return ""
}

// told is what reports say: their statuses, and the text but for its layout.
func told(reports []*analyze.Report) string {
	var b strings.Builder
	for _, r := range reports {
		fmt.Fprintln(&b, r.Doc.Status)
		for _, block := range r.Doc.Blocks {
			b.WriteString(strings.Join(strings.FieldsFunc(block.Text, func(c rune) bool { return !unicode.IsLetter(c) }), ""))
		}
	}
	return b.String()
}
