package check_test

import (
	"testing"

	"hegao/analyze"
)

// What a writer tells of the own unit only, told of another of its kind, was copied; what is
// told of partners, superiors and those looked after was not.
func TestOtherUnitForms(t *testing.T) {
	for own, sentences := range map[string][]struct{ text, want string }{
		"青禾县水务局": {
			{"县林业局全体干部职工撰写心得86篇。", "县林业局"},
			{"经过整治，县林业局干部作风明显好转。", "县林业局"},
			{"半年来，县林业局没有发生违纪案件。", "县林业局"},
			{"县林业局将继续加强学习。", "县林业局"},
			{"县林业局党组全年研究党建工作4次。", "县林业局"},
			{"在防汛关键期，县林业局纪委抽查值班记录20份。", "县林业局"},
			{"县林业局机关党委书记带头讲党课2次。", "县林业局"},
			{"县林业局党组成员到会指导，县林业局纪委移交线索2件。", ""},
			{"现将县林业局党风廉政建设工作情况汇报如下：", "县林业局"},
			{"现将县水务局党风廉政建设工作情况汇报如下：", ""},
			{"现将我局配合县林业局开展的工作情况汇报如下：", ""},
			{"一是县林业局排查廉政风险点23个，制定措施31条。", "县林业局"},
			{"在汛期值守中，县林业局党员干部轮流值班。", "县林业局"},
			{"一年来县林业局的党风廉政建设工作取得了一定成效。", "县林业局"},
			{"县林业局党组以政治建设为统领，开展主题党日12次。", "县林业局"},
			{"县林业局机关纪委在节日前后开展检查4次。", "县林业局"},
			{"县林业局严格落实谈心谈话制度，主要负责同志谈话26人次。", "县林业局"},
			{"县林业局在会审环节提出意见8条，已全部采纳。", ""},
			{"县林业局派人列席。", ""},
			{"县林业局党组应邀派员参加联学活动。", ""},
			{"县林业局向12个村拨付管护费6万元。", ""},
			{"参照县林业局的做法，制定廉政责任清单1份。", ""},
			{"线索由县林业局排查，发现廉政问题2个。", ""},
			{"县林业局全体干部职工与我局干部共同植树3次。", ""},
			{"会同县林业局开展检查6次，县林业局干部职工给予了支持和配合。", ""},
			{"构建“一河两岸”发展格局将继续推进。", ""},
			{"全局没有发生违纪案件。", ""},
			{"柳溪村没有发生安全事故。", ""},
		},
		"青禾县柳溪镇": {
			{"白石镇党委、政府始终把安全生产摆在突出位置。", "白石镇"},
			{"白石镇现有党员612名。", "白石镇"},
			{"县水务局将继续支持灌区建设。", ""},
			{"柳溪镇党委、政府始终把安全生产摆在突出位置。", ""},
		},
		"青禾县第二小学": {
			{"青禾县第三中学在师德师风建设上虽取得一定成绩，但家校沟通不够主动。", "青禾县第三中学"},
			{"与青禾县第三中学相比，在师德师风建设上还有差距。", ""},
		},
		"青禾市水务局": {
			{"市林业局党组认真履行主体责任，开展谈话20人次。", "市林业局"},
			{"沙河县林业局全体党员干部签订承诺书20份。", ""},
		},
		"青禾县建设投资集团有限公司": {
			{"青禾县自来水有限公司党支部现有党员38名，按期换届。", ""},
			{"青禾县交通发展集团有限公司党委现有党员138名，按期换届。", "青禾县交通发展集团有限公司"},
		},
		"青禾县人民法院": {
			{"青禾县人民检察院党组全年听取从严治院汇报2次。", "青禾县人民检察院"},
			{"青禾县人民检察院发出检察建议2份，院党组逐项落实。", ""},
		},
		"青禾县残疾人联合会": {
			{"现将青禾县粮食储备中心2026年上半年落实主体责任情况报告如下：", "青禾县粮食储备中心"},
		},
		"大坪村": {
			{"小坪村支部还组织党员修渠2次。", "小坪村"},
			{"大坪村支部还组织党员修渠2次。", ""},
			{"小坪村支部来我村共同组织党员修渠2次。", ""},
		},
	} {
		for _, s := range sentences {
			r := read(t, "报告.txt", own+"2025年工作总结\n一、工作开展情况\n"+s.text+"\n二、存在的问题\n人员力量不足。\n三、下一步打算\n继续努力。\n")
			r.Unit, r.UnitSource = own, analyze.ByTitle
			got := ""
			for _, f := range of(run(t, r), "unit.mismatch") {
				got += r.Doc.Text(f.Span)
			}
			if got != s.want {
				t.Errorf("%s: %s: found %q, want %q", own, s.text, got, s.want)
			}
		}
	}
}

// A signature in the name of the party's body is that of the unit whose body it is.
func TestSignedByOtherBody(t *testing.T) {
	for signed, want := range map[string]int{
		"中共青禾县南苑街道工作委员会": 1,
		"中共青禾县东关街道工作委员会": 0,
		"青禾县东关街道办事处":     0,
	} {
		r := read(t, "报告.txt", "东关街道2025年工作总结\n一、工作开展情况\n集中学习7次。\n二、存在的问题\n人员力量不足。\n三、下一步打算\n继续努力。\n"+signed+"\n2025年12月30日\n")
		r.Unit, r.UnitSource = "东关街道", analyze.ByTitle
		if found := of(run(t, r), "unit.mismatch"); len(found) != want {
			t.Errorf("signed by %s: %d findings, want %d (signature %q)", signed, len(found), want, r.Doc.Text(r.Signature.Unit))
		}
	}
}

// 本 before a kind tells of oneself at the start of a clause only; a village may write of its town.
func TestOtherSelfNames(t *testing.T) {
	for own, sentences := range map[string][]struct{ text, want string }{
		"青禾县商务局": {
			{"下一步，本院将继续抓好行风建设。", "本院"},
			{"审核讲座12场，由本校教师主讲9场。", ""},
			{"基本院落整洁，本部门职责清楚，本行业自律公约已经签订。", ""},
			{"下一步，本局将继续抓好行风建设。", ""},
		},
		"青禾县柳溪镇大坪村村民委员会": {
			{"我社区还要开好评议会。", "我社区"},
			{"我村修好了路，我镇的干部来看过2次。", ""},
		},
	} {
		for _, s := range sentences {
			r := read(t, "报告.txt", own+"2025年工作总结\n一、工作开展情况\n"+s.text+"\n二、存在的问题\n人员力量不足。\n三、下一步打算\n继续努力。\n")
			r.Unit, r.UnitSource = own, analyze.ByTitle
			got := ""
			for _, f := range of(run(t, r), "unit.drift") {
				got += r.Doc.Text(f.Span)
			}
			if got != s.want {
				t.Errorf("%s: %s: found %q, want %q", own, s.text, got, s.want)
			}
		}
	}
}
