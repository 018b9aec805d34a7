package render_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/render"
)

func decode(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return v
}

// keyPaths adds every key under v to paths: "reports[].metrics[].value". Keys that
// are data, of parts and metrics, count as one.
func keyPaths(v any, at string, paths map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		for key, below := range v {
			path := strings.TrimPrefix(at+"."+key, ".")
			if strings.HasSuffix(at, ".parts") || strings.HasSuffix(at, ".values") {
				path = at + ".*"
			}
			paths[path] = true
			keyPaths(below, path, paths)
		}
	case []any:
		for _, item := range v {
			keyPaths(item, at+"[]", paths)
		}
	}
}

// The keys are those of the contract, and these besides.
func TestJSONHasTheKeysOfTheContract(t *testing.T) {
	text, err := os.ReadFile("../../../shared/spec/cli.md")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the contract is not here: ../../../shared/spec/cli.md")
	}
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(text), "```json\n")
	example, _, _ = strings.Cut(example, "```")
	want, got := map[string]bool{}, map[string]bool{}
	keyPaths(decode(t, []byte(example)), "", want)
	keyPaths(decode(t, write(t, "json", sample(), render.Options{Version: "0.1.0"})), "", got)

	added := []string{
		"ignored", "findings[].unit", "findings[].rule", "findings[].severity", "findings[].message", "findings[].fix",
		"reports[].superseded", "reports[].metrics[].earlier", "reports[].findings[].related[].note",
		"copies[].passages[].same", "copies[].passages[].differences", "copies[].passages[].differences[].number",
	}
	for path := range got {
		if !want[path] && !slices.Contains(added, path) && !strings.HasPrefix(path, "copies[].passages[].differences[].") {
			t.Errorf("%s is not in the contract", path)
		}
	}
	for path := range want {
		if !got[path] {
			t.Errorf("%s of the contract is nowhere in the result", path)
		}
	}
}

func TestJSONLeavesOutWhatHasNoValue(t *testing.T) {
	bare := newDraft(0, "a.txt", "学习*次")
	bare.Profile = nil
	bare.Metrics = []analyze.Metric{{Span: bare.span("", "*次"), Section: -1}}
	bare.find("title.missing", analyze.Warning, doc.Span{}, "没有标题")
	b := &analyze.Batch{Reports: []*analyze.Report{bare.Report}}
	got := decode(t, write(t, "json", b, render.Options{}))["reports"].([]any)[0].(map[string]any)
	want := decode(t, []byte(`{
		"file": "a.txt", "sha256": "`+bare.Doc.SHA256+`", "format": "txt", "status": "ok", "characters": 4, "paragraphs": 1,
		"sections": [], "parts": {}, "placeholders": [],
		"metrics": [{"paragraph": 1, "start": 2, "end": 4, "text": "*次", "value": null, "value_max": null,
			"measure": "", "name": "", "qualifier": "", "modality": ""}],
		"findings": [{"rule": "title.missing", "severity": "warning", "message": "没有标题"}]}`))
	delete(want, "parts") // nothing was looked for
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// The text of a place is what stands there in the file, whose lines end earlier
// than the paragraphs that were read from them.
func TestJSONPlacesNameTheirText(t *testing.T) {
	lines := []string{"一、全年共办理群众诉求", "5928", "条，办结率达到", "98%以上。"}
	text := strings.Join(lines, "")
	b := doc.Block{Text: text}
	for i, at := 0, 0; i < len(lines); i++ {
		b.Runs = append(b.Runs, doc.Run{Start: at, Src: doc.Loc{Line: i + 1}})
		at += len(lines[i])
	}
	r := &analyze.Report{Doc: &doc.Document{Name: "a.txt", Format: "txt", Status: doc.OK, Blocks: []doc.Block{b}}}
	for i := range text {
		for _, part := range []string{"5928条", "98%", "诉求", "办结率达到98%", "一、"} {
			if strings.HasPrefix(text[i:], part) {
				r.Placeholders = append(r.Placeholders, analyze.Placeholder{Span: doc.Span{Start: i, End: i + len(part)}})
			}
		}
	}
	out := decode(t, write(t, "json", &analyze.Batch{Reports: []*analyze.Report{r}}, render.Options{}))
	places := out["reports"].([]any)[0].(map[string]any)["placeholders"].([]any)
	if len(places) != 5 {
		t.Fatalf("%d places", len(places))
	}
	for _, p := range places {
		p := p.(map[string]any)
		line := []rune(lines[int(p["paragraph"].(float64))-1])
		if there := string(line[int(p["start"].(float64)):int(p["end"].(float64))]); there != p["text"] {
			t.Errorf("%v: %q stands there", p, there)
		}
	}
}

func TestJSONHasNoInfinity(t *testing.T) {
	b := sample()
	b.Reports[0].Metrics[0].Value = value(math.Inf(1))
	b.Table.Metrics[0].Median = value(math.NaN())
	out := decode(t, write(t, "json", b, render.Options{}))
	metric := out["reports"].([]any)[0].(map[string]any)["metrics"].([]any)[0].(map[string]any)
	if v, ok := metric["value"]; !ok || v != nil {
		t.Errorf("an infinite value became %v", v)
	}
}

// jsonl has the reports of json, each on a line, and the rest on the last.
func TestJSONLinesSayWhatJSONSays(t *testing.T) {
	whole := decode(t, write(t, "json", sample(), render.Options{Version: "1"}))
	lines := bytes.Split(bytes.TrimSuffix(write(t, "jsonl", sample(), render.Options{Version: "1"}), []byte("\n")), []byte("\n"))
	reports := whole["reports"].([]any)
	if len(lines) != len(reports)+1 {
		t.Fatalf("%d lines for %d reports", len(lines), len(reports))
	}
	for i, r := range reports {
		if got := decode(t, lines[i]); !reflect.DeepEqual(got, r) {
			t.Errorf("line %d: got %v, want %v", i+1, got, r)
		}
	}
	delete(whole, "reports")
	if got := decode(t, lines[len(reports)]); !reflect.DeepEqual(got, whole) {
		t.Errorf("the last line: got %v, want %v", got, whole)
	}
}
