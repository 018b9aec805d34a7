package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/ocr"
	"hegao/analyze/reader/internal/pdf"
)

// official is what stands in testdata/pdf/official.pdf, which LibreOffice made: three low
// pages with header and page numbers, a title and a paragraph broken over them, a table.
var official = []string{
	"岚溪县水务局关于二〇二六年上半年党风廉政建设工作情况的报告",
	"县纪委监委：",
	"上半年，局党组认真落实全面从严治党主体责任，召开专题会议3次，开展廉政谈话20人次。现将有关情况报告如下。",
	"一、工作开展情况",
	"（一）落实主体责任。局党组召开会议研究部署，各股室按要求签订责任书，共计开展警示教育以及学习研讨和主题党日等各类活动合计12次，参加300人次。",
	"（二）抓好作风建设。有关数字见下表。",
	"1.0.0 项目", "1.0.1 内容", "1.0.2 次数",
	"1.1.0 学习教育", "1.1.1 党组理论学习中心组集体学习和专题研讨", "1.1.2 6次",
	"1.2.0 廉政谈话", "1.2.1 班子成员", "1.2.2 *人次",
	"1.3.0 警示教育", "1.3.1 全体干部", "1.3.2 2次",
	"1.4.0 廉政党课", "1.4.1 支部书记", "1.4.2 1次",
	"二、存在的问题",
	"学习不够深入，制度落实还有差距。",
	"中共岚溪县水务局党组",
	"2026年7月1日",
	"header 岚溪县党风廉政建设材料",
}

func samplePDF(t *testing.T, name string) Source {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata/pdf", name))
	if err != nil {
		t.Fatal(err)
	}
	return Bytes(name, time.Time{}, data)
}

func TestPDFSamples(t *testing.T) {
	for name, want := range map[string][]string{
		"official.pdf": official,
		"columns.pdf": {
			"岚溪县水务局半年小结",
			"上半年，局党组认真落实全面从严治党主体责任，召开专题会议3次，开展廉政谈话20人次，没有发生违纪问题。",
			"一、存在的问题",
			"学习不够深入，制度落实还有差距，个别干部担当作为的劲头不足，联系群众不够经常。",
			"二、下半年打算",
			"开展警示教育2次，组织观看警示教育片，推动各项任务落地见效。",
		},
		"vertical.pdf": {
			"一、工作开展情况",
			"上半年，局党组认真落实全面从严治党主体责任，召开专题会议三次，开展廉政谈话二十人次，没有发生违纪问题。",
		},
	} {
		t.Run(name, func(t *testing.T) { wantBlocks(t, Read(t.Context(), samplePDF(t, name)), want...) })
	}
	if d := Read(t.Context(), samplePDF(t, "encrypted.pdf")); d.Status != doc.Encrypted {
		t.Errorf("encrypted.pdf: %s: %s", d.Status, d.Reason)
	}
}

// A scan of a page of official.pdf is recognised, and says so.
func TestScan(t *testing.T) {
	if !ocr.Available() {
		t.Skip("tesseract with chi_sim is not installed: NOT tested")
	}
	source := samplePDF(t, "official.pdf")
	c := contentOf(source.Name, must(os.ReadFile("testdata/pdf/official.pdf")))
	file, err := pdf.Open(t.Context(), c.data, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, dpi, err := file.Render(0, 200)
	if err != nil {
		t.Fatal(err)
	}
	page := &pdfPage{scan: img, width: float64(img.Rect.Dx()) * 72 / dpi, height: float64(img.Rect.Dy()) * 72 / dpi}
	scan := Bytes("扫描件.pdf", time.Time{}, composePDF(page))
	d := Read(t.Context(), scan)
	if d.Status != doc.OK || !d.Recognised() {
		t.Fatalf("%s: %s, notices %v", d.Status, d.Reason, d.Notices)
	}
	got := ""
	for _, b := range d.Blocks {
		got += b.Text
	}
	for _, want := range []string{"召开专题会议3次，开展廉政谈话20人次", "一、工作开展情况"} {
		if !strings.Contains(strings.ReplaceAll(got, " ", ""), want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
	off := &Pool{NoOCR: true, state: poolAlone}
	if d := off.Read(t.Context(), scan); d.Status != doc.Scanned {
		t.Errorf("without recognition: %s: %s", d.Status, d.Reason)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// FuzzPDF reads files that once were whole.
func FuzzPDF(f *testing.F) {
	table := (&pdfPage{}).grid([]float64{73, 300, 500}, []float64{100, 130, 160}).text(80, 120, 12, "项目").text(310, 120, 12, "3次")
	f.Add(composePDF(table, (&pdfPage{picture: true}).text(73, 100, 16, "召开会议3次。")))
	for _, name := range []string{"official.pdf", "encrypted.pdf"} {
		f.Add(must(os.ReadFile(filepath.Join("testdata/pdf", name))))
	}
	pool := &Pool{NoOCR: true, state: poolAlone}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := pool.Read(t.Context(), Bytes("a.pdf", time.Time{}, data))
		if !sound(&doc.Document{Status: doc.OK, Reason: d.Reason, Blocks: d.Blocks, Notices: d.Notices}) {
			t.Errorf("%+v", d)
		}
		if d.Status.Readable() != (len(d.Blocks) > 0) || (d.Status == doc.OK) != (d.Reason == "") || d.Status == doc.Crash {
			t.Errorf("%s: %q, %d blocks", d.Status, d.Reason, len(d.Blocks))
		}
	})
}
