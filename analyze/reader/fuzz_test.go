package reader

import (
	"context"
	"testing"
	"time"

	"hegao/analyze/doc"
)

// fuzz reads data under a name and asserts what holds of every document.
func fuzz(t *testing.T, name string, data []byte) *doc.Document {
	d := Read(context.Background(), Bytes(name, time.Time{}, data))
	checkBlocks(t, d)
	if d.Status == doc.Crash || d.Status == doc.Timeout {
		t.Errorf("%s %s", d.Status, d.Reason)
	}
	for i, b := range d.Blocks {
		for at := range b.Text {
			if p := d.Place(doc.Span{Block: i, Start: at, End: len(b.Text)}); p.Paragraph < 1 || p.Start < 0 || p.End < p.Start {
				t.Fatalf("block %d at %d: %+v", i, at, p)
			}
		}
	}
	return d
}

func FuzzText(f *testing.F) {
	for _, encode := range encodings {
		f.Add([]byte(encode(f, sampleText)), false)
		f.Add([]byte(encode(f, wrappedText)), true)
	}
	f.Add([]byte("| a | b |\n|---|---|\n|1|2|\n甲\t乙\n1\t2\n# 标题\n- 项"), true)
	f.Fuzz(func(t *testing.T, data []byte, markdown bool) {
		name := "a.txt"
		if markdown {
			name = "a.md"
		}
		d := fuzz(t, name, data)
		if d.Format != "txt" && d.Format != "md" {
			return
		}
		for _, b := range d.Blocks {
			for _, r := range b.Runs {
				if s := r.Src; s.Off < 0 || s.Len < 0 || s.Off+s.Len > int64(len(data)) {
					t.Fatalf("%q: run %+v of %d bytes", b.Text, s, len(data))
				}
			}
		}
	})
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(sampleHTML))
	f.Add([]byte("<table><td rowspan=3 colspan=2>a<tr><td>b</table><ol type=i start=-5><li value=9>x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzz(t, "a.html", append([]byte("<html>"), data...))
	})
}

// FuzzWordPart fuzzes the parts of a document inside a sound package.
func FuzzWordPart(f *testing.F) {
	f.Add(para(`<w:pStyle w:val="a"/><w:numPr><w:numId w:val="1"/></w:numPr>`, "甲")+"<w:tbl><w:tr><w:tc>"+item(1, 1, "乙")+"</w:tc></w:tr></w:tbl>",
		`<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>`, abstract(0, chapters)+num(1, 0, ""))
	f.Add(`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:drawing><w:txbxContent><w:p/></w:txbxContent></w:drawing></w:r><w:ins>`+run("<w:vanish/>", "x")+`</w:ins></w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>`, "", "")
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		fuzz(t, "a.docx", wordFile{body: body, styles: styles, numbering: numbering}.bytes(t))
	})
}

// FuzzFile fuzzes whole files, zip files above all.
func FuzzFile(f *testing.F) {
	f.Add("a.docx", wordFile{body: para("", "正文"), styles: "<w:style/>"}.bytes(f))
	f.Add("a.doc", compound("WordDocument"))
	f.Add("a.zip", zipOf(f, map[string]string{"甲.txt": "甲"}))
	f.Fuzz(func(t *testing.T, name string, data []byte) { fuzz(t, name, data) })
}
