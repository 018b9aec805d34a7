package reader

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hegao/analyze/doc"
	"hegao/analyze/doc/ofdtest"
)

// ofdFile is an OFD file of one document; what stands in its parts is given by name.
func ofdFile(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	files := map[string]string{
		"OFD.xml":            `<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"Doc_0/Document.xml": ofdRoot(`<ofd:Page ID="1" BaseLoc="Pages/P.xml"/>`),
	}
	maps.Copy(files, parts)
	return zipOf(t, files)
}

func ofdRoot(pages string) string {
	return `<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>` +
		`<ofd:TemplatePage ID="9" BaseLoc="T.xml"/><ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>` + pages + `</ofd:Pages></ofd:Document>`
}

// ofdPage is the part of a page.
func ofdPage(objects string) string {
	return `<ofd:Page xmlns:ofd="http://www.ofdspec.org"><ofd:Content><ofd:Layer>` + objects + `</ofd:Layer></ofd:Content></ofd:Page>`
}

func ofdText(attributes, text string) string {
	return `<ofd:TextObject Boundary="30 40 100 6" Size="5" ` + attributes + `><ofd:TextCode X="0" Y="5" DeltaX="g 40 5">` + text + `</ofd:TextCode></ofd:TextObject>`
}

const ofdPicture = `<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>`

func TestOFD(t *testing.T) {
	at := func(x, y string, text string) string {
		return `<o:TextObject xmlns:o="x" Boundary="` + x + " " + y + ` 150 6" Size="5"><o:TextCode X="0" Y="5" DeltaX="g 60 5">` + text + `</o:TextCode></o:TextObject>`
	}
	page := func(objects string) map[string]string {
		return map[string]string{"Doc_0/Pages/P.xml": ofdPage(objects)}
	}
	for _, c := range []struct {
		name   string
		parts  map[string]string
		want   string
		status doc.Status
		reason string
	}{
		{"steps between characters", page(`<ofd:TextObject Boundary="30 40 100 6" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="5 g 2 5 2.5 g 1 2.5">召开会议12次&amp;</ofd:TextCode></ofd:TextObject>`), "召开会议12次&\n", doc.OK, ""},
		{"no steps", page(`<ofd:TextObject Boundary="30 40 100 6" Size="5"><ofd:TextCode X="0" Y="5">召开会议12次</ofd:TextCode><ofd:TextCode X="30">，参加30人</ofd:TextCode></ofd:TextObject>`), "召开会议12次，参加30人\n", doc.OK, ""},
		{"pieces of one line", page(at("70", "40", "参加30人") + at("30", "40", "召开会议12次，")), "召开会议12次，参加30人\n", doc.OK, ""},
		{"from anywhere", map[string]string{"Doc_0/Document.xml": ofdRoot(`<Page ID="1" BaseLoc="/doc_0/Pages\P.XML"/>`), "Doc_0/Pages/P.xml": ofdPage(ofdText("", "甲"))}, "甲\n", doc.OK, ""},
		{"annotations", map[string]string{"Doc_0/Pages/P.xml": ofdPage(ofdText("", "甲")), "Doc_0/Annots/A.xml": ofdPage(ofdText("", "水印"))}, "甲\n", doc.OK, ""},
		{"slanted and faint text", page(ofdText("", "甲") + ofdText(`CTM="0.7 0.7 -0.7 0.7 0 50"`, "内部资料") + ofdText(`Alpha="50"`, "草稿")), "甲\n", doc.OK, ""},
		{"a clip", page(ofdText("", "甲") + `<ofd:PathObject Boundary="0 0 9 9"><ofd:Clips><ofd:Clip><ofd:Area>` + ofdText("", "乙") + `</ofd:Area></ofd:Clip></ofd:Clips></ofd:PathObject>`), "甲\n", doc.OK, ""},
		{"invisible text", page(ofdText("", "甲") + ofdText(`Visible="false"`, "藏")), "甲\n", doc.OK, ""},
		{"text under a scanned page", page(ofdPicture + `<ofd:TextObject Boundary="30 40 100 6" Size="5"><ofd:FillColor Alpha="0"/><ofd:TextCode X="0" Y="5">识别的字</ofd:TextCode></ofd:TextObject>`), "识别的字\n", doc.OK, ""},
		{"a page on its side", page(`<ofd:TextObject Boundary="100 40 6 100" CTM="0 1 -1 0 6 0" Size="5"><ofd:TextCode X="0" Y="5">一、在右</ofd:TextCode></ofd:TextObject>` +
			`<ofd:TextObject Boundary="80 40 6 100" CTM="0 1 -1 0 6 0" Size="5"><ofd:TextCode X="0" Y="5">二、在左</ofd:TextCode></ofd:TextObject>`), "一、在右\n二、在左\n", doc.OK, ""},
		{"a template", map[string]string{"Doc_0/T.xml": ofdPage(at("30", "60", "二、下面")), "Doc_0/Pages/P.xml": `<Page><Template TemplateID="9"/><Content><Layer>` + at("30", "20", "一、上面") + `</Layer></Content></Page>`}, "一、上面\n二、下面\n", doc.OK, ""},
		{"a graphic", map[string]string{"Doc_0/Res.xml": `<Res><CompositeGraphicUnits><CompositeGraphicUnit ID="7"><Content>` + ofdText("", "图中字") + `<CompositeObject ResourceID="7" Boundary="0 0 1 1"/></Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>`,
			"Doc_0/Pages/P.xml": ofdPage(at("30", "20", "上面") + `<CompositeObject ResourceID="7" Boundary="0 90 9 9" CTM="0.5 0 0 0.5 0 0"/>`)}, "上面\n图中字\n", doc.OK, ""},
		{"two documents", map[string]string{"OFD.xml": `<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody><DocBody><DocRoot>/Doc_1/Document.xml</DocRoot></DocBody></OFD>`,
			"Doc_0/Pages/P.xml": ofdPage(ofdText("", "一、甲")), "Doc_1/Document.xml": ofdRoot(`<Page BaseLoc="P.xml"/>`), "Doc_1/P.xml": ofdPage(ofdText("", "二、乙"))}, "一、甲\n二、乙\n", doc.OK, ""},
		{"pictures only", page(ofdPicture), "", doc.Scanned, "Word"},
		{"drawings only", page(`<ofd:PathObject Boundary="30 40 5 5" Fill="true"><ofd:AbbreviatedData>M 0 0 Q 1 1 2 2 B 1 1 2 2 3 3 C</ofd:AbbreviatedData></ofd:PathObject>`), "", doc.Scanned, "图形"},
		{"some pages are pictures", map[string]string{"Doc_0/Document.xml": ofdRoot(`<Page ID="1" BaseLoc="Pages/P.xml"/><Page ID="2" BaseLoc="Q.xml"/>`), "Doc_0/Pages/P.xml": ofdPage(ofdText("", "甲")), "Doc_0/Q.xml": ofdPage(ofdPicture)}, "甲\n", doc.Partial, "第 2 页只有图片"},
		{"a page is broken", map[string]string{"Doc_0/Document.xml": ofdRoot(`<Page BaseLoc="Pages/P.xml"/><Page BaseLoc="Q.xml"/>`), "Doc_0/Pages/P.xml": ofdPage(ofdText("", "一、甲")), "Doc_0/Q.xml": "<o:Page xmlns:ofd='x'><Content>" + ofdText("", "二、乙") + "<Layer>"}, "一、甲\n二、乙\n", doc.Partial, "第 2 页已损坏"},
		{"a page is missing", map[string]string{"Doc_0/Document.xml": ofdRoot(`<Page BaseLoc="Q.xml"/>`)}, "", doc.Damaged, "请报送单位"},
		{"no pages", map[string]string{"Doc_0/Document.xml": ofdRoot("")}, "", doc.Damaged, "找不到页面"},
		{"nothing", page(""), "", doc.Empty, "请报送单位"},
		{"characters of a font of its own", page(ofdText("", "甲\ue111\ue112")), "甲��\n", doc.Partial, "2 处字符"},
		{"a sign before an item", page(at("20", "40", "\ue111") + at("30", "40", strings.Repeat("一段很长的文字", 9))), strings.Repeat("一段很长的文字", 9) + "\n", doc.OK, ""},
		{"encrypted", map[string]string{"Encryptions.xml": "<Encryptions/>", "decryptseed.dat": "x", "Doc_0/Document.xml": ofdRoot(`<Page BaseLoc="Q.xml"/>`)}, "", doc.Encrypted, "不加密"},
		{"a DOCTYPE", map[string]string{"Doc_0/Document.xml": `<!DOCTYPE x [<!ENTITY a "b">]>` + ofdRoot(`<Page BaseLoc="Pages/P.xml"/>`), "Doc_0/Pages/P.xml": ofdPage(ofdText("", "甲"))}, "", doc.Damaged, "请报送单位"},
		{"a table", page(`<ofd:PathObject Boundary="30 40 60 20"><ofd:AbbreviatedData>M 0 0 L 60 0 L 60 20 L 0 20 C M 0 10 L 60 10 M 30 0 L 30 20</ofd:AbbreviatedData></ofd:PathObject>` +
			at("32", "42", "项目") + at("62", "42", "次数") + at("32", "52", "学习") + at("62", "52", "3次")), "cell1.0.0 项目\ncell1.0.1 次数\ncell1.1.0 学习\ncell1.1.1 3次\n", doc.OK, ""},
		{"a blank cell", page(`<ofd:PathObject Boundary="30 40 60 20"><ofd:AbbreviatedData>M 0 0 L 60 0 L 60 20 L 0 20 C M 0 10 L 60 10 M 30 0 L 30 20</ofd:AbbreviatedData></ofd:PathObject>` +
			at("32", "42", "项目") + at("62", "42", "次数") + at("32", "52", "学习")), "cell1.0.0 项目\ncell1.0.1 次数\ncell1.1.0 学习\ncell1.1.1\n", doc.OK, ""},
	} {
		d := readBytes("a.ofd", ofdFile(t, c.parts))
		checkBlocks(t, d)
		if got := outlineOf(d); got != c.want || d.Format != "ofd" || d.Status != c.status || !strings.Contains(d.Reason, c.reason) {
			t.Errorf("%s: %s %s %q\n%s\nwant\n%s", c.name, d.Format, d.Status, d.Reason, got, c.want)
		}
	}
}

func TestOFDLimits(t *testing.T) {
	many := strings.Repeat(`<Page BaseLoc="Pages/P.xml"/>`, 300)
	graphics := `<Res>` // each uses the one before ten times
	for _, id := range []string{"b", "c", "d", "e"} {
		graphics += `<CompositeGraphicUnit ID="` + id + `">` + strings.Repeat(`<CompositeObject ResourceID="`+string(id[0]-1)+`" Boundary="0 0 9 9"/>`, 100) + `</CompositeGraphicUnit>`
	}
	for name, parts := range map[string]map[string]string{
		"many pages": {"Doc_0/Document.xml": ofdRoot(strings.Repeat(`<Page BaseLoc="Pages/P.xml"/>`, 5001)), "Doc_0/Pages/P.xml": ofdPage(ofdText("", "甲"))},
		"much text":  {"Doc_0/Document.xml": ofdRoot(many), "Doc_0/Pages/P.xml": ofdPage(strings.Repeat(ofdText("", strings.Repeat("甲", 30)), 1000))},
		"a template on all pages": {"Doc_0/Document.xml": ofdRoot(many), "Doc_0/T.xml": ofdPage(strings.Repeat(ofdText("", "甲"), 3000)),
			"Doc_0/Pages/P.xml": `<Page><Template TemplateID="9"/></Page>`},
		"graphics of graphics": {"Doc_0/Res.xml": graphics + `<CompositeGraphicUnit ID="a">` + ofdText("", "甲") + `</CompositeGraphicUnit></Res>`, "Doc_0/Pages/P.xml": ofdPage(`<CompositeObject ResourceID="e" Boundary="0 0 9 9"/>`)},
		"deep":                 {"Doc_0/Pages/P.xml": strings.Repeat("<a>", 300)},
	} {
		if d := readBytes("a.ofd", ofdFile(t, parts)); d.Status != doc.Limit || d.Reason == "" {
			t.Errorf("%s: %s %s", name, d.Status, d.Reason)
		}
	}
}

// What is composed as OFD reads as the text that it was.
func TestOFDRoundTrip(t *testing.T) {
	var paragraphs []string
	for range 4 {
		paragraphs = append(paragraphs,
			"一、工作开展情况",
			"今年以来，县教育局党组坚持以党的政治建设为统领，召开专题会议12次，研究部署全面从严治党工作3次，开展集体学习26次、交流研讨18次，参加人数达1260人次，全局上下形成了一级抓一级、层层抓落实的工作格局。",
			"（一）学习情况。组织党组理论学习中心组学习6次，覆盖45人。",
			"二是开展警示教育。通报典型案例3起，组织党员干部286人到警示教育基地接受教育，撰写心得体会210篇，占参加人数的73.4%，比上年同期提高5.2个百分点。")
	}
	d := readBytes("a.ofd", ofdtest.Write(paragraphs...))
	checkBlocks(t, d)
	if want := strings.Join(paragraphs, "\n") + "\n"; outlineOf(d) != want {
		t.Errorf("%s %s got\n%s\nwant\n%s", d.Status, d.Reason, outlineOf(d), want)
	}
	if last := d.Blocks[len(d.Blocks)-1]; last.Runs[0].Src.Page != 2 {
		t.Errorf("the last paragraph is on page %d", last.Runs[0].Src.Page)
	}
}

// The project's own reports, composed as OFD, say the same as in the files they are, and
// almost all their paragraphs are found again.
func TestOFDReports(t *testing.T) {
	files, err := filepath.Glob("../../testdata/reports/*.docx")
	if err != nil || len(files) == 0 {
		t.Fatal("no reports", err)
	}
	breaks, wrong := 0, 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want := readBytes(name, data)
		if !want.Status.Readable() {
			continue
		}
		got := readBytes("a.ofd", ofdtest.Document(want))
		checkBlocks(t, got)
		text, ends := breaksOf(got)
		wantText, wantEnds := breaksOf(want)
		if text != wantText {
			t.Errorf("%s: %s %s\n%s\nwant\n%s", name, got.Status, got.Reason, text, wantText)
		}
		breaks += len(wantEnds)
		for at := range ends {
			if !wantEnds[at] {
				wrong++
			}
		}
		for at := range wantEnds {
			if !ends[at] {
				wrong++
			}
		}
	}
	if t.Logf("%d of %d breaks wrong", wrong, breaks); wrong*33 > breaks {
		t.Errorf("%d of %d breaks wrong", wrong, breaks)
	}
}

// breaksOf returns a document's running text without white space, and where in it paragraphs end.
func breaksOf(d *doc.Document) (text string, ends map[int]bool) {
	ends = map[int]bool{}
	for _, b := range d.Blocks {
		if b.Kind.Body() && b.Text != "" {
			text += strings.Join(strings.Fields(b.Text), "")
			ends[len(text)] = true
		}
	}
	return text, ends
}

// FuzzOFD fuzzes the parts of an OFD file inside a sound package.
func FuzzOFD(f *testing.F) {
	f.Add(ofdRoot(`<Page BaseLoc="Pages/P.xml"/>`), ofdPage(ofdText(`CTM="0 1 -1 0 6 0"`, "甲")+ofdPicture+`<PathObject Boundary="1 2 3 4" Fill="true" Stroke="false"><AbbreviatedData>M 0 0 L 9 0 L 9 9 C</AbbreviatedData></PathObject>`), `<CompositeGraphicUnit ID="7"><CompositeObject ResourceID="7"/></CompositeGraphicUnit>`)
	f.Add(ofdRoot(`<Page BaseLoc="Pages/P.xml"/><Page BaseLoc="/T.xml"/>`), `<Page><Area><PhysicalBox>0 0 -9 1e9</PhysicalBox></Area><Template TemplateID="9"/><CompositeObject ResourceID="7" CTM="1 0 0 NaN 1 1"/><TextObject Size="1e300" HScale="-1"><TextCode DeltaX="g g g 1 g 99999999 x" DeltaY="1 1">甲乙丙</TextCode></TextObject></Page>`, "")
	f.Fuzz(func(t *testing.T, root, page, resources string) {
		fuzz(t, "a.ofd", ofdFile(t, map[string]string{"Doc_0/Document.xml": root, "Doc_0/Pages/P.xml": page, "Doc_0/T.xml": page, "Doc_0/Res.xml": resources}))
	})
}
