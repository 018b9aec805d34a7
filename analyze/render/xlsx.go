package render

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hegao/analyze"
	"hegao/analyze/sheet"
)

var _ = register("xlsx", writeXLSX)

// writeXLSX writes a workbook to sort, filter and print.
func writeXLSX(w *bufio.Writer, b *analyze.Batch, o Options) error {
	v := newView(b)
	title := "核稿结果"
	if b.Period != "" {
		title += "（" + plain(b.Period) + "）"
	}
	return sheet.Write(w, sheet.Book{Title: title, Pages: []sheet.Page{
		summaryPage(v, title),
		findingsPage(v),
		metricsPage(v),
		partsPage(v),
		missingPage(v),
	}})
}

// levelStyles has the look of a severity.
var levelStyles = [...]sheet.Style{analyze.Info: sheet.Note, analyze.Warning: sheet.Warn, analyze.Error: sheet.Bad}

// text returns a cell that shows s.
func text(s string) sheet.Cell { return sheet.Text(plain(s)) }

// count returns a cell with how many there are, in the look of their severity.
func count(n int, s analyze.Severity) sheet.Cell {
	c := sheet.Number(float64(n))
	if n > 0 {
		return c.As(levelStyles[s])
	}
	return c.As(sheet.Faint)
}

// summaryPage has a row for every unit.
func summaryPage(v *view, title string) sheet.Page {
	p := sheet.Page{
		Name: "汇总",
		Lead: append([]string{title}, v.overview()...),
		Columns: []sheet.Column{
			{Title: "单位", Width: 28}, {Title: "状态", Width: 12, Center: true},
			{Title: "退回", Width: 8, Center: true}, {Title: "核实", Width: 8, Center: true}, {Title: "提示", Width: 8, Center: true},
			{Title: "检查方案", Width: 18}, {Title: "文件", Width: 56},
		},
		Frozen: 1,
	}
	var sum tally
	for _, g := range groups(v.Batch) {
		t := g.tally()
		sum.errors += t.errors
		sum.warnings += t.warnings
		sum.infos += t.infos
		name, status := text(g.name), sheet.Cell{}
		if g.unit != nil {
			status = unitStatus(g.unit.Status)
		} else if g.name == "" {
			name = text("（没有认出单位）").As(sheet.Faint)
		}
		p.Rows = append(p.Rows, []sheet.Cell{
			name, status, count(t.errors, analyze.Error), count(t.warnings, analyze.Warning), count(t.infos, analyze.Info),
			text(profileTitles(g.reports)), text(v.fileNames(g.reports)),
		})
	}
	p.Foot = [][]sheet.Cell{{
		text("合计").As(sheet.Strong), {}, count(sum.errors, analyze.Error), count(sum.warnings, analyze.Warning), count(sum.infos, analyze.Info),
	}}
	return p
}

func unitStatus(s analyze.UnitStatus) sheet.Cell {
	c := text(unitStatuses[s])
	switch s {
	case analyze.Submitted:
		return c.As(sheet.Good)
	case analyze.Late:
		return c.As(sheet.Warn)
	case analyze.Exempt:
		return c.As(sheet.Faint)
	}
	return c.As(sheet.Bad)
}

// findingsPage has a row for every finding.
func findingsPage(v *view) sheet.Page {
	p := sheet.Page{Name: "问题清单", Frozen: 1}
	shown := slices.DeleteFunc(slices.Clone(findingColumns), func(c findingColumn) bool { return c.width == 0 })
	for _, c := range shown {
		p.Columns = append(p.Columns, sheet.Column{Title: c.title, Width: c.width, Center: c.level})
	}
	for m := range v.remarks() {
		row := make([]sheet.Cell, len(shown))
		for i, c := range shown {
			row[i] = text(c.of(&m))
			if c.level {
				row[i] = row[i].As(levelStyles[m.severity])
			}
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

// metricsPage sets units and known metrics side by side.
func metricsPage(v *view) sheet.Page {
	p := sheet.Page{Name: "指标对比", Columns: []sheet.Column{{Title: "单位", Width: 28}}, Frozen: 1}
	median := []sheet.Cell{text("中位数").As(sheet.Strong)}
	for _, m := range v.Table.Metrics {
		head := metricTitle(m)
		p.Columns = append(p.Columns, sheet.Column{Title: head, Width: float64(min(columns(head)+2, 18)), Center: true})
		c := sheet.Cell{}
		if m.Median != nil {
			c = sheet.Number(*m.Median)
		}
		median = append(median, c.As(sheet.Strong))
	}
	for _, r := range v.Table.Rows {
		row := []sheet.Cell{text(r.Unit)}
		for _, m := range v.Table.Metrics {
			v, ok := r.Values[m.Key]
			row = append(row, metricValue(v, ok))
		}
		p.Rows = append(p.Rows, row)
	}
	p.Foot = [][]sheet.Cell{median}
	p.Notes = []string{"空白：没有写这项；未填：写了，但没有填数；黄色：与其他单位相差很大。"}
	return p
}

// metricTitle names m and, in brackets, what it is counted in.
func metricTitle(m analyze.TableMetric) string {
	if m.Measure == "" {
		return plain(m.Name)
	}
	return plain(m.Name + "（" + m.Measure + "）")
}

func metricValue(v analyze.TableValue, stated bool) sheet.Cell {
	switch {
	case !stated:
		return sheet.Cell{}
	case v.Value == nil:
		return text(unfilled).As(sheet.Bad)
	case v.Outlier:
		return sheet.Number(*v.Value).As(sheet.Warn)
	}
	return sheet.Number(*v.Value)
}

// partsPage shows which report has which part.
func partsPage(v *view) sheet.Page {
	p := sheet.Page{
		Name:    "章节对比",
		Columns: []sheet.Column{{Title: "单位", Width: 28}, {Title: "检查方案", Width: 18}},
		Frozen:  1,
		Notes:   []string{"有标题：有这一部分的标题；无标题：写了，但没有标题；缺：没有写；不要求：这类材料不要求写，也没有写。"},
	}
	for _, part := range v.Parts {
		p.Columns = append(p.Columns, sheet.Column{Title: part.Title, Width: 14, Center: true})
	}
	for _, g := range groups(v.Batch) {
		for _, r := range g.reports {
			if !r.Doc.Status.Readable() || r.Superseded {
				continue
			}
			row := []sheet.Cell{text(cmp.Or(g.name, v.file(r.Doc.Name))), text(profileTitles([]*analyze.Report{r}))}
			for _, part := range v.Parts {
				row = append(row, partCell(r, part.ID))
			}
			p.Rows = append(p.Rows, row)
		}
	}
	return p
}

func partCell(r *analyze.Report, part string) sheet.Cell {
	state := partState(r, part)
	c := text(partStates[state])
	switch {
	case state == analyze.AsHeading:
		return c.As(sheet.Good)
	case state == analyze.AsInline:
		return c.As(sheet.Note)
	case requires(r.Profile, part):
		return c.As(sheet.Bad)
	}
	return text("不要求").As(sheet.Faint)
}

// requires reports whether reports of profile p must have a part.
func requires(p *analyze.Profile, part string) bool {
	if p == nil {
		return false
	}
	for _, d := range p.Parts {
		if d.ID == part {
			return true
		}
	}
	return false
}

// missingPage lists the units from whom a report is still to come: none came, or
// none that could be read or is of the period.
func missingPage(v *view) sheet.Page {
	p := sheet.Page{Name: "未报单位", Columns: []sheet.Column{
		{Title: "单位", Width: 32}, {Title: "状态", Width: 14, Center: true}, {Title: "截止日期", Width: 14, Center: true}, {Title: "说明", Width: 60},
	}}
	due := map[string]string{}
	for _, u := range v.Roster {
		due[u.Name] = day(u.Due)
	}
	for i := range v.Units {
		u := &v.Units[i]
		switch u.Status {
		case analyze.Missing, analyze.Unreadable, analyze.WrongPeriod:
			p.Rows = append(p.Rows, []sheet.Cell{text(u.Name), unitStatus(u.Status), text(due[u.Name]), text(v.whyMissing(u))})
		}
	}
	return p
}

// whyMissing names the file that does not count for u, and why.
func (v *view) whyMissing(u *analyze.Unit) string {
	if len(u.Reports) == 0 {
		return "没有收到材料"
	}
	d := v.Reports[u.Reports[0]].Doc
	if d.Reason == "" {
		return v.file(d.Name)
	}
	return fmt.Sprintf("%s：%s", v.file(d.Name), d.Reason)
}

// profileTitles names the profiles that readable reports were checked against, each once.
func profileTitles(reports []*analyze.Report) string {
	var titles []string
	seen := map[*analyze.Profile]bool{}
	for _, r := range reports {
		if r.Profile != nil && r.Doc.Status.Readable() && !seen[r.Profile] {
			seen[r.Profile] = true
			titles = append(titles, r.Profile.Title)
		}
	}
	return strings.Join(titles, "、")
}

// fileNames lists the files of reports.
func (v *view) fileNames(reports []*analyze.Report) string {
	names := make([]string, len(reports))
	for i, r := range reports {
		names[i] = v.file(r.Doc.Name)
		if r.Superseded {
			names[i] += "（" + superseded + "）"
		}
	}
	return strings.Join(names, "；")
}
