package check_test

import (
	"slices"
	"testing"

	"hegao/analyze/check"
)

// TestForms executes further examples like those that the checks document themselves by, a
// report each: what a clerk would stumble over, and what only looks like it.
func TestForms(t *testing.T) {
	for _, c := range []struct{ rule, text string }{
		{"period.mismatch", "〔报送期：2026-01-01/2026-06-30〕\n某局⟦f⟧2025年上半年⟦/⟧工作总结\n2026年上半年，我局开展检查3次。"},
		{"period.mismatch", "〔报送期：2025-01-01/2025-12-31〕\n青禾县水务局2025年度工作总结\n一、工作情况\n开展检查3次。\n青禾县水务局\n⟦f⟧2024年12月26日⟦/⟧"},
		{"period.mismatch", "〔报送期：2026-01-01/2026-12-31〕\n青禾县水务局2026年度工作计划\n一、工作安排\n开展检查3次。\n青禾县水务局\n2025年12月26日"},
		{"period.mismatch", "〔报送期：2026-01-01/2026-06-30〕\n某局2026年上半年工作总结\n一、工作情况\n⟦f⟧全年⟦/⟧共开展检查3次，完成全年计划5次的60%。\n二、下半年打算\n全年共开展检查5次。"},
		{"period.mismatch", "〔报送期：2026-01-01/2026-06-30〕\n某局2026年上半年工作总结\n一、工作情况\n现有干警18名，⟦f⟧2025年上半年⟦/⟧开展培训3期。2025年上半年开展培训3期，今年开展5期。"},
		{"period.mismatch", "〔报送期：2025-01-01/2025-12-31〕\n某局2025年度工作总结\n一、工作情况\n公车费用持平。⟦f⟧2023年⟦/⟧，全局开展回访21次。"},
		{"period.mismatch", "〔报送期：2025-01-01/2025-12-31〕\n某局2025年度工作总结\n一、工作情况\n2023年，全局开展回访21次。2024年，全局开展回访25次。"},
		{"period.mismatch", "〔报送期：2026-01-01/2026-03-31〕\n青禾县水务局2026年一季度工作总结\n一、工作情况\n开展检查3次。\n二、存在的问题\n检查不多。\n三、⟦f⟧一季度⟦/⟧工作安排\n开展检查4次。\n青禾县水务局\n2026年4月7日"},
		{"period.mismatch", "〔报送期：2025-01-01/2025-12-31〕\n青禾县水务局2025年度工作总结\n一、工作情况\n开展检查3次。\n二、存在的问题\n检查不多。\n三、⟦f⟧2025年⟦/⟧重点工作\n开展检查4次。\n青禾县水务局\n2026年1月7日"},

		{"value.conflict", "一、工作情况\n制定整改措施63条，集中学习6次。\n二、存在的问题\n制定的⟦f⟧66条⟦/⟧整改措施中，个别操作性弱。"},
		{"value.conflict", "一、工作情况\n接收档案进馆1.24万卷。\n二、存在的问题\n接收的⟦f⟧1.42万卷⟦/⟧档案中，尚有三成未编目；发放的300份问卷没有收回。"},
		{"value.conflict", "一、工作情况\n开展明察暗访16次，党员明察暗访心得30篇。\n二、存在的问题\n三是全年明察暗访⟦f⟧18次⟦/⟧，但整改销号不够及时；全年仅明察暗访2次。"},
		{"value.conflict", "一、工作情况\n全局开展警示谈话46人次。\n二、存在的问题\n全局开展的⟦f⟧64人次⟦/⟧警示谈话中，有的点到为止；科室开展的12人次警示谈话中，有的照本宣科。"},
		{"value.conflict", "一、工作情况\n办公室制定整改措施63条。\n二、存在的问题\n党支部制定的66条整改措施中，个别操作性弱。"},
		{"value.conflict", "一、工作情况\n全院现有干警186名。年底全院共有干警190名。\n二、打算\n对全院⟦f⟧168名⟦/⟧干警开展谈话，再对全院36名法官开展谈话。"},
		{"value.conflict", "〔报送期：2026-07-01/2026-09-30〕\n一、工作情况\n医务科牵头开展处方点评12次。\n二、存在的问题\n虽然三季度已开展处方点评⟦f⟧15次⟦/⟧，但用药强度仍高。"},
		{"value.conflict", "一、工作情况\n开展廉政谈话36人次。\n二、存在的问题\n上半年⟦f⟧38人次⟦/⟧廉政谈话中，见人见事的不足三分之一。"},
		{"value.conflict", "一、工作情况\n上半年，全镇共排查矛盾纠纷86起，完成投资21.5亿元。\n村名|排查矛盾纠纷（起）|完成投资（亿元）\n东村|51|11.24\n西村|37|10.31\n合计|⟦f⟧88⟦/⟧|21.55"},

		{"unit.mismatch", "〔单位：栖霞实验小学〕\n一、工作情况\n⟦f⟧凤凰路小学⟦/⟧党支部把师德师风作为首要任务。凤凰路小学党支部把线索移交我校。"},
		{"unit.mismatch", "〔单位：江口县交警大队〕\n一、工作情况\n⟦f⟧河西县交警大队⟦/⟧党总支严格落实谈话制度。县交警大队党总支严格落实谈话制度。"},
		{"unit.mismatch", "〔单位：云麓县医疗保障局〕\n一、工作情况\n县医保局党组坚持严的基调。"},
		{"unit.mismatch", "〔单位：望江街道纪工委〕\n一、工作情况\n⟦f⟧桃园街道⟦/⟧纪工委深入19个小区走访。桃园街道党工委深入学习，区纪委坚持严查。"},
	} {
		testForm(t, c.rule, c.text)
	}
}

// testForms executes texts, each behind head, as examples of one rule.
func testForms(t *testing.T, rule, head string, texts []string) {
	t.Helper()
	for _, text := range texts {
		testForm(t, rule, head+text)
	}
}

// testForm executes text as an example of a rule.
func testForm(t *testing.T, rule, text string) {
	t.Helper()
	check, ok := check.Get(rule)
	if !ok {
		t.Fatal("no check ", rule)
	}
	e := parseExample(t, text)
	want, got := e.marks, e.execute(t, check)
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("%s in %q: found %q, want %q", rule, text, got, want)
	}
}
