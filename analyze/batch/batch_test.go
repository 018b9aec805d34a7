package batch

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"hegao/analyze"
	"hegao/analyze/check"
	"hegao/analyze/doc"
	"hegao/analyze/metric"
	"hegao/analyze/profile"
)

// profiles returns the embedded profiles.
func profiles(t testing.TB) *profile.Set {
	t.Helper()
	known := profile.Known{Rules: map[string]*analyze.Check{}, Metrics: map[string]*analyze.MetricDef{}}
	for _, c := range check.All() {
		known.Rules[c.ID] = c
	}
	for _, m := range metric.Known() {
		known.Metrics[m.Key] = m
	}
	set, err := profile.Load("", known)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// run runs a batch over paths.
func run(t testing.TB, paths []string, o Options) *analyze.Batch {
	t.Helper()
	o.Profiles = profiles(t)
	if o.Profile == "" {
		o.Profile = Auto
	}
	b, err := Run(t.Context(), paths, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A file is one submitted in a test: day is its time, "" for 2026-07-01.
type file struct{ name, text, day string }

// submit writes files below a new folder and returns it.
func submit(t testing.TB, files ...file) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "收件")
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(f.text), 0o644); err != nil {
			t.Fatal(err)
		}
		day, err := time.ParseInLocation("2006-01-02", "2026-07-01", time.Local)
		if f.day != "" {
			day, err = time.ParseInLocation("2006-01-02 15:04", f.day, time.Local)
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, day, day); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// report is a short report with a title.
func report(title string) string {
	return title + "\n\n县纪委监委：\n现将有关情况报告如下。\n一、工作开展情况\n召开专题会议3次，开展警示教育2次。\n二、存在的问题\n学习不够深入。\n三、下一步打算\n加强学习。\n"
}

// zipped returns an archive of files.
func zipped(t testing.TB, files ...file) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		day, err := time.Parse("2006-01-02 15:04", f.day)
		if err != nil {
			t.Fatal(err)
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: day})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// units writes how the units stand: "市水务局 submitted roster: b.txt, a.txt". A file that is
// superseded stands in brackets.
func units(b *analyze.Batch, dir string) []string {
	var all []string
	for _, u := range b.Units {
		var files []string
		for _, id := range u.Reports {
			name, _ := filepath.Rel(dir, b.Reports[id].Doc.Name)
			if name = filepath.ToSlash(name); b.Reports[id].Superseded {
				name = "(" + name + ")"
			}
			files = append(files, name)
		}
		by := ""
		if u.Report != analyze.NoReport {
			by = " " + string(b.Reports[u.Report].UnitSource)
		}
		all = append(all, fmt.Sprintf("%s %s%s: %s", u.Name, u.Status, by, strings.Join(files, ", ")))
	}
	for _, r := range b.Reports {
		if r.Unit == "" {
			name, _ := filepath.Rel(dir, r.Doc.Name)
			all = append(all, "?: "+filepath.ToSlash(name))
		}
	}
	return all
}

func day(s string) time.Time {
	t, _ := time.Parse("2006-01-02", s)
	return t
}

// damaged is a Word file cut at its half.
func damaged(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("../../testdata/reports/11_档案馆.docx")
	if err != nil {
		t.Fatal(err)
	}
	return string(data[:len(data)/2])
}

func TestUnits(t *testing.T) {
	h1 := "关于2026年上半年党风廉政建设工作情况的报告"
	conduct, ideology := report(h1), report("2026年上半年意识形态工作责任制落实情况报告")
	water := []analyze.RosterUnit{{Name: "市水务局", Aliases: []string{"市水利局"}}, {Name: "市林业局"}}
	due := []analyze.RosterUnit{{Name: "市水务局", Due: day("2026-07-05")}, {Name: "市林业局", Due: day("2026-07-15")}}
	for name, c := range map[string]struct {
		roster []analyze.RosterUnit
		period string
		files  []file
		want   []string
	}{
		"by roster": {water, "", []file{{name: "附件：市水务局2026年上半年报告（终稿）(2).txt", text: conduct}}, []string{
			"市水务局 submitted roster: 附件：市水务局2026年上半年报告（终稿）(2).txt", "市林业局 missing: "}},
		"folder before file and title": {water, "", []file{{name: "03_市水务局/报告.txt", text: report("市林业局" + h1)}}, []string{
			"市水务局 submitted roster: 03_市水务局/报告.txt", "市林业局 missing: "}},
		"folder further up": {water, "", []file{{name: "03_市水务局/附件/统计.txt", text: conduct}}, []string{
			"市水务局 submitted roster: 03_市水务局/附件/统计.txt", "市林业局 missing: "}},
		"alias, title, signature": {water, "", []file{{name: "1.txt", text: report("市水利局党组" + h1)}, {name: "2.txt", text: conduct + "\n中共望海市林业局党组\n2026年7月1日\n"}}, []string{
			"市水务局 submitted roster: 1.txt", "市林业局 submitted roster: 2.txt"}},
		"a folder of many is nobody's": {[]analyze.RosterUnit{{Name: "县教育局"}, {Name: "县一中"}, {Name: "县二中"}}, "",
			[]file{{name: "县教育局/县一中.txt", text: conduct}, {name: "县教育局/县二中.txt", text: ideology}}, []string{
				"县教育局 missing: ", "县一中 submitted roster: 县教育局/县一中.txt", "县二中 submitted roster: 县教育局/县二中.txt"}},
		"not on the roster": {water, "", []file{{name: "市气象局.txt", text: conduct}, {name: "报告.txt", text: conduct}}, []string{
			"市水务局 missing: ", "市林业局 missing: ", "市气象局 submitted filename: 市气象局.txt", "?: 报告.txt"}},
		"without a roster": {nil, "", []file{{name: "03_市水务局/报告.txt", text: conduct}, {name: "市林业局半年报告.txt", text: conduct}, {name: "a.txt", text: report("市气象局" + h1)}, {name: "b.txt", text: conduct + "\n市体育局\n2026年7月1日\n"}, {name: "c.txt", text: conduct}}, []string{
			"市体育局 submitted signature: b.txt", "市林业局 submitted filename: 市林业局半年报告.txt", "市气象局 submitted title: a.txt", "市水务局 submitted folder: 03_市水务局/报告.txt", "?: c.txt"}},
		"the fullest of its names": {nil, "", []file{{name: "县供销社总结.txt", text: report("青禾县供销合作社联合社" + h1)}}, []string{
			"青禾县供销合作社联合社 submitted filename: 县供销社总结.txt"}},
		"one unit by several names": {nil, "", []file{{name: "青禾县水务局报告.txt", text: conduct}, {name: "水务局/意识形态报告.txt", text: ideology}}, []string{
			"青禾县水务局 submitted filename: 青禾县水务局报告.txt, 水务局/意识形态报告.txt"}},
		"joint report": {water, "", []file{{name: "市水务局、市林业局联合报告.txt", text: conduct}}, []string{
			"市水务局 submitted roster: 市水务局、市林业局联合报告.txt", "市林业局 submitted roster: 市水务局、市林业局联合报告.txt"}},
		"exempt": {[]analyze.RosterUnit{{Name: "市水务局", Exempt: true}, {Name: "市林业局", Exempt: true}}, "", []file{{name: "市林业局.txt", text: conduct}}, []string{
			"市水务局 exempt: ", "市林业局 submitted roster: 市林业局.txt"}},

		"the newest counts": {water[:1], "", []file{{"市水务局/报告.txt", conduct, "2026-07-02 09:00"}, {"市水务局/报告2.txt", conduct + "改", "2026-07-03 09:00"}}, []string{
			"市水务局 submitted roster: 市水务局/报告2.txt, (市水务局/报告.txt)"}},
		"words before times": {water[:1], "", []file{{"市水务局/报告（终稿）.txt", conduct, "2026-07-02 09:00"}, {"市水务局/报告（初稿）.txt", conduct + "改", "2026-07-03 09:00"}}, []string{
			"市水务局 submitted roster: 市水务局/报告（终稿）.txt, (市水务局/报告（初稿）.txt)"}},
		"numbers": {water[:1], "", []file{{name: "市水务局/报告(2).txt", text: conduct}, {name: "市水务局/报告(10).txt", text: conduct + "改"}, {name: "市水务局/报告.txt", text: conduct + "再改"}}, []string{
			"市水务局 submitted roster: 市水务局/报告(10).txt, (市水务局/报告(2).txt), (市水务局/报告.txt)"}},
		"the same file twice": {water[:1], "", []file{{name: "市水务局/报告.txt", text: conduct}, {name: "市水务局/意识形态报告.txt", text: conduct}}, []string{
			"市水务局 submitted roster: 市水务局/报告.txt, (市水务局/意识形态报告.txt)"}},
		"two reports of one unit": {water[:1], "", []file{{"市水务局/1.txt", conduct, "2026-07-02 09:00"}, {"市水务局/2.txt", ideology, "2026-07-03 09:00"}}, []string{
			"市水务局 submitted roster: 市水务局/1.txt, 市水务局/2.txt"}}, // most reports here are on conduct
		"two periods of one unit": {water[:1], "", []file{{"市水务局/1.txt", conduct, "2026-07-02 09:00"}, {"市水务局/2.txt", report("2025年上半年党风廉政建设工作报告"), "2026-07-03 09:00"}}, []string{
			"市水务局 submitted roster: 市水务局/2.txt, 市水务局/1.txt"}},

		"last year's report": {water[:1], "2026H1", []file{{name: "市水务局2026年上半年.txt", text: report("2025年上半年党风廉政建设工作报告")}}, []string{
			"市水务局 wrong-period roster: 市水务局2026年上半年.txt"}},
		"last year's beside this year's": {water[:1], "2026H1", []file{{"市水务局/旧.txt", report("2025年上半年党风廉政建设工作报告"), "2026-07-03 09:00"}, {"市水务局/新.txt", conduct, "2026-07-02 09:00"}}, []string{
			"市水务局 submitted roster: 市水务局/新.txt, 市水务局/旧.txt"}},

		"unreadable": {water[:1], "", []file{{name: "市水务局.docx", text: damaged(t)}}, []string{
			"市水务局 unreadable roster: 市水务局.docx"}},
		"unreadable beside an older one": {water[:1], "", []file{{name: "市水务局/报告(2).docx", text: damaged(t)}, {name: "市水务局/报告.txt", text: conduct}}, []string{
			"市水务局 submitted roster: 市水务局/报告.txt, 市水务局/报告(2).docx"}},
		"empty": {water[:1], "", []file{{name: "市水务局.txt", text: ""}}, []string{
			"市水务局 submitted roster: 市水务局.txt"}},

		"late": {due, "", []file{{"市水务局.txt", conduct, "2026-07-06 00:00"}, {"市林业局.txt", conduct, "2026-07-06 00:00"}}, []string{
			"市水务局 late roster: 市水务局.txt", "市林业局 submitted roster: 市林业局.txt"}},
		"on the last day": {due, "", []file{{"市水务局.txt", conduct, "2026-07-05 23:59"}}, []string{
			"市水务局 submitted roster: 市水务局.txt", "市林业局 missing: "}},
		"in time and corrected later": {due[:1], "", []file{{"市水务局.txt", conduct, "2026-07-05 10:00"}, {"市水务局（修改）.txt", conduct + "改", "2026-07-09 10:00"}}, []string{
			"市水务局 submitted roster: 市水务局（修改）.txt, (市水务局.txt)"}},
		"late in an archive": {due[:1], "", []file{{name: "报送.zip", text: zipped(t, file{"市水务局/报告.txt", conduct, "2026-07-06 10:00"})}}, []string{
			"市水务局 late roster: 报送.zip!市水务局/报告.txt"}},
		"all copied at once": {[]analyze.RosterUnit{{Name: "甲局", Due: day("2026-07-05")}, {Name: "乙局", Due: day("2026-07-05")}, {Name: "丙局", Due: day("2026-07-05")}}, "",
			[]file{{"甲局.txt", conduct, "2026-09-01 10:00"}, {"乙局.txt", conduct, "2026-09-01 10:00"}, {"丙局.txt", conduct, "2026-09-01 10:00"}}, []string{
				"甲局 submitted roster: 甲局.txt", "乙局 submitted roster: 乙局.txt", "丙局 submitted roster: 丙局.txt"}},
	} {
		dir := submit(t, c.files...)
		b := run(t, []string{dir}, Options{Roster: c.roster, Period: c.period})
		if got := units(b, dir); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %s\nwant %s", name, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
		}
	}
}

func TestUnitOfPathsAsked(t *testing.T) {
	text := report("2026年上半年工作报告")
	dir := submit(t, file{name: "县纪委/03_市水务局/报告.txt", text: text}, file{name: "县纪委/其他/2.txt", text: text})
	one := filepath.Join(dir, "县纪委", "03_市水务局")
	for _, c := range []struct{ path, want string }{
		{one, "市水务局"},
		{filepath.Join(one, "报告.txt"), "市水务局"},
		{filepath.Join(dir, "县纪委", "其他"), ""}, // folders above the one asked for say nothing
		{filepath.Join(dir, "县纪委", "其他", "2.txt"), ""},
	} {
		b := run(t, []string{c.path}, Options{})
		if len(b.Reports) != 1 || b.Reports[0].Unit != c.want {
			t.Errorf("%s: unit %q, want %q", c.path, b.Reports[0].Unit, c.want)
		}
	}
	t.Chdir(one)
	if b := run(t, []string{"."}, Options{}); b.Reports[0].Unit != "" {
		t.Errorf(".: unit %q", b.Reports[0].Unit)
	}
	t.Chdir(filepath.Dir(one))
	if b := run(t, []string{"."}, Options{}); b.Reports[0].Unit != "市水务局" {
		t.Errorf("below .: unit %q", b.Reports[0].Unit)
	}
}

func TestExclude(t *testing.T) {
	dir := submit(t, file{name: "市水务局.txt", text: report("报告")}, file{name: "名册.csv", text: "单位名称\n市水务局\n"})
	b := run(t, []string{dir}, Options{Exclude: []string{filepath.Join(dir, ".", "名册.csv"), filepath.Join(dir, "没有.xlsx")}})
	if b.Files != 1 || len(b.Reports) != 1 {
		t.Errorf("%d files, want the report alone", b.Files)
	}
}

func TestTable(t *testing.T) {
	text := func(study string) string {
		return "2026年上半年党风廉政建设工作报告\n一、工作开展情况\n" + study + "\n二、存在的问题\n学习不够深入。\n三、下一步打算\n计划开展理论学习中心组学习9次。\n"
	}
	dir := submit(t,
		file{name: "市甲局.txt", text: text("开展理论学习中心组学习6次。")},
		file{name: "市乙局.txt", text: text("开展理论学习中心组学习*次。开展理论学习中心组学习4次。")},
		file{name: "市丙局.txt", text: text("开展理论学习中心组学习*次。")},
		file{name: "市丁局/旧.txt", text: text("开展理论学习中心组学习90次。")},
		file{name: "市丁局/旧（修改）.txt", text: text("开展理论学习中心组学习8次。")},
		file{name: "市戊局.txt", text: text("没有集中。")},
		file{name: "市己局.docx", text: damaged(t)},
		file{name: "无名.txt", text: text("开展理论学习中心组学习5次。")},
	)
	b := run(t, []string{dir}, Options{Roster: []analyze.RosterUnit{{Name: "市庚局"}}})
	const key = "center-group-study"
	i := slices.IndexFunc(b.Table.Metrics, func(m analyze.TableMetric) bool { return m.Key == key })
	if i < 0 {
		t.Fatalf("no column for %s: %+v", key, b.Table.Metrics)
	}
	if m := b.Table.Metrics[i]; m.Measure != "次" || m.Median == nil || *m.Median != 5.5 {
		t.Errorf("column %+v, want the median 5.5 of 4, 5, 6, 8", m)
	}
	got := map[string]string{}
	for _, row := range b.Table.Rows {
		got[row.Unit] = "-"
		if v, stated := row.Values[key]; stated {
			got[row.Unit] = "null"
			if v.Value != nil {
				got[row.Unit] = fmt.Sprint(*v.Value)
			}
			if m := b.Reports[v.Report].Metrics[v.Metric]; m.Key != key || m.Modality != analyze.Done {
				t.Errorf("%s points to %+v", row.Unit, m)
			}
		}
	}
	if want := map[string]string{"市甲局": "6", "市乙局": "4", "市丙局": "null", "市丁局": "8", "市戊局": "-", "市己局": "-", "无名.txt": "5"}; !reflect.DeepEqual(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
}

func TestUnitFindings(t *testing.T) {
	dir := submit(t, file{name: "甲局/报告.txt", text: "一、存在的问题\n召开支委会*次。"}, file{name: "甲局/报告（修改）.txt", text: report("2026年上半年工作报告") + "\n甲局\n2026年7月1日"})
	b := run(t, []string{dir}, Options{Roster: []analyze.RosterUnit{{Name: "甲局"}, {Name: "乙局"}}})
	if u := b.Units[0]; u.Name != "甲局" || u.Errors != 0 {
		t.Errorf("%+v: the errors of an earlier version count", u)
	}
	if u := b.Units[1]; u.Name != "乙局" || u.Status != analyze.Missing || u.Errors != 1 {
		t.Errorf("%+v, want the one error that it is missing", u)
	}
}

func TestPanicCostsOneReport(t *testing.T) {
	r := &analyze.Report{ID: 3, Doc: &doc.Document{Name: "甲局.txt", Status: doc.OK, Blocks: []doc.Block{{Text: "召开支委会*次"}}}}
	a := analyst{profiles: profiles(t), tokens: tokenRoom()} // without a segmenter it must break down
	a.read(r)
	a.check(r)
	if r.ID != 3 || r.Doc.Status != doc.Crash || !strings.Contains(r.Doc.Reason, ".go:") || len(r.Doc.Blocks) != 0 {
		t.Errorf("after a panic: %+v, %+v", r, r.Doc)
	}
	if len(r.Findings) != 1 || r.Findings[0].Rule != "file.unreadable" {
		t.Errorf("findings %+v, want file.unreadable", r.Findings)
	}
}

func TestRunErrors(t *testing.T) {
	dir := submit(t, file{name: "a.txt", text: report("报告")})
	o := Options{Profiles: profiles(t), Profile: Auto}
	if _, err := Run(t.Context(), []string{filepath.Join(dir, "没有")}, o); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing path: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Run(ctx, []string{dir}, o); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	o.Period = "2026H3"
	var period *PeriodError
	if _, err := Run(t.Context(), []string{dir}, o); !errors.As(err, &period) {
		t.Errorf("odd period: %v", err)
	}
	o.Period, o.Profile = "", "no-such"
	if _, err := Run(t.Context(), []string{dir}, o); err == nil {
		t.Error("unknown profile: no error")
	}
}

func TestProgress(t *testing.T) {
	dir := submit(t, file{name: "a.txt", text: report("甲")}, file{name: "b.txt", text: report("乙")})
	var steps []int
	total := 0
	run(t, []string{dir}, Options{Progress: func(done, of int) { steps, total = append(steps, done), of }})
	if len(steps) != total || !slices.IsSorted(steps) || steps[len(steps)-1] != total {
		t.Errorf("steps %v of %d", steps, total)
	}
}

// TestDeterminism runs the sample batch on one processor and on eight, by one worker and by many.
func TestDeterminism(t *testing.T) {
	roster, err := ReadRoster("../../testdata/roster.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	of := func(procs, jobs int) *analyze.Batch {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		b := run(t, []string{"../../testdata/reports"}, Options{Roster: roster, Period: "2026H1", Jobs: jobs})
		b.Checks, b.Profiles = nil, nil // functions are never equal
		for _, r := range b.Reports {
			r.Profile = nil
		}
		return b
	}
	first := of(1, 1)
	for _, c := range []struct{ procs, jobs int }{{8, 0}, {8, 3}, {2, 16}} {
		if !reflect.DeepEqual(of(c.procs, c.jobs), first) {
			t.Errorf("%d processors, %d jobs: another result", c.procs, c.jobs)
		}
	}
}
