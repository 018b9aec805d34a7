package outline_test

import (
	"fmt"
	"strings"
	"testing"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/outline"
)

// document makes a document of paragraphs. A line that starts with "# ", "## " … is
// marked as a heading by the file, one that starts with "! " as the title, one with
// "| " is a table cell, one with "@ " text in a drawing.
func document(lines ...string) *doc.Document {
	d := &doc.Document{Status: doc.OK}
	for _, line := range lines {
		b := doc.Block{Text: line}
		if rest, ok := strings.CutPrefix(line, "! "); ok {
			b = doc.Block{Kind: doc.Title, Text: rest}
		} else if rest, ok := strings.CutPrefix(line, "| "); ok {
			b = doc.Block{Kind: doc.TableCell, Text: rest, Cell: &doc.Cell{Table: 1}}
		} else if rest, ok := strings.CutPrefix(line, "@ "); ok {
			b = doc.Block{Kind: doc.TextBox, Text: rest}
		} else if marks := len(line) - len(strings.TrimLeft(line, "#")); marks > 0 && strings.HasPrefix(line[marks:], " ") {
			b = doc.Block{Kind: doc.Heading, Level: marks, Text: line[marks+1:]}
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d
}

// headings returns the headings of o as "level number title", the report's title left out.
func headings(o outline.Outline) []string {
	var out []string
	for _, s := range o.Sections {
		if s.Level > 0 {
			out = append(out, strings.Join(strings.Fields(fmt.Sprint(s.Level, " ", s.Number, " ", s.Title)), " "))
		}
	}
	return out
}

// body is a paragraph of running text.
const body = "全年召开专题会议4次，研究部署重点任务，推动各项工作落到实处，取得了较好成效。"

func TestHeadings(t *testing.T) {
	for name, c := range map[string]struct{ lines, want []string }{
		"a point of running text is none": {
			[]string{"一、工作情况", body, "二是存在的问题还比较突出", "二、存在的问题", body},
			[]string{"1 一、 工作情况", "1 二、 存在的问题"},
		},
		"marks of the first level": {
			[]string{"一．工作情况", body, "二.  主要做法", body, "三 、存在问题", body, "第四、下步打算", body, "5、其他", body},
			[]string{"1 一． 工作情况", "1 二. 主要做法", "1 三 、 存在问题", "1 第四、 下步打算", "2 5、 其他"},
		},
		"a heading runs in": {
			[]string{"（一）落实主体责任。一是强化部署，召开会议3次。", "（二）落实监督责任：纪检组开展检查5次。", "（三）坚持问题导向，紧盯关键少数，持续深入开展警示教育活动并且组织全体党员干部认真参加集中学习培训。" + body},
			[]string{"1 （一） 落实主体责任", "1 （二） 落实监督责任"},
		},
		"points counted in one paragraph": {
			[]string{"一、原因分析", "1.党性锻炼有所放松。2.宗旨意识有所淡化。3.担当精神有所欠缺。", "二、打算", "（一）抓学习。1.学理论。2.学业务。" + body},
			[]string{"1 一、 原因分析", "1 二、 打算", "2 （一） 抓学习"},
		},
		"an inner style starts anew": {
			[]string{"第一部分 工作情况", "一、抓学习", body, "二、抓落实", "（一）抓重点", "1.抓项目", body, "（1）抓进度", body, "①抓质量", body, "（二）抓难点", body, "第二部分 问题", body, "一、作风", body},
			[]string{"1 第一部分 工作情况", "2 一、 抓学习", "2 二、 抓落实", "3 （一） 抓重点", "4 1. 抓项目", "5 （1） 抓进度", "6 ① 抓质量", "3 （二） 抓难点", "1 第二部分 问题", "2 一、 作风"},
		},
		"the outermost style is level one": {
			[]string{"1、工作情况", body, "（1）抓学习", body, "2、存在问题", body},
			[]string{"1 1、 工作情况", "2 （1） 抓学习", "1 2、 存在问题"},
		},
		"usual order turned inside": {
			[]string{"（一）工作情况", "一、抓学习", body, "二、抓落实", body, "（二）下步打算", "一、抓队伍", body, "二、抓制度", body},
			[]string{"1 （一） 工作情况", "2 一、 抓学习", "2 二、 抓落实", "1 （二） 下步打算", "2 一、 抓队伍", "2 二、 抓制度"},
		},
		"the heading above is lost": {
			[]string{"（一）抓学习", body, "（二）抓落实", body, "二、存在问题", body},
			[]string{"2 （一） 抓学习", "2 （二） 抓落实", "1 二、 存在问题"},
		},
		"numbers that go on counting": {
			[]string{"一、工作情况", "一、二季度召开会议2次。", body, "一、二、三季度分别召开会议2次、3次、2次。", body, "1、2号楼完成改造。", body, "1.2万人次参加活动。", body, "二、三会一课落实情况", body},
			[]string{"1 一、 工作情况", "1 二、 三会一课落实情况"},
		},
		"a quarter in a title": {
			[]string{"一、三季度工作情况", body, "二、存在问题", body, "三、四季度工作打算", body},
			[]string{"1 一、 三季度工作情况", "1 二、 存在问题", "1 三、 四季度工作打算"},
		},
		"white space behind the title": {
			[]string{"一、工作情况　今年以来，" + body, "二、存在问题  一是重视不够，二是力量不足，三是方法不多，四是创新不够，五是考核不严，六是落实不力。"},
			[]string{"1 一、 工作情况", "1 二、 存在问题"},
		},
		"pasted Markdown": {
			[]string{"## 一、工作情况", body, "**二、存在问题**", body, "**（一）**" + body, "**三、下步打算**", body},
			[]string{"1 一、 工作情况", "1 二、 存在问题", "1 三、 下步打算"},
		},
		"pasted Markdown inside lines": {
			[]string{"**一、基本情况。** " + body, "**二、主要做法**", "1. **健全制度。** " + body, "2. **强化监督。** " + body, "**三、存在不足**", body},
			[]string{"1 一、 基本情况", "1 二、 主要做法", "2 1. 健全制度", "2 2. 强化监督", "1 三、 存在不足"},
		},
		"commas behind numbers": {
			[]string{"一，工作情况", body, "二，存在问题", body, "1,200亩农田建成", body},
			[]string{"1 一 工作情况", "1 二 存在问题"},
		},
		"decimals that are none": {
			[]string{"一、工作情况", "6.30前完成整改", body, "3.15维权活动", body, "二、存在问题", body},
			[]string{"1 一、 工作情况", "1 二、 存在问题"},
		},
		"years in titles": {
			[]string{"1.2024年工作情况", body, "2、2025年打算", body},
			[]string{"1 1. 2024年工作情况", "1 2、 2025年打算"},
		},
		"decimals": {
			[]string{"1 概况", "1.1 人员情况", body, "1.2 机构设置", body, "2 问题", body, "2.1 内部管理", body},
			[]string{"1 1 概况", "2 1.1 人员情况", "2 1.2 机构设置", "1 2 问题", "2 2.1 内部管理"},
		},
		"decimals with a gap": {
			[]string{"1 主要工作", "1.1 把方向", body, "1.2 抓基层", body, "1.4 强育人", body, "1.5 惠民生", body, "2 问题", body, "2.2 内部管理", body},
			[]string{"1 1 主要工作", "2 1.1 把方向", "2 1.2 抓基层", "2 1.4 强育人", "2 1.5 惠民生", "1 2 问题", "2 2.2 内部管理"},
		},
		"bare numbers with a gap": {
			[]string{"1 主要工作", body, "3 工作思路", body},
			[]string{"1 1 主要工作", "1 3 工作思路"},
		},
		"bare numbers before years": {
			[]string{"1 主要工作", body, "2 存在的问题", body, "3 2025年工作思路", body, "3.1 2025年上半年", body, "3.2 2025 年下半年", body},
			[]string{"1 1 主要工作", "1 2 存在的问题", "1 3 2025年工作思路", "2 3.1 2025年上半年", "2 3.2 2025年下半年"},
		},
		"points with days": {
			[]string{"某局工作总结", "3 四季度工作安排", "3.1 10月底前完成专项整治。", "3.2 11月中旬组织培训1期。", "3.3 12月开展年度考核。", "4 建议", body},
			[]string{"1 3 四季度工作安排", "1 4 建议"},
		},
		"days and numbers with spaces are no headings": {
			[]string{"一、大事记", "5 月召开推进会", body, "6 月开展大检查", body, "1 260件信访件办结", "2 100件群众诉求办结", "二、打算", body},
			[]string{"1 一、 大事记", "2 5月召开推进会", "2 6月开展大检查", "1 二、 打算"},
		},
		"letters and Roman numerals": {
			[]string{"Ⅰ. 工作情况", "A. 抓学习", body, "B．抓落实", body, "Ⅱ. 存在问题", body, "III. 下步打算", "A、强队伍。" + body, "B、建制度。" + body},
			[]string{"1 Ⅰ. 工作情况", "2 A. 抓学习", "2 B． 抓落实", "1 Ⅱ. 存在问题", "1 III. 下步打算", "2 A、 强队伍", "2 B、 建制度"},
		},
		"stems": {
			[]string{"壹、工作情况", "（甲）抓学习", body, "（乙）抓落实", body, "贰、存在问题", "甲、队伍。" + body, "乙、制度。" + body, "甲、乙两村已整改。", "（甲方）盖章"},
			[]string{"1 壹、 工作情况", "2 （甲） 抓学习", "2 （乙） 抓落实", "1 贰、 存在问题", "2 甲、 队伍", "2 乙、 制度"},
		},
		"letters with a gap": {
			[]string{"一、工作情况", "I. 监督执纪", body, "II. 巡察整改", body, "IV. 队伍建设", body, "A. 学理论", body, "C. 学业务", body, "D. 学先进", body, "二、问题", body},
			[]string{"1 一、 工作情况", "2 I. 监督执纪", "2 II. 巡察整改", "2 IV. 队伍建设", "3 A. 学理论", "3 C. 学业务", "3 D. 学先进", "1 二、 问题"},
		},
		"a long line of its own": {
			[]string{"一、坚持把党的政治建设摆在首位，以高质量理论学习、高标准政治监督、高水平政治生态推动党的二十届四中全会精神在全市文旅系统落地生根", body, "二、坚持把责任扛在肩上", body},
			[]string{"1 一、 坚持把党的政治建设摆在首位，以高质量理论学习、高标准政治监督、高水平政治生态推动党的二十届四中全会精神在全市文旅系统落地生根", "1 二、 坚持把责任扛在肩上"},
		},
		"broken prose with an indent": {
			[]string{"　　一、压实责任，坚决扛起政治责任", "　　（一）校委会专题研究意识形态工作3次，年初与各科室签订意识", "形态工作责任书7份，层层传导压力。",
				"　　（二）健全一级抓一级、层层抓落实的工作格局，切实守牢思想", "阵地。开展检查3次，整改问题9个。", "　　（三）认真学习贯彻党的创新理论，扎实推进思想政治工作落到", "实处", "　　" + body},
			[]string{"1 一、 压实责任，坚决扛起政治责任", "2 （二） 健全一级抓一级、层层抓落实的工作格局，切实守牢思想阵地", "2 （三） 认真学习贯彻党的创新理论，扎实推进思想政治工作落到实处"},
		},
		"letters under Chinese numbers": {
			[]string{"一、工作情况", "A、抓学习", body, "B、抓落实", body, "二、问题", "A、学习不够", body, "B、落实不力", body},
			[]string{"1 一、 工作情况", "2 A、 抓学习", "2 B、 抓落实", "1 二、 问题", "2 A、 学习不够", "2 B、 落实不力"},
		},
		"letters that are no numbers": {
			[]string{"一、工作情况", "A类单位12家，B类单位8家。", "A. 甲单位", "C、C级危房全部腾空。" + body, "AI赋能监管", body, "VIP窗口全部撤并", body, "二、问题", "存在三类：", "A. 制度不全。", "B. 落实不力。", "C. 考核不严。"},
			[]string{"1 一、 工作情况", "2 AI赋能监管", "2 VIP窗口全部撤并", "1 二、 问题"},
		},
		"table cells and rows": {
			[]string{"一、总体情况", body, "| 二、本年新收", "| 26件", "三、本年办结\t25件\t8件", "（一）予以公开  14件  5件", "|四、结转|2件|0件|", "二、存在问题", body},
			[]string{"1 一、 总体情况", "1 二、 存在问题"},
		},
		"contents without page numbers": {
			[]string{"关于工作情况的报告", "目 录", "一、工作情况", "二、存在问题", "一、工作情况", body, "二、存在问题", body},
			[]string{"1 一、 工作情况", "1 二、 存在问题"},
		},
		"contents with page numbers": {
			[]string{"关于工作情况的报告", "目录", "一、工作情况\t1", "二、存在问题\t3", "一、工作情况", body, "二、存在问题", body},
			[]string{"1 一、 工作情况", "1 二、 存在问题"},
		},
		"a number on a line of its own": {
			[]string{"一、", "工作情况", body, "二、", "存在问题：", body},
			[]string{"1 一、 工作情况", "1 二、 存在问题"},
		},
		"points of a list": {
			[]string{"一、工作情况", "（1）制定方案；", "（2）开展检查；", "（3）督促整改。", "二、打算", "1.完善制度。", "2.强化培训。", "3.严格考核。", "某县水务局", "2025年7月1日"},
			[]string{"1 一、 工作情况", "1 二、 打算"},
		},
		"a long lead among headings": {
			[]string{"1.抓学习。" + body, "2.坚持把制度建设摆在更加突出的位置来谋划和推进，先后修订完善议事规则、财务管理、公务接待等一批制度，推动管理更加规范。", "3.抓落实。" + body},
			[]string{"1 1. 抓学习", "1 2. 坚持把制度建设摆在更加突出的位置来谋划和推进", "1 3. 抓落实"},
		},
		"bare lines": {
			[]string{"某馆2024年工作情况", "开放服务水平不断提升", body, "安全管理持续加强", body, "联系人 张某", "图1 接待人数", body, "某馆", "2024年12月30日"},
			[]string{"1 开放服务水平不断提升", "1 安全管理持续加强"},
		},
		"a bare line behind the opening": {
			[]string{"某馆2024年工作报告", "2024年，我馆努力工作。现将有关情况报告如下：", "开放服务水平不断提升", body, "安全管理持续加强", body, "检查结果见下：", "检查项目名称", body},
			[]string{"1 开放服务水平不断提升", "1 安全管理持续加强"},
		},
		"bare lines that look like units and captions": {
			[]string{"某校2024年工作总结", "建好清廉校园", body, "注重理论学习", body, "图书服务提质", body, "图1 借阅人数", body, "表 2 活动场次", body},
			[]string{"1 建好清廉校园", "1 注重理论学习", "1 图书服务提质"},
		},
		"bare lines with colons": {
			[]string{"某馆2024年工作情况", "工作开展情况：", body, "存在的问题：", body},
			[]string{"1 工作开展情况", "1 存在的问题"},
		},
		"long bare lines": {
			[]string{"某处2025年述职报告", "坚持政治引领，在学深悟透中铸牢忠诚", body, "坚持融合发展，在守护生态中担当作为", body, "对标对表，工作中还存在一些短板弱项", "一是党建与业务融合不深；二是教育形式单一。"},
			[]string{"1 坚持政治引领，在学深悟透中铸牢忠诚", "1 坚持融合发展，在守护生态中担当作为", "1 对标对表，工作中还存在一些短板弱项"},
		},
		"labels between which parts are named": {
			[]string{"共青团某县委2025年工作总结", "县委办公室：", body, "思想引领：", body, "服务青年：", body, "主要做了以下工作：", body, "存在问题：", body, "工作打算：", body},
			[]string{"1 思想引领", "1 服务青年", "1 存在问题", "1 工作打算"},
		},
		"labels of no parts": {
			[]string{"某局2025年工作总结", "主要成员：", body, "参加人员：", body},
			nil,
		},
		"rows of a flat table": {
			[]string{"一、工作情况", body, "1 预算执行 8个", "3 经济责任 6个", "4 民生资金 2025年12月", "二、打算", "1 2026年实施审计项目28个。", "2 2026年组织培训4期。"},
			[]string{"1 一、 工作情况", "1 二、 打算"},
		},
		"bare lines around numbers": {
			[]string{"某局报告", "上半年工作情况", "一、抓学习", body, "二、抓落实", body, "下半年工作打算", "一、强队伍", body, "二、建制度", body},
			[]string{"1 上半年工作情况", "2 一、 抓学习", "2 二、 抓落实", "1 下半年工作打算", "2 一、 强队伍", "2 二、 建制度"},
		},
		"bare parts with years around one count": {
			[]string{"某院工作报告", "2025年工作回顾", body, "主要做了以下工作：", "一、护航发展", body, "二、服务群众", body, "2026年工作安排", "2026年，我院将重点抓好四项工作：", "第一，抓学习，" + body},
			[]string{"1 2025年工作回顾", "2 一、 护航发展", "2 二、 服务群众", "1 2026年工作安排"},
		},
		"bare lines inside numbers": {
			[]string{"一、工作情况", "政治建设不断加强", body, "作风建设不断深化", body, "二、存在问题", body},
			[]string{"1 一、 工作情况", "2 政治建设不断加强", "2 作风建设不断深化", "1 二、 存在问题"},
		},
		"one bare line among numbers is anything": {
			[]string{"一、工作情况", body, "示范带动促提升", body, "二、存在问题", body},
			[]string{"1 一、 工作情况", "1 二、 存在问题"},
		},
		"marked by the file": {
			[]string{"! 某局工作报告", "# 工作情况", "## 抓学习", body, "## 抓落实", body, "# 存在的问题", body, "不是标题的一行", body, "也不是标题的一行", body},
			[]string{"1 工作情况", "2 抓学习", "2 抓落实", "1 存在的问题"},
		},
		"marked below a title of the first level": {
			[]string{"# 某局2025年上半年工作报告", "## 一、工作情况", "### （一）抓学习", body, "## 二、存在问题", body},
			[]string{"1 一、 工作情况", "2 （一） 抓学习", "1 二、 存在问题"},
		},
		"marked with and without numbers": {
			[]string{"# 一、工作情况", "## （一）抓学习", body, "## 抓落实", body, "# 下步打算", body},
			[]string{"1 一、 工作情况", "2 （一） 抓学习", "2 抓落实", "1 下步打算"},
		},
		"attachments": {
			[]string{"一、工作情况", body, "二、存在问题", body, "附件：1.汇总表", "      2.问题清单", "某县水务局", "2025年7月1日", "附件1", "一、单位概况", body},
			[]string{"1 一、 工作情况", "1 二、 存在问题"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := document(c.lines...)
			o := outline.NewReader(standardParts(t)).Read(d, tokens(d))
			sound(t, d, o)
			if got := headings(o); strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}

func TestTitle(t *testing.T) {
	for _, c := range []struct {
		want  string
		lines []string
	}{
		{"关于2025年上半年工作情况的报告", []string{"关于2025年上半年工作情况的报告", "县委：", body}},
		{"政府工作报告", []string{"政 府 工 作 报 告", "——2025年1月8日在某县人民代表大会上", "县长　　某某", "各位代表：", body}},
		{"中共某县水务局党组关于2025年上半年党风廉政建设工作情况的报告", []string{"中共某县水务局党组", "关于2025年上半年党风廉政建设", "工作情况的报告", "县纪委：", body}},
		{"中共某县委党校关于2026年上半年落实责任制情况的报告", []string{"中共某县委党校关于2026年", "上半年落实责任制情况的报告", "县委宣传部：", body}},
		{"某县水务局关于报送工作总结的函", []string{"某县水务局文件", "某水〔2025〕8号", "某县水务局关于报送工作总结的函", "县委：", body}},
		{"2025年上半年工作总结", []string{"附件2", "2025年上半年工作总结", body}},
		{"2025年上半年工作总结", []string{"首页", "下载", "打印", "2025年上半年工作总结", "来源：某报", "2025-07-01", body}},
		{"【单位名称】2025年上半年工作总结", []string{"【单位名称】2025年上半年工作总结", body}},
		{"某局工作报告（征求意见稿）", []string{"某局工作报告（征求意见稿）", body}},
		{"", []string{"2025年上半年，" + body, "一、工作总结", body}},
		{"", []string{"工作开展情况", body, "存在的问题", body}},
		{"政府工作报告", []string{"政府工作报告。某报记者摄", "政府工作报告", "（2026年1月7日在某县人民代表大会上）", "县长　李某", "各位代表：", body}},
		{"", []string{"——2026年1月7日在某县人民代表大会上", "县长　李某", "各位代表：", body}},
	} {
		d := document(c.lines...)
		o := outline.NewReader(standardParts(t)).Read(d, nil)
		sound(t, d, o)
		if o.Title != c.want {
			t.Errorf("title of %q is %q, want %q", c.lines, o.Title, c.want)
		}
	}
}

func TestSignature(t *testing.T) {
	for _, c := range []struct {
		unit, date string
		lines      []string
	}{
		{"中共某县水务局党组", "2025年7月8日", []string{body, "中共某县水务局党组", "2025年7月8日"}},
		{"某县档案馆", "二〇二五年七月八日", []string{body, "　　　　　　某县档案馆", "　　　　　二〇二五年七月八日　"}},
		{"某县水务局", "2025年7月8日", []string{body, "某县水务局      2025年7月8日"}},
		{"某县水务局", "2025年  月  日", []string{body, "某县水务局", "2025年  月  日"}},
		{"中共**镇委员会", "20**年*月*日", []string{body, "中共**镇委员会", "20**年*月*日", "联系人：张**，联系电话：138****5566", "注：带*的为必报事项。"}},
		{"XX市第X医院", "20XX年×月×日", []string{body, "XX市第X医院", "20XX年×月×日"}},
		{"某县水务局", "____年__月__日", []string{body, "某县水务局", "____年__月__日"}},
		{"某县水务局（盖章）", "2025.7.8", []string{body, "某县水务局（盖章）", "2025.7.8"}},
		{"某县水务局", "2025年7月", []string{body, "某县水务局", "2025年7月"}},
		{"述职人：某某某", "2025年1月8日", []string{body, "述职人：某某某", "2025年1月8日"}},
		{"某县水务局", "2025年7月8日", []string{body, "| 某县水务局", "| 2025年7月8日"}},
		{"某县水务局（盖章）", "2025年7月8日", []string{body, "| 报送单位：", "| 某县水务局（盖章）", "| 报送日期：", "| 2025年7月8日"}},
		{"某县水务局", "2025年7月8日", []string{body, "@ 某县水务局", "@ 2025年7月8日"}},
		{"某县水务局", "2025年7月8日", []string{"@ 某县水务局", "@ 2025年7月8日", body}},
		{"某县水务局", "2025年7月8日", []string{body, "| 单位：某县水务局", "| 日期：2025年7月8日"}},
		{"述职人：某某", "2025年1月8日", []string{body, "述职人：某某　　2025年1月8日"}},
		{"", "", []string{body, "整改时限：2025年12月31日", "1.修订制度　2025年12月31日", "二、打算", body}},
		{"", "", []string{body, "| 整改事项", "| 责任单位", "| 完成时限", "| 修订财务制度", "| 某县水务局", "| 2025年7月8日"}},
		{"", "2025年1月8日", []string{body, "以上报告，请审议。", "2025年1月8日"}},
		{"某县水务局", "", []string{body, "某县水务局"}},
		{"某县水务局", "2025年7月8日", []string{"某局2025年上半年工作总结", "某县水务局", "（2025年7月8日）", "一、工作情况", body}},
		{"某县水务局", "2025年7月8日", []string{body, "某县水务局", "2025年7月8日", "附件1", "情况汇总表", "截至2024年12月31日"}},
		{"", "", []string{"某局2025年上半年工作总结", "一、工作情况", body, "二、下步打算", body}},
		{"", "", []string{body, "截至2025年6月30日，已完成投资3.2亿元。"}},
	} {
		d := document(c.lines...)
		o := outline.NewReader(nil).Read(d, nil)
		sound(t, d, o)
		unit, date := "", ""
		if !o.Signature.Unit.Empty() {
			unit = d.Text(o.Signature.Unit)
		}
		if !o.Signature.Date.Empty() {
			date = d.Text(o.Signature.Date)
		}
		if unit != c.unit || date != c.date {
			t.Errorf("%q: signed %q on %q, want %q on %q", c.lines, unit, date, c.unit, c.date)
		}
	}
}

func TestEnumerations(t *testing.T) {
	for name, c := range map[string]struct{ lines, want []string }{
		"inside a paragraph": {[]string{"一是抓学习；二是抓落实；三是抓督查。"}, []string{"一是 1 2 3"}},
		"over paragraphs":    {[]string{"一是抓学习。" + body, "二是抓落实。" + body, "三是抓督查。" + body}, []string{"一是 1 2 3"}},
		"a gap":              {[]string{"一是抓学习；三是抓督查。"}, []string{"一是 1 3"}},
		"a number twice":     {[]string{"一是抓学习；二是抓落实；二是抓督查。"}, []string{"一是 1 2 2"}},
		"alone":              {[]string{"存在的问题：一是重视不够。"}, []string{"一是 1"}},
		"ten and more":       {[]string{"九是抓人；十是抓事；十一是抓物。"}, []string{"一是 9 10 11"}},
		"a new section starts anew": {
			[]string{"一、工作情况", "一是抓学习；二是抓落实。", "二、存在问题", "一是重视不够；二是力量不足。"},
			[]string{"一是 1 2", "一是 1 2"}},
		"a new first marker starts anew": {
			[]string{"问题：一是重视不够；二是力量不足。原因：一是认识不高；二是投入不足；三是方法不多。"},
			[]string{"一是 1 2", "一是 1 2 3"}},
		"one series inside another": {
			[]string{"一是抓学习。包括：一是学理论；二是学业务。", "二是抓落实。" + body, "三是抓督查。"},
			[]string{"一是 1 2 3", "一是 1 2"}},
		"no markers": {
			[]string{"坚持统一是前提，第一是质量，唯一是人民，之一是教育。十一是国庆节，“五一”是劳动节，说一是一、二是二。"}, nil},
		"一些 is no end of one": {
			[]string{"一是一些干部认识不高；二是二十大精神学习不深；三是三资管理不严。"}, []string{"一是 1 2 3"}},
		"一要":                       {[]string{"一要抓学习。二要抓落实。三要素齐全。三要抓督查。"}, []string{"一要 1 2 3"}},
		"一抓":                       {[]string{"一抓队伍，拟招聘3名；二抓质量，提高到75%；三抓服务。一季度2次、二季度3次。"}, []string{"一抓 1 2 3"}},
		"首先":                       {[]string{"首先抓学习，其次抓落实，再次抓督查，最后抓考核。"}, []string{"首先 1 2 3 4"}},
		"a lone 首先 is none":        {[]string{"首先由各个党员宣读材料。"}, nil},
		"其一":                       {[]string{"其一，认识不高；其二，投入不足。其他方面较好。"}, []string{"其一 1 2"}},
		"第一，":                      {[]string{"第一，学习不够；第二，下基层少；第三，创新不足。第一责任人。"}, []string{"第一 1 2 3"}},
		"signs":                    {[]string{"包括①学习②落实④督查。"}, []string{"① 1 2 4"}},
		"brackets":                 {[]string{"主要有：（1）学习；（2）落实。六（2）班获奖，谈话110人(次)。"}, []string{"（1） 1 2"}},
		"numbers":                  {[]string{"主要有：1.学习12次；2.落实1.2万元；3.督查。"}, []string{"1. 1 2 3"}},
		"points of a list":         {[]string{"一、工作情况", "（1）制定方案；", "（2）开展检查；", "（4）督促整改。"}, []string{"（1） 1 2 4"}},
		"a run-in heading is none": {[]string{"1.抓学习。一是学理论；二是学业务。", "2.抓落实。" + body}, []string{"一是 1 2"}},
		"families apart":           {[]string{"一是抓学习，做到：一要带头，二要经常；二是抓落实。"}, []string{"一是 1 2", "一要 1 2"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := document(c.lines...)
			o := outline.NewReader(nil).Read(d, nil)
			sound(t, d, o)
			var got []string
			for _, e := range o.Enumerations {
				s := e.Family
				for _, item := range e.Items {
					s += fmt.Sprint(" ", item.Ordinal)
				}
				got = append(got, s)
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestParts(t *testing.T) {
	for _, c := range []struct {
		want  string // states of progress, problems, plan, political, responsibility, conduct, culture: h, i or -
		lines []string
	}{
		{"hhhhhhh", []string{"一、2023年上半年党风廉政建设和反腐败工作重点任务落实情况", "（一）在落实政治责任上", body, "（二）落实主体责任方面", body, "（三）作风建设", body, "（四）廉政文化", body, "二、存在问题及不足", body, "三、下步工作安排", body}},
		{"hhh----", []string{"一、取得成效", body, "二、存在的问题及下步打算", body}},
		{"hhhh-hh", []string{"一、强化政治引领", body, "二、转变作风", body, "三、打造廉洁文化", body, "四、查找短板弱项", body, "五、谋划下一学期", body}},
		{"hhh----", []string{"干成的事", body, "没干好的事", body, "下步打算", body}},
		{"iii----", []string{"现将工作情况汇报如下：", body, "成绩归成绩，毛病也不少。一来欠账多，二来人手少。", "下一步，我乡将补齐短板。"}},
		{"-hh----", []string{"一、主要问题和薄弱环节", body, "二、下半年工作重点", body}},
		{"h-h----", []string{"一、上半年工作情况", body, "二、下步工作打算", "（一）持续加强作风建设", body, "（二）压实主体责任", body}},
		{"h-hi---", []string{"某局2024年工作总结", "一、2024年主要工作", "政治学习方面：" + body, "二、2025年主要工作", body}},
		{"h------", []string{"某局2024年下半年工作总结", "一、下半年工作开展情况", body}},
		{"iii--i-", []string{"现将工作情况汇报如下：", "上半年，我局抓实各项工作。一是抓好业务。" + body + "二是加强作风建设。" + body, "在看到成绩的同时，我们也清醒地认识到存在的不足。", "下一步，我局将继续努力。"}},
		{"iii----", []string{"现将工作情况汇报如下：", "上半年，我局抓实各项工作。", "存在的主要问题：一是学习不够；二是创新不足。", "下一步，我局将抓好三件事：一是压实主体责任；二是加强作风建设。"}},
		{"-------", []string{"针对群众反映的问题，逐项整改。", "为下一步工作打下了良好基础。", body}},
		{"hih----", []string{"2026年某市政府工作报告", "一、2025年工作回顾", body, "在肯定成绩的同时，我们也清醒认识到，发展基础还不牢固。", "二、2026年重点工作", body}},
		{"h--h---", []string{"一、工作开展情况", "（一）履行政治责任，把牢工作方向", body, "（二）理清工作思路，突出工作重点", body, "（三）制定下发工作计划", body, "（四）广泛征求意见建议", body, "（五）补齐短板弱项", body}},
		{"hhh----", []string{"一、工作开展情况", body, "二、查找存在的问题", body, "三、明确努力方向", body}},
		{"h-h----", []string{"一、工作开展情况", body, "二、明确下一步工作重点", body}},
		{"h-h----", []string{"一、工作开展情况", body, "二、今后工作方向", body}},
		{"h-h----", []string{"一、工作开展情况", body, "二、工作方向", body}},
		{"i--iiii", []string{"现将工作情况汇报如下：", "在政治建设方面，坚持用理论武装头脑，中心组学习6次。", "在落实主体责任方面，召开会议一次，9个科室负责人全部签字背书。", body + "在作风建设上，我局整治“中梗阻”，窗口办件53件。", "警示教育方面，我局组织干部职工旁听庭审2次。"}},
		{"i------", []string{"现将工作情况汇报如下：", "在全县警示教育会上，我局作了发言；在抓好作风建设的基础上，推进改革。"}},
		{"i-i----", []string{"现将工作情况汇报如下：", "上半年，我局抓实各项工作。", "在下一步工作中，我局将抓好三件事。在作风建设方面，开展专项整治。"}},
		{"i-i----", []string{"现将工作情况汇报如下：", body, "我馆将在巩固成果的基础上，年内再组织应急演练1次，增配网评员3名。", "特此报告。"}},
		{"i------", []string{"现将工作情况汇报如下：", body + "我馆将继续跟踪问效。", body, "我局将党建工作与业务工作同部署、同落实、同检查、同考核。"}},
		{"ii-----", []string{"现将工作情况汇报如下：", "与上级要求和读者期盼相比，我们在应对能力上还有欠缺，专职人员只有1名。"}},
		{"ii-----", []string{"现将工作情况汇报如下：", "5.在征地拆迁等重点领域还存在隐患排查不够细致、个别村干部群众工作方法简单的情形。"}},
		{"ii-----", []string{"现将工作情况汇报如下：", "虽然做了一些工作，但离上级要求还有不小的距离，主要是活动不够丰富。"}},
		{"i-i----", []string{"现将工作情况汇报如下：", body + "今后我将加强学习，每月走访不少于4家。", body}},
		{"i-i----", []string{"现将工作情况汇报如下：", body, "后段，我们将对照年初目标，逐项查漏补缺。"}},
		{"hh-----", []string{"一、工作开展情况", "（一）补齐民生短板", body, "（二）缩小城乡差距", body, "二、找差距，明方向", body}},
		{"hhh----", []string{"工作情况", body, "工作短板", body, "下步打算", body}},
		{"i----i-", []string{"现将工作情况汇报如下：", body, "严格执行中央八项规定精神，压减会议6个。"}},
		{"i--iiii", []string{"现将工作情况汇报如下：", "在思想教育上，院支部组织学习9次。在责任落实上，与6个科室签订责任书。在纪律作风上，处理群众投诉4件。在警示教育上，通报典型案例6起。"}},
		{"iii----", []string{"现将工作情况汇报如下：", body, "回头来看，问题也还不少：一是比价不充分；二是整改不彻底。", "往后，我院将逐项整改。"}},
		{"i-i----", []string{"现将工作情况汇报如下：", "一是抓统筹。", body, "二是下步工作打算。", body}},
		{"hh-----", []string{"一、工作开展情况", body, "二、正视差距，补齐短板弱项", body}},
		{"hhh----", []string{"一、工作开展情况", body, "二、补齐短板弱项", body, "三、下步打算", body}},
		{"h-hhh--", []string{"一、把握工作方向，提高政治站位", body, "二、工作开展情况", body, "三、压实责任", body, "四、明确工作思路", body}},
		{"--i----", []string{"某局2025年述职报告", "踔厉奋发谱新篇", "2026年，计划创建示范点1个。" + body}},
		{"-------", []string{"某局2025年述职报告", "2025年，计划创建示范点1个。其中2026年完工的3个。" + body}},
		{"hhh-hh-", []string{"一、上半年做了哪些事", "（一）责任分到人，村干部心里有数", body, "（二）改进医德医风，纠治行业不正之风", body, "二、还有哪些不足", body, "三、下半年打算怎么办", body}},
		{"hhh----", []string{"一、主要工作", body, "二、不足的地方", body, "三、明年的想法", body}},
		{"hhh----", []string{"一、主要工作", body, "二、掩卷自省", body, "三、下半年打算", body}},
		{"h-h----", []string{"I. 总体情况", body, "II. 下一年度计划", body}},
		{"h-hhhhh", []string{"工作开展情况", body, "凝心铸魂，旗帜领航", body, "扛牢主责，从严治校", body, "涵养师德，正风育人", body, "以案促廉，润物无声", body, "下学期打算", body}},
		{"h-----i", []string{"一、工作开展情况", body, "某局", "2025年7月1日", "附件1：廉政文化建设情况", body}},
	} {
		d := document(c.lines...)
		o := outline.NewReader(standardParts(t)).Read(d, tokens(d))
		sound(t, d, o)
		got := ""
		for _, id := range []string{"progress", "problems", "plan", "political", "responsibility", "conduct", "culture"} {
			got += map[analyze.PartState]string{analyze.AsHeading: "h", analyze.AsInline: "i", analyze.Absent: "-"}[o.Parts[id]]
		}
		if got != c.want {
			t.Errorf("%q: parts %s, want %s", c.lines, got, c.want)
		}
	}
}

func TestRanges(t *testing.T) {
	d := document("某局工作报告", "一、工作情况", "（一）抓学习。学习12次。", "二、打算：继续努力。", "某局", "2025年7月1日")
	o := outline.NewReader(nil).Read(d, nil)
	sound(t, d, o)
	var got []string
	for _, s := range o.Sections {
		got = append(got, fmt.Sprintf("%s|%s|%s|%v", d.Text(s.Span), textOf(d, s.Own), textOf(d, s.Body), s.RunIn))
	}
	want := []string{
		"某局工作报告|/|/一、工作情况/（一）抓学习。学习12次。/二、打算：继续努力。/|false",
		"一、工作情况|/|/（一）抓学习。学习12次。/|false",
		"（一）抓学习|学习12次。/|学习12次。/|true",
		"二、打算|继续努力。/|继续努力。/|true",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
