package batch

import (
	"context"
	"fmt"
	"io"
	"testing"

	"hegao/analyze"
)

func TestEach(t *testing.T) {
	const n = chunkFiles + 50
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

// historyOf is a History that knows one report of every unit.
type historyOf struct{ past *analyze.Past }

func (h historyOf) Last(_ context.Context, unit, profile string, period analyze.Period) (*analyze.Past, error) {
	if unit != "市水务局" || profile == "" || period.From.Year() != 2026 {
		return nil, nil
	}
	return h.past, nil
}

func TestHistory(t *testing.T) {
	dir := submit(t, file{name: "市水务局.txt", text: report("2026年上半年工作报告")}, file{name: "市林业局.txt", text: report("2026年上半年工作报告")}, file{name: "市水务局/无期.txt", text: report("工作报告")})
	past := &analyze.Past{File: "旧.txt"}
	b, err := Run(t.Context(), []string{dir}, Options{Profiles: profiles(t), Profile: Auto, History: historyOf{past}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range b.Reports {
		if want := r.Unit == "市水务局" && !r.Period.From.IsZero(); (r.Past == past) != want {
			t.Errorf("%s of %s: past %v", r.Doc.Name, r.Unit, r.Past)
		}
	}
}
