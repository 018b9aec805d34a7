package storetest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/lexicon"
	"hegao/analyze/segment"
	"hegao/index"
)

// A Corpus makes reports of sentences of the project's own samples. Sentences stand in
// another order in each, and a part of their words is changed: each number, a tenth of the
// other words (for words of the dictionary, frequent ones more often, so that rare strings
// stand in a few reports and common ones in many, as in life).
type Corpus struct {
	headings  []string
	sentences [][]string // as words
	words     []string   // of the dictionary
	upto      []float64  // of words: the sum of frequencies up to each
}

var (
	mark      = regexp.MustCompile(`(?m)^%.*\n|⟦[^⟧]*⟧`)
	heading   = regexp.MustCompile(`^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.、])`)
	sentence  = regexp.MustCompile(`[^。；！？]+[。；！？]?`)
	allDigits = regexp.MustCompile(`^[0-9]+$`)
)

// NewCorpus reads the samples (*.mark.txt) in folders.
func NewCorpus(folders ...string) (*Corpus, error) {
	c := new(Corpus)
	var sentences []string
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.mark.txt"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			for line := range strings.Lines(mark.ReplaceAllString(string(data), "")) {
				line = strings.TrimSpace(line)
				if heading.MatchString(line) && utf8.RuneCountInString(line) < 30 {
					c.headings = append(c.headings, line)
				} else {
					sentences = append(sentences, sentence.FindAllString(line, -1)...)
				}
			}
		}
	}
	if len(c.headings) == 0 || len(sentences) == 0 {
		return nil, fmt.Errorf("no samples in %s", strings.Join(folders, ", "))
	}
	s := segment.New(slices.Values(sentences))
	for _, text := range sentences {
		var words []string
		for _, t := range s.Segment(text) {
			words = append(words, text[t.Start:t.End])
		}
		c.sentences = append(c.sentences, words)
	}
	sum := 0.0
	for w := range lexicon.Words(func(a, b rune) bool { return true }) {
		if n := utf8.RuneCountInString(w.Text); n > 1 && n < 5 && w.Text[0] >= utf8.RuneSelf {
			sum += w.Freq
			c.words = append(c.words, w.Text)
			c.upto = append(c.upto, sum)
		}
	}
	return c, nil
}

// Records yields reports of about size bytes, without end; the same seed gives the same ones.
func (c *Corpus) Records(size int, seed uint64) iter.Seq[*index.Record] {
	return func(yield func(*index.Record) bool) {
		r := rand.New(rand.NewPCG(seed, 1))
		for n := 0; yield(c.record(r, size, n)); n++ {
		}
	}
}

// record makes the report of that number.
func (c *Corpus) record(r *rand.Rand, size, n int) *index.Record {
	id := sha256.Sum256(fmt.Append(nil, r.Uint64(), n))
	year, half := 2015+r.IntN(12), r.IntN(2)
	unit := units[r.IntN(len(units))]
	info := index.Info{
		ID:      hex.EncodeToString(id[:]),
		File:    fmt.Sprintf("报送.zip!%02d_%s/%d年半年报告（第%d稿）.docx", n%100, unit, year, 1+n%3),
		Unit:    unit,
		Period:  fmt.Sprintf("%dH%d", year, half+1),
		Covers:  analyze.Period{From: time.Date(year, time.Month(1+6*half), 1, 0, 0, 0, 0, time.UTC), To: time.Date(year, time.Month(6+6*half), 30, 0, 0, 0, 0, time.UTC)},
		Profile: pick(r, []string{"conduct", "party", "general"}),
		Version: 1,
		Added:   time.Date(year, time.July, 1, 0, 0, 0, 0, time.UTC),
	}
	report := &analyze.Report{
		Doc:   &doc.Document{Name: info.File, Format: "docx", Status: doc.OK, SHA256: info.ID},
		Title: fmt.Sprintf("%s%d年上半年工作情况报告", unit, year),
		Parts: map[string]analyze.PartState{"progress": analyze.AsHeading, "plan": analyze.Absent},
	}
	if r.IntN(20) == 0 { // nothing is known of it
		info.Unit, info.Period, info.Covers, report.Parts = "", "", analyze.Period{}, nil
	}
	report.Unit, report.Period = info.Unit, info.Covers
	record := &index.Record{Info: info, Report: report}
	c.fill(r, record.Report, size)
	for i := range r.IntN(4) {
		record.Report.Findings = append(record.Report.Findings, analyze.Finding{Rule: rules[(n+i)%len(rules)]})
	}
	for range r.IntN(6) {
		m := analyze.Metric{Name: pick(r, []string{"讲党课", "领导干部讲党课", "支委会", "谈心谈话", "主题党日活动"}), Modality: analyze.Done}
		if r.IntN(5) > 0 {
			v := float64(r.IntN(12))
			m.Value = &v
		}
		if r.IntN(8) == 0 {
			m.Modality = analyze.Planned
		}
		record.Report.Metrics = append(record.Report.Metrics, m)
	}
	return record
}

var (
	units = []string{"岚溪县水务局", "岚溪县教育局", "云谷镇人民政府", "柏坪乡", "市档案馆", "清河街道办事处", "县第一中学", "城投集团", "县统计局", "松原林场"}
	rules = []string{"placeholder.unfilled", "placeholder.name", "section.missing", "sum.mismatch", "date.invalid"}
)

// fill writes headings and paragraphs.
func (c *Corpus) fill(r *rand.Rand, report *analyze.Report, size int) {
	for written := 0; written < size; {
		b := doc.Block{Kind: doc.Paragraph}
		if r.IntN(6) == 0 {
			b.Text = pick(r, c.headings)
			at := len(report.Doc.Blocks)
			report.Sections = append(report.Sections, analyze.Section{Span: doc.Span{Block: at, End: len(b.Text)}, Title: heading.ReplaceAllString(b.Text, ""), Level: 1})
		} else {
			var text strings.Builder
			for range 2 + r.IntN(5) {
				c.write(r, &text, pick(r, c.sentences))
			}
			b.Text = text.String()
		}
		report.Doc.Blocks = append(report.Doc.Blocks, b)
		written += len(b.Text)
	}
}

// write writes a sentence with a part of its words changed.
func (c *Corpus) write(r *rand.Rand, b *strings.Builder, words []string) {
	for _, w := range words {
		switch {
		case allDigits.MatchString(w):
			w = fmt.Sprint(r.IntN(1 + 4*len(w)*len(w)*len(w)))
		case len(w) >= 6 && r.IntN(10) == 0:
			i, _ := slices.BinarySearch(c.upto, r.Float64()*c.upto[len(c.upto)-1])
			w = c.words[i]
		}
		b.WriteString(w)
	}
}

func pick[T any](r *rand.Rand, s []T) T { return s[r.IntN(len(s))] }
