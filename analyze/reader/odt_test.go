package reader

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
)

// An odtFile is a text document as tests write it: the inner XML of its parts.
type odtFile struct {
	body, automatic string // content.xml
	styles, pages   string // styles.xml
	files           map[string]string
}

const odtSpaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"`

func (f odtFile) bytes(t testing.TB) []byte {
	files := map[string]string{
		"mimetype": "application/vnd.oasis.opendocument.text",
		"content.xml": "<office:document-content" + odtSpaces + "><office:automatic-styles>" + f.automatic + "</office:automatic-styles><office:body><office:text>" +
			f.body + "</office:text></office:body></office:document-content>",
		"styles.xml": "<office:document-styles" + odtSpaces + "><office:styles>" + f.styles + "</office:styles><office:master-styles>" + f.pages + "</office:master-styles></office:document-styles>",
	}
	for name, data := range f.files {
		files[name] = data
	}
	return zipOf(t, files)
}

func TestODTSample(t *testing.T) {
	d := readSample(t, "rich.odt")
	if d.Status != doc.OK || d.Format != "odt" {
		t.Fatalf("%s %s %s", d.Format, d.Status, d.Reason)
	}
	if got, want := outlineOf(d), richOf("不断-字", "不断\u2011字"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := marksOf(d); got != "* 3" {
		t.Errorf("marked: %s", got)
	}
	if got := noticesOf(d); got != "changes 插入 2 处、删除 2 处 专题|comments  被批注的文字|hidden 隐藏的文字：“隐藏的备注” 组织学习专题会6次，覆盖45人。" {
		t.Errorf("noticed %s", got)
	}
}

// The same report says the same as docx and as odt.
func TestODTSaysTheSame(t *testing.T) {
	data, err := os.ReadFile("../../testdata/reports/11_档案馆.docx")
	if err != nil {
		t.Fatal(err)
	}
	sameText(t, readSample(t, "plain.odt"), readBytes("报告.docx", data))
}

func TestODT(t *testing.T) {
	level := func(n, format, attrs string) string {
		return `<text:list-level-style-number text:level="` + n + `" style:num-format="` + format + `" ` + attrs + `><style:list-level-properties><style:list-level-label-alignment text:label-followed-by="space"/></style:list-level-properties></text:list-level-style-number>`
	}
	styles := `<style:style style:name="Title" style:family="paragraph"/><style:style style:name="T" style:family="paragraph" style:parent-style-name="Title"/>` +
		`<style:style style:name="gone" style:family="text"><style:text-properties text:display="none"/></style:style>` +
		`<style:style style:name="red" style:family="text"><style:text-properties fo:color="#ff0000"/></style:style>` +
		`<text:list-style style:name="L">` + level("1", "一, 二, 三, ...", `style:num-suffix="、"`) + level("2", "1", `style:num-prefix="(" style:num-suffix=")" text:display-levels="2"`) + `</text:list-style>` +
		`<text:list-style style:name="M">` + level("1", "①, ②, ③, ...", `text:start-value="3"`) + `<text:list-level-style-bullet text:level="2" text:bullet-char="•"/></text:list-style>` +
		`<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="壹, 贰, 叁, ..." style:num-suffix="、"/><text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>`
	item := func(inner string) string { return "<text:list-item>" + inner + "</text:list-item>" }
	p := func(s string) string { return "<text:p>" + s + "</text:p>" }
	for name, c := range map[string]struct{ body, want string }{
		"headings":    {`<text:h text:outline-level="1">a</text:h><text:h text:outline-level="2">b</text:h><text:h text:outline-level="1">c</text:h><text:p text:style-name="T">d</text:p>`, "h1 {壹、}a\nh2 b\nh1 {贰、}c\ntitle d\n"},
		"lists":       {`<text:list text:style-name="L">` + item(p("a")+p("a2")+"<text:list>"+item(p("b"))+item(p("c"))+"</text:list>") + item(p("d")+"<text:list>"+item(p("e"))+"</text:list>") + `<text:list-header>` + p("f") + `</text:list-header></text:list>`, "{一、}a\na2\n{(一.1) }b\n{(一.2) }c\n{二、}d\n{(二.1) }e\nf\n"},
		"a new list":  {`<text:list text:style-name="M">` + item(p("a")) + `</text:list><text:list text:style-name="M">` + item(p("b")+"<text:list>"+item(p("c"))+"</text:list>") + `</text:list>`, "{③ }a\n{③ }b\nc\n"},
		"continued":   {`<text:list text:style-name="L">` + item(p("a")) + `</text:list>` + p("x") + `<text:list text:style-name="L" text:continue-numbering="true">` + item(p("b")) + `<text:list-item text:start-value="7">` + p("c") + `</text:list-item></text:list>`, "{一、}a\nx\n{二、}b\n{七、}c\n"},
		"white space": {p("  a \n\t b<text:s text:c=\"2\"/>c<text:tab/>d<text:line-break/>e"), "a b  c\td\ne\n"},
		"a note":      {p(`a<text:note><text:note-citation>1</text:note-citation><text:note-body>` + p("n") + `</text:note-body></text:note>b`), "ab\nnote n\n"},
		"a box":       {p(`a<draw:frame><draw:text-box>`+p("x")+`</draw:text-box></draw:frame>b`) + p("c"), "ab\nbox x\nc\n"},
		"deleted":     {`<text:tracked-changes><text:changed-region text:id="1"><text:deletion>` + p("old") + `</text:deletion></text:changed-region></text:tracked-changes>` + p(`a<text:change text:change-id="1"/>b`), "ab\n"},
		"contents":    {`<text:table-of-content><text:table-of-content-source>` + p("no") + `</text:table-of-content-source><text:index-body>` + p("yes") + `</text:index-body></text:table-of-content>`, "yes\n"},
		"a table": {`<table:table><table:table-column table:number-columns-repeated="9"/><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2">` + p("a") + `</table:table-cell><table:covered-table-cell/><table:table-cell>` + p("b") + `</table:table-cell></table:table-row></table:table-header-rows>` +
			`<table:table-row><table:table-cell/><table:table-cell>` + p("c") + p("d") + `</table:table-cell></table:table-row></table:table>`, "cell1.0.0 a\ncell1.0.2 b\ncell1.1.0\ncell1.1.1 c\ncell1.1.1 d\n"},
		"a frame": {`<table:table><table:table-row><table:table-cell>` + p("a") + `</table:table-cell></table:table-row></table:table>`, "a\n"},
		"hidden":  {p(`a<text:span text:style-name="gone">b</text:span>c`) + `<text:section text:display="none">` + p("d") + `</text:section>`, "ac\n"},
		"prompt":  {p(`a<text:placeholder>b</text:placeholder><text:span text:style-name="red">c</text:span>`), "abc\n"},
	} {
		d := readBytes("a.odt", odtFile{body: c.body, styles: styles}.bytes(t))
		checkBlocks(t, d)
		if got := outlineOf(d); got != c.want || d.Status != doc.OK {
			t.Errorf("%s: %s %s\ngot  %q\nwant %q", name, d.Status, d.Reason, got, c.want)
		}
		switch got := noticesOf(d) + "/" + marksOf(d); {
		case name == "hidden" && got != "hidden 隐藏的文字：“b” ac/", name == "prompt" && got != "/b c", name == "deleted" && got != "changes 删除 1 处 ab/":
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestODTPages(t *testing.T) {
	page := func(name, header string) string {
		return `<style:master-page style:name="` + name + `"><style:header><text:p>` + header + `</text:p></style:header><style:footer><text:p>foot</text:p></style:footer></style:master-page>`
	}
	d := readBytes("a.odt", odtFile{body: "<text:p>a</text:p>", pages: page("Standard", "one") + page("Next", "two") + page("Unused", "three"),
		automatic: `<style:style style:name="P" style:family="paragraph" style:master-page-name="Next"/>`}.bytes(t))
	if got := outlineOf(d); got != "a\nheader one\nheader two\nfooter foot\n" {
		t.Errorf("%s %s %q", d.Status, d.Reason, got)
	}
}

func TestODTDamaged(t *testing.T) {
	good := odtFile{body: "<text:p>第一段</text:p><text:p>第二段</text:p>"}
	with := func(name, data string) []byte {
		f := good
		f.files = map[string]string{name: data}
		return f.bytes(t)
	}
	content := func(body string) []byte { return odtFile{body: body}.bytes(t) }
	for name, c := range map[string]struct {
		data   []byte
		status doc.Status
		reason string
	}{
		"encrypted":   {with("META-INF/manifest.xml", "<manifest><manifest:encryption-data/></manifest>"), doc.Encrypted, "密码"},
		"DOCTYPE":     {with("content.xml", `<!DOCTYPE d [<!ENTITY x "y">]><office:document-content/>`), doc.Damaged, "损坏"},
		"broken":      {content("<text:p>第一段</text:p><text:p"), doc.Partial, "只读出前一部分"},
		"no styles":   {with("styles.xml", "<"), doc.Partial, "样式"},
		"empty":       {content("<text:p/>"), doc.Empty, "没有文字"},
		"picture":     {content("<text:p><draw:frame><draw:image/></draw:frame></text:p>"), doc.Scanned, "图片"},
		"deep":        {content(strings.Repeat("<text:section>", 300)), doc.Limit, "嵌套"},
		"bomb":        {content(strings.Repeat("<text:p>"+strings.Repeat("字", 50)+"</text:p>", 100_000)), doc.Limit, "展开"},
		"cut":         {good.bytes(t)[:300], doc.Damaged, ""},
		"many runs":   {content("<text:p>" + strings.Repeat("a<text:s/>", limit.Pieces) + "</text:p>"), doc.Limit, "万段"},
		"many breaks": {content("<text:p>a" + strings.Repeat("<text:line-break/>", limit.Pieces) + "</text:p>"), doc.Limit, "万段"},
		"many spaces": {content("<text:p>a" + strings.Repeat(`<text:s text:c="999999"/>`, 100_000) + "</text:p>"), doc.Limit, ""},
	} {
		d := readBytes("a.odt", c.data)
		checkBlocks(t, d)
		if d.Status != c.status || !strings.Contains(d.Reason, c.reason) {
			t.Errorf("%s: %s %s", name, d.Status, d.Reason)
		}
	}
	whole, err := os.ReadFile("testdata/word/rich.odt")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(whole); i += len(whole) / 150 {
		data := bytes.Clone(whole)
		data[i] ^= 0x55
		start := time.Now()
		fuzz(t, "a.odt", data)
		fuzz(t, "a.odt", whole[:i])
		if took := time.Since(start); took > 15*time.Second {
			t.Errorf("%d: took %v", i, took)
		}
	}
}

// FuzzODT fuzzes the parts of a document inside a sound package.
func FuzzODT(f *testing.F) {
	f.Add(`<text:list text:style-name="L"><text:list-item><text:p>a</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:h>b</text:h></table:table-cell></table:table-row></table:table>`,
		`<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二" loext:num-list-format="%1%、"/></text:list-style>`, `<style:master-page style:name="Standard"><style:header><text:p>x</text:p></style:header></style:master-page>`)
	f.Add(`<text:p>a<text:change-start text:change-id="1"/><text:note><text:note-body><text:p/></text:note-body></text:note><draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame></text:p>`, "", "")
	f.Fuzz(func(t *testing.T, body, styles, pages string) {
		fuzz(t, "a.odt", odtFile{body: body, styles: styles, pages: pages}.bytes(t))
	})
}
