package batch

import (
	"fmt"
	"testing"

	"hegao/analyze"
)

// TestSameUnit looks for what a unit handed in before, in histories that know it by another name
// or know only units that are nearly called so.
func TestSameUnit(t *testing.T) {
	for _, c := range []struct {
		unit   string   // whose report it is: in its title
		before []string // the names that the history knows
		want   string   // the one of them that is the unit; "": none
		roster []analyze.RosterUnit
	}{
		{unit: "青禾县水务局", before: []string{"水务局", "教育局"}, want: "水务局"},
		{unit: "水务局", before: []string{"青禾县水务局", "青禾县教育局"}, want: "青禾县水务局"},
		{unit: "县水务局", before: []string{"青禾县水务局"}, want: "青禾县水务局"},
		{unit: "青禾县水务局", before: []string{"县水务局", "云岭市教育局"}, want: "县水务局"},
		{unit: "水务局", before: []string{"县水务局"}, want: "县水务局"},
		{unit: "青禾县水务局", before: []string{"中共青禾县水务局党组"}, want: "中共青禾县水务局党组"},
		{unit: "青禾县住建局", before: []string{"青禾县住房和城乡建设局"}, want: "青禾县住房和城乡建设局"},
		{unit: "青禾县第一中学", before: []string{"县一中"}, want: "县一中"},
		{unit: "青禾县市场监督管理局", before: []string{"市场监督管理局"}, want: "市场监督管理局"},
		{unit: "青禾县城市管理局", before: []string{"城市管理局"}, want: "城市管理局"},
		{unit: "青禾县水务局", before: []string{"市场监督管理局", "城市管理局", "柳荫社区卫生服务中心", "水务局"}, want: "水务局"}, // those name no place

		{unit: "城东小学", before: []string{"城东中心小学", "中心小学", "城东镇小学"}},
		{unit: "青禾县第一中学", before: []string{"青禾县第十一中学", "青禾县第一小学", "青禾县第一人民医院", "第十一中学"}},
		{unit: "青禾县水务局", before: []string{"白沙县水务局", "云岭市水务局"}},
		{unit: "青禾县水务局", before: []string{"水务局", "白沙县教育局"}}, // of which county?
		{unit: "水务局", before: []string{"青禾县水务局", "白沙县水务局"}},
		{unit: "水务局", before: []string{"青禾县水务局", "市教育局"}}, // it may be the city's
		{unit: "县水务局", before: []string{"青禾县水务局", "白沙县教育局"}},
		{unit: "县水务局", before: []string{"云岭市水务局"}},
		{unit: "云岭市水务局", before: []string{"县水务局", "水务局"}},
		{unit: "青禾县水务局", before: []string{"青禾县水务局水文站", "水文站", "青禾县水利局"}},
		{unit: "青禾县财政局", before: []string{"青禾县财政所", "青禾县财政监督局"}},
		{unit: "柳荫街道", before: []string{"柳荫街道社区卫生服务中心", "柳荫社区"}},
		{unit: "柳荫社区卫生服务中心", before: []string{"卫生服务中心", "红旗社区卫生服务中心"}},
		{unit: "青禾县委办公室", before: []string{"青禾县政府办公室", "青禾县委组织部"}},
		{unit: "青禾县文旅局", before: []string{"青禾县文化广电和旅游局", "青禾县文化和旅游局"}},

		{unit: "县水务局", before: []string{"水利局", "林业局"}, want: "水利局", roster: []analyze.RosterUnit{{Name: "青禾县水务局", Aliases: []string{"水利局"}}, {Name: "青禾县林业局"}}},
		{unit: "青禾市水务局", before: []string{"青禾县水务局"}, want: "青禾县水务局", roster: []analyze.RosterUnit{{Name: "青禾市水务局", Aliases: []string{"青禾县水务局"}}}},
		{unit: "青禾县水务局", before: []string{"白沙县水务局", "水务局"}, roster: []analyze.RosterUnit{{Name: "青禾县水务局"}}},
	} {
		dir := submit(t, file{name: "报告.txt", text: c.unit + "2026年上半年工作报告\n上半年召开支委会6次。\n"})
		history := historyOf{}
		for _, name := range c.before {
			history[name] = &analyze.Past{File: name}
		}
		b, err := Run(t.Context(), []string{dir}, Options{Profiles: profiles(t), Profile: Auto, Roster: c.roster, History: history})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if past := b.Reports[0].Past; past != nil {
			got = past.File
		}
		if b.Reports[0].Unit == "" || got != c.want {
			t.Errorf("%s is %q: of %q it is taken for %q, want %q", c.unit, b.Reports[0].Unit, c.before, got, c.want)
		}
	}
}

// TestManyNames joins the names of as many units as there may be.
func TestManyNames(t *testing.T) {
	var known []string
	for i := range 3000 {
		known = append(known, fmt.Sprintf("第%d县水务局", i))
	}
	n := newNaming(nil, []*analyze.Report{{Unit: "水务局"}}, append(known, "县水务局"))
	if names := n.of("水务局"); len(names) > 0 {
		t.Errorf("水务局 is %q", names)
	}
}
