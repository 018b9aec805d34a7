package metric_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/metric"
	"hegao/analyze/segment"
)

// read runs the package on paragraphs; a paragraph that starts with # is a heading, ## one of the plan.
func read(t testing.TB, paragraphs ...string) *analyze.Report {
	t.Helper()
	d := &doc.Document{Status: doc.OK}
	r := &analyze.Report{Doc: d}
	for i, p := range paragraphs {
		text := strings.TrimLeft(p, "#")
		d.Blocks = append(d.Blocks, doc.Block{Text: text})
		if text != p {
			s := analyze.Section{Span: doc.Span{Block: i, End: len(text)}, Title: text, Body: doc.Range{From: doc.Pos{Block: i, Off: len(text)}, To: doc.Pos{Block: len(paragraphs)}}}
			if strings.HasPrefix(p, "##") {
				s.Parts = []string{"plan"}
			}
			r.Sections = append(r.Sections, s)
		}
	}
	seg := segment.New(slices.Values(paragraphs))
	for _, b := range d.Blocks {
		r.Tokens = append(r.Tokens, seg.Segment(b.Text))
	}
	metric.Read(r, metric.Known())
	return r
}

// show writes a metric in one line: 6次 集体学习, with what is not exact and done behind it.
func show(r *analyze.Report, m analyze.Metric) string {
	value := "?"
	if m.Value != nil {
		value = fmt.Sprint(*m.Value)
		if *m.Value >= 1e6 {
			value = fmt.Sprintf("%.0f", *m.Value)
		}
	}
	if m.ValueMax != nil {
		value += fmt.Sprintf("~%v", *m.ValueMax)
	}
	out := value + m.Measure + " " + m.Name
	if m.Qualifier != analyze.Exact && m.Qualifier != analyze.RangeOf {
		out += " " + string(m.Qualifier)
	}
	if m.Modality != analyze.Done {
		out += " " + string(m.Modality)
	}
	if m.Earlier {
		out += " earlier"
	}
	return out
}

func TestMetrics(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		// the object before the number
		{"上半年共召开支部委员会9次、党员大会3次。", []string{"9次 支部委员会", "3次 党员大会"}},
		{"局党组书记到联系点讲授专题党课两次，受众近400人次。", []string{"2次 专题党课", "400人次 受众 less"}},
		{"查处不合格冷库１，２００平方米", []string{"1200平方米 不合格冷库"}},
		{"建立廉政档案 1 260 份", []string{"1260份 廉政档案"}},
		{"退还多收费用3.18万元", []string{"31800元 多收费用"}},
		{"慰问困难党员十余名，发放慰问金一万二千元。", []string{"10名 困难党员 more", "12000元 慰问金"}},
		{"走访企业22户、服务对象60人。", []string{"22户 企业", "60人 服务对象"}},
		// the object behind it
		{"与16个科室签订责任书16份", []string{"16个 科室", "16份 责任书"}},
		{"上半年收到的3份举报信均已办结。", []string{"3份 举报信"}},
		{"开展了27次谈心谈话，", []string{"27次 谈心谈话"}},
		{"全镇现有4个党总支、31个党支部。", []string{"4个 党总支", "31个 党支部"}},
		// a thing done once
		{"召开警示教育大会一次，组织了一场廉政知识测试。", []string{"1次 警示教育大会", "1场 廉政知识测试"}},
		// bounds and ranges
		{"帮助群众上百户，走访企业数十家，发放资料三千余份。", []string{"100户 群众 more", "10家 企业 more", "3000份 资料 more"}},
		{"每季度至少召开1次党员大会。", []string{"1次 党员大会 more required"}},
		{"每个支部每月开展主题党日1次，全院共48次。", []string{"1次 主题党日", "48次 主题党日"}},
		{"支委会每月至少\t1次。", []string{"1次 支委会 more required"}}, // a tab ends the clause
		{"按规定每月学习不少于2次。", []string{"2次 学习 more required"}},
		{"下半年计划开展专项检查2至3次。", []string{"2~3次 专项检查 planned"}},
		// shares, changes, earlier figures
		{"受理投诉80件，上年为100件，同比下降20%。", []string{"80件 投诉", "100件 投诉 earlier", "20% 投诉同比下降"}},
		{"“三公”经费支出5万元，比去年同期减少1万元。", []string{"50000元 “三公”经费支出", "10000元 “三公”经费支出减少"}},
		{"问题整改率百分之九十五以上。", []string{"95% 问题整改率 more"}},
		{"甲村、乙村分别为3户、5户。", []string{"3户 甲村", "5户 乙村"}},
		{"完成产值186亿元、投资42亿元，分别增长9.2%、12.6%。", []string{"18600000000元 产值", "4200000000元 投资", "9.2% 产值增长", "12.6% 投资增长"}},
		{"就业率93.9%，较上届提高1.7个百分点。", []string{"93.9% 就业率", "1.7个百分点 就业率提高"}},
		{"亿元企业6家，不到园区企业总数的3%。", []string{"6家 亿元企业", "3% 园区企业总数 less"}},
		{"产值翻了一番，合格率由七成升至九成。", []string{"1番 产值翻了", "7成 合格率", "9成 合格率"}},
		{"支委会：6次。党课：2次、80人次。签订率100%。风险点：11个。", []string{"6次 支委会", "2次 党课", "80人次 党课", "100% 签订率", "11个 风险点"}},
		{"接待近百人次，发放近千份。", []string{"100人次 接待 less", "1000份 发放 less"}},
		{"办结1，206件，没有超过二十桌，流转二十来亩。", []string{"1206件 办结", "20桌 办结 less", "20亩 流转 about"}},
		{"社区报表由每月31张压减到18张。", []string{"31张 社区报表", "18张 社区报表"}},
		{"主题党日开展6次，吸引300名左右青年参加。", []string{"6次 主题党日", "300名 青年参加 about"}},
		{"整改36个，整改完成率75%。", []string{"36个 整改", "75% 整改完成率"}},
		{"每日巡查2次。", []string{"2次 巡查 required"}},
		{"争取项目资金8万元，客户满意度97.6分。", []string{"80000元 项目资金", "97.6分 客户满意度"}},
		{"每月至少过一次组织生活，流转土地两百来亩。", []string{"1次 组织生活 more required", "200亩 流转土地 about"}},
		{"增值税8亿元，同比返还增长11%。", []string{"800000000元 增值税", "11% 同比返还增长"}}, // 还 is part of a word
		{"完成年度目标的112.5%。", []string{"112.5% 目标"}},
		{"开展督查<次数>次，涉及金额XX.X万元。", []string{"?次 督查", "?元 金额"}},
		{"组建网评员队伍，现有25人。", []string{"25人 网评员队伍"}},
		{"举办培训班两期，编发简报三期。", []string{"2期 培训班", "3期 简报"}},
		// a verb alone is said of what was counted or named before
		{"认领微心愿863个，完成851个。", []string{"863个 微心愿", "851个 完成微心愿"}},
		{"查摆问题19条，其中个人方面13条、班子方面6条，已整改17条，其余2条正在整改。", []string{"19条 问题", "13条 个人方面", "6条 班子方面", "17条 已整改问题", "2条 其余问题"}},
		{"人人撰写心得体会，共收到42篇，人均1.5篇。", []string{"42篇 收到心得体会", "1.5篇 收到人均"}},
		{"发放救助金14万元，人均1万元。", []string{"140000元 救助金", "10000元 救助金人均"}},
		{"发放资助金4万元，每生625元。", []string{"40000元 资助金", "625元 每生资助金"}},
		{"118座换热站中有23座无人值守，楼宇入驻率由七成升至近九成。", []string{"118座 换热站", "23座 无人值守", "7成 楼宇入驻率", "9成 楼宇入驻率 less"}},
		{"组织干部家属11人参观廉政教育基地，书记先后两次走上讲台讲廉政党课。", []string{"11人 干部家属", "2次 走上讲台讲廉政党课"}},
		{"投资3500万元的管网改造、3800万元的巷道改造。", []string{"35000000元 投资", "38000000元 巷道改造"}},
		{"养老金、低保标准再次提高，月人均分别提高221元、90元。", []string{"221元 养老金提高", "90元 低保标准提高"}},
		{"拟巡察党组织10个，对6个管护站各开展1次夜查。", []string{"10个 党组织 planned", "6个 管护站 planned", "1次 夜查 planned"}},
		{"送戏56场，惠及群众2万人次，比去年增加8场，远程评标214宗，是去年同期的2倍。", []string{"56场 送戏", "20000人次 群众", "8场 送戏增加", "214宗 远程评标", "2倍 远程评标"}},
		{"接待个别辅导63人次，上学期为70人次，下降10%。", []string{"63人次 个别辅导", "70人次 个别辅导 earlier", "10% 个别辅导下降"}},
		{"土地托管面积由整改前的2.3万亩扩大到2.76万亩。", []string{"23000亩 土地托管面积", "27600亩 土地托管面积"}},
		{"水费类投诉虽比上年的29件减少8件，仍是投诉最集中的一类。", []string{"29件 水费类投诉 earlier", "8件 水费类投诉减少"}},
		{"● 发生火灾事故2起，建成长约85米的文化长廊。", []string{"2起 发生火灾事故", "85米 文化长廊 about"}},
		{"约两成家长没有参加，清走垃圾三十几车，梳理出7大类，网格员4名分片包干。", []string{"2成 家长 about", "30车 清走垃圾 more", "7大类 梳理出", "4名 网格员"}},
		{"形成街镇、村居和志愿者三人联动的办法。", nil},
		// modality and bounds
		{"不良率0.5‰，低于0.8‰的控制指标。", []string{"0.5‰ 不良率", "0.8‰ 不良率 less required"}},
		{"村规民约定下来，办喜事每桌酒席不超过300元，礼金不超过100元。", []string{"300元 办喜事每桌酒席 less required", "100元 礼金 less required"}},
		{"政治学习原计划安排10次，实际开展12次；暗访13轮，平均每月两轮多。", []string{"10次 政治学习 planned", "12次 政治学习", "13轮 暗访", "2轮 平均每月暗访 more"}},
		{"计划再投入400万元，选派20名医师下沉，已到位150万元。", []string{"4000000元 投入 planned", "20名 医师下沉 planned", "1500000元 已到位"}},
		{"广播站每周一期，由每周一期增加到每周两期，经费不低于总额的5%。", []string{"1期 广播站 required", "1期 广播站", "2期 广播站", "5% 经费不低于总额 more"}},
		// one name, several measures
		{"接待来访12批次、30人次。", []string{"12批次 来访", "30人次 来访"}},
		{"专题党课、主题党日各6次。", []string{"6次 专题党课、主题党日"}},
		// in traditional characters
		{"组织学习3次。開展主題黨日6次，惠及群眾2.1萬人次，比去年增加一成，走訪十幾個社區。", []string{"3次 学习", "6次 主題黨日", "21000人次 群眾", "1成 群眾增加", "10個 社區 more"}},
		// not filled in
		{"共召开支委会*次、主题党日活动XX余次。", []string{"?次 支委会", "?次 主题党日活动 more"}},
		{"覆盖党员**万余名，追缴○○余万元。", []string{"?名 党员 more", "?元 追缴 more"}},
		{"开展廉政谈话____人次，党风廉政宣讲（  ）场。", []string{"?人次 廉政谈话", "?场 党风廉政宣讲"}},
		// how a figure is told is no part of what it counts
		{"存款、贷款余额双双突破9万亿元，预算支出首次超过7000亿元，进出口总值五年累计超过3.8万亿元。", []string{"9000000000000元 存款、贷款余额 more", "700000000000元 预算支出 more", "3800000000000元 进出口总值 more"}},
		{"办复人大代表建议84件，办复率100%，接管80个弃管小区。", []string{"84件 人大代表建议", "100% 办复率", "80个 弃管小区"}},
		{"发现71种海南新记录，监测14种农产品，惠及80万重点群体。", []string{"71种 海南新记录", "14种 农产品", "800000 重点群体"}},
		// rates, signs, labels with a measure
		{"综合售价486.3元/吨，PM2.5平均浓度27微克/立方米，日均流量420m³。", []string{"486.3元/吨 综合售价", "27微克/立方米 PM2.5平均浓度", "420m³ 日均流量"}},
		{"优良天数比例≥92%，溢流次数≤3次。", []string{"92% 优良天数比例 more", "3次 溢流次数 less"}},
		{"应收账款（万元）：期初3260，期末2840。", []string{"3260万元 期初", "2840万元 期末"}},
		{"安装3×2.5m格栅1道，接待查询20来次，伙食费不足的2元由学校承担。", []string{"1道 3×2.5m格栅", "20次 查询 about", "2元 伙食费"}},
		// a list behind a label; parts in brackets
		{"廉洁谈话：任前12人次、节前88人次、提醒7人次。", []string{"12人次 任前", "88人次 节前", "7人次 提醒"}},
		{"信访举报：受理4件，办结4件。夜查：每旬1次。", []string{"4件 受理", "4件 办结", "1次 每旬夜查"}},
		{"受理投诉39件（噪声31件、其他8件），去年同期为40件。", []string{"39件 投诉", "31件 噪声", "8件 其他投诉", "40件 投诉 earlier"}},
		// what a change starts from, and what it goes to
		{"小微水体由7条减到2条，单价由168元谈到142元。", []string{"7条 小微水体", "2条 小微水体", "168元 单价", "142元 单价"}},
		{"地区生产总值由2010年的162.4亿元增加到2015年的287.9亿元，低保标准由年初的1264元提高到年底的2011元。", []string{"16240000000元 地区生产总值", "28790000000元 地区生产总值", "1264元 低保标准", "2011元 低保标准"}},
		{"旅游收入达到69亿元，是2010年的2.6倍，是“十一五”时期的2.7倍。", []string{"6900000000元 旅游收入", "2.6倍 旅游收入", "2.7倍 旅游收入"}},
		{"去年同期受理8件，今年受理6件。", []string{"8件 受理 earlier", "6件 受理"}},
		{"问题数、处理人数分别由上年的3起、4人上升到5起、7人。", []string{"3起 问题数 earlier", "4人 处理人数 earlier", "5起 问题数", "7人 处理人数"}},
		{"覆盖率40%、满意率90%，较“十四五”初分别提高2个百分点、3个百分点。", []string{"40% 覆盖率", "90% 满意率", "2个百分点 覆盖率提高", "3个百分点 满意率提高"}},
		{"接访43批、71人次，分别少了9批、22人次，5件积案已化解。", []string{"43批 接访", "71人次 接访", "9批 接访少", "22人次 接访少", "5件 积案"}},
		{"收缴违纪款8万元，同比多收3万元。", []string{"80000元 违纪款", "30000元 违纪款同比多收"}},
		{"臭氧占超标天数的71%。", []string{"71% 臭氧占"}},
		// the noun ends where something is said of it
		{"19个村的集体经济收入加起来248万元。", []string{"19个 村", "2480000元 集体经济收入"}},
		{"21件线索中自行发现的仅4件。", []string{"21件 线索", "4件 自行发现"}},
		{"任务64项，完成39项，其余25项按序推进；油菜5200亩已经收割。", []string{"64项 任务", "39项 完成任务", "25项 其余任务", "5200亩 油菜"}},
		{"对30家以上重点企业走访，全村2460亩地。", []string{"30家 重点企业走访 more", "2460亩 地"}},
		{"接待时须有2名以上工作人员在场。", []string{"2名 工作人员在场 more required"}},
		{"资金缺口大，1900万元抚育资金到位1240万元。", []string{"19000000元 资金缺口", "12400000元 抚育资金到位"}},
		// what is said of persons, and of the thing before
		{"组织线上测试2次，73人参考，3人补考后过关。", []string{"2次 线上测试", "73人 参考", "3人 补考后过关"}},
		{"建成“清风廊”一处，长80米。", []string{"1处 “清风廊”", "80米 “清风廊”长"}},
		{"向20个行政村派驻“金融清风员”，每村1名。", []string{"20个 行政村", "1名 每村“金融清风员”"}},
		{"管护站点老旧，6个中有2个漏雨。", []string{"6个 管护站点", "2个 漏雨"}},
	}
	for _, tt := range tests {
		r := read(t, tt.text)
		var got []string
		for _, m := range r.Metrics {
			got = append(got, show(r, m))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

func TestPeriods(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"上半年召开支委会9次，其中一季度4次。", []string{"9次 上半年", "4次 一季度"}},
		{"2026年上半年受理投诉80件，上年同期为100件，同比下降20%，6月底前办结75件。", []string{"80件 2026年上半年", "100件 上年同期", "20% 2026年上半年", "75件 2026年上半年"}},
		{"截至9月30日整改完成29个，12月5日召开会议1次。", []string{"29个 9月30日", "1次 12月5日"}},
		{"今年投诉80件，较2025年的100件下降20%。召开支委会3次。", []string{"80件 今年", "100件 2025年", "20% 今年", "3次 "}},
	}
	for _, tt := range tests {
		r := read(t, tt.text)
		var got []string
		for _, m := range r.Metrics {
			got = append(got, fmt.Sprintf("%v%s %s", *m.Value, m.Measure, m.Period))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
	r := readTable([][]string{{"项目", "去年同期", "上半年"}, {"廉政谈话", "3次", "4次"}})
	if m := r.Metrics; len(m) != 2 || !m[0].Earlier || m[0].Period != "去年同期" || m[1].Earlier || m[1].Period != "上半年" {
		t.Errorf("the heads of a table say when, got %+v", m)
	}
}

func TestNoMetrics(t *testing.T) {
	for _, text := range []string{
		"严格落实中央八项规定精神，坚决纠治“四风”，压实“两个责任”。",
		"认真落实三会一课、一岗双责和三重一大制度，打通最后一公里。",
		"深入学习党的二十大和二十届三中全会精神，书记履行第一责任人职责。",
		"2026年6月30日前完成，第3期简报已印发（云纪发〔2026〕12号）。",
		"从组织领导、责任落实、监督检查三个层面发力，做好四个方面工作。",
		"进一步统一思想，形成一系列制度，打造一支过硬队伍，十分必要。",
		"开通24小时热线，7×24小时值守，历时3个月，8个工作日内办结。",
		"《三项机制实施办法》第十二条，《一百个廉洁故事》已上架。",
		"发现一起、查处一起、通报一起，每季度一分析。",
		"四次全会召开后，二期工程、十四五规划有序推进。",
		"3×5米展板，X光片，CT，4A级景区，G25高速，12345热线。",
		"标准厂房二期竣工交付，抓好以下五项工作：",
		"硬化道路，三组、五组群众出行方便。",
		"采取3种方式、5种形式，分为4种类型。",
		"像石榴籽一样紧紧抱在一起，扶持三元、麦福劳等企业。",
		"践行廉洁二字，围坐一桌，“１＋Ｘ”证书，墙上的“×”形裂缝，以王某某受贿案为教材。",
		"新建X波段雷达，干部家属李*代表发言，開展三個月。",
		"联系电话：0999-8123456，邮编：999100。",
		"征程万里风正劲，千钧重担再出发，百姓满意。",
		"对照《条例》第二十条、第八十五条，锦旗上“仁心妙手”四个字醒目，十个指头弹钢琴。",
		"围绕稳产、增收、安民三件事转，做到查处一案、警示一片。",
	} {
		r := read(t, text)
		for _, m := range r.Metrics {
			t.Errorf("%s\n found %s at %q", text, show(r, m), r.Doc.Text(m.Span))
		}
		for _, p := range r.Placeholders {
			t.Errorf("%s\n found placeholder %q", text, r.Doc.Text(p.Span))
		}
	}
}

func TestHeadingNumber(t *testing.T) {
	r := read(t, "2.1 人员方面")
	r.Sections = []analyze.Section{{Number: "2.1 ", Title: "人员方面", Span: doc.Span{End: len("2.1 人员方面")}}}
	r.Metrics, r.Placeholders = nil, nil
	metric.Read(r, metric.Known())
	if len(r.Metrics) > 0 {
		t.Errorf("the number of a heading is read as %s", show(r, r.Metrics[0]))
	}
}

func TestPlanSection(t *testing.T) {
	r := read(t, "#一、工作开展情况", "开展检查5次。", "##二、下半年打算", "开展检查6次，将覆盖率由目前的80%提高到95%。", "成活率由82%提高到88%，上年已招标的2套设备。")
	want := []string{"5次 检查", "6次 检查 planned", "80% 覆盖率", "95% 覆盖率 planned", "82% 成活率", "88% 成活率 planned", "2套 设备"}
	var got []string
	for _, m := range r.Metrics {
		got = append(got, show(r, m))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPlaceholders(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"党组（总支、支部）始终重视学习，为推动***事业发展提供保障。", []string{"alternative 党组（总支、支部）", "asterisk ***"}},
		{"XX局20XX年上半年工作报告", []string{"letter XX", "letter XX"}},
		{"由□□□同志牵头，○○镇参加。", []string{"shape □□□", "shape ○○"}},
		{"共开展  次，参加   人。", []string{"blank   ", "blank    "}},
		{"2026年  月  日", []string{"blank   ", "blank   "}},
		{"举办（）期，观看《》一部。", []string{"blank （）", "blank 《》"}},
		{"2026年 月 日", []string{"blank  ", "blank  "}},
		{"领导干部讲党课 次，", []string{"blank  "}},
		{"座谈会于  月  日召开，在X形路口。", []string{"blank   ", "blank   "}},
		{"〔主送机关〕：［请列举1—2个具体事例］（云发〔2026〕5号）", []string{"bracket 〔主送机关〕", "bracket ［请列举1—2个具体事例］"}},
		{"列席驻在单位党组（党委）会议6次。", nil},
		{"联系人：      联系电话：8123456", []string{"blank       "}},
		{"在[上级党组织名称]的领导下", []string{"bracket [上级党组织名称]"}},
		{"联系人：（姓名） 电话：         ", []string{"bracket （姓名）", "blank          "}},
		{"（特色亮点工作，500字以内）", []string{"bracket （特色亮点工作，500字以内）"}},
		{"成果运用不充分，单击此处输入文字。", []string{"bracket 单击此处输入文字"}},
		{"【此处填写本单位做法】", []string{"bracket 【此处填写本单位做法】"}},
		{"[单位名称]认真落实（请结合实际填写）。", []string{"bracket [单位名称]", "bracket （请结合实际填写）"}},
		{"某单位高度重视，联系人：某某，数据待补充。", []string{"word 某单位", "word 某某", "word 待补充"}},
		{"推动**事业和**产业发展。", []string{"asterisk **", "asterisk **"}},
		{"联系人：某某　联系电话：", []string{"word 某某", "blank 联系电话："}},
		{"我县（市、区）扎实推进。", []string{"alternative 我县（市、区）"}},
		// none
		{"《党委（党组）落实全面从严治党主体责任规定》", nil},
		{"党组（扩大）会2次，各级党委（党组）要高度重视，乡镇（街道）配合。", nil},
		{"张**，138****1234，李某，王某某，某公司，某些地方。", nil},
		{"住户刘**（电话139****0027）反映，学生陈**、张××的申诉依规复核。", nil},
		{"张**受到处分，通报原局长王**、科员李**违纪案，推荐周**同志为候选人。", nil},
		{"由于**同志带头，向**同志学习，各支部和**同志座谈。", []string{"asterisk **", "asterisk **", "asterisk **"}},
		{"实施“数据要素×”行动、“‘人工智能+’‘数据要素×’行动”，创建“平安××”和“×”。", []string{"letter ××", "letter ×"}},
		{"发现隐患27条*，整改26条。", nil},
		{"*注：隐患按三级统计。", nil},
		{"* 第一条\n", nil},
		{"**重点工作**：按5*8小时安排，带*的为必填项。", nil},
		{"建立**学习、研讨、落实**清单，严格执行**中央八项规定**精神。", nil},
		{"各党支部：", nil},
		{"X光机、XML、1+X证书、3×5米、打“√”或“×”。", nil},
		{"二〇二六年六月三十日，●要点，□是 □否", nil},
		{"通报某单位原局长受贿案。", nil},
		{"政 府 工 作 报 告", nil},
		{"（盖章）、【典型案例】、（见附件）", nil},
	}
	for _, tt := range tests {
		r := read(t, tt.text)
		var got []string
		for _, p := range r.Placeholders {
			got = append(got, string(p.Kind)+" "+r.Doc.Text(p.Span))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

func TestMarkedPrompts(t *testing.T) {
	d := &doc.Document{Status: doc.OK, Blocks: []doc.Block{
		{Text: "联系人单击此处输入文字", Marks: []doc.Mark{{Start: 9, End: 33, Kind: doc.Prompt}}},
		{Text: "此处写本单位特色做法，请结合实际填写", Marks: []doc.Mark{{Start: 0, End: 54, Kind: doc.Red}}},
		{Text: "重点工作按期完成", Marks: []doc.Mark{{Start: 0, End: 24, Kind: doc.Highlight}}},
	}}
	r := &analyze.Report{Doc: d, Tokens: make([][]segment.Token, 3)}
	for i, b := range d.Blocks {
		r.Tokens[i] = []segment.Token{{End: len(b.Text)}}
	}
	metric.Read(r, metric.Known())
	if len(r.Placeholders) != 2 || !r.Placeholders[0].Instruction || !r.Placeholders[1].Instruction || r.Placeholders[1].Span.Block != 1 {
		t.Errorf("found %+v, want the prompt and the red instruction", r.Placeholders)
	}
}

// readTable runs the package on one table; a cell "" stands under or beside the one that covers
// it, a cell " " is empty.
func readTable(rows [][]string) *analyze.Report { return readTableBelow("", rows) }

// readTableBelow reads a table with a paragraph above it.
func readTableBelow(above string, rows [][]string) *analyze.Report {
	r := &analyze.Report{Doc: &doc.Document{Status: doc.OK}}
	if above != "" {
		r.Doc.Blocks, r.Tokens = []doc.Block{{Text: above}}, [][]segment.Token{{{End: len(above)}}}
	}
	for row, cells := range rows {
		for col, c := range cells {
			if c == "" {
				continue
			}
			c = strings.TrimSpace(c)
			r.Doc.Blocks = append(r.Doc.Blocks, doc.Block{Kind: doc.TableCell, Text: c, Cell: &doc.Cell{Table: 1, Row: row, Col: col}})
			r.Tokens = append(r.Tokens, []segment.Token{{End: len(c)}})
		}
	}
	metric.Read(r, metric.Known())
	return r
}

func TestEmptyCells(t *testing.T) {
	tests := []struct {
		name string
		rows [][]string
		want []string // row/column of the cells in which something is missing, and what
	}{
		{"a number", [][]string{{"事项", "次数", "备注"}, {"支委会", "6次", " "}, {"党员大会", " ", " "}, {"主题党日", "6次", "含外出"}}, []string{"2/1 ?次 党员大会"}},
		{"the measure in the head", [][]string{{"事项", "次数（次）", "参加人数"}, {"支委会", "6", "30"}, {"党课", "2", " "}, {"党员大会", "3", "60"}}, []string{"2/2 ?人 党课参加人数"}},
		{"a name", [][]string{{"序号", "问题", "责任人", "完成时限"}, {"1", "台账不全", "李明", "6月底"}, {"2", "学习不实", " ", "6月底"}, {"3", "作风不实", "王芳", " "}, {"4", "制度不全", "王芳", "9月底"}}, []string{"2/2", "3/3"}},
		{"remarks", [][]string{{"事项", "次数", "备注"}, {"支委会", "6", "一"}, {"党课", "2", " "}, {"党员大会", "3", "二"}}, nil},
		{"a table to be filled in by hand", [][]string{{"姓名", "次数", "责任人"}, {"李明", " ", " "}, {"王芳", " ", " "}, {"赵强", "3", "李明"}}, nil},
		{"rows that announce others", [][]string{{"事项", "次数", "人次"}, {"一、会议", " ", " "}, {"支委会", "6", "30"}, {"党员大会", "3", "60"}, {"党课", "3", "60"}}, nil},
		{"a row that says why", [][]string{{"事项", "次数", "说明"}, {"支委会", "6", " "}, {"党员大会", "3", " "}, {"民主生活会", " ", "未开展"}}, nil},
		{"totals", [][]string{{"事项", "次数", "责任人"}, {"支委会", "6", "李明"}, {"党员大会", "3", "王芳"}, {"合计", "9", " "}}, nil},
		{"covered cells", [][]string{{"事项", "次数", "责任人"}, {"支委会", "6", "李明"}, {"党员大会", "3", ""}, {"党课", "3", "王芳"}}, nil},
	}
	for _, tt := range tests {
		r := readTable(tt.rows)
		var got []string
		for _, p := range r.Placeholders {
			c := r.Doc.Blocks[p.Span.Block].Cell
			s := fmt.Sprintf("%d/%d", c.Row, c.Col)
			if p.Metric >= 0 {
				s += " " + show(r, r.Metrics[p.Metric])
			}
			got = append(got, s)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTables(t *testing.T) {
	tests := []struct {
		rows [][]string
		want []string
	}{
		{
			[][]string{{"事项", "次数（次）", "参加人数"}, {"支委会", "6", "30"}, {"主题党日", "*", "8人"}},
			[]string{"6次 支委会", "30人 支委会参加人数", "?次 主题党日", "8人 主题党日参加人数"},
		},
		{ // the measures in a column of their own; decreases
			[][]string{{"项目", "计量单位", "一季度", "增减"}, {"廉政谈话", "人次", "21", "-3"}, {"接待费", "元", "0.9万元", "-0.3万元"}},
			[]string{"21人次 廉政谈话", "-3人次 廉政谈话增减", "9000元 接待费", "-3000元 接待费增减"},
		},
		{ // a row of totals counts what the rows are
			[][]string{{"优抚对象", "人数（人）"}, {"伤残军人", "4"}, {"参战人员", "5"}, {"合计", "9"}},
			[]string{"4人 伤残军人人数", "5人 参战人员人数", "9人 优抚对象"},
		},
		{ // heads over two rows; a row of totals counts what its columns count
			[][]string{{"单位", "廉政谈话", "", "督查（次）"}, {"", "次数", "人次", ""}, {"机关", "3次", "12人次", "4"}, {"合计", "3次", "12人次", "4"}},
			[]string{"3次 机关廉政谈话", "12人次 机关廉政谈话", "4次 机关督查", "3次 廉政谈话", "12人次 廉政谈话", "4次 督查"},
		},
	}
	for _, tt := range tests {
		r := readTable(tt.rows)
		var got []string
		for _, m := range r.Metrics {
			got = append(got, show(r, m))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("got %q\nwant %q", got, tt.want)
		}
	}
}

// TestTableMeasure reads a table whose numbers are all in what stands above it.
func TestTableMeasure(t *testing.T) {
	r := readTableBelow("安置去向如下（单位：人）：", [][]string{{"去向", "士兵", "占比"}, {"机关", "12", "60"}, {"企业", "8", "40"}})
	var got []string
	for _, m := range r.Metrics {
		got = append(got, show(r, m))
	}
	if want := []string{"12人 机关士兵", "8人 企业士兵"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestKnownMetrics(t *testing.T) {
	tests := map[string]string{
		"开展理论学习中心组学习6次。": "center-group-study", "领导干部讲党课3期。": "party-lecture", "全体干部职工集体学习12次。": "staff-study",
		"召开党风廉政建设专题会议1次。": "conduct-meeting", "开展集体廉政约谈3次。": "integrity-talk", "召开支委会*次。": "branch-committee-meeting",
		"召开党员大会2次。": "member-meeting", "开展主题党日活动6次。": "theme-day", "组织观看警示教育片3场。": "warning-education", "安装路灯30盏。": "", "坚持理论学习中心组学习制度，上半年集中学习5次。": "center-group-study",
	}
	for text, want := range tests {
		r := read(t, text)
		if len(r.Metrics) != 1 || r.Metrics[0].Key != want {
			t.Errorf("%s: %+v, want key %q", text, r.Metrics, want)
		}
	}
}

// A line of megabytes costs in proportion to its length, whatever stands in it.
func TestLongLines(t *testing.T) {
	for _, piece := range []string{"召开支委会*次，", "（", "“", "《", "□", "×", "**", "一", "1-", "其中", "3件", "党员", "某某", "我县（", "1个的", "A、B分别", "一次", "*", "  ", "占"} {
		short, long := strings.Repeat(piece, 4_000/len(piece)), strings.Repeat(piece, 32_000/len(piece))
		read(t, short) // word lists are read
		least := time.Hour
		for range 3 {
			start := time.Now()
			read(t, short)
			least = min(least, time.Since(start))
		}
		start := time.Now()
		read(t, long)
		if took := time.Since(start); took > 8*8*least+time.Second {
			t.Errorf("%q: 8 times the text takes %v, the text %v", piece, took, least)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"共召开支委会*次、党员大会*余次", "A、B分别为3件、5件", "《", "“一", "（", "2至3次", "占80%", "**镇20**年", "  次", "某某", "各4次"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		r := read(t, s)
		last := 0
		for _, m := range r.Metrics {
			if m.Span.Start < last || m.Span.Empty() || m.Span.End > len(s) || !utf8.ValidString(r.Doc.Text(m.Span)) {
				t.Fatalf("%q: metric at %v behind %d", s, m.Span, last)
			}
			last = m.Span.End
		}
		last = 0
		for _, p := range r.Placeholders {
			if p.Span.Start < last || p.Span.Empty() || !utf8.ValidString(r.Doc.Text(p.Span)) || p.Metric >= len(r.Metrics) {
				t.Fatalf("%q: placeholder at %v behind %d", s, p.Span, last)
			}
			last = p.Span.End
		}
	})
}
