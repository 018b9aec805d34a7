package check_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/check"
	"hegao/analyze/doc"
)

// TestExamples executes what the checks document themselves by: in a bad example a
// check finds exactly the places marked ⟦f⟧…⟦/⟧, in a good one nothing. A
// marked 〔line〕 stands for a finding about the whole report.
func TestExamples(t *testing.T) {
	for _, c := range check.All() {
		for kind, text := range map[string]string{"bad": c.Bad, "good": c.Good} {
			t.Run(c.ID+"/"+kind, func(t *testing.T) {
				e := parseExample(t, text)
				if kind == "bad" && len(e.marks) == 0 {
					t.Fatal("a bad example without a mark")
				}
				if kind == "good" && len(e.marks) > 0 {
					t.Fatal("a good example with a mark")
				}
				want, got := e.marks, e.execute(t, c)
				slices.Sort(want)
				slices.Sort(got)
				if !slices.Equal(want, got) {
					t.Errorf("found %q, want %q", got, want)
				}
			})
		}
	}
}

// An exampleText is an example with its marks taken out.
type exampleText struct {
	heads [][2]string // 〔key：value〕 lines before the text: the circumstances
	text  string
	marks []string // "2:0-5 三是": line, code points, text; in a head only the text; empty: the whole report
}

var (
	headLine = regexp.MustCompile(`^〔([^：]+)(?:：(.*))?〕$`)
	mark     = regexp.MustCompile(`⟦f⟧([^⟦]*)⟦/⟧`)
)

func parseExample(t *testing.T, text string) exampleText {
	t.Helper()
	var e exampleText
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		plain, marks := unmark(line)
		if h := headLine.FindStringSubmatch(plain); h != nil && len(lines) == 0 {
			e.heads = append(e.heads, [2]string{h[1], h[2]})
			for _, m := range marks {
				if m.text == plain {
					m.text = ""
				}
				e.marks = append(e.marks, m.text)
			}
			continue
		}
		lines = append(lines, plain)
		for _, m := range marks {
			e.marks = append(e.marks, fmt.Sprintf("%d:%d-%d %s", len(lines), m.start, m.start+utf8.RuneCountInString(m.text), m.text))
		}
	}
	e.text = strings.Join(lines, "\n")
	if strings.ContainsAny(e.text, "⟦⟧〔〕") {
		t.Fatalf("a broken mark or head in %q", text)
	}
	return e
}

type markText struct {
	start int // code points
	text  string
}

func unmark(line string) (plain string, marks []markText) {
	for {
		m := mark.FindStringSubmatchIndex(line)
		if m == nil {
			return line, marks
		}
		text := line[m[2]:m[3]]
		marks = append(marks, markText{utf8.RuneCountInString(line[:m[0]]), text})
		line = line[:m[0]] + text + line[m[1]:]
	}
}

// execute runs c on the example and returns what it found, as marks.
func (e exampleText) execute(t *testing.T, c *analyze.Check) []string {
	t.Helper()
	if c.RunBatch != nil {
		return e.executeBatch(t, c)
	}
	r := read(t, "半年报告.txt", e.text)
	r.Profile, _ = profiles().Get("general")
	for _, h := range e.heads {
		e.circumstance(t, r, h[0], h[1])
	}
	var found []string
	for _, f := range of(run(t, r), c.ID) {
		if f.Message == "" || f.Severity > c.Severity {
			t.Errorf("finding %+v", f)
		}
		if f.Span.Empty() {
			found = append(found, "")
			continue
		}
		p := r.Doc.Place(f.Span)
		found = append(found, fmt.Sprintf("%d:%d-%d %s", p.Paragraph, p.Start, p.End, r.Doc.Text(f.Span)))
	}
	return found
}

var (
	atLeast = regexp.MustCompile(`^(.+)不少于(\d+)次$`)
	counted = regexp.MustCompile(`^(\D+)(\d*)[处条]?$`)
)

// circumstance brings about what a head line says.
func (e exampleText) circumstance(t *testing.T, r *analyze.Report, key, value string) {
	t.Helper()
	switch key {
	case "整篇报告":
	case "报送期":
		from, to, ok := strings.Cut(value, "/")
		var err error
		if r.Period.From, err = time.Parse(time.DateOnly, from); err != nil || !ok {
			t.Fatalf("no period %s", value)
		}
		if r.Period.To, err = time.Parse(time.DateOnly, to); err != nil {
			t.Fatal(err)
		}
	case "上期":
		name, text, _ := strings.Cut(value, " ")
		past := read(t, "上期报告.txt", text)
		past.Period = analyze.Period{From: r.Period.From.AddDate(0, -6, 0), To: r.Period.From.AddDate(0, 0, -1)}
		r.Past = &analyze.Past{File: "上期报告.txt", Period: name, Covers: past.Period, Report: past}
	case "单位":
		r.Unit = value
	case "文件名":
		r.Doc.Name = value
	case "读取结果":
		status, ok := map[string]doc.Status{
			"损坏": doc.Damaged, "加密": doc.Encrypted, "扫描件": doc.Scanned, "不支持": doc.Unsupported, "超限": doc.Limit,
		}[value]
		if !ok {
			t.Fatalf("no status %s", value)
		}
		r.Doc.Status, r.Doc.Blocks = status, nil
	case "附带情况":
		m := counted.FindStringSubmatch(value)
		kind, ok := map[string]doc.NoticeKind{
			"内容不符": doc.WrongType, "修订": doc.Changes, "批注": doc.Comments, "隐藏文字": doc.Hidden,
		}[m[1]]
		if !ok {
			t.Fatalf("no notice %s", value)
		}
		n, _ := strconv.Atoi(m[2])
		r.Doc.Notices = append(r.Doc.Notices, doc.Notice{Kind: kind, Count: n})
	case "必报指标":
		p := *r.Profile
		for name := range strings.SplitSeq(value, "、") {
			rule := analyze.MetricRule{}
			if m := atLeast.FindStringSubmatch(name); m != nil {
				name = m[1]
				rule.Minimum, _ = strconv.ParseFloat(m[2], 64)
			}
			for k, d := range knownMetrics() {
				if d.Name == name {
					rule.Key = k
				}
			}
			if rule.Key == "" {
				t.Fatalf("no metric is called %s", name)
			}
			p.Metrics = append(p.Metrics, rule)
		}
		r.Profile = &p
	default:
		t.Fatalf("no circumstance %s", key)
	}
}

// executeBatch runs c on units in the states that the head lines name.
func (e exampleText) executeBatch(t *testing.T, c *analyze.Check) []string {
	t.Helper()
	b := &analyze.Batch{Roster: []analyze.RosterUnit{{Name: "名册单位"}}}
	general, _ := profiles().Get("general")
	for _, h := range e.heads {
		status, ok := map[string]analyze.UnitStatus{
			"按时": analyze.Submitted, "册外": analyze.Submitted, "未报": analyze.Missing, "迟报": analyze.Late, "免报": analyze.Exempt,
		}[h[0]]
		if !ok {
			t.Fatalf("no state %s", h[0])
		}
		for name := range strings.SplitSeq(h[1], "、") {
			u := analyze.Unit{Name: name, OnRoster: h[0] != "册外", Status: status, Report: analyze.NoReport}
			if status == analyze.Submitted || status == analyze.Late {
				u.Report = analyze.ReportID(len(b.Reports))
				u.Reports = []analyze.ReportID{u.Report}
				b.Reports = append(b.Reports, &analyze.Report{ID: u.Report, Unit: name, Profile: general})
			}
			b.Units = append(b.Units, u)
		}
	}
	if err := check.RunBatch(b); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range of(b.Findings, c.ID) {
		found = append(found, f.Unit)
	}
	for _, r := range b.Reports {
		for range of(r.Findings, c.ID) {
			found = append(found, r.Unit)
		}
	}
	return found
}
