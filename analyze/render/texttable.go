package render

import (
	"fmt"
	"strings"

	"hegao/analyze"
)

// Widths in columns of the table of metrics.
const (
	unitColumns   = 28 // a longer name of a unit is wrapped
	leastColumns  = 6
	mostColumns   = 12
	columnsApart  = 2
	outlierSuffix = "!"
)

// mostTables is into how many tables the metrics are split to fit the width.
const mostTables = 3

// table writes the metrics of all units side by side, where that fits the width.
func (t *textWriter) table() {
	if len(t.Table.Metrics) == 0 || len(t.Table.Rows) == 0 {
		return
	}
	t.WriteByte('\n')
	grid := t.grid()
	tables := t.split(grid)
	if len(tables) > mostTables {
		t.put(0, "■ 指标对比", bold, fmt.Sprintf("  共 %d 项指标，这里排不下。请用 --format xlsx -o 结果.xlsx 输出表格查看。", len(t.Table.Metrics)))
		return
	}
	legend := "  -：没有写；未填：写了，但没有填数"
	for _, r := range t.Table.Rows {
		for _, v := range r.Values {
			if v.Outlier {
				legend = "  -：没有写；未填：写了，但没有填数；" + outlierSuffix + "：与其他单位相差很大"
			}
		}
	}
	t.put(0, "■ 指标对比", bold, legend)
	for i, shown := range tables {
		if i > 0 {
			t.WriteByte('\n')
		}
		widths := t.widen(grid, shown)
		for n, row := range grid {
			t.tableRow(row, shown, widths, n == 0)
		}
	}
}

// grid returns the cells of the table: the head, the units, their medians.
func (t *textWriter) grid() [][]string {
	head, median := []string{"单位"}, []string{"中位数"}
	for _, m := range t.Table.Metrics {
		head = append(head, metricTitle(m))
		value := ""
		if m.Median != nil {
			value = number(*m.Median)
		}
		median = append(median, value)
	}
	grid := [][]string{head}
	for _, r := range t.Table.Rows {
		row := []string{plain(r.Unit)}
		for _, m := range t.Table.Metrics {
			v, stated := r.Values[m.Key]
			row = append(row, tableValue(v, stated))
		}
		grid = append(grid, row)
	}
	return append(grid, median)
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

// need returns the least width of a column of grid; heads are wrapped to it.
func (t *textWriter) need(grid [][]string, column int) int {
	width := leastColumns
	for _, row := range grid[1:] {
		width = max(width, columns(row[column]))
	}
	if column == 0 {
		return min(width, unitColumns, t.width/2)
	}
	return width
}

// split deals the columns of grid out to as few tables as fit the width, evenly;
// each has the units in front.
func (t *textWriter) split(grid [][]string) [][]int {
	all := len(grid[0]) - 1
	tables := t.deal(grid, all)
	if even := t.deal(grid, (all+len(tables)-1)/len(tables)); len(even) == len(tables) {
		return even
	}
	return tables
}

// deal fills one table after the other, each with at most so many metrics.
func (t *textWriter) deal(grid [][]string, most int) [][]int {
	units := t.need(grid, 0)
	var tables [][]int
	left := 0
	for c := 1; c < len(grid[0]); c++ {
		width := columnsApart + t.need(grid, c)
		if n := len(tables); n == 0 || width > left || len(tables[n-1]) > most {
			tables = append(tables, []int{0})
			left = t.width - units
		}
		last := &tables[len(tables)-1]
		*last = append(*last, c)
		left -= width
	}
	return tables
}

// widen returns the widths of the shown columns, sharing what the line has to spare
// between the heads.
func (t *textWriter) widen(grid [][]string, shown []int) []int {
	widths := make([]int, len(shown))
	left := t.width - columnsApart*(len(shown)-1)
	for i, c := range shown {
		widths[i] = t.need(grid, c)
		left -= widths[i]
	}
	for grown := true; grown && left > 0; {
		grown = false
		for i, c := range shown {
			if c > 0 && left > 0 && widths[i] < min(mostColumns, columns(grid[0][c])) {
				widths[i]++
				left--
				grown = true
			}
		}
	}
	return widths
}

// tableRow writes the shown cells of a row, units to the left and numbers to the right.
func (t *textWriter) tableRow(row []string, shown, widths []int, head bool) {
	cells := make([][]string, len(shown))
	height := 0
	for i, c := range shown {
		cells[i] = wrap(row[c], widths[i])
		height = max(height, len(cells[i]))
	}
	for n := range height {
		var line strings.Builder
		for i, lines := range cells {
			at := n
			if head {
				at -= height - len(lines) // heads stand on their columns
			}
			s := ""
			if at >= 0 && at < len(lines) {
				s = lines[at]
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
