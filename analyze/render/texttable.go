package render

import (
	"fmt"
	"strings"

	"hegao/analyze"
)

// Widths in columns of the table of metrics.
const (
	unitColumns   = 24 // a longer name of a unit is wrapped
	leastColumns  = 6
	mostColumns   = 12
	columnsApart  = 2
	outlierSuffix = "!"
)

// table writes the metrics of all units side by side, where that fits the width.
func (t *textWriter) table() {
	metrics, rows := t.batch.Table.Metrics, t.batch.Table.Rows
	if len(metrics) == 0 || len(rows) == 0 {
		return
	}
	grid := make([][]string, 0, len(rows)+2)
	head, median := []string{"单位"}, []string{"中位数"}
	for _, m := range metrics {
		head = append(head, metricTitle(m))
		value := ""
		if m.Median != nil {
			value = number(*m.Median)
		}
		median = append(median, value)
	}
	grid = append(grid, head)
	outlier := false
	for _, r := range rows {
		row := []string{plain(r.Unit)}
		for _, m := range metrics {
			v, stated := r.Values[m.Key]
			outlier = outlier || v.Outlier
			row = append(row, tableValue(v, stated))
		}
		grid = append(grid, row)
	}
	grid = append(grid, median)
	widths, ok := t.fitColumns(grid)
	t.WriteByte('\n')
	if !ok {
		t.put(0, "■ 指标对比", bold, fmt.Sprintf("  共 %d 项指标，这里排不下。请用 --format xlsx -o 结果.xlsx 输出表格查看。", len(metrics)))
		return
	}
	t.put(0, "■ 指标对比", bold, "  -：没有写；未填：写了，但没有填数"+map[bool]string{true: "；" + outlierSuffix + "：与其他单位相差很大"}[outlier])
	for i, row := range grid {
		t.tableRow(row, widths, i == 0)
	}
}

func tableValue(v analyze.TableValue, stated bool) string {
	switch {
	case !stated:
		return "-"
	case v.Value == nil:
		return unfilled
	case v.Outlier:
		return number(*v.Value) + outlierSuffix
	}
	return number(*v.Value)
}

// fitColumns returns the widths of the columns of grid, whose first row is wrapped
// to them; false if they do not fit.
func (t *textWriter) fitColumns(grid [][]string) ([]int, bool) {
	widths := make([]int, len(grid[0]))
	for i := range widths {
		if i > 0 {
			widths[i] = leastColumns
		}
		for k, row := range grid {
			if k > 0 || i == 0 {
				widths[i] = max(widths[i], columns(row[i]))
			}
		}
	}
	widths[0] = min(widths[0], unitColumns)
	left := t.width - columnsApart*(len(widths)-1)
	for _, w := range widths {
		left -= w
	}
	for grown := true; grown && left > 0; { // share what is left between the heads
		grown = false
		for i, title := range grid[0] {
			if i > 0 && left > 0 && widths[i] < min(mostColumns, columns(title)) {
				widths[i]++
				left--
				grown = true
			}
		}
	}
	return widths, left >= 0
}

// tableRow writes one row of the grid, the first column to the left and the others
// to the right.
func (t *textWriter) tableRow(row []string, widths []int, head bool) {
	cells := make([][]string, len(row))
	height := 0
	for i, s := range row {
		cells[i] = wrap(s, widths[i])
		height = max(height, len(cells[i]))
	}
	for n := range height {
		var line strings.Builder
		for i, lines := range cells {
			s := ""
			if n < len(lines) {
				s = lines[n]
			}
			pad := strings.Repeat(" ", max(0, widths[i]-columns(s)))
			if i > 0 {
				line.WriteString(strings.Repeat(" ", columnsApart) + pad + s)
			} else {
				line.WriteString(s + pad)
			}
		}
		text := strings.TrimRight(line.String(), " ")
		if head {
			text = t.paint(text, bold)
		}
		t.WriteString(text + "\n")
	}
}
