package profile_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hegao/analyze"
	"hegao/analyze/check"
	"hegao/analyze/doc"
	"hegao/analyze/metric"
	"hegao/analyze/profile"
	"hegao/analyze/tomlfile"
)

// known is what the program itself knows.
func known() profile.Known {
	k := profile.Known{Rules: map[string]*analyze.Check{}, Metrics: map[string]*analyze.MetricDef{}}
	for _, c := range check.All() {
		k.Rules[c.ID] = c
	}
	for _, m := range metric.Known() {
		k.Metrics[m.Key] = m
	}
	return k
}

// load loads the embedded profiles with the files of an office over them.
func load(t *testing.T, files map[string]string) (*profile.Set, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return profile.Load(dir, known())
}

func get(t *testing.T, s *profile.Set, name string) *analyze.Profile {
	t.Helper()
	p, ok := s.Get(name)
	if !ok {
		t.Fatalf("no profile %s", name)
	}
	return p
}

func partIDs(parts []analyze.PartDef) string {
	var ids []string
	for _, p := range parts {
		ids = append(ids, p.ID)
	}
	return strings.Join(ids, " ")
}

func TestEmbedded(t *testing.T) {
	s, err := profile.Load("", known())
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Names(); !slices.Equal(got, []string{"conduct", "general"}) {
		t.Errorf("names %v", got)
	}
	general, conduct := get(t, s, "general"), get(t, s, "conduct")
	if got := partIDs(general.Parts); got != "progress problems plan" {
		t.Errorf("parts of general: %s", got)
	}
	if got := partIDs(conduct.Parts); got != "progress political responsibility conduct culture problems plan" {
		t.Errorf("parts of conduct: %s", got)
	}
	if conduct.Parts[0].MinChars == 0 || conduct.Parts[0].Title != general.Parts[0].Title {
		t.Errorf("conduct takes progress from general: %+v", conduct.Parts[0])
	}
	if len(general.Metrics) != 0 || len(conduct.Metrics) != 9 {
		t.Errorf("%d and %d metrics", len(general.Metrics), len(conduct.Metrics))
	}
	if conduct.Params["section.order"] == nil {
		t.Error("conduct lost the parameters of general")
	}
	if severity, set := conduct.Severity["metric.missing"]; !set || severity != analyze.Info {
		t.Error("severity of metric.missing")
	}
	if got := partIDs(s.Parts()); got != "progress problems plan political responsibility conduct culture" {
		t.Errorf("all parts: %s", got)
	}
	if !strings.Contains(string(s.Source("conduct")), `extends = "general"`) || s.Source("nonesuch") != nil {
		t.Error("sources")
	}
}

func TestOfficeOverEmbedded(t *testing.T) {
	s, err := load(t, map[string]string{
		"readme.txt": "not a profile",
		"conduct.toml": `extends = "conduct"
match = ["清风"]
[[parts]]
id = "progress"
min_chars = 500
[[parts]]
id = "petition"
title = "信访办理"
headings = ["信访"]
under = "progress"
[[metrics]]
key = "theme-day"
minimum = 6
[rules."metric.missing"]
severity = "error"
[rules."section.short"]
off = true
[rules."section.empty"]
zero = ["空"]
`,
		"safety.toml": `title = "安全生产"
extends = "conduct"
[rules."section.short"]
off = false
`,
	})
	if err != nil {
		t.Fatal(err)
	}
	p := get(t, s, "conduct")
	if p.Title != "党风廉政建设报告" || !slices.Equal(p.Match, []string{"清风"}) || partIDs(p.Parts) != "progress petition" {
		t.Errorf("%+v", p)
	}
	if p.Parts[0].MinChars != 500 || len(p.Parts[0].Headings) < 10 || p.Parts[1].Under != "progress" {
		t.Errorf("parts %+v", p.Parts)
	}
	if len(p.Metrics) != 1 || p.Metrics[0] != (analyze.MetricRule{Key: "theme-day", Minimum: 6}) {
		t.Errorf("metrics %v", p.Metrics)
	}
	if p.Severity["metric.missing"] != analyze.Error || !p.Disabled["section.short"] || p.Params["section.empty"] == nil {
		t.Errorf("rules %v %v %v", p.Severity, p.Disabled, p.Params)
	}
	if q := get(t, s, "safety"); q.Disabled["section.short"] || q.Params["section.empty"] == p.Params["section.empty"] {
		t.Error("safety switches section.short on and has parameters of its own")
	}
	if got := partIDs(s.Parts()); got != "progress problems plan petition" {
		t.Errorf("all parts: %s", got)
	}
}

func TestAdd(t *testing.T) {
	s, err := profile.Load("", known())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "街道.toml")
	if err := os.WriteFile(file, []byte("title = '街道'\nextends = 'general'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := s.Add(file)
	if err != nil {
		t.Fatal(err)
	}
	if q, _ := s.Get("街道"); q != p || p.Name != "街道" || len(p.Parts) != 3 {
		t.Errorf("added %+v", p)
	}
	if _, err := s.Add(file + ".gone"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := profile.Load(filepath.Dir(file)+"/gone", known()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		text    string
		line    int
		key     string
		problem tomlfile.Problem
	}{
		{"title = 'x'\nparts = 3", 2, "parts", tomlfile.WrongType},
		{"title = 'x'\ntittle = 'y'", 2, "tittle", tomlfile.UnknownKey},
		{"match = ['x']", 1, "title", tomlfile.MissingKey},
		{"title = 'x'\nextends = 'nonesuch'", 2, "extends", tomlfile.UnknownName},
		{"title = 'x'\nextends = 'office'", 2, "extends", tomlfile.UnknownName},
		{"title = 'x'\nextends = 'other'", 2, "extends", tomlfile.UnknownName},
		{"title = 'x'\n[[parts]]\ntitle = 'y'", 2, "parts[1].id", tomlfile.MissingKey},
		{"title = 'x'\n[[parts]]\nid = 'y'", 2, "parts[1].title", tomlfile.MissingKey},
		{"title = 'x'\n[[parts]]\nid = 'y'\ntitle = 'y'", 2, "parts[1].headings", tomlfile.MissingKey},
		{"title = 'x'\nextends = 'general'\n[[parts]]\nid = 'plan'\n[[parts]]\nid = 'plan'", 6, "parts[2].id", tomlfile.DuplicateKey},
		{"title = 'x'\nextends = 'general'\n[[parts]]\nid = 'plan'\nunder = 'nowhere'", 5, "parts[1].under", tomlfile.UnknownName},
		{"title = 'x'\nextends = 'general'\n[[parts]]\nid = 'plan'\nheading = ['y']", 5, "parts[1].heading", tomlfile.UnknownKey},
		{"title = 'x'\n[[metrics]]\nkey = 'nonesuch'", 3, "metrics[1].key", tomlfile.UnknownName},
		{"title = 'x'\n[[metrics]]\nminimum = 1", 2, "metrics[1].key", tomlfile.MissingKey},
		{"title = 'x'\n[[metrics]]\nkey = 'theme-day'\n[[metrics]]\nkey = 'theme-day'", 5, "metrics[2].key", tomlfile.DuplicateKey},
		{"title = 'x'\n[rules.\"section.nonesuch\"]\noff = true", 2, `rules."section.nonesuch"`, tomlfile.UnknownName},
		{"title = 'x'\n[rules.\"section.short\"]\nseverity = 'fatal'", 3, `rules."section.short".severity`, tomlfile.BadValue},
		{"title = 'x'\n[rules.\"section.short\"]\nzero = ['y']", 3, `rules."section.short".zero`, tomlfile.UnknownKey},
		{"title = 'x'\n[rules.\"section.empty\"]\nzero = 'y'", 3, `rules."section.empty".zero`, tomlfile.WrongType},
	} {
		_, err := load(t, map[string]string{"office.toml": c.text, "other.toml": "title = 'o'\nextends = 'office'\n"})
		var e *tomlfile.Error
		switch {
		case !errors.As(err, &e):
			t.Errorf("%q: got %v", c.text, err)
		case e.Line != c.line || e.Key != c.key || e.Problem != c.problem:
			t.Errorf("%q: got %v, want line %d, %s: %s", c.text, err, c.line, c.key, c.problem)
		case !strings.HasSuffix(e.File, ".toml"):
			t.Errorf("%q: file %q", c.text, e.File)
		}
	}
}

func TestChoose(t *testing.T) {
	s, err := load(t, map[string]string{"safety.toml": "title = '安全生产'\nextends = 'general'\nmatch = ['安全生产', '主体责任清单落实情况']\n"})
	if err != nil {
		t.Fatal(err)
	}
	headings := func(ids ...string) map[string]analyze.PartState {
		m := map[string]analyze.PartState{}
		for _, id := range ids {
			m[id] = analyze.AsHeading
		}
		return m
	}
	for _, c := range []struct {
		title, file, heading string
		parts                map[string]analyze.PartState
		want                 string
	}{
		{"关于2026年上半年党风廉政建设和反腐败工作情况的报告", "", "", nil, "conduct"},
		{"落实全面从严治党主体责任情况报告", "", "", nil, "conduct"},
		{"2026年度述责述廉报告", "", "", nil, "conduct"},
		{"清廉校园建设工作总结", "", "", nil, "conduct"},
		{"2026年上半年安全生产工作总结", "", "", nil, "safety"},
		{"安全生产主体责任清单落实情况", "", "", nil, "safety"},
		{"关于意识形态工作责任制落实情况的报告", "", "", nil, "general"},
		{"二季度案防合规与清廉金融建设情况报告", "", "", headings("culture"), "general"},
		{"行业作风和党风廉政建设工作报告", "", "", headings("culture", "conduct"), "conduct"},
		{"柳河镇2026年工作总结", "", "", nil, "general"},
		{"", "报送.zip!水务局/党风廉政建设半年报告.docx", "", nil, "conduct"},
		{"", "党风廉政建设/总结.docx", "", nil, "general"},
		{"", "报告.txt", "2026年上半年党风廉政建设工作落实情况", nil, "conduct"},
		{"柳河镇2026年工作总结", "", "党风廉政建设情况", nil, "general"},
		{"机关党建工作情况报告", "", "", headings("political", "responsibility", "conduct", "culture"), "conduct"},
		{"机关党建工作情况报告", "", "", headings("political", "responsibility", "conduct"), "general"},
		{"", "报告.txt", "", headings("political", "responsibility", "conduct"), "conduct"},
		{"", "报告.txt", "", headings("progress", "problems", "plan", "political"), "general"},
	} {
		r := &analyze.Report{Doc: &doc.Document{Name: c.file}, Title: c.title, Parts: c.parts}
		if c.heading != "" {
			r.Sections = []analyze.Section{{Title: c.heading, Level: 1}}
		}
		if got := s.Choose(r).Name; got != c.want {
			t.Errorf("%q %q %v: chose %s, want %s", c.title, c.file, c.parts, got, c.want)
		}
	}
}

func FuzzAdd(f *testing.F) {
	f.Add("title = 'x'\nextends = 'general'\n[[parts]]\nid = 'plan'\nmin_chars = 3\n[rules.\"section.empty\"]\nzero = ['y']\n")
	f.Add("title = 'x'\nextends = 'fuzz'\n[[metrics]]\nkey = 'theme-day'\nminimum = 1\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := profile.Load("", known())
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "fuzz.toml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := s.Add(file)
		var e *tomlfile.Error
		switch {
		case err != nil && (!errors.As(err, &e) || e.Line < 1 || e.File == ""):
			t.Errorf("%q: error %v has no place", text, err)
		case err == nil && p.Title == "":
			t.Errorf("%q: a profile without a title", text)
		}
	})
}
