package batch

import (
	"slices"
	"testing"

	"hegao/analyze"
	"hegao/analyze/doc"
)

func TestRegister(t *testing.T) {
	roster := []analyze.RosterUnit{
		{Name: "市水务局", Aliases: []string{"市水利局", "水利局"}},
		{Name: "市林业和草原局"},
		{Name: "市第一中学"},
		{Name: "市第十一中学"},
		{Name: "市第二人民医院", Aliases: []string{"二医"}},
		{Name: "市人民医院"},
		{Name: "青禾县水务局"},
		{Name: "市住房和城乡建设局"},
		{Name: "市水务局水文监测中心"},
		{Name: "望江路小学"},
		{Name: "柳河镇人民政府"},
		{Name: "市教育局"},
		{Name: "市卫生健康委员会"},
		{Name: "中共望海市委组织部"},
		{Name: "机关第一党支部"},
		{Name: "机关第十一党支部"},
		{Name: "市审计局"},
	}
	r := newRegister(roster)
	for _, c := range []struct {
		text  string
		title bool
		want  []string
	}{
		{"附件：市水务局2026年上半年报告（终稿）(2).docx", false, []string{"市水务局"}},
		{"03_水务局", false, nil}, // of the city or of the county?
		{"水利局", false, []string{"市水务局"}},
		{"市水务局党组", false, []string{"市水务局"}},
		{"中共望海市水务局党组", false, []string{"市水务局"}},
		{"市 水 务 局", false, []string{"市水务局"}},
		{"县水务局", false, []string{"青禾县水务局"}},
		{"中共青禾县水务局党组", false, []string{"青禾县水务局"}},
		{"白沙县水务局", false, nil},
		{"市水务局水文监测中心", false, []string{"市水务局水文监测中心"}},
		{"市水务局机关服务中心", false, nil},
		{"市水务局防汛工作报告", false, []string{"市水务局"}},
		{"市林草局", false, []string{"市林业和草原局"}},
		{"市一中", false, []string{"市第一中学"}},
		{"望海市一中", false, []string{"市第一中学"}},
		{"一中", false, []string{"市第一中学"}},
		{"十一中", false, []string{"市第十一中学"}},
		{"市十一中", false, []string{"市第十一中学"}},
		{"市二十一中", false, nil},
		{"二十一中", false, nil},
		{"市一中心幼儿园", false, nil},
		{"二院", false, []string{"市第二人民医院"}},
		{"二医", false, []string{"市第二人民医院"}},
		{"市人民医院", false, []string{"市人民医院"}},
		{"市第三人民医院", false, nil},
		{"人民医院", false, []string{"市人民医院"}},
		{"市住建局", false, []string{"市住房和城乡建设局"}},
		{"住建局上半年报告", false, []string{"市住房和城乡建设局"}},
		{"江滩区望江路小学", false, []string{"望江路小学"}},
		{"新望江路小学", false, nil},
		{"柳河镇", false, []string{"柳河镇人民政府"}},
		{"柳河镇党委2026年", false, []string{"柳河镇人民政府"}},
		{"市卫健委", false, []string{"市卫生健康委员会"}},
		{"市教育局第一中学", false, []string{"市第一中学"}},
		{"市委组织部", false, []string{"中共望海市委组织部"}},
		{"机关第一党支部", false, []string{"机关第一党支部"}},
		{"机关第十一党支部", false, []string{"机关第十一党支部"}},
		{"市水务局、市林草局联合报告", false, []string{"市水务局", "市林业和草原局"}},
		{"半年报告", false, nil},
		{"", false, nil},

		{"市水务局关于配合市审计局开展审计的报告", true, []string{"市水务局"}},
		{"关于配合市审计局开展审计的报告", true, nil},
		{"关于报送市水务局2026年上半年情况的报告", true, []string{"市水务局"}},
		{"2026年上半年市水务局工作报告", true, []string{"市水务局"}},
		{"市水务局、市林草局关于联合执法的报告", true, []string{"市水务局", "市林业和草原局"}},
		{"市水务局与市林草局对接情况的报告", true, []string{"市水务局"}},
	} {
		var got []string
		for _, i := range r.find(c.text, c.title) {
			got = append(got, roster[i].Name)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("find(%q, %v) = %v, want %v", c.text, c.title, got, c.want)
		}
	}
}

// FuzzUnits reads names that strangers chose.
func FuzzUnits(f *testing.F) {
	for _, s := range []string{"附件：市水务局2026年上半年报告（终稿）(2).docx", "中共青禾县水务局党组", "十一中", "××市第X人民医院", "a!b/c\\d.zip!e"} {
		f.Add(s)
	}
	r := newRegister([]analyze.RosterUnit{{Name: "市水务局", Aliases: []string{"水利局"}}, {Name: "市第一中学"}, {Name: "局"}, {Name: ""}})
	f.Fuzz(func(t *testing.T, s string) {
		for _, i := range r.find(s, true) {
			if i < 0 || i > 3 {
				t.Errorf("%q: no unit %d", s, i)
			}
		}
		if u := unitNamed(s); u != "" && !isUnitName(u) {
			t.Errorf("%q: %q is no unit's name", s, u)
		}
		split(s, []string{s, "."})
		versionOf(&analyze.Report{Doc: &doc.Document{Name: s}})
	})
}
