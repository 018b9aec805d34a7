package batch

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"hegao/analyze"
)

// TestUnitsOfTheBatch tells the work of another unit that the roster knows, or that sent a
// report of its own, from what others do with and for the own one.
func TestUnitsOfTheBatch(t *testing.T) {
	const head = "县图书馆2026年上半年工作总结\n一、工作开展情况\n上半年接待读者3万人次，举办讲座12场，采购图书1800册。"
	const tail = "\n二、存在的问题\n专业人员不足，购书经费偏少，阅读推广的形式还不够多。\n三、下半年打算\n抓好古籍保护，办好读书月，改造两个阅览室。\n县图书馆\n2026年7月3日\n"
	roster := []analyze.RosterUnit{{Name: "青禾县图书馆"}, {Name: "青禾县第一中学", Aliases: []string{"县一中"}}, {Name: "青禾县水务局"}}
	for sentence, want := range map[string]analyze.Severity{
		"县一中始终把安全摆在首位，开展演练2次。":        analyze.Error,
		"青禾县第一中学召开支委会6次，党员大会2次。":      analyze.Error,
		"县水务局党组始终坚持民主集中制。":            analyze.Error,
		"县水务局开展普法宣传3次。":               analyze.Warning,
		"县一中组织的读书活动吸引学生300人。":         0,
		"联合县一中开展读书活动3次。":              0,
		"县一中开展读书活动，邀请我馆人员到场指导4次。":     0,
		"县图书馆始终把安全摆在首位，开展演练2次。":       0,
		"县水务局落实资金20万元，改造书库1处。":        0,
		"先后走进县一中、县水务局等单位，开展送书上门活动6次。": 0,
		"县第一中学学生会组织志愿者36人参加整理。":       0,
	} {
		for _, known := range [][]analyze.RosterUnit{roster, nil} {
			dir := t.TempDir()
			write := func(name, text string) {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			write("图书馆.txt", head+sentence+tail)
			write("青禾县第一中学2026年上半年工作总结.txt", "青禾县第一中学2026年上半年工作总结\n一、工作开展情况\n招生640人。")
			write("县水务局2026年上半年工作总结.txt", "县水务局2026年上半年工作总结\n一、工作开展情况\n治理河道3公里。")
			b, err := Run(context.Background(), []string{dir}, Options{Profiles: profiles(t), Profile: Auto, Roster: known})
			if err != nil {
				t.Fatal(err)
			}
			got, found := analyze.Severity(0), 0
			for _, r := range b.Reports {
				for _, f := range r.Findings {
					if f.Rule == "unit.mismatch" {
						got, found = f.Severity, found+1
					}
				}
			}
			if want == 0 && found > 0 || want > 0 && (found != 1 || got != want) {
				t.Errorf("roster %t: %s: %d findings, severity %d, want %d", known != nil, sentence, found, got, want)
			}
		}
	}
}
