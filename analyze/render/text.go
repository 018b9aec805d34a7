package render

import (
	"bufio"
	"cmp"
	"fmt"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register("text", writeText)

const (
	defaultWidth = 80
	leastWidth   = 40
)

// writeText writes for a reader at a terminal: the sum of it first, then every
// unit with something to say, at last the metrics side by side.
func writeText(w *bufio.Writer, b *analyze.Batch, o Options) error {
	t := textWriter{
		Writer: w,
		view:   newView(b),
		width:  max(cmp.Or(o.Width, defaultWidth), leastWidth),
		color:  o.Color,
	}
	all := groups(b)
	t.summary(all)
	for i := range all {
		t.group(&all[i])
	}
	t.table()
	return nil
}

// A textWriter writes lines of at most width columns.
type textWriter struct {
	*bufio.Writer
	*view
	width int
	color bool
}

// A look is how a text shows on a terminal that has colours: parameters of SGR.
type look string

const (
	bold  look = "1"
	faint look = "2"
	spot  look = "7"
)

var levelLooks = [...]look{analyze.Info: "36", analyze.Warning: "33", analyze.Error: "1;31"}

// paint returns s in a look, s itself without colours.
func (t *textWriter) paint(s string, l look) string {
	if !t.color || l == "" {
		return s
	}
	return "\x1b[" + string(l) + "m" + s + "\x1b[0m"
}

// put writes text behind a label that stands at column indent; the text hangs
// behind the label on all its lines.
func (t *textWriter) put(indent int, label string, l look, text string) {
	hang := indent + columns(label)
	if hang > t.width/2 { // a long label stands alone
		for _, line := range wrap(label, t.width-indent) {
			t.WriteString(strings.Repeat(" ", indent) + t.paint(line, l) + "\n")
		}
		label, text, hang = "", strings.TrimLeft(text, " "), indent+2
	}
	inSpot := false
	for i, line := range wrap(text, t.width-hang) {
		lead := strings.Repeat(" ", hang)
		if i == 0 && label != "" {
			lead = strings.Repeat(" ", indent) + t.paint(label, l)
		}
		line, inSpot = t.showSpot(line, inSpot)
		t.WriteString(strings.TrimRight(lead+line, " "))
		t.WriteByte('\n')
	}
}

// showSpot turns the ends of spots in a line into arrows and colours what is
// between them; inSpot tells whether the line starts, and the next one will
// start, between them.
func (t *textWriter) showSpot(line string, inSpot bool) (string, bool) {
	if !inSpot && !strings.ContainsRune(line, spotOpen) {
		return line, false
	}
	open := strings.LastIndex(line, string(spotOpen))
	shut := strings.LastIndex(line, string(spotClose))
	within := inSpot && shut < 0 || open > shut
	if t.color {
		line = strings.ReplaceAll(line, string(spotOpen), "\x1b["+string(spot)+"m"+string(spotOpen))
		line = strings.ReplaceAll(line, string(spotClose), string(spotClose)+"\x1b[0m")
		if inSpot {
			line = "\x1b[" + string(spot) + "m" + line
		}
		if within {
			line += "\x1b[0m"
		}
	}
	return arrows(line), within
}

// summary writes what was checked, how much was found, and how the units stand.
func (t *textWriter) summary(all []group) {
	for _, line := range t.overview() {
		t.put(0, "", "", line)
	}
	for _, s := range []analyze.UnitStatus{analyze.Missing, analyze.WrongPeriod, analyze.Unreadable, analyze.Late, analyze.Exempt} {
		t.list(unitStatuses[s], unitsOf(t.Batch, s))
	}
	var clean []string
	for i := range all {
		if all[i].clean() {
			clean = append(clean, plain(all[i].name))
		}
	}
	t.list("没有发现问题", clean)
	ignored := make([]string, len(t.Ignored))
	for i, name := range t.Ignored {
		ignored[i] = t.file(name)
	}
	t.list("略过的文件", ignored)
}

// list writes names under a title with their number; nothing if there is none.
func (t *textWriter) list(title string, names []string) {
	if len(names) > 0 {
		t.put(0, fmt.Sprintf("%s（%d）：", title, len(names)), bold, strings.Join(names, "、"))
	}
}

// clean reports whether g is a unit with a report and nothing was found about it.
func (g *group) clean() bool {
	return g.unit != nil && len(g.reports) > 0 && g.tally() == tally{}
}

// group writes all that was found about one unit; nothing if that is nothing, or
// nothing but that no report came: the summary names the unit.
func (t *textWriter) group(g *group) {
	sum := g.tally()
	if sum == (tally{}) || g.unit != nil && g.unit.Status == analyze.Missing && len(g.reports) == 0 {
		return
	}
	name := plain(g.name)
	if name == "" {
		name = "没有认出单位"
		if len(g.reports) == 0 {
			name = "整批材料"
		}
	}
	t.WriteByte('\n')
	t.put(0, "■ "+name, bold, "  "+sum.String())
	k := remarker{view: t.view}
	for _, f := range g.findings {
		t.remark(k.remark(g, f), remark{})
	}
	for _, r := range g.reports {
		t.put(2, "", "", t.reportLine(r))
		last := remark{file: t.file(r.Doc.Name)}
		findings := counting(r)
		for i := range findings {
			m := k.remark(g, &findings[i])
			t.remark(m, last)
			last = m
		}
	}
}

// String tells what was counted, without what is none.
func (s tally) String() string {
	var parts []string
	for _, c := range []struct {
		level analyze.Severity
		n     int
	}{{analyze.Error, s.errors}, {analyze.Warning, s.warnings}, {analyze.Info, s.infos}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", levels[c.level], c.n))
		}
	}
	return strings.Join(parts, "，")
}

// reportLine names a report and what is to be known about all of it.
func (t *textWriter) reportLine(r *analyze.Report) string {
	var notes []string
	if r.Superseded {
		notes = append(notes, superseded)
	}
	if r.Profile != nil && r.Profile.Title != "" {
		notes = append(notes, plain(r.Profile.Title))
	}
	if r.Doc.Status == doc.Partial {
		notes = append(notes, plain("只读出一部分："+r.Doc.Reason))
	}
	line := t.file(r.Doc.Name)
	if len(notes) > 0 {
		line += "（" + strings.Join(notes, "，") + "）"
	}
	return line
}

// remark writes one finding, without what the one before it, last, has said: the
// file, and what to do about the same fault.
func (t *textWriter) remark(m, last remark) {
	const indent = 4
	if m.rule == last.rule && m.advice == last.advice && m.basis == last.basis {
		m.advice, m.basis = "", ""
	}
	if m.file == last.file {
		m.file = ""
	}
	head := join("  ", m.title, join("，", m.file, m.where, m.section))
	t.put(indent, levels[m.severity]+"  ", levelLooks[m.severity], head)
	const hang = indent + 6
	if m.quote != "" {
		t.put(hang, "", "", m.quote)
	}
	t.put(hang, "", "", m.message)
	for _, line := range []struct{ label, text string }{
		{"要求：", m.expected}, {"改法：", m.advice}, {"依据：", m.basis}, {"相关：", strings.Join(m.related, "；")},
	} {
		if line.text != "" {
			t.put(hang, line.label, faint, line.text)
		}
	}
}
