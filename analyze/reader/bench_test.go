package reader

import (
	"strings"
	"testing"
)

// report is the text of a report of about 8 KB.
var report = strings.Repeat("一、工作情况\n今年以来，临江市园林管理处认真落实上级部署，召开专题会议3次，研究部署重点任务12项，开展廉政谈话21人次，受教育党员干部58人次，完成率达到98.5%，群众满意度明显提升，较好完成了各项任务，取得了阶段性成效。\n", 25)

func benchmark(b *testing.B, name string, data []byte) {
	b.SetBytes(int64(len(report)))
	b.ReportAllocs()
	for b.Loop() {
		if d := readBytes(name, data); !d.Status.Readable() {
			b.Fatal(d.Reason)
		}
	}
}

func BenchmarkText(b *testing.B) { benchmark(b, "a.txt", []byte(report)) }

func BenchmarkGB18030(b *testing.B) {
	benchmark(b, "a.txt", []byte(encodings["gb18030"](b, report)))
}

func BenchmarkWrapped(b *testing.B) {
	var lines strings.Builder
	for para := range strings.Lines(report) {
		for r := []rune(strings.TrimSpace(para)); len(r) > 0; {
			n := min(len(r), 35)
			lines.WriteString(string(r[:n]) + "\n")
			r = r[n:]
		}
	}
	benchmark(b, "a.txt", []byte(lines.String()))
}

func BenchmarkHTML(b *testing.B) {
	benchmark(b, "a.html", []byte("<html><body><p>"+strings.ReplaceAll(report, "\n", "</p>\n<p class='MsoNormal'>")+"</body></html>"))
}

// BenchmarkWord reads a document with the run properties that Word writes.
func BenchmarkWord(b *testing.B) {
	const props = `<w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/>`
	var body strings.Builder
	for line := range strings.Lines(report) {
		body.WriteString(`<w:p w:rsidR="00A77427" w:rsidRDefault="00A77427"><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:rPr>` + props + `</w:rPr></w:pPr>`)
		for part := range strings.SplitAfterSeq(strings.TrimSpace(line), "，") {
			body.WriteString(run(props, part))
		}
		body.WriteString("</w:p>")
	}
	benchmark(b, "a.docx", wordFile{body: body.String(), numbering: abstract(0, chapters) + num(1, 0, "")}.bytes(b))
}
