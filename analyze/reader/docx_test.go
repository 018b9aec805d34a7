package reader

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hegao/analyze/doc"
)

// A wordFile is a Word document as tests write it: the inner XML of its parts, in which
// elements need no namespace declarations.
type wordFile struct {
	body      string
	styles    string
	numbering string
	parts     map[string]string // further parts of word/ by name, relation "r" + name: "footnotes", "header1"
	wrap      func(xml string) string
}

const wordSpaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:v="urn:schemas-microsoft-com:vml"`

func (f wordFile) files() map[string]string {
	element := func(name, inner string) string {
		xml := `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n<w:" + name + wordSpaces + ">" + inner + "</w:" + name + ">"
		if f.wrap != nil {
			xml = f.wrap(xml)
		}
		return xml
	}
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	files := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + office + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   element("document", "<w:body>"+f.body+"</w:body>"),
	}
	var rels strings.Builder
	add := func(name, root, inner string) {
		kind := strings.TrimRight(name, "0123456789")
		fmt.Fprintf(&rels, `<Relationship Id="r%s" Type="%s%s" Target="%s.xml"/>`, name, office, kind, name)
		files["word/"+name+".xml"] = element(root, inner)
	}
	if f.styles != "" {
		add("styles", "styles", f.styles)
	}
	if f.numbering != "" {
		add("numbering", "numbering", f.numbering)
	}
	for _, name := range slices.Sorted(maps.Keys(f.parts)) {
		root := map[string]string{"header": "hdr", "footer": "ftr"}[strings.TrimRight(name, "0123456789")]
		if root == "" {
			root = name
		}
		add(name, root, f.parts[name])
	}
	files["word/_rels/document.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels.String() + `</Relationships>`
	return files
}

func (f wordFile) bytes(t testing.TB) []byte { return zipOf(t, f.files()) }

// zipOf returns a zip file of files, in the order of their names.
func zipOf(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(files[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readBytes(name string, data []byte) *doc.Document {
	return Read(context.Background(), Bytes(name, time.Time{}, data))
}

func (f wordFile) read(t testing.TB) *doc.Document {
	t.Helper()
	d := readBytes("报告.docx", f.bytes(t))
	checkBlocks(t, d)
	return d
}

// checkBlocks asserts what holds of every document.
func checkBlocks(t testing.TB, d *doc.Document) {
	t.Helper()
	if d.Status.Readable() != (len(d.Blocks) > 0) || (d.Status == doc.OK) != (d.Reason == "") {
		t.Errorf("%s: %s %q with %d blocks", d.Name, d.Status, d.Reason, len(d.Blocks))
	}
	for i, b := range d.Blocks {
		blank := strings.TrimSpace(b.Text) == "" && (b.Text != "" || b.Kind != doc.TableCell)
		if blank || b.Text != strings.ToValidUTF8(b.Text, "") {
			t.Errorf("%s: block %d is %q", d.Name, i, b.Text)
		}
		if (b.Kind == doc.Heading) != (b.Level > 0) || b.Kind == doc.TableCell && b.Cell == nil || b.Auto > len(b.Text) {
			t.Errorf("%s: block %d: kind %d, level %d, cell %v, auto %d", d.Name, i, b.Kind, b.Level, b.Cell, b.Auto)
		}
		if len(b.Runs) == 0 || b.Runs[0].Start != 0 {
			t.Errorf("%s: block %d: runs %v", d.Name, i, b.Runs)
		}
		for k, r := range b.Runs {
			if k > 0 && r.Start < b.Runs[k-1].Start || r.Start > len(b.Text) || r.Src.Line < 1 {
				t.Errorf("%s: block %d: run %d is %+v", d.Name, i, k, r)
			}
		}
		for k, m := range b.Marks {
			if m.Start >= m.End || m.End > len(b.Text) || k > 0 && m.Start < b.Marks[k-1].Start {
				t.Errorf("%s: block %d: marks %v", d.Name, i, b.Marks)
			}
		}
	}
	for _, n := range d.Notices {
		if s := n.Span; s != (doc.Span{}) && (s.Block >= len(d.Blocks) || s.End > len(d.Blocks[s.Block].Text) || s.Empty()) {
			t.Errorf("%s: notice %+v", d.Name, n)
		}
	}
}

var kindNames = map[doc.Kind]string{doc.Title: "title", doc.TableCell: "cell", doc.Header: "header", doc.Footer: "footer", doc.Note: "note", doc.TextBox: "box"}

// outlineOf writes a document's blocks for comparison: its kind unless it is a paragraph, and
// the text with its automatic number in braces.
func outlineOf(d *doc.Document) string {
	var b strings.Builder
	for _, bl := range d.Blocks {
		switch {
		case bl.Kind == doc.Heading:
			fmt.Fprintf(&b, "h%d ", bl.Level)
		case bl.Cell != nil:
			fmt.Fprintf(&b, "%s%d.%d.%d", kindNames[bl.Kind], bl.Cell.Table, bl.Cell.Row, bl.Cell.Col)
			if bl.Text != "" {
				b.WriteByte(' ')
			}
		case bl.Kind != doc.Paragraph:
			b.WriteString(kindNames[bl.Kind] + " ")
		}
		if bl.Auto > 0 {
			b.WriteString("{" + bl.Text[:bl.Auto] + "}")
		}
		b.WriteString(bl.Text[bl.Auto:] + "\n")
	}
	return b.String()
}

// para is a paragraph of one run; props stand in its w:pPr.
func para(props, text string) string {
	return "<w:p><w:pPr>" + props + "</w:pPr>" + run("", text) + "</w:p>"
}

func run(props, text string) string {
	return `<w:r><w:rPr>` + props + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

func item(list, level int, text string) string {
	return para(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, list), text)
}

func TestWord(t *testing.T) {
	for _, c := range []struct {
		name string
		file wordFile
		want string
	}{
		{"paragraphs", wordFile{body: para("", "第一段") + "<w:p/>" + para("", "第二&amp;段")}, "第一段\n第二&段\n"},
		{"headings", wordFile{
			body: para(`<w:pStyle w:val="T"/>`, "标题") + para(`<w:pStyle w:val="1"/>`, "一级") + para(`<w:pStyle w:val="my"/>`, "二级") +
				para(`<w:outlineLvl w:val="2"/>`, "三级") + para(`<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>`, "正文") + para(`<w:pStyle w:val="cn"/>`, "四级"),
			styles: `<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>` +
				`<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>` +
				`<w:style w:type="paragraph" w:styleId="2"><w:name w:val="样式"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="my"><w:name w:val="我的"/><w:basedOn w:val="2"/></w:style>` +
				`<w:style w:type="paragraph" w:styleId="cn"><w:name w:val="标题 4"/><w:basedOn w:val="cn"/></w:style>`,
		}, "title 标题\nh1 一级\nh2 二级\nh3 三级\n正文\nh4 四级\n"},
		{"signs", wordFile{body: `<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丙</w:t>` +
			`<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="宋体" w:char="2460"/><w:sym w:font="Symbol" w:char="F0B7"/></w:r></w:p>`}, "甲\t乙-丙☑①\n"},
		{"space", wordFile{body: `<w:p><w:r><w:t> 共 </w:t><w:t xml:space="preserve"> 次</w:t></w:r></w:p>`}, "共 次\n"},
		{"line breaks", wordFile{body: `<w:p><w:r><w:t>一、情况</w:t><w:br/><w:t>全年</w:t><w:br w:type="page"/><w:t>工作</w:t><w:cr/></w:r></w:p>` +
			`<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>关于</w:t><w:br/><w:t>情况的报告</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Annual</w:t><w:br/><w:t>Report</w:t></w:r></w:p>`},
			"一、情况\n全年工作\n关于情况的报告\nh1 Annual Report\n"},
		{"changes", wordFile{body: `<w:p><w:ins w:id="1">` + run("", "新") + `</w:ins>` + run("", "的") + `<w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>` +
			`<w:moveFrom w:id="3">` + run("", "移走") + `</w:moveFrom><w:moveTo w:id="4">` + run("", "移来") + `</w:moveTo></w:p>`}, "新的移来\n"},
		{"deleted mark", wordFile{body: para(`<w:rPr><w:del w:id="1"/></w:rPr>`, "前半") + para(`<w:outlineLvl w:val="0"/>`, "后半") + para("", "下段") +
			para(`<w:rPr><w:del w:id="2"/></w:rPr>`, "末段")}, "h1 前半后半\n下段\n末段\n"},
		{"hidden", wordFile{
			body: `<w:p>` + run("", "看得见") + run("<w:vanish/>", "看不见") + run(`<w:vanish w:val="0"/>`, "也看得见") + run(`<w:rStyle w:val="h"/>`, "藏") + `</w:p>` +
				para(`<w:pStyle w:val="p"/>`, "整段藏") + `<w:p><w:pPr><w:pStyle w:val="p"/></w:pPr>` + run(`<w:rStyle w:val="h"/>`, "两层相抵") + `</w:p>`,
			styles: `<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="p"><w:name w:val="p"/><w:rPr><w:vanish/></w:rPr></w:style>`,
		}, "看得见也看得见\n两层相抵\n"},
		{"fields", wordFile{body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>码</w:t></w:r>` +
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("", "结果") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + run("", "之后") +
			`<w:fldSimple w:instr="DATE">` + run("", "今天") + `</w:fldSimple></w:p>` +
			`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>残缺</w:instrText></w:r></w:p>` + para("", "不受影响")}, "结果之后今天\n不受影响\n"},
		{"one branch", wordFile{body: `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + para("", "框内") +
			`</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + para("", "框内") +
			`</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + run("", "正文") + `</w:p>` +
			`<w:p><mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>` + run("", "后备") + `</mc:Fallback></mc:AlternateContent></w:p>`}, "正文\nbox 框内\n后备\n"},
		{"table", wordFile{body: para("", "表前") + `<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + para("", "项目") + `</w:tc><w:tc>` + para("", "次数") + `</w:tc></w:tr>` +
			`<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>` + para("", "已删的行") + `</w:tc></w:tr>` +
			`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + para(`<w:outlineLvl w:val="0"/>`, "学习") + `</w:tc><w:tc><w:tbl><w:tr><w:tc>` + para("", "内一") + `</w:tc><w:tc>` + para("", "内二") + `</w:tc></w:tr></w:tbl>` + para("", "3次") + `</w:tc></w:tr>` +
			`<w:tr><w:tc>` + para("", "空") + `</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + para("", "盖住") + `</w:tc></w:tr></w:tbl>` + para("", "表后")},
			"表前\ncell1.0.0 项目\ncell1.0.2 次数\ncell1.1.1 学习\ncell2.0.0 内一\ncell2.0.1 内二\ncell1.1.2 3次\ncell1.2.0 空\n表后\n"},
		{"frame", wordFile{body: `<w:tbl><w:tr><w:tc>` + para(`<w:outlineLvl w:val="0"/>`, "一、情况") + para("", "正文") + `</w:tc></w:tr></w:tbl><w:tbl><w:tr><w:tc>` + para("", "甲") + `</w:tc><w:tc>` + para("", "乙") + `</w:tc></w:tr></w:tbl>`},
			"h1 一、情况\n正文\ncell1.0.0 甲\ncell1.0.1 乙\n"},
		{"stories", wordFile{
			body: para("", "正文") + `<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rheader1"/><w:headerReference w:type="first" r:id="rheader2"/></w:sectPr></w:pPr></w:p>` +
				para("", "第二节") + `<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/><w:footerReference w:type="first" r:id="rfooter1"/><w:footerReference w:type="even" r:id="rheader2"/><w:titlePg/></w:sectPr>`,
			parts: map[string]string{
				"header1": para("", "页眉"), "header2": para("", "首页页眉，没有启用"), "footer1": para("", "首页页脚"),
				"footnotes": `<w:footnote w:type="separator" w:id="0">` + para("", "线") + `</w:footnote><w:footnote w:id="1">` + para("", "脚注") + `</w:footnote>`,
				"endnotes":  `<w:endnote w:id="1">` + para("", "尾注") + `</w:endnote>`,
			},
		}, "正文\n第二节\nnote 尾注\nnote 脚注\nheader 页眉\nfooter 首页页脚\n"},
		{"controls", wordFile{body: `<w:sdt><w:sdtPr><w:alias w:val="名"/></w:sdtPr><w:sdtContent>` + para("", "已填") + `</w:sdtContent></w:sdt>` +
			`<w:p>` + run("", "单位：") + `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + run("", "单击此处") + run("", "输入文字") + `</w:sdtContent></w:sdt></w:p>`},
			"已填\n单位：单击此处输入文字\n"},
		{"formula and ruby", wordFile{body: `<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><w:r><w:ruby><w:rubyPr/><w:rt>` + run("", "pin") + `</w:rt><w:rubyBase>` + run("", "拼") + `</w:rubyBase></w:ruby></w:r></w:p>`}, "x=1拼\n"},
		{"unknown", wordFile{body: `<w:p><x:t xmlns:x="urn:x">别处的</x:t><w:smartTag>` + run("", "智能") + `</w:smartTag></w:p>`}, "智能\n"},
		{"strict", wordFile{body: para(`<w:outlineLvl w:val="0"/>`, "严格"), wrap: func(xml string) string {
			return strings.ReplaceAll(xml, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
		}}, "h1 严格\n"},
		{"another prefix", wordFile{body: para(`<w:outlineLvl w:val="0"/>`, "别名"), wrap: func(xml string) string {
			return strings.NewReplacer("<w:", "<ns0:", "</w:", "</ns0:", " w:", " ns0:", "xmlns:w=", "xmlns:ns0=").Replace(xml)
		}}, "h1 别名\n"},
		{"UTF-16", wordFile{body: para("", "双字节"), wrap: func(xml string) string { return "\xff\xfe" + utf16le(xml) }}, "双字节\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := c.file.read(t)
			if got := outlineOf(d); got != c.want {
				t.Errorf("%s %s\ngot\n%swant\n%s", d.Status, d.Reason, got, c.want)
			}
		})
	}
}

func utf16le(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func TestWordNotices(t *testing.T) {
	d := wordFile{
		body: `<w:p>` + run("", "前") + `<w:ins w:id="1">` + run("", "新") + `</w:ins><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>` + run("<w:rPrChange/>", "后") + `</w:p>` +
			`<w:p>` + run("", "这里") + `<w:commentRangeStart w:id="1"/>` + run("", "有批注") + `<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>` +
			`<w:p>` + run("<w:vanish/>", "藏着") + run("<w:vanish/>", "的话") + run("", "明的") + run("<w:vanish/>", " ") + run("<w:vanish/>", "又藏") + `</w:p>`,
		parts: map[string]string{"comments": `<w:comment w:id="1">` + para("", "请核实") + `</w:comment><w:comment w:id="2">` + para("", "答复") + `</w:comment>`},
	}.read(t)
	got := ""
	for _, n := range d.Notices {
		got += fmt.Sprintf("%s %d %s %q\n", n.Kind, n.Count, n.Detail, d.Text(n.Span))
	}
	want := "changes 3 插入 1 处、删除 1 处、改格式 1 处 \"新\"\n" +
		"comments 2  \"有批注\"\n" +
		"hidden 2 隐藏的文字：“藏着的话” \"明的\"\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestWordMarks(t *testing.T) {
	d := wordFile{body: `<w:p>` + run("", "请") + run(`<w:highlight w:val="yellow"/>`, "填") + run(`<w:highlight w:val="yellow"/><w:color w:val="FF0000"/>`, "写") + run(`<w:color w:val="auto"/><w:highlight w:val="none"/>`, "数") +
		`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + run("", "点") + run("", "击") + `</w:sdtContent></w:sdt>` +
		`<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> MACROBUTTON NoMacro [单位名称]</w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>`}.read(t)
	got := ""
	for _, m := range d.Blocks[0].Marks {
		got += fmt.Sprintf("%d %s\n", m.Kind, d.Blocks[0].Text[m.Start:m.End])
	}
	want := fmt.Sprintf("%d 填写\n%d 写\n%d 点击[单位名称]\n", doc.Highlight, doc.Red, doc.Prompt)
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// The places of runs are the bytes of the part, and the paragraph as it is counted.
func TestWordPlaces(t *testing.T) {
	f := wordFile{
		body: para("", "首段") + "<w:p/>" + `<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>` + run("", "开展") + run("<w:b/>", "谈话&lt;12次") + `<w:r><w:br/></w:r>` + run("", "讲课3期") + `</w:p>`,
		numbering: `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
	}
	d := f.read(t)
	part := f.files()["word/document.xml"]
	for _, b := range d.Blocks {
		for i, r := range b.Runs {
			end := len(b.Text)
			if i+1 < len(b.Runs) {
				end = b.Runs[i+1].Start
			}
			text, raw := b.Text[r.Start:end], part[r.Src.Off:r.Src.Off+r.Src.Len]
			if r.Src.Part != "word/document.xml" || r.Src.Exact != (raw == text) {
				t.Errorf("%q: exact %v, %q at %s", text, r.Src.Exact, raw, r.Src.Part)
			}
		}
	}
	for text, want := range map[string]doc.Place{"首段": {Paragraph: 1, End: 2}, "一、": {Paragraph: 3, End: 2}, "<12次": {Paragraph: 3, Start: 6, End: 10}, "3期": {Paragraph: 3, Start: 13, End: 15}} {
		if got := placeOf(t, d, text); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}

// Text that was broken at a width before it was pasted is joined as in a text file.
func TestWordWrapped(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(wrappedText), "\n")
	var typed, indented, broken strings.Builder
	for _, line := range lines {
		typed.WriteString(para("", line))
		text, props := strings.TrimPrefix(line, "　　"), ""
		if text != line {
			props = `<w:ind w:firstLineChars="200" w:firstLine="640"/>`
		}
		indented.WriteString(para(props, text))
		broken.WriteString(run("", line) + "<w:r><w:br/></w:r>")
	}
	for name, body := range map[string]string{
		"typed": typed.String(), "indented": indented.String(), "broken": "<w:p>" + broken.String() + "</w:p>",
	} {
		d := wordFile{body: body}.read(t)
		if len(d.Blocks) != 5 {
			t.Errorf("%s:\n%s", name, outlineOf(d))
		}
		want := doc.Place{Paragraph: 5, Start: 36, End: 37}
		if name == "broken" {
			before, _, _ := strings.Cut(wrappedText, "2\n1人次")
			n := utf8.RuneCountInString(before)
			want = doc.Place{Paragraph: 1, Start: n, End: n + 4}
		}
		if got := placeOf(t, d, "21人次"); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	titles := para(`<w:jc w:val="center"/>`, lines[3]) + para(`<w:jc w:val="center"/>`, lines[4])
	if d := (wordFile{body: typed.String() + titles}).read(t); len(d.Blocks) != 7 {
		t.Errorf("got\n%s", outlineOf(d))
	}
}

// placeOf returns the place of a text that stands in one block.
func placeOf(t *testing.T, d *doc.Document, text string) doc.Place {
	t.Helper()
	for i, b := range d.Blocks {
		if at := strings.Index(b.Text, text); at >= 0 {
			return d.Place(doc.Span{Block: i, Start: at, End: at + len(text)})
		}
	}
	t.Fatalf("no %q", text)
	return doc.Place{}
}
