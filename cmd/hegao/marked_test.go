package main_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A marked is a report with its labels inline; testdata/reports.md tells the format.
type marked struct {
	head         map[string]string // the lines %key: value
	text         string            // without marks
	headings     []string          // "h1 一、工作开展情况"
	metrics      []string          // as metricLine writes them
	names        []string          // of the metrics
	placeholders []string          // "asterisk *"
}

// readMarked reads every marked sample.
func readMarked(t testing.TB) []marked {
	t.Helper()
	return readMarkedIn(t, sampleMarked)
}

// readMarkedIn reads the marked texts in dir; one that names no file is called after its own.
func readMarkedIn(t testing.TB, dir string) []marked {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.mark.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no marked texts in %s: %v", dir, err)
	}
	var list []marked
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m, err := parseMarked(string(data))
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if m.head["file"] == "" {
			m.head["file"] = strings.TrimSuffix(filepath.Base(file), ".mark.txt") + ".txt"
		}
		list = append(list, m)
	}
	return list
}

// An openMark is a mark that has been opened: its words and where its text starts.
type openMark struct {
	words []string
	start int
	index int // in the list that it was added to
}

func parseMarked(s string) (marked, error) {
	m := marked{head: map[string]string{}}
	for strings.HasPrefix(s, "%") {
		line, rest, _ := strings.Cut(s, "\n")
		key, value, _ := strings.Cut(line[1:], ":")
		m.head[key] = strings.TrimSpace(value)
		s = rest
	}
	var text strings.Builder
	var stack []openMark
	for {
		before, rest, ok := strings.Cut(s, "⟦")
		text.WriteString(before)
		if !ok {
			break
		}
		mark, rest, ok := strings.Cut(rest, "⟧")
		if !ok {
			return m, errMark("⟦" + mark + " is not closed")
		}
		s = rest
		if mark != "/" {
			o := openMark{words: strings.Fields(mark), start: text.Len()}
			if err := m.open(&o); err != nil {
				return m, err
			}
			stack = append(stack, o)
			continue
		}
		if len(stack) == 0 {
			return m, errMark("⟦/⟧ closes nothing")
		}
		o := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		m.close(o, text.String()[o.start:])
	}
	m.text = text.String()
	if len(stack) > 0 {
		return m, errMark(strings.Join(stack[0].words, " ") + " has no ⟦/⟧")
	}
	return m, nil
}

type errMark string

func (e errMark) Error() string { return "mark: " + string(e) }

// open takes the place of o in the list that it belongs to: labels are listed as they start.
func (m *marked) open(o *openMark) error {
	switch word := o.words[0]; {
	case word == "m":
		line, name, err := metricLabel(o.words[1:])
		if err != nil {
			return err
		}
		m.metrics = append(m.metrics, line)
		m.names = append(m.names, name)
	case word == "p" && len(o.words) == 2:
		o.index = len(m.placeholders)
		m.placeholders = append(m.placeholders, "")
	case word[0] == 'h':
		o.index = len(m.headings)
		m.headings = append(m.headings, "")
	case word == "f" && len(o.words) == 2: // planted faults stand in reports.expected
	default:
		return errMark(strings.Join(o.words, " "))
	}
	return nil
}

func (m *marked) close(o openMark, text string) {
	switch o.words[0][0] {
	case 'p':
		m.placeholders[o.index] = o.words[1] + " " + text
	case 'h':
		m.headings[o.index] = o.words[0] + " " + squeeze(text)
	}
}

// metricLabel reads the words of a metric's mark: value=6 measure=次 name=集体学习 q=more.
func metricLabel(words []string) (line, name string, err error) {
	kv := map[string]string{"q": "exact", "mod": "done"}
	for _, w := range words {
		key, value, _ := strings.Cut(w, "=")
		kv[key] = value
	}
	number := func(s string) *float64 {
		if s == "" || s == "null" {
			return nil
		}
		f, e := strconv.ParseFloat(s, 64)
		if e != nil {
			err = e
		}
		return &f
	}
	return metricLine(number(kv["value"]), number(kv["max"]), kv["measure"], kv["q"], kv["mod"]), kv["name"], err
}
