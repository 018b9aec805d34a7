package batch

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"testing"

	"hegao/analyze"
)

func TestEach(t *testing.T) {
	const n = mostFiles + 50
	var files []file
	for i := range n {
		files = append(files, file{name: fmt.Sprintf("收件/%03d_市第%d水务局.txt", i, i), text: report(fmt.Sprintf("2026年上半年工作报告（%d）", i))})
	}
	files = append(files, file{name: "收件/.DS_Store", text: "x"})
	dir := submit(t, files...)
	seen, chunks, last, total := map[string]bool{}, 0, 0, 0
	o := Options{Profiles: profiles(t), Profile: Auto, Progress: func(done, of int) {
		if done < last {
			t.Errorf("step %d after %d", done, last)
		}
		last, total = done, of
	}}
	found, ignored, err := Each(t.Context(), []string{dir}, o, func(c Chunk) error {
		chunks++
		for _, r := range c.Reports {
			f, err := c.Open(r.ID)
			if err != nil {
				return err
			}
			data, err := io.ReadAll(f)
			f.Close()
			if int64(len(data)) != r.Doc.Size || err != nil {
				t.Errorf("%s: %d bytes of %d, %v", r.Doc.Name, len(data), r.Doc.Size, err)
			}
			seen[r.Unit] = true
		}
		return nil
	})
	if err != nil || found != n || len(ignored) != 1 || chunks != 2 || len(seen) != n || last != total {
		t.Errorf("%d files, %d ignored, %d chunks, %d units, %d of %d steps, %v", found, len(ignored), chunks, len(seen), last, total, err)
	}
}

// TestEachAlike takes three folders of reports, whose names tell no unit, through Each and through
// Run: each report is found to be the same.
func TestEachAlike(t *testing.T) {
	const n = 450
	var files []file
	for _, period := range []string{"2025年上半年", "2025年下半年", "2026年上半年"} {
		for i := range n {
			unit := fmt.Sprintf("第%d中学", i/2+1)
			if i%2 == 0 {
				unit = "青禾县" + unit
			}
			text := fmt.Sprintf("%s%s工作报告\n上半年召开支委会*次。\n%s\n", unit, period, unit)
			files = append(files, file{name: fmt.Sprintf("县教育局收件/%s/%03d.txt", period, i), text: text})
		}
	}
	dir := submit(t, files...)
	o := Options{Profiles: profiles(t), Profile: Auto, History: historyOf{"青禾县第1中学": {}}}
	whole, err := Run(t.Context(), []string{dir}, o)
	if err != nil {
		t.Fatal(err)
	}
	chunks, at := 0, 0
	_, _, err = Each(t.Context(), []string{dir}, o, func(c Chunk) error {
		chunks++
		for _, r := range c.Reports {
			want := whole.Reports[at]
			if r.Doc.Name != want.Doc.Name || r.Unit != want.Unit || len(r.Findings) != len(want.Findings) || len(r.Findings) == 0 {
				t.Errorf("%s: %s, %d findings; as one batch %s: %s, %d findings", r.Doc.Name, r.Unit, len(r.Findings), want.Doc.Name, want.Unit, len(want.Findings))
			}
			at++
		}
		return nil
	})
	if err != nil || at != 3*n || chunks < 2 {
		t.Errorf("%d reports in %d chunks, %v", at, chunks, err)
	}
	if u := whole.Reports[1].Unit; u != "青禾县第1中学" {
		t.Errorf("the second report is of %s", u)
	}
}

// historyOf is a History that knows one report of the unit of each name.
type historyOf map[string]*analyze.Past

func (h historyOf) Units() []string { return slices.Collect(maps.Keys(h)) }

func (h historyOf) Last(_ context.Context, names []string, profile string, period analyze.Period) (*analyze.Past, error) {
	if len(names) != 1 || profile == "" || period.From.Year() != 2026 {
		return nil, nil
	}
	return h[names[0]], nil
}

func TestHistory(t *testing.T) {
	dir := submit(t, file{name: "市水务局.txt", text: report("2026年上半年工作报告")}, file{name: "市林业局.txt", text: report("2026年上半年工作报告")}, file{name: "市水务局/无期.txt", text: report("工作报告")})
	past := &analyze.Past{File: "旧.txt"}
	b, err := Run(t.Context(), []string{dir}, Options{Profiles: profiles(t), Profile: Auto, History: historyOf{"市水务局": past}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range b.Reports {
		if want := r.Unit == "市水务局" && !r.Period.From.IsZero(); (r.Past == past) != want {
			t.Errorf("%s of %s: past %v", r.Doc.Name, r.Unit, r.Past)
		}
	}
}
