package outline_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/outline"
	"hegao/analyze/reader"
	"hegao/analyze/segment"
)

// Floors reached on the labelled development reports.
const (
	headingFloor = 1.0
	partFloor    = 1.0
)

// A label is a heading as a person marked it: place in the file and level.
type label struct{ paragraph, start, end, level int }

var mark = regexp.MustCompile(`⟦(/|[hmpf][^⟧]*)⟧`)

// parseGold returns the text of a labelled report without its marks, the labelled
// headings and parts.
func parseGold(raw string) (text string, headings []label, parts map[string]string) {
	parts = map[string]string{}
	for strings.HasPrefix(raw, "%") {
		line, rest, _ := strings.Cut(raw, "\n")
		raw = rest
		if list, ok := strings.CutPrefix(line, "%parts:"); ok {
			for _, kv := range strings.Fields(list) {
				k, v, _ := strings.Cut(kv, "=")
				parts[k] = v
			}
		}
	}
	var lines []string
	for n, line := range strings.Split(raw, "\n") {
		var out strings.Builder
		last := 0
		var open []int // index in headings of every open mark, -1 for other marks
		for _, m := range mark.FindAllStringSubmatchIndex(line, -1) {
			out.WriteString(line[last:m[0]])
			last = m[1]
			at := utf8.RuneCountInString(out.String())
			switch tag := line[m[2]:m[3]]; tag[0] {
			case '/':
				if i := open[len(open)-1]; i >= 0 {
					headings[i].end = at
				}
				open = open[:len(open)-1]
			case 'h':
				open = append(open, len(headings))
				headings = append(headings, label{n + 1, at, at, int(tag[1] - '0')})
			default:
				open = append(open, -1)
			}
		}
		out.WriteString(line[last:])
		lines = append(lines, out.String())
	}
	return strings.Join(lines, "\n"), headings, parts
}

// standardParts are the parts of the embedded profiles.
func standardParts(t testing.TB) []analyze.PartDef {
	var parts []analyze.PartDef
	for _, name := range []string{"general", "conduct"} {
		var p struct{ Parts []analyze.PartDef }
		if _, err := toml.DecodeFile("../profile/profiles/"+name+".toml", &p); err != nil {
			t.Fatal(err)
		}
		for _, def := range p.Parts {
			if !slices.ContainsFunc(parts, func(q analyze.PartDef) bool { return q.ID == def.ID }) {
				parts = append(parts, def)
			}
		}
	}
	if len(parts) != 7 {
		t.Fatalf("the profiles have %d parts, want 7", len(parts))
	}
	return parts
}

// read reads text as a text file and finds its outline.
func read(t testing.TB, text string, parts []analyze.PartDef) (*doc.Document, outline.Outline) {
	d := reader.Read(context.Background(), reader.Bytes("报告.txt", time.Time{}, []byte(text)))
	if d.Status != doc.OK {
		t.Fatalf("read: %s %s", d.Status, d.Reason)
	}
	return d, outline.NewReader(parts).Read(d, tokens(d))
}

func tokens(d *doc.Document) [][]segment.Token {
	s := segment.New(func(yield func(string) bool) {
		for _, b := range d.Blocks {
			if !yield(b.Text) {
				return
			}
		}
	})
	out := make([][]segment.Token, len(d.Blocks))
	for i, b := range d.Blocks {
		out[i] = s.Segment(b.Text)
	}
	return out
}

// A score counts how the headings and parts of labelled reports were found.
type score struct{ right, surplus, missed, cut, partsRight, parts int }

func (s score) f1() float64 { return 2 * float64(s.right) / float64(2*s.right+s.surplus+s.missed) }

// add scores one labelled report and logs every miss.
func (s *score) add(t *testing.T, file string, parts []analyze.PartDef) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, want, wantParts := parseGold(string(raw))
	d, o := read(t, text, parts)
	name := strings.TrimSuffix(filepath.Base(file), ".mark.txt")
	for _, sec := range o.Sections {
		p := d.Place(sec.Span)
		i := slices.IndexFunc(want, func(l label) bool {
			return l.paragraph == p.Paragraph && max(l.start-p.Start, p.Start-l.start) <= 1 && l.level == sec.Level
		})
		if i < 0 {
			s.surplus++
			t.Logf("%s: surplus heading at %d:%d, level %d: %s %s", name, p.Paragraph, p.Start, sec.Level, sec.Number, sec.Title)
			continue
		}
		s.right++
		if p.End != want[i].end {
			s.cut++
			t.Logf("%s: heading at %d:%d ends at %d, want %d: %s", name, p.Paragraph, p.Start, p.End, want[i].end, sec.Title)
		}
		want = slices.Delete(want, i, i+1)
	}
	s.missed += len(want)
	for _, l := range want {
		t.Logf("%s: missed heading %+v", name, l)
	}
	for _, id := range slices.Sorted(maps.Keys(wantParts)) {
		s.parts++
		if (wantParts[id] == "absent") == (o.Parts[id] == analyze.Absent) {
			s.partsRight++
			continue
		}
		t.Logf("%s: part %s is %s, want %s %s", name, id, o.Parts[id], wantParts[id], quote(d, o.Inline[id]))
	}
}

// TestGold scores headings and parts on the labelled development reports.
func TestGold(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/gold/dev/*.mark.txt")
	if len(files) == 0 {
		t.Skip("the labelled reports are not here")
	}
	var s score
	for _, file := range files {
		s.add(t, file, standardParts(t))
	}
	t.Logf("headings: %d right, %d surplus, %d missed, F1 %.4f; parts: %d of %d", s.right, s.surplus, s.missed, s.f1(), s.partsRight, s.parts)
	if s.f1() < headingFloor {
		t.Errorf("headings F1 %.4f, floor %.4f", s.f1(), headingFloor)
	}
	if share := float64(s.partsRight) / float64(s.parts); share < partFloor {
		t.Errorf("parts %.4f right, floor %.4f", share, partFloor)
	}
}

// TestMarked wants every heading and part of the project's own labelled texts.
func TestMarked(t *testing.T) {
	for _, pattern := range []string{"testdata/*.mark.txt", "../../testdata/marked/*.mark.txt"} {
		files, _ := filepath.Glob(pattern)
		if len(files) == 0 {
			t.Errorf("no file is called %s", pattern)
		}
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) {
				var s score
				s.add(t, file, standardParts(t))
				if s.surplus+s.missed+s.cut > 0 || s.partsRight < s.parts {
					t.Errorf("%d surplus, %d missed, %d wrongly cut headings, %d of %d parts right", s.surplus, s.missed, s.cut, s.partsRight, s.parts)
				}
			})
		}
	}
}

// TestFormats wants the headings of the labelled texts in the files themselves, in
// whatever format they are.
func TestFormats(t *testing.T) {
	found, err := reader.Find(context.Background(), []string{"../../testdata/reports"})
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("../../testdata/marked/*.mark.txt")
	if len(files) == 0 {
		t.Fatal("no labelled texts")
	}
	parts := standardParts(t)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, name, _ := strings.Cut(string(raw), "%file: ")
		name, _, _ = strings.Cut(name, "\n")
		t.Run(name, func(t *testing.T) {
			i := slices.IndexFunc(found.Sources, func(s reader.Source) bool { return strings.HasSuffix(s.Name, "/"+name) })
			if i < 0 {
				t.Fatalf("no file is called %s", name)
			}
			d := reader.Read(context.Background(), found.Sources[i])
			o := outline.NewReader(parts).Read(d, tokens(d))
			sound(t, d, o)
			var got []string
			for _, s := range o.Sections {
				got = append(got, fmt.Sprint(s.Level, " ", d.Text(s.Span)))
			}
			text, want, wantParts := parseGold(string(raw))
			lines := strings.Split(text, "\n")
			for i, l := range want {
				line := []rune(lines[l.paragraph-1])
				if w := fmt.Sprint(l.level, " ", string(line[l.start:l.end])); i >= len(got) || got[i] != w {
					t.Fatalf("heading %d is missing: %s\ngot %s", i, w, strings.Join(got, "\n    "))
				}
			}
			if len(got) > len(want) {
				t.Errorf("surplus headings: %q", got[len(want):])
			}
			for id, state := range wantParts {
				if (state == "absent") != (o.Parts[id] == analyze.Absent) {
					t.Errorf("part %s is %s, want %s", id, o.Parts[id], state)
				}
			}
		})
	}
}

func quote(d *doc.Document, s doc.Span) string {
	if s.Empty() {
		return ""
	}
	return fmt.Sprintf("%q", d.Text(s))
}
