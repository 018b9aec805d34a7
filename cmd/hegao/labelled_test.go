package main_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPeriodsAndUnits recognises the time that labelled reports speak of and, with a roster,
// their units, by title and signature alone. Either may be unknown, it must not be wrong.
func TestPeriodsAndUnits(t *testing.T) {
	for name, dir := range map[string]string{"project": sampleMarked, "gold": "../../../shared/gold/dev"} {
		t.Run(name, func(t *testing.T) {
			files, _ := filepath.Glob(filepath.Join(dir, "*.mark.txt"))
			if len(files) == 0 {
				t.Skip("no labelled reports in ", dir)
			}
			type label struct{ period, unit string }
			want, texts := map[string]label{}, t.TempDir()
			roster := "单位名称\n"
			for i, file := range files {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				m, err := parseMarked(string(data))
				if err != nil {
					t.Fatal(err)
				}
				name := fmt.Sprintf("%d.txt", i) // that says nothing
				unit := m.head["unit"]
				if strings.ContainsAny(unit, "*X某") {
					unit = "" // the report was to name it
				}
				want[name] = label{m.head["period"], unit}
				if unit != "" && !strings.Contains(roster, "\n"+unit+"\n") {
					roster += unit + "\n"
				}
				if err := os.WriteFile(filepath.Join(texts, name), []byte(m.text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			list := filepath.Join(t.TempDir(), "名册.csv")
			if err := os.WriteFile(list, []byte(roster), 0o644); err != nil {
				t.Fatal(err)
			}
			var a struct {
				Reports []struct {
					File   string
					Unit   string
					Source string `json:"unit_source"`
					Period struct{ From, To string }
				}
			}
			if err := json.Unmarshal(runHegao(t, 0, "check", "--fail-on", "never", "--format", "json", "--roster", list, texts), &a); err != nil {
				t.Fatal(err)
			}
			var periods, stated, units, named int
			for _, r := range a.Reports {
				label, period := want[filepath.Base(r.File)], strings.Trim(r.Period.From+"/"+r.Period.To, "/")
				if label.period != "" {
					stated++
					if period == label.period {
						periods++
					} else if period != "" {
						t.Errorf("%s: period %s, want %s", r.File, period, label.period)
					}
				}
				if label.unit != "" {
					named++
					if r.Unit == label.unit && r.Source == "roster" {
						units++
					} else if r.Unit != "" {
						t.Errorf("%s: unit %s, by %s, want %s", r.File, r.Unit, r.Source, label.unit)
					}
				}
			}
			t.Logf("%d of %d periods, %d of %d units", periods, stated, units, named)
			if 4*periods < 3*stated || 10*units < 9*named {
				t.Errorf("too few are known")
			}
		})
	}
}
