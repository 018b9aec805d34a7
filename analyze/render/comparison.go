package render

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A Comparison is two reports set side by side.
type Comparison struct {
	*analyze.Batch
	Copy    *analyze.Copy // names the two
	Metrics [][2]int      // of each metric the indices in the two reports, -1 where one does not state it
}

// Compare writes a comparison for a reader at a terminal: how much the two have in common,
// their metrics, and the shared passages side by side, what differs between arrows.
func Compare(w io.Writer, c Comparison, o Options) error {
	buf := bufio.NewWriterSize(w, 64<<10)
	t := comparer{textWriter{
		Writer: buf, view: newView(c.Batch), color: o.Color,
		width: max(cmp.Or(o.Width, defaultWidth), leastWidth),
	}, c, [2]*analyze.Report{c.Reports[c.Copy.A], c.Reports[c.Copy.B]}}
	t.head()
	t.metrics()
	t.passages()
	if err := buf.Flush(); err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	return nil
}

// A comparer writes one comparison.
type comparer struct {
	textWriter
	Comparison
	both [2]*analyze.Report
}

// sides is what the two reports are called.
var sides = [2]string{"甲", "乙"}

func (t *comparer) head() {
	for i, r := range t.both {
		characters, _ := size(r.Doc)
		about := []string{}
		if r.Unit != "" {
			about = append(about, plain(r.Unit))
		}
		if from, to := day(r.Period.From), day(r.Period.To); from != "" && to != "" {
			about = append(about, from+" 至 "+to)
		}
		about = append(about, fmt.Sprintf("%d 字", characters))
		t.put(0, sides[i]+"  ", bold, t.file(r.Doc.Name)+"（"+strings.Join(about, "，")+"）")
	}
	c := t.Copy
	if len(c.Passages) == 0 {
		t.put(0, "", "", "没有逐字相同的段落。")
		return
	}
	t.put(0, "", "", fmt.Sprintf("相同的文字占甲的 %s、乙的 %s，共 %d 处。", percent(c.ShareA), percent(c.ShareB), len(c.Passages)))
}

// percent never shows what is not all as all, nor what is something as nothing.
func percent(share float64) string {
	switch n := math.Round(share * 100); {
	case n == 0 && share > 0:
		return "不到 1%"
	case n == 100 && share < 1:
		return "99% 以上"
	default:
		return fmt.Sprintf("%.0f%%", n)
	}
}

// metrics writes the metrics of both side by side.
func (t *comparer) metrics() {
	if len(t.Comparison.Metrics) == 0 {
		return
	}
	t.WriteString("\n")
	t.put(0, "■ 指标", bold, "  -：没有写；≠：两份不一样")
	grid := [][]string{{"指标", sides[0], sides[1], ""}}
	widths := []int{0, leastColumns, leastColumns, 2}
	for _, pair := range t.Comparison.Metrics {
		name, a, b, mark := "", "-", "-", ""
		for i, at := range pair {
			if at < 0 {
				continue
			}
			m := &t.both[i].Metrics[at]
			name = cmp.Or(name, m.Name)
			*[2]*string{&a, &b}[i] = stated(t.both[i], m)
		}
		if pair[0] >= 0 && pair[1] >= 0 && a != b {
			mark = "≠"
		}
		grid = append(grid, []string{plain(name), a, b, mark})
		widths[1], widths[2] = max(widths[1], columns(a)), max(widths[2], columns(b))
	}
	left := t.width - columnsApart*3 - widths[3]
	widths[1], widths[2] = min(widths[1], left/3), min(widths[2], left/3)
	widths[0] = left - widths[1] - widths[2]
	longest := 0
	for _, row := range grid {
		longest = max(longest, columns(row[0]))
	}
	widths[0] = min(widths[0], max(longest, unitColumns))
	for n, row := range grid {
		t.tableRow(row, []int{0, 1, 2, 3}, widths, n == 0)
	}
}

// stated returns a metric's number as the report writes it.
func stated(r *analyze.Report, m *analyze.Metric) string {
	if m.Value == nil {
		return unfilled
	}
	return strings.TrimSpace(plain(r.Doc.Text(m.Span)))
}

// passages writes the shared passages, each report's in a column of its own.
func (t *comparer) passages() {
	places := [2]doc.Placer{{Doc: t.both[0].Doc}, {Doc: t.both[1].Doc}}
	for n, p := range t.Copy.Passages {
		t.WriteString("\n")
		t.put(0, fmt.Sprintf("■ %d", n+1), bold, fmt.Sprintf("  甲%s，乙%s，相同 %d 字", where(&places[0], p.A), where(&places[1], p.B), p.Same))
		var a, b []doc.Span
		for _, d := range p.Differences {
			a, b = append(a, d.A), append(b, d.B)
		}
		t.columns(spots(t.both[0].Doc, p.A, a), spots(t.both[1].Doc, p.B, b))
	}
}

// spots returns the text at s with the places in it that are not empty marked.
func spots(d *doc.Document, s doc.Span, marked []doc.Span) string {
	var text strings.Builder
	at := s.Start
	source := d.Blocks[s.Block].Text
	for _, m := range marked {
		if m.Empty() {
			continue
		}
		text.WriteString(plain(source[at:m.Start]) + string(spotOpen) + plain(source[m.Start:m.End]) + string(spotClose))
		at = m.End
	}
	return text.String() + plain(source[at:s.End])
}

// columns writes two texts side by side.
func (t *comparer) columns(a, b string) {
	const border = " │ "
	width := (t.width - columns(border)) / 2
	left, right := wrap(a, width), wrap(b, width)
	inLeft, inRight := false, false
	for n := range max(len(left), len(right)) {
		l, r := "", ""
		if n < len(left) {
			l = left[n]
		}
		pad := strings.Repeat(" ", max(0, width-columns(l)))
		if n < len(right) {
			r, inRight = t.showSpot(right[n], inRight)
		}
		l, inLeft = t.showSpot(l, inLeft)
		t.WriteString(strings.TrimRight(l+pad+border+r, " ") + "\n")
	}
}
