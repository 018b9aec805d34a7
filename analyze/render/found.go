package render

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"hegao/analyze/doc"
)

// A Found is one page of what a search found.
type Found struct {
	Query  string
	Took   time.Duration
	Total  int // on all pages
	Offset int // of the first hit of this page
	Hits   []FoundReport
	Facets []FoundFacet
}

// A FoundReport is one report that was found.
type FoundReport struct {
	File, Unit, Period, Profile string
	Doc                         *doc.Document
	Score                       float64
	Passages                    []FoundPassage
}

// A FoundPassage is a stretch of text with the places that were looked for.
type FoundPassage struct {
	Span    doc.Span // empty: it does not stand in the text
	Section string   // the heading that it stands under, or what it is part of: 文件名
	Text    string
	Marks   [][2]int // bytes of Text
}

// A FoundFacet tells how many of all that was found have each value of a field.
type FoundFacet struct {
	Field, Name string // as in a query, and Chinese
	Values      []FoundValue
}

// A FoundValue is one value of a facet.
type FoundValue struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// mostFacetValues are shown of a facet at a terminal.
const mostFacetValues = 8

// WriteFound writes what was found for a reader at a terminal, marks between arrows.
func WriteFound(w io.Writer, f Found, o Options) error {
	buf := bufio.NewWriter(w)
	t := textWriter{Writer: buf, view: &view{}, color: o.Color, width: max(cmp.Or(o.Width, defaultWidth), leastWidth)}
	t.foundHead(f)
	for i, h := range f.Hits {
		t.WriteByte('\n')
		t.foundReport(f.Offset+i+1, h)
	}
	if len(f.Facets) > 0 && f.Total > 1 {
		t.WriteByte('\n')
		for _, facet := range f.Facets {
			t.foundFacet(facet)
		}
	}
	if err := buf.Flush(); err != nil {
		return fmt.Errorf("write what was found: %w", err)
	}
	return nil
}

func (t *textWriter) foundHead(f Found) {
	took := fmt.Sprintf("（%d 毫秒）", f.Took.Milliseconds())
	switch {
	case f.Total == 0:
		t.put(0, "", "", "没有找到。"+took)
	case len(f.Hits) == 0:
		t.put(0, "", "", fmt.Sprintf("找到 %d 份报告，这一页没有。%s", f.Total, took))
	case len(f.Hits) == f.Total:
		t.put(0, "", "", fmt.Sprintf("找到 %d 份报告。%s", f.Total, took))
	default:
		t.put(0, "", "", fmt.Sprintf("找到 %d 份报告，这里是第 %d 至 %d 份。%s", f.Total, f.Offset+1, f.Offset+len(f.Hits), took))
	}
}

func (t *textWriter) foundReport(n int, h FoundReport) {
	label := strconv.Itoa(n) + "  "
	t.put(0, label, bold, join("  ", plain(h.Unit), plain(h.Period), plain(h.File)))
	places := doc.Placer{Doc: h.Doc}
	for _, p := range h.Passages {
		place := where(&places, p.Span)
		t.put(len(label), "", "", join("，", place, plain(p.Section)))
		t.put(len(label)+2, "", "", p.shown())
	}
}

// shown returns the text with its marks as spots, safe to show.
func (p FoundPassage) shown() string {
	var b strings.Builder
	at := 0
	for _, m := range p.Marks {
		b.WriteString(plain(p.Text[at:m[0]]) + string(spotOpen) + plain(p.Text[m[0]:m[1]]) + string(spotClose))
		at = m[1]
	}
	b.WriteString(plain(p.Text[at:]))
	return b.String()
}

func (t *textWriter) foundFacet(f FoundFacet) {
	var parts []string
	for i, v := range f.Values {
		if i == mostFacetValues {
			parts = append(parts, fmt.Sprintf("等 %d 个", len(f.Values)))
			break
		}
		parts = append(parts, fmt.Sprintf("%s %d", plain(v.Value), v.Count))
	}
	if len(parts) > 0 {
		t.put(0, f.Name+"：", faint, strings.Join(parts, "，"))
	}
}

// The JSON of a search.
type (
	jsonFound struct {
		Query  string                  `json:"query"`
		Total  int                     `json:"total"`
		TookMS int64                   `json:"took_ms"`
		Hits   []jsonHit               `json:"hits"`
		Facets map[string][]FoundValue `json:"facets"`
	}
	jsonHit struct {
		File     string       `json:"file"`
		SHA256   string       `json:"sha256,omitempty"`
		Unit     string       `json:"unit"`
		Period   string       `json:"period"`
		Profile  string       `json:"profile"`
		Score    float64      `json:"score"`
		Passages []jsonMarked `json:"passages"`
	}
	jsonMarked struct {
		Paragraph int      `json:"paragraph,omitempty"`
		Section   string   `json:"section"`
		Text      string   `json:"text"`
		Marks     [][2]int `json:"marks"` // code points of Text
	}
)

// WriteFoundJSON writes what was found as one JSON object.
func WriteFoundJSON(w io.Writer, f Found) error {
	out := jsonFound{Query: f.Query, Total: f.Total, TookMS: f.Took.Milliseconds(), Hits: []jsonHit{}, Facets: map[string][]FoundValue{}}
	for _, h := range f.Hits {
		hit := jsonHit{File: h.File, SHA256: h.Doc.SHA256, Unit: h.Unit, Period: h.Period, Profile: h.Profile, Score: h.Score, Passages: []jsonMarked{}}
		places := doc.Placer{Doc: h.Doc}
		for _, p := range h.Passages {
			passage := jsonMarked{Section: p.Section, Text: p.Text, Marks: [][2]int{}}
			if !p.Span.Empty() {
				passage.Paragraph = places.Place(p.Span).Paragraph
			}
			for _, m := range p.Marks {
				start := utf8.RuneCountInString(p.Text[:m[0]])
				passage.Marks = append(passage.Marks, [2]int{start, start + utf8.RuneCountInString(p.Text[m[0]:m[1]])})
			}
			hit.Passages = append(hit.Passages, passage)
		}
		out.Hits = append(out.Hits, hit)
	}
	for _, facet := range f.Facets {
		out.Facets[facet.Field] = append([]FoundValue{}, facet.Values...)
	}
	var e encoder
	data, err := e.encode(out)
	if err == nil {
		_, err = w.Write(append(data, '\n'))
	}
	if err != nil {
		return fmt.Errorf("write what was found: %w", err)
	}
	return nil
}
