package wrap

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// Reports of invented units as they would stand in a file that is not wrapped.
var reports = []string{
	`临江市园林管理处2026年上半年党风廉政建设工作报告
市城市管理局党组：
上半年，园林管理处党支部认真落实局党组部署要求，坚持把党风廉政建设与绿化养护、公园管理同谋划、同推进，较好完成了各项任务。现将情况报告如下。
一、工作开展情况
（一）提高思想认识，压实主体责任
召开党风廉政建设专题会议3次，研究部署重点任务12项，支部书记与6个班组负责人逐一签订责任书。对照《关于加强基层廉洁建设的意见（试行）》第十条第（二）项的要求，制定整改措施18条，目前已完成15条，其余3条正在推进。
（二）严肃纪律要求，转变工作作风
紧盯元旦、春节、五一等重要节点，开展明察暗访4次，发现问题7个，全部整改到位。全处公务接待支出1.26万元，比去年同期下降12.5%；公务用车运行费2.08万元，下降3%。1至6月接待来访群众35批次、86人次，办结投诉29件，办结率100%。
（三）加强教育管理，筑牢思想防线
一是抓学习。组织理论学习中心组学习6次、党员集中学习10次，撰写心得体会42篇。二是抓警示。观看警示教育片2部，赴廉政教育基地参观1次，受教育党员干部58人次。三是抓谈话。开展廉政谈话21人次，其中任前谈话2人次，提醒谈话3人次。
二、存在的问题
一是个别同志学习不够深入，理论联系实际还有差距；二是部分养护合同的过程监管不够细致，验收资料归档不及时；三是对外包队伍的廉洁教育覆盖面不够广，上半年仅开展1次集中培训。
三、下半年工作打算
1.持续深化学习教育，计划举办专题读书班1期。
2.开展苗木采购专项检查，重点核查招投标程序、合同履行和资金支付等环节。
3.完善内控制度，修订《采购管理办法》等制度3项，年底前全部印发执行。
临江市园林管理处党支部
2026年7月2日`,
	`关于白石镇2025年度食品安全工作情况的汇报
主要工作情况
2025年，白石镇认真贯彻上级决策部署，严格落实食品安全属地管理责任，全年检查食品生产经营单位312家次，发现隐患87处，督促整改87处，立案查处违法案件4起，罚没款3.6万元。
组织开展校园周边食品安全专项整治行动6次，检查学校食堂9家、小卖部23家，下架过期食品140余公斤；举办从业人员培训班3期，培训480人次；发放宣传资料5000余份，接受群众咨询600余人次，群众满意度明显提升。
存在的主要问题
监管力量不足的问题比较突出，全镇专职协管员只有3名，人均监管对象超过100家；小作坊、小摊点流动性强，监管难度较大；部分经营户法律意识淡薄，进货查验和索证索票制度落实不到位。
下一步工作安排
继续压实各村（社区）属地责任，健全网格化监管体系，力争明年上半年把全镇农村集体聚餐备案率提高到95%以上，确保不发生较大食品安全事故，切实保障人民群众“舌尖上的安全”。
白石镇人民政府
二〇二五年十二月二十日`,
}

type style struct {
	width   int
	columns bool   // width counts columns, not characters
	indent  string // of the first line of each paragraph of prose
	all     bool   // headings are indented too
	words   bool   // words and numbers are kept whole, no line starts with punctuation
	margin  string // before every line
}

// wrapped breaks a report's lines and tells which of the result continue one.
func (st style) wrapped(report string) (lines []string, continued []bool) {
	for para := range strings.SplitSeq(report, "\n") {
		if st.all || strings.ContainsAny(para, "。；") {
			para = st.indent + para
		}
		current, width, first := st.margin, 0, true
		flush := func() {
			lines, continued = append(lines, current), append(continued, !first)
			current, width, first = st.margin, 0, false
		}
		for _, unit := range st.units(para) {
			w := utf8.RuneCountInString(unit)
			if st.columns {
				w = 0
				for _, r := range unit {
					w += columns(r)
				}
			}
			if width > 0 && width+w > st.width && !(st.words && strings.Contains("，。；：、）》”", unit)) {
				flush()
			}
			current, width = current+unit, width+w
		}
		flush()
	}
	return lines, continued
}

// units parts a paragraph at the places where a line may be broken.
func (st style) units(para string) []string {
	var units []string
	word := false
	for _, r := range para {
		inWord := st.words && r > ' ' && r < 0x80
		if word && inWord {
			units[len(units)-1] += string(r)
		} else {
			units = append(units, string(r))
		}
		word = inWord
	}
	return units
}

// However a report was wrapped, no heading, item or signature is joined to anything, and
// nearly every continued line is.
func TestContinued(t *testing.T) {
	joins, missed := 0, 0
	for n, report := range reports {
		for _, width := range []int{34, 35, 36, 38, 40, 42, 45, 50, 56, 60} {
			for _, st := range []style{
				{width: width},
				{width: width, words: true},
				{width: 2 * width, columns: true, words: true},
				{width: width, indent: "　　"},
				{width: width, indent: "    ", words: true},
				{width: 2 * width, columns: true, indent: "    "},
				{width: 2 * width, columns: true, indent: "　　", all: true},
				{width: 2 * width, columns: true, indent: "　　", margin: "   ", words: true},
			} {
				lines, want := st.wrapped(report)
				for i, got := range Continued(lines) {
					if want[i] {
						joins++
					}
					if got && !want[i] {
						t.Errorf("report %d %+v: joined\n%s\n%s", n, st, lines[i-1], lines[i])
					}
					if !got && want[i] {
						missed++
						if st.indent != "" && !strings.HasSuffix(lines[i-1], "。") {
							t.Logf("report %d %+v: missed\n%s\n%s", n, st, lines[i-1], lines[i])
						}
					}
				}
			}
		}
	}
	if missed*25 > joins {
		t.Errorf("%d of %d continued lines were left apart", missed, joins)
	}
}

func TestNotWrapped(t *testing.T) {
	files := append([]string{
		"姓名：张三\n单位：临江市园林管理处\n职务：主任\n电话：88880000",
		"附件清单\n临江市园林管理处党风廉政建设责任清单\n临江市园林管理处廉政风险点排查登记表\n临江市园林管理处上半年工作情况统计表\n临江市园林管理处警示教育情况登记表二\n临江市园林管理处谈心谈话情况登记表格",
		"一、开展专题学习、组织党课宣讲、推进整改落实情况\n二、加强日常监督、开展专项检查、严肃执纪问责情况\n三、完善制度机制、健全工作台账、强化结果运用情况\n四、存在的主要问题、原因分析和下一步的工作打算情况",
		"", "\n\n\n", "一行",
	}, reports...)
	for _, f := range files {
		lines := strings.Split(f, "\n")
		if i := slices.Index(Continued(lines), true); i >= 0 {
			t.Errorf("joined\n%s\n%s", lines[i-1], lines[i])
		}
	}
}

// Type set with a proportional font leaves odd ends of lines behind when it is copied out.
func TestOddEnds(t *testing.T) {
	text := `一、经费情况
全年收入为9,602,844元（其中财政拨款3,679,317元，事业收入1,412,950元，其它
收入66,125元）。总支出为8,237,913元（其中人员经费6,058,433
元，公用经费2,163,028
元）。结余1,364,931元。全年经费的支出
远少于预算数，这是因为新的办公楼到九月份才正式启用，在这之前的大笔费用尚未发
生，有些费用的支出由主管部门承担，待明年年初统一结算后再按规定程序转入本单位账目，
并在年度决算中如实反映。
二、
基本建设的情况：
1、设施的完善
新楼的建设工期只有十个月。为了不影响正常办公，施工安排在夜间和节假日进行，建设期间
没有发生一起安全事故，受到各方好评。为满足群众办事的需要，我们在一楼设立了服务大厅，把
分散在各科室的二十六项业务集中起来办理，群众只进一扇门、只跑一次路就能办成事。大厅还
配备了自助查询机、休息座椅和便民药箱，安排专人引导咨询，高峰时段增开窗口，减少群众等候
时间。大厅全年办理各类业务三万余件，收到群众感谢信十二封、锦旗六面，窗口满意率保持在百
分之九十九以上，被评为全市优质服务窗口。同时对原有的机房、档案室和会议室作了改造，更换了
老化的线路和消防设施，消除了安全隐患，保障了各项业务的正常运转。`
	lines := strings.Split(text, "\n")
	var got []string
	for i, joined := range Continued(lines) {
		if joined {
			got[len(got)-1] += lines[i]
		} else {
			got = append(got, lines[i])
		}
	}
	want := []string{"一、经费情况", strings.ReplaceAll(strings.Join(lines[1:8], "\n"), "\n", ""), "二、", "基本建设的情况：", "1、设施的完善", strings.Join(lines[11:], "")}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestLoneNumber(t *testing.T) {
	for _, c := range []struct {
		text string
		want string
	}{
		{"全年共受理群众意见建议\n5928\n条，办结率100%。", "[false true true]"},
		{"上半年召开会议\n12\n次", "[false true true]"},
		{"本页到此结束，下接\n12\n条件成熟的单位可以先行", "[false false false]"},
		{"一、工作情况：\n5928\n条", "[false false false]"},
	} {
		if got := fmt.Sprint(Continued(strings.Split(c.text, "\n"))); got != c.want {
			t.Errorf("%q: %s", c.text, got)
		}
	}
}

func TestNumberOf(t *testing.T) {
	for text, want := range map[string]number{
		"一、工作": han, "十二、工作": han, "（三）工作": han, "(三)工作": han, "第一部分　工作": han, "第三章": han, "二．问题": han,
		"1.学习": arabic, "1、学习": arabic, "（2）学习": arabic, "①学习": arabic, "12）学习": arabic, "１．学习": arabic,
		"一、二季度共开展": none, "1.5万元": none, "三次": none, "第三十条": none, "2026年": none, "（试行）": none, "一是": none, "": none, "（": none,
	} {
		if got := numberOf(text); got != want {
			t.Errorf("%s: got %d, want %d", text, got, want)
		}
	}
}

func FuzzContinued(f *testing.F) {
	for _, r := range reports {
		f.Add(r)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Split(text, "\n")
		got := Continued(lines)
		if len(got) != len(lines) || got[0] {
			t.Fatalf("%d of %d", len(got), len(lines))
		}
		for i := 1; i < len(got); i++ {
			if got[i] && (strings.TrimSpace(lines[i]) == "" || strings.TrimSpace(lines[i-1]) == "") {
				t.Fatalf("line %d joined over a blank", i)
			}
		}
	})
}

func BenchmarkContinued(b *testing.B) {
	for _, st := range []style{{width: 10000}, {width: 35, indent: "　　"}} {
		lines, _ := st.wrapped(reports[0])
		b.Run(fmt.Sprint(st.width), func(b *testing.B) {
			b.SetBytes(int64(len(reports[0])))
			for b.Loop() {
				Continued(lines)
			}
		})
	}
}
