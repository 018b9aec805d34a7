package reader

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hegao/analyze/doc"
)

// A trap is a document that holds what readers stumble over, as several programs write it.
type trap struct {
	name    string
	want    string // outlineOf
	notices string // noticesOf
	docx    wordFile
	odt     odtFile
	rtf     string // behind the head
	html    string // of the body; "" where a web page has no such thing

	// What LibreOffice makes otherwise of the docx, by extension; "" where it keeps nothing of it.
	office map[string]string
}

const rtfHead = `{\rtf1\ansi\ansicpg65001\deff0{\fonttbl{\f0\fcharset1 SimSun;}}{\colortbl;\red255\green0\blue0;}` +
	`{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2\outlinelevel1 heading 2;}{\s3 Title;}}`

// odtStyles are the styles that the traps use.
const odtStyles = `<style:style style:name="Title" style:family="paragraph"/>` +
	`<style:style style:name="gone" style:family="text"><style:text-properties text:display="none"/></style:style>` +
	`<style:style style:name="goneP" style:family="paragraph"><style:text-properties text:display="none"/></style:style>`

func openLevel(n, format, attrs string) string {
	return `<text:list-level-style-number text:level="` + n + `" style:num-format="` + format + `" ` + attrs + `/>`
}

func openItem(inner string) string { return "<text:list-item>" + inner + "</text:list-item>" }

func openPara(s string) string { return "<text:p>" + s + "</text:p>" }

func deletedRun(text string) string {
	return `<w:del w:id="9" w:author="甲" w:date="2026-07-01T00:00:00Z"><w:r><w:delText xml:space="preserve">` + text + `</w:delText></w:r></w:del>`
}

func insertedRun(text string) string {
	return `<w:ins w:id="8" w:author="甲" w:date="2026-07-01T00:00:00Z">` + run("", text) + `</w:ins>`
}

const (
	deletedMark  = `<w:rPr><w:del w:id="7" w:author="甲" w:date="2026-07-01T00:00:00Z"/></w:rPr>`
	insertedMark = `<w:rPr><w:ins w:id="6" w:author="甲" w:date="2026-07-01T00:00:00Z"/></w:rPr>`
)

// field is a field with its code and what it shows.
func field(code, result string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + code + ` </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("", result) + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

func cell(props, inner string) string {
	return `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>` + props + `</w:tcPr>` + inner + `</w:tc>`
}

// LibreOffice keeps no legal numbers.
const notLegal = "第一章 总则\n一.1 依据\n一.2 范围\n第二章 职责\n二.1 分工\n① 甲\n② 乙\n① 重新开始\n"

// prompted is what a prompt comes out as.
func prompted(s string) string {
	return "本期报告共1页，见通知。\nbox 内部资料\nbox 注意保存\n联系人：" + s + "\n后文\n"
}

var traps = []trap{
	{
		name: "numbers of three levels that start over",
		want: "{一、}工作开展情况\n{（一）}政治建设\n{1. }学习6次\n{2. }讲课2次\n{（二）}责任落实\n{1. }签订责任书\n正文不编号。\n{二、}存在问题\n{（一）}学习不深\n",
		docx: wordFile{
			body: item(1, 0, "工作开展情况") + item(1, 1, "政治建设") + item(1, 2, "学习6次") + item(1, 2, "讲课2次") + item(1, 1, "责任落实") + item(1, 2, "签订责任书") +
				para("", "正文不编号。") + item(1, 0, "存在问题") + item(1, 1, "学习不深"),
			numbering: abstract(0, chapters) + num(1, 0, ""),
		},
		odt: odtFile{
			automatic: `<text:list-style style:name="L">` + openLevel("1", "一, 二, 三, ...", `style:num-suffix="、"`) + openLevel("2", "一, 二, 三, ...", `style:num-prefix="（" style:num-suffix="）"`) + openLevel("3", "1", `style:num-suffix="."`) + `</text:list-style>`,
			body: `<text:list xml:id="a" text:style-name="L">` + openItem(openPara("工作开展情况")+"<text:list>"+
				openItem(openPara("政治建设")+"<text:list>"+openItem(openPara("学习6次"))+openItem(openPara("讲课2次"))+"</text:list>")+
				openItem(openPara("责任落实")+"<text:list>"+openItem(openPara("签订责任书"))+"</text:list>")+"</text:list>") + `</text:list>` + openPara("正文不编号。") +
				`<text:list text:style-name="L" text:continue-numbering="true">` + openItem(openPara("存在问题")+"<text:list>"+openItem(openPara("学习不深"))+"</text:list>") + `</text:list>`,
		},
		rtf: `{\listtext\pard 一、}工作开展情况\par{\listtext（一）}政治建设\par{\listtext 1.\tab}学习6次\par{\listtext 2.\tab}讲课2次\par{\listtext（二）}责任落实\par{\listtext 1.\tab}签订责任书\par ` +
			`\pard 正文不编号。\par{\listtext 二、}存在问题\par{\listtext（一）}学习不深\par`,
		html: `<ol style="list-style-type:cjk-ideographic"><li>工作开展情况</ol><p>（一）政治建设</p><ol><li>学习6次<li>讲课2次</ol><p>（二）责任落实<ol><li>签订责任书</ol>正文不编号。` +
			`<ol start=2 style="list-style-type:cjk-ideographic"><li>存在问题</ol>（一）学习不深`,
		office: map[string]string{".html": ""}, // its lists count in digits
	},
	{
		name: "a list that is started anew, and digits of a legal number",
		want: "{第一章 }总则\n{1.1 }依据\n{1.2 }范围\n{第二章 }职责\n{2.1 }分工\n{① }甲\n{② }乙\n{① }重新开始\n",
		docx: wordFile{
			body: item(1, 0, "总则") + item(1, 1, "依据") + item(1, 1, "范围") + item(1, 0, "职责") + item(1, 1, "分工") + item(2, 0, "甲") + item(2, 0, "乙") + item(3, 0, "重新开始"),
			numbering: abstract(0, lvl(0, "chineseCounting", "第%1章", "")+lvl(1, "decimal", "%1.%2", "<w:isLgl/>")) + abstract(1, lvl(0, "decimalEnclosedCircle", "%1", "")) +
				num(1, 0, "") + num(2, 1, "") + num(3, 1, `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>`),
		},
		odt: odtFile{
			automatic: `<text:list-style style:name="L">` + openLevel("1", "一, 二, 三, ...", `style:num-prefix="第" style:num-suffix="章"`) + `</text:list-style>` +
				`<text:list-style style:name="M">` + openLevel("1", "①, ②, ③, ...", "") + `</text:list-style>`,
			body: `<text:list text:style-name="L">` + openItem(openPara("总则")) + `</text:list>` + openPara("1.1 依据") + openPara("1.2 范围") +
				`<text:list text:style-name="L" text:continue-numbering="true">` + openItem(openPara("职责")) + `</text:list>` + openPara("2.1 分工") +
				`<text:list text:style-name="M">` + openItem(openPara("甲")) + openItem(openPara("乙")) + `<text:list-item text:start-value="1">` + openPara("重新开始") + `</text:list-item></text:list>`,
		},
		rtf:    `{\listtext 第一章\tab}总则\par{\listtext 1.1\tab}依据\par{\listtext 1.2\tab}范围\par{\listtext 第二章\tab}职责\par{\listtext 2.1\tab}分工\par{\listtext\u9312?\tab}甲\par{\listtext\u9313?\tab}乙\par{\listtext\u9312?\tab}重新开始\par`,
		office: map[string]string{".docx": notLegal, ".doc": notLegal, ".odt": notLegal, ".rtf": notLegal, ".html": ""},
	},
	{
		name:    "tracked changes and a deleted end of a paragraph",
		want:    "学习6次，讲课三次。\n前半段，后半段。\n新增一段\n末段\n",
		notices: "changes 插入 3 处、删除 3 处 学习6次，讲课三次。",
		docx: wordFile{body: `<w:p>` + run("", "学习") + deletedRun("5") + deletedRun("次") + insertedRun("6") + insertedRun("次") + run("", "，讲课") + insertedRun("三") + deletedRun("两") + run("", "次。") + `</w:p>` +
			`<w:p><w:pPr>` + deletedMark + `</w:pPr>` + run("", "前半段，") + `</w:p>` + para("", "后半段。") + `<w:p><w:pPr>` + insertedMark + `</w:pPr>` + insertedRun("新增一段") + `</w:p>` + para("", "末段")},
		odt: odtFile{body: `<text:tracked-changes><text:changed-region text:id="d"><text:deletion>` + openPara("5次") + `</text:deletion></text:changed-region><text:changed-region text:id="i"><text:insertion/></text:changed-region>` +
			`<text:changed-region text:id="j"><text:insertion/></text:changed-region><text:changed-region text:id="e"><text:deletion>` + openPara("两") + `</text:deletion></text:changed-region>` +
			`<text:changed-region text:id="f"><text:deletion>` + openPara("") + openPara("") + `</text:deletion></text:changed-region><text:changed-region text:id="k"><text:insertion/></text:changed-region></text:tracked-changes>` +
			openPara(`学习<text:change text:change-id="d"/><text:change-start text:change-id="i"/>6次<text:change-end text:change-id="i"/>，讲课<text:change-start text:change-id="j"/>三<text:change-end text:change-id="j"/><text:change text:change-id="e"/>次。`) +
			openPara(`前半段，<text:change text:change-id="f"/>后半段。`) + openPara(`<text:change-start text:change-id="k"/>新增一段`) + openPara(`<text:change-end text:change-id="k"/>末段`)},
		rtf: `\pard 学习{\deleted 5}{\deleted 次}{\revised 6}{\revised 次}，讲课{\revised 三}{\deleted 两}次。\par 前半段，{\deleted\par}后半段。\par{\revised 新增一段\par}末段\par`,
		html: `<p>学习<del datetime="1">5</del><del datetime="1">次</del><ins datetime="1">6次</ins>，讲课<ins datetime="1">三</ins><del datetime="1">两</del>次。</p><p>前半段，<del datetime="1"> </del>后半段。</p>` +
			`<p><ins datetime="1">新增一段</ins></p><p>末段</p>`,
		// A page shows what was deleted; in RTF the paragraph goes whose end was deleted.
		office: map[string]string{".html": "", ".rtf": "学习6次，讲课三次。\n后半段。\n新增一段\n末段\n"},
	},
	{
		name:    "hidden text, by itself and by style",
		want:    "学习6次。\n末段\n",
		notices: "hidden 隐藏的文字：“去年5次” 学习6次。",
		docx: wordFile{
			body: `<w:p>` + run("", "学习") + run("<w:vanish/>", "去年") + run("<w:vanish/>", "5次") + run("", "6次。") + `</w:p>` + para(`<w:pStyle w:val="note"/>`, "填写说明：不超过五百字") + para("", "末段"),
			styles: `<w:style w:type="paragraph" w:styleId="base"><w:name w:val="base"/><w:rPr><w:vanish/></w:rPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="note"><w:name w:val="note"/><w:basedOn w:val="base"/></w:style>`,
		},
		odt:  odtFile{body: openPara(`学习<text:span text:style-name="gone">去年</text:span><text:span text:style-name="gone">5次</text:span>6次。`) + `<text:p text:style-name="goneP">填写说明：不超过五百字</text:p>` + openPara("末段")},
		rtf:  `\pard 学习{\v 去年}{\v 5次}6次。\par{\v 填写说明：不超过五百字\par}末段\par`,
		html: `<p>学习<span style="display:none">去年</span><span style="display:none">5次</span>6次。</p><p style="display:none">填写说明：不超过五百字</p><p>末段</p>`,
	},
	{
		name: "a text box, a prompt and fields",
		want: "本期报告共1页，见通知。\nbox 内部资料\nbox 注意保存\n联系人：单击此处输入文字\n后文\n",
		docx: wordFile{body: `<w:p>` + run("", "本期报告共") + field("NUMPAGES", "1") + run("", "页，见") + field(`HYPERLINK "http://x"`, "通知") +
			`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" behindDoc="0" distT="0" distB="0" distL="0" distR="0" simplePos="0" locked="0" layoutInCell="1" allowOverlap="1" relativeHeight="2">` +
			`<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="1800000" cy="720000"/><wp:wrapNone/><wp:docPr id="1" name="框"/>` +
			`<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>` +
			`<wps:txbx><w:txbxContent>` + para("", "内部资料") + para("", "注意保存") + `</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>` +
			`<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>` + para("", "内部资料") + para("", "注意保存") + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>` +
			run("", "。") + `</w:p>` + `<w:p>` + run("", "联系人：") + field(`MACROBUTTON  NoMacro 单击此处输入文字`, "")[:len(field(`MACROBUTTON  NoMacro 单击此处输入文字`, ""))-len(`<w:r><w:fldChar w:fldCharType="separate"/></w:r>`+run("", "")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`)] +
			`<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>` + para("", "后文")},
		odt: odtFile{body: openPara(`本期报告共<text:page-count>1</text:page-count>页，见<text:a>通知</text:a><draw:frame><draw:text-box>`+openPara("内部资料")+openPara("注意保存")+`</draw:text-box></draw:frame>。`) +
			openPara(`联系人：<text:placeholder text:placeholder-type="text">单击此处输入文字</text:placeholder>`) + openPara("后文")},
		rtf: `\pard 本期报告共{\field{\*\fldinst NUMPAGES}{\fldrslt 1}}页，见{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt 通知}}{\shp{\*\shpinst{\shptxt\pard 内部资料\par 注意保存\par}}}。\par ` +
			`联系人：{\field{\*\fldinst MACROBUTTON  NoMacro 单击此处输入文字}{\fldrslt}}\par 后文\par`,
		// A page has boxes as pictures; the prompt comes out with a blank, or twice.
		office: map[string]string{
			".html": "", ".docx": prompted("单击此处输入文字 "), ".doc": prompted("单击此处输入文字 "), ".odt": prompted("单击此处输入文字 "),
			".rtf": prompted("单击此处输入文字单击此处输入文字 "),
		},
	},
	{
		name: "merged cells, cells without text, a table in a cell, a frame",
		want: "h1 一、框里\n框里的正文\n表前\ncell1.0.0 单位\ncell1.0.1 次数\ncell1.1.0 甲局\ncell1.1.1 3次\ncell1.1.2 *次\ncell1.2.1\ncell1.2.2 5次\ncell1.3.0 嵌套\ncell2.0.0 内一\ncell2.0.1 内二\ncell1.3.0 嵌套后\ncell1.3.2 末格\n表后\n",
		docx: wordFile{
			styles: `<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>`,
			body: `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="6000"/></w:tblGrid><w:tr>` + cell("", para(`<w:pStyle w:val="1"/>`, "一、框里")+para("", "框里的正文")) + `</w:tr></w:tbl>` + para("", "表前") +
				`<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>` +
				`<w:tr>` + cell("", para("", "单位")) + cell(`<w:gridSpan w:val="2"/>`, para("", "次数")) + `</w:tr>` +
				`<w:tr>` + cell(`<w:vMerge w:val="restart"/>`, para("", "甲局")) + cell("", para("", "3次")) + cell("", para("", "*次")) + `</w:tr>` +
				`<w:tr>` + cell(`<w:vMerge/>`, `<w:p/>`) + cell("", `<w:p/>`) + cell("", para("", "5次")) + `</w:tr>` +
				`<w:tr>` + cell(`<w:gridSpan w:val="2"/>`, para("", "嵌套")+`<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/></w:tblGrid><w:tr>`+
				strings.ReplaceAll(cell("", para("", "内一"))+cell("", para("", "内二")), "2000", "1000")+`</w:tr></w:tbl>`+para("", "嵌套后")) + cell("", para("", "末格")) + `</w:tr></w:tbl>` + para("", "表后"),
		},
		odt: odtFile{body: `<table:table><table:table-column/><table:table-row><table:table-cell><text:h text:outline-level="1">一、框里</text:h>` + openPara("框里的正文") + `</table:table-cell></table:table-row></table:table>` + openPara("表前") +
			`<table:table><table:table-column table:number-columns-repeated="3"/>` +
			`<table:table-row><table:table-cell>` + openPara("单位") + `</table:table-cell><table:table-cell table:number-columns-spanned="2">` + openPara("次数") + `</table:table-cell><table:covered-table-cell/></table:table-row>` +
			`<table:table-row><table:table-cell table:number-rows-spanned="2">` + openPara("甲局") + `</table:table-cell><table:table-cell>` + openPara("3次") + `</table:table-cell><table:table-cell>` + openPara("*次") + `</table:table-cell></table:table-row>` +
			`<table:table-row><table:covered-table-cell/><table:table-cell>` + openPara("") + `</table:table-cell><table:table-cell>` + openPara("5次") + `</table:table-cell></table:table-row>` +
			`<table:table-row><table:table-cell table:number-columns-spanned="2">` + openPara("嵌套") + `<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell>` + openPara("内一") + `</table:table-cell><table:table-cell>` + openPara("内二") + `</table:table-cell></table:table-row></table:table>` + openPara("嵌套后") +
			`</table:table-cell><table:covered-table-cell/><table:table-cell>` + openPara("末格") + `</table:table-cell></table:table-row></table:table>` + openPara("表后")},
		rtf: `\trowd\cellx6000\pard\intbl\s1 一、框里\par\pard\intbl 框里的正文\cell\row\pard 表前\par` +
			`\trowd\cellx2000\cellx6000\pard\intbl 单位\cell 次数\cell\row` +
			`\trowd\clvmgf\cellx2000\cellx4000\cellx6000\pard\intbl 甲局\cell 3次\cell *次\cell\row` +
			`\trowd\clvmrg\cellx2000\cellx4000\cellx6000\pard\intbl\cell\cell 5次\cell\row` +
			`\trowd\cellx4000\cellx6000\pard\intbl 嵌套\par\pard\intbl\itap2 内一\nestcell 内二\nestcell{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}\pard\intbl 嵌套后\cell 末格\cell\row\pard 表后\par`,
		html: `<table><tr><td><h1>一、框里</h1><p>框里的正文</p></td></tr></table><p>表前</p><table><tr><td>单位<td colspan=2>次数<tr><td rowspan=2>甲局<td>3次<td>*次<tr><td><td>5次` +
			`<tr><td colspan=2>嵌套<table><tr><td>内一<td>内二</table>嵌套后<td>末格</table>表后`,
	},
	{
		name: "notes, headers and footers",
		want: "学习6次。\n正文\nnote 据会议记录统计\nheader 内部资料\nfooter 第1页\n",
		docx: wordFile{
			body: `<w:p>` + run("", "学习6次") + `<w:r><w:footnoteReference w:id="1"/></w:r>` + run("", "。") + `</w:p>` + para("", "正文") +
				`<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/><w:footerReference w:type="default" r:id="rfooter1"/></w:sectPr>`,
			parts: map[string]string{"footnotes": `<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="1">` + `<w:p><w:r><w:footnoteRef/></w:r>` + run("", "据会议记录统计") + `</w:p></w:footnote>`,
				"header1": para("", "内部资料"), "footer1": `<w:p>` + run("", "第") + field("PAGE", "1") + run("", "页") + `</w:p>`},
		},
		odt: odtFile{
			body:  openPara(`学习6次<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>`+openPara("据会议记录统计")+`</text:note-body></text:note>。`) + openPara("正文"),
			pages: `<style:master-page style:name="Standard"><style:header>` + openPara("内部资料") + `</style:header><style:footer>` + openPara(`第<text:page-number>1</text:page-number>页`) + `</style:footer></style:master-page>`,
		},
		rtf:    `{\header\pard 内部资料\par}{\footer\pard 第{\field{\*\fldinst PAGE}{\fldrslt 1}}页\par}\pard 学习6次{\super\chftn{\footnote\pard\chftn 据会议记录统计}}。\par 正文\par`,
		office: map[string]string{".html": ""}, // has them in the body
	},
	{
		name: "signs: full-width digits, tabs, blanks, breaks in a heading and in a paragraph",
		want: "title 关于２０２６年上半年工作情况的报告\nh1 一、工作开展情况及成效\n甲\t乙（   ）次，讲课３次\n一是学习。\n二是讲课。\n",
		docx: wordFile{
			styles: `<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>`,
			body: `<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>关于２０２６年上半年</w:t><w:br/><w:t>工作情况的报告</w:t></w:r></w:p>` + `<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>一、工作开展情况</w:t><w:br/><w:t>及成效</w:t></w:r></w:p>` +
				`<w:p><w:r><w:t>甲</w:t><w:tab/><w:t xml:space="preserve">乙（   ）次，讲课３次</w:t></w:r></w:p>` + `<w:p><w:r><w:t>一是学习。</w:t><w:br/><w:t>二是讲课。</w:t></w:r></w:p>`,
		},
		odt: odtFile{body: `<text:p text:style-name="Title">关于２０２６年上半年<text:line-break/>工作情况的报告</text:p><text:h text:outline-level="1">一、工作开展情况<text:line-break/>及成效</text:h>` +
			openPara(`甲<text:tab/>乙（<text:s text:c="3"/>）次，讲课３次`) + openPara(`一是学习。<text:line-break/>二是讲课。`)},
		rtf: `\pard\s3 关于２０２６年上半年\line 工作情况的报告\par\pard\s1 一、工作开展情况\line 及成效\par\pard 甲\tab 乙（   ）次，讲课３次\par 一是学习。\line 二是讲课。\par`,
		// A page does not say that it has a title.
		office: map[string]string{".html": "关于２０２６年上半年\n工作情况的报告\nh1 一、工作开展情况及成效\n甲\t乙（   ）次，讲课３次\n一是学习。\n二是讲课。\n"},
	},
}

// TestTraps reads each trap in every format: all say the same.
func TestTraps(t *testing.T) {
	for _, c := range traps {
		for ext, data := range map[string][]byte{
			".docx": c.docx.bytes(t),
			".odt":  odtFile{body: c.odt.body, automatic: c.odt.automatic, styles: odtStyles, pages: c.odt.pages}.bytes(t),
			".rtf":  []byte(rtfHead + c.rtf + "}"),
			".html": []byte("<html><body>" + c.html + "</body></html>"),
		} {
			if ext == ".html" && c.html == "" {
				continue
			}
			d := readBytes("a"+ext, data)
			checkBlocks(t, d)
			// Where a number is typed in one format it is text there.
			if got, want := plainOutline(d), strings.NewReplacer("{", "", "}", "").Replace(c.want); got != want || d.Status != doc.OK {
				t.Errorf("%s as %s: %s %s\ngot\n%swant\n%s", c.name, ext, d.Status, d.Reason, got, want)
			}
			if got := noticesOf(d); got != c.notices {
				t.Errorf("%s as %s: noticed %s, want %s", c.name, ext, got, c.notices)
			}
		}
	}
}

func plainOutline(d *doc.Document) string {
	return strings.NewReplacer("{", "", "}", "").Replace(outlineOf(d))
}

// TestTrapsByLibreOffice does the same with what LibreOffice makes of the docx.
func TestTrapsByLibreOffice(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("LibreOffice (soffice) is not installed, or a short run: not compared with what it saves")
	}
	dir := t.TempDir()
	var files []string
	for i, c := range traps {
		name := filepath.Join(dir, string(rune('a'+i))+".docx")
		if err := os.WriteFile(name, c.docx.bytes(t), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	for ext, filter := range map[string]string{".docx": "docx:MS Word 2007 XML", ".doc": "doc:MS Word 97", ".odt": "odt:writer8", ".rtf": "rtf:Rich Text Format", ".html": "html:HTML (StarWriter)"} {
		out := t.TempDir()
		args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(dir) + "/profile", "--headless", "--convert-to", filter, "--outdir", out}, files...)
		if said, err := exec.Command(program, args...).CombinedOutput(); err != nil {
			t.Fatalf("soffice: %v %s", err, said)
		}
		for i, c := range traps {
			want, excused := c.office[ext]
			if !excused {
				want = strings.NewReplacer("{", "", "}", "").Replace(c.want)
			} else if want == "" {
				continue
			}
			data, err := os.ReadFile(filepath.Join(out, string(rune('a'+i))+ext))
			if err != nil {
				t.Error(err)
				continue
			}
			d := readBytes("a"+ext, data)
			checkBlocks(t, d)
			if got := plainOutline(d); got != want || d.Status != doc.OK {
				t.Errorf("%s saved as %s: %s %s\ngot\n%swant\n%s", c.name, ext, d.Status, d.Reason, got, want)
			}
			if got := noticesOf(d); got != c.notices {
				t.Errorf("%s saved as %s: noticed %s, want %s", c.name, ext, got, c.notices)
			}
		}
	}
}
