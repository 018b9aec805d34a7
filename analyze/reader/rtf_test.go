package reader

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
)

// richOf is rich with what a format, as LibreOffice writes it, says otherwise.
func richOf(changes ...string) string { return strings.NewReplacer(changes...).Replace(rich) }

func noticesOf(d *doc.Document) string {
	var list []string
	for _, n := range d.Notices {
		list = append(list, string(n.Kind)+" "+n.Detail+" "+d.Text(n.Span))
	}
	return strings.Join(list, "|")
}

func marksOf(d *doc.Document) string {
	var list []string
	for _, b := range d.Blocks {
		for _, m := range b.Marks {
			list = append(list, b.Text[m.Start:m.End])
		}
	}
	return strings.Join(list, " ")
}

func TestRTFSample(t *testing.T) {
	d := readSample(t, "rich.rtf")
	if d.Status != doc.OK || d.Format != "rtf" {
		t.Fatalf("%s %s %s", d.Format, d.Status, d.Reason)
	}
	// LibreOffice marks the text deleted where the paragraph's mark is.
	want := richOf("被删段落标记后一段接上", "后一段接上", "header 首页页眉\n", "")
	if got := outlineOf(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := marksOf(d); got != "* 3" {
		t.Errorf("marked: %s", got)
	}
	if got := noticesOf(d); got != "changes 插入 2 处、删除 2 处 专题|comments  被批注的文字|hidden 隐藏的文字：“隐藏的备注” 组织学习专题会6次，覆盖45人。" {
		t.Errorf("noticed %s", got)
	}
}

// The same report says the same as docx and as rtf.
func TestRTFSaysTheSame(t *testing.T) {
	data, err := os.ReadFile("../../testdata/reports/11_档案馆.docx")
	if err != nil {
		t.Fatal(err)
	}
	sameText(t, readSample(t, "plain.rtf"), readBytes("报告.docx", data))
}

// gbk writes Chinese text as Word does in a font of that character set.
func gbk(t testing.TB, text string) string {
	data, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, c := range []byte(data) {
		if c < 0x80 && c != '\\' && c != '{' && c != '}' {
			b.WriteByte(c)
		} else {
			b.WriteString(`\'` + string("0123456789abcdef"[c>>4]) + string("0123456789abcdef"[c&15]))
		}
	}
	return b.String()
}

func TestRTF(t *testing.T) {
	const head = `{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset134 SimSun;}{\f2\fcharset2 Wingdings;}}` +
		`{\colortbl;\red0\green0\blue0;\red255\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Title;}}`
	for name, c := range map[string]struct{ body, want string }{
		"GBK bytes":               {`\pard\f1 ` + gbk(t, "召开支委会*次，乗駡俓") + `\par`, "召开支委会*次，乗駡俓\n"},
		"Chinese of the codepage": {`\pard\f0 ` + gbk(t, "召开会议") + `3\par`, "召开会议3\n"},
		"Western letters":         {`\pard\f0 caf\'e9 100\par`, "café 100\n"},
		"a font of two sides":     {`\pard\loch\af0\hich\af0\dbch\af1 ` + gbk(t, "会议") + `\par`, "会议\n"},
		"Unicode":                 {`\pard\uc1 \u20250?\u-30334 ?\u-10179?\u-8704?\uc0 \u20250\uc2 \u35758\'d2\'e9.\par`, "会覂\U0001f600会议.\n"},
		"signs":                   {`\pard \ldblquote a\rdblquote\emdash b\~c\_d\-e\{\}\\\tab f\par`, "“a”—b\u00a0c-de{}\\\tf\n"},
		"a symbol":                {`\pard\f2 \'fe\f0 x\par`, "☑x\n"},
		"line breaks":             {`\pard a\line b\par\qc c\line d\par`, "a\nb\nc d\n"},
		"headings":                {`\pard\s1 a\par\pard\outlinelevel1 b\par\pard\s1\outlinelevel9 c\par\pard\s2 d\par`, "h1 a\nh2 b\nc\ntitle d\n"},
		"automatic numbers":       {`{\listtext\pard\f1 ` + gbk(t, "一、") + `\tab}a\par{\pntext 1.\tab}b\par{\listtext\f2\'6c\tab}c\par`, "{一、}a\n{1. }b\nc\n"},
		"destinations":            {`{\info{\title no}}{\*\unknown no}{\unknown yes}{\pict 0a0b}{\*\bkmkstart b}\bin3 xyz!\par`, "yes!\n"},
		"both texts":              {`{\upr{a?}{\*\ud{a\u20250?}}}\par`, "a会\n"},
		"fields":                  {`{\field{\*\fldinst{PAGE}}{\fldrslt 3}}{\field{\*\fldinst MACROBUTTON x [y z]}{\fldrslt}}\par`, "3[y z]\n"},
		"a note":                  {`a{\footnote\pard note}b\par{\header\pard head\par}c\par`, "ab\nc\nnote note\nheader head\n"},
		"deleted":                 {`a{\deleted b}c{\deleted\par}d\par`, "acd\n"},
		"table": {`\trowd\cellx1000\cellx2000\pard\intbl a\cell b\par c\cell\row` +
			`\trowd\clvmgf\cellx1000\cellx1500\cellx2000\pard\intbl d\cell\cell e\cell\row\trowd\clvmrg\cellx1000\cellx2000 f\cell g\cell\row\pard h\par`,
			"cell1.0.0 a\ncell1.0.1 b\ncell1.0.1 c\ncell1.1.0 d\ncell1.1.1\ncell1.1.2 e\ncell1.2.1 g\nh\n"},
		"a frame":          {`\trowd\cellx1000\pard\intbl a\cell\row\pard b\par`, "a\nb\n"},
		"tables in tables": {`\trowd\cellx900\cellx1900\pard\intbl a\par\pard\intbl\itap2 b\nestcell c\nestcell{\*\nesttableprops\trowd\cellx500\cellx600\nestrow}{\nonesttables\par}\pard\intbl d\cell e\cell\row`, "cell1.0.0 a\ncell2.0.0 b\ncell2.0.1 c\ncell1.0.0 d\ncell1.0.1 e\n"},
		"text box":         {`a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard box\par}}{\shprslt box}}b\par`, "ab\nbox box\n"},
	} {
		d := readBytes("a.rtf", []byte(head+c.body+"}"))
		checkBlocks(t, d)
		if got := outlineOf(d); got != c.want || d.Status != doc.OK {
			t.Errorf("%s: %s %s\ngot  %q\nwant %q", name, d.Status, d.Reason, got, c.want)
		}
	}
}

// Automatic numbers that the text does not tell are counted.
func TestRTFLists(t *testing.T) {
	const lists = `{\*\listtable{\list\listtemplateid7` +
		`{\listlevel\levelnfc37\leveljc0\levelfollow2\levelstartat1{\leveltext\leveltemplateid1\'02\'00\u12289 ?;}{\levelnumbers\'01;}\fi0}` +
		`{\listlevel\levelnfcn37\levelfollow2\levelstartat1{\leveltext\'03\u-248\'a3\'01\u-247\'a3;}{\levelnumbers\'02;}}` +
		`{\listlevel\levelnfc0\levelstartat1{\leveltext\'04\'00.\'02.;}{\levelnumbers\'01\'03;}\levellegal1}{\listname ;}\listid11}` +
		`{\list{\listlevel\levelnfc23{\leveltext\'01\u8226 ?;}{\levelnumbers;}}\listid12}}` +
		`{\*\listoverridetable{\listoverride\listid11\listoverridecount0\ls1}{\listoverride\listid12\listoverridecount0\ls2}` +
		`{\listoverride\listid11\listoverridecount1{\lfolevel\listoverridestartat\levelstartat5}\ls3}}`
	for name, c := range map[string]struct{ body, want string }{
		"levels": {lists + `\pard\ls1\ilvl0 a\par\pard\ls1\ilvl1 b\par c\par\pard\ls1\ilvl2 d\par\pard\ls1 e\par\pard\ls1\ilvl1 f\par\pard g\par`,
			"{一、}a\n{（一）}b\n{（二）}c\n{1.1. }d\n{二、}e\n{（一）}f\ng\n"},
		"a bullet":         {lists + `\pard\ls2 a\par`, "a\n"},
		"starts at":        {lists + `\pard\ls1 a\par\pard\ls3 b\par c\par`, "{一、}a\n{五、}b\n{六、}c\n"},
		"told in the text": {lists + `\pard\ls1{\listtext 7.\tab}a\par\pard\ls1 b\par`, "{7. }a\nb\n"},
		"no such list":     {lists + `\pard\ls9 a\par`, "a\n"},
		"in a cell":        {lists + `\trowd\cellx900\cellx1900\pard\intbl\ls1 a\cell b\cell\row`, "cell1.0.0 {一、}a\ncell1.0.1 {二、}b\n"},
	} {
		d := readBytes("a.rtf", []byte(`{\rtf1\ansi\uc1 `+c.body+"}"))
		checkBlocks(t, d)
		if got := outlineOf(d); got != c.want || d.Status != doc.OK {
			t.Errorf("%s: %s %s\ngot  %q\nwant %q", name, d.Status, d.Reason, got, c.want)
		}
	}
}

// Text that nobody sees stays out and is told of; marks are kept.
func TestRTFNotices(t *testing.T) {
	d := readBytes("a.doc", []byte(`{\rtf1{\colortbl;\red255\green0\blue0;}a{\v hidden}b{\highlight7 1}{\cf1 2}{\revised new}{\*\annotation c}\par}`))
	if got := outlineOf(d); got != "ab12new\n" || marksOf(d) != "1 2" {
		t.Errorf("%q, marked %s", got, marksOf(d))
	}
	if got := noticesOf(d); !strings.HasPrefix(got, "changes 插入 1 处 new|comments ") || !strings.Contains(got, "hidden 隐藏的文字：“hidden” ab12new|type 扩展名是“.doc”（旧版 Word 文档（doc）），内容却是RTF 文档") {
		t.Errorf("noticed %s", got)
	}
}

// At the place of an exact run stands its text.
func TestRTFPlaces(t *testing.T) {
	data := []byte("{\\rtf1 {\\b abc} de\\par f\r\ng\\par}")
	exact := ""
	for _, b := range readBytes("a.rtf", data).Blocks {
		for i, r := range b.Runs {
			end := len(b.Text)
			if i+1 < len(b.Runs) {
				end = b.Runs[i+1].Start
			}
			if text := b.Text[r.Start:end]; r.Src.Exact {
				exact += text
				if got := string(data[r.Src.Off : r.Src.Off+r.Src.Len]); got != text {
					t.Errorf("%q is at %+v: %q", text, r.Src, got)
				}
			}
		}
	}
	if exact != "abc de" {
		t.Errorf("%q is exact", exact)
	}
}

func TestRTFDamaged(t *testing.T) {
	whole, err := os.ReadFile("testdata/word/rich.rtf")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data   []byte
		status doc.Status
		reason string
	}{
		"cut":          {whole[:len(whole)-5000], doc.Partial, "只读出前一部分"},
		"cut early":    {whole[:1000], doc.Damaged, "损坏"},
		"empty":        {[]byte(`{\rtf1\ansi\par}`), doc.Empty, "没有文字"},
		"picture":      {[]byte(`{\rtf1{\pict\pngblip 00}\par}`), doc.Scanned, "图片"},
		"too deep":     {[]byte(`{\rtf1` + strings.Repeat("{", 5000)), doc.Limit, "嵌套"},
		"many runs":    {[]byte(`{\rtf1` + strings.Repeat(`{a}`, limit.Pieces+1) + "}"), doc.Limit, "万段"},
		"many breaks":  {[]byte(`{\rtf1 a` + strings.Repeat(`\line `, limit.Pieces+1) + "}"), doc.Limit, "万段"},
		"many cells":   {[]byte(`{\rtf1 a` + strings.Repeat(`\cell `, limit.Pieces+1) + "}"), doc.Limit, "万段"},
		"wide rows":    {[]byte(`{\rtf1 a\trowd` + strings.Repeat(`\cellx9`, 1000) + strings.Repeat(`\row`, 100_000) + "}"), doc.Limit, "万段"},
		"many headers": {[]byte(`{\rtf1` + strings.Repeat(`{\header a\par}`, limit.Pieces/2+1) + "}"), doc.Limit, "万段"},
		"much text":    {[]byte(`{\rtf1` + strings.Repeat(`a`, limit.Text+1) + "}"), doc.Limit, "20 MB"},
		"many":         {[]byte(`{\rtf1` + strings.Repeat(`a\par `, limit.Pieces) + "}"), doc.Limit, "万段"},
		"unknown text": {[]byte(`{\rtf1{\fonttbl{\f0\fcharset128 x;}}\f0 a\'82\'a0\par}`), doc.Partial, "1 处字符认不出来"},
	} {
		d := readBytes("a.rtf", c.data)
		checkBlocks(t, d)
		if d.Status != c.status || !strings.Contains(d.Reason, c.reason) {
			t.Errorf("%s: %s %s", name, d.Status, d.Reason)
		}
	}
	for i := 0; i < len(whole); i += len(whole) / 150 {
		data := bytes.Clone(whole)
		data[i] ^= 0x55
		start := time.Now()
		fuzz(t, "a.rtf", data)
		fuzz(t, "a.rtf", whole[:i])
		if took := time.Since(start); took > 15*time.Second {
			t.Errorf("%d: took %v", i, took)
		}
	}
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\*\listtable{\list{\listlevel\levelnfc37\levelstartat3{\leveltext\'02\'00.;}}\listid1}}{\*\listoverridetable{\listoverride\listid1{\lfolevel\listoverridestartat\levelstartat5{\listlevel}}\ls1}}\ls1 a\par}`))
	f.Add([]byte(`\ansi\ansicpg936{\fonttbl{\f1\fcharset134 x;}}{\stylesheet{\s1\outlinelevel0 heading 1;}}\pard\s1\f1\'d2\'bb\u20250?{\listtext 1.\tab}\par\trowd\cellx9\intbl a\cell{\*\nesttableprops\nestrow}\row}`))
	f.Add([]byte(`{\footnote a}{\*\shpinst{\shptxt b}}{\upr{a}{\*\ud b}}{\deleted\par}{\v x}{\field{\*\fldinst MACROBUTTON a b}{\fldrslt c}}\bin5 ab}`))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, "a.rtf", append([]byte(`{\rtf1`), data...)) })
}

// Lines of text that was broken before it was pasted into the document are joined.
func TestWrappedRTFAndODT(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(wrappedText), "\n")
	var rtf, odt strings.Builder
	for _, l := range lines {
		rtf.WriteString(`\pard\f1 ` + gbk(t, l) + `\par`)
		odt.WriteString("<text:p>" + l + "</text:p>")
	}
	want := readBytes("a.txt", []byte(wrappedText))
	for name, data := range map[string][]byte{
		"a.rtf": []byte(`{\rtf1\ansicpg936{\fonttbl{\f1\fcharset134 x;}}` + rtf.String() + "}"),
		"a.odt": odtFile{body: odt.String()}.bytes(t),
	} {
		got := readBytes(name, data)
		checkBlocks(t, got)
		if g, w := strings.ReplaceAll(outlineOf(got), "　", ""), strings.ReplaceAll(outlineOf(want), "　", ""); g != w {
			t.Errorf("%s: got\n%s\nwant\n%s", name, g, w)
		}
	}
}
