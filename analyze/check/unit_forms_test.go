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
