package check

import (
	"slices"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

// tablePercents finds the percentage in a column of a table that does not follow from two other
// columns as all the rest do.
func tablePercents(p *analyze.Pass) {
	given := slices.ContainsFunc(p.Report.Doc.Blocks, func(b doc.Block) bool {
		return b.Kind == doc.TableCell && rate(strings.TrimSpace(b.Text))
	})
	if !given {
		return
	}
	const most = 20 // columns
	for _, g := range grids(p.Report) {
		for c := 1; c < min(g.columns(), most); c++ {
			if rate(g.at(0, c).text) {
				g.strayPercent(p, c, min(g.columns(), most))
				g.strayShare(p, c, min(g.columns(), most))
			}
		}
	}
}

// rate reports whether head is that of a column of shares or rates.
func rate(head string) bool {
	for _, unit := range []string{"（%）", "(%)", "（％）", "%"} {
		head = strings.TrimSuffix(head, unit)
	}
	return hasSuffix(head, []string{"率", "占比", "比重", "比例", "增长", "增减", "增幅", "降幅", "下降", "同比"})
}

// A relation is what a percentage may be of the two amounts of its row, as written and as
// what they may stand for.
type relation func(a, b interval, x, y float64) quotient

// relations are the share of a in b, and the rise from b to a and the fall.
var relations = []relation{
	func(a, b interval, x, y float64) quotient {
		return quotient{result: interval{a.low / b.high * 100, a.high / b.low * 100}, value: x / y * 100, a: x, b: y, sign: "÷"}
	},
	func(a, b interval, x, y float64) quotient { return changed(b, a, y, x, 1).quotient },
	func(a, b interval, x, y float64) quotient { return changed(b, a, y, x, -1).quotient },
}

// strayPercent finds in column c the one percentage that is wrong where at least three others
// are what two of the first columns give, or two by their heads; where two give all of them, none is.
func (g *grid) strayPercent(p *analyze.Pass, c, columns int) {
	const enough = 3
	var stray *analyze.Metric
	var why quotient
	for a := 1; a < columns; a++ {
		for b := 1; b < columns; b++ {
			if a == b || a == c || b == c {
				continue
			}
			for k, relate := range relations {
				right, wrong, row := 0, 0, 0
				var m *analyze.Metric
				var q quotient
				for r := 1; r < len(g.cells); r++ {
					x, y := g.at(r, a), g.at(r, b)
					n := g.percentAt(r, c)
					if n == nil || strings.Contains(g.at(r, 0).text, "平均") || !x.number || !y.number || x.measure != y.measure || y.value <= 0 {
						continue
					}
					got := relate(roundedAt(x.text, x.value), roundedAt(y.text, y.value), x.value, y.value)
					switch {
					case *n.Value == 100 && got.value > 100: // more than was due
					case !near(p.Report.Doc, n, got.result, got.value):
						wrong++
						m, q, row = n, got, r
					case *n.Value != 0 && *n.Value != 100:
						right++
					}
				}
				switch {
				case wrong == 0 && right > 0:
					return
				case wrong == 1 && (right >= enough || right >= 1 && (g.years(a, b) || k == 0 && g.fulfilled(a, b, c)) && !total(g.at(row, 0).text)):
					stray, why = m, q
				}
			}
		}
	}
	if stray != nil {
		emitPercent(p, stray, &claim{quotient: why})
	}
}

// years reports whether columns a and b are by their heads this year's and last year's.
func (g *grid) years(a, b int) bool {
	return containsAny(g.at(0, a).text, []string{"本年", "今年", "本期"}) && containsAny(g.at(0, b).text, []string{"上年", "去年", "同期"})
}

// fulfilled reports whether column c is by its head the rate of what column a counts as done in what
// column b counts as due: 应到, 实到, 到会率; 反馈问题, 完成整改, 整改率.
func (g *grid) fulfilled(a, b, c int) bool {
	stem, ok := strings.CutSuffix(strings.TrimRight(g.at(0, c).text, "（%）() ％"), "率")
	done, all := g.at(0, a).text, g.at(0, b).text
	if !ok || stem == "" || containsAny(stem, judged) || containsAny(stem, manners) || containsAny(stem, inTime) {
		return false
	}
	return containsAny(done, []string{stem, "实", "完成", "支出", "执行", "已", "到位"}) &&
		containsAny(all, []string{"应", "预算", "计划", "任务", "目标", "总", "反馈", "受理", "收到", "发现", "交办", "排查", "下达"})
}

// strayShare finds in column c, of shares, the one that is wrong where at least two others are what
// the rest of the rows of another column have in all of it.
func (g *grid) strayShare(p *analyze.Pass, c, columns int) {
	if !containsAny(g.at(0, c).text, []string{"占比", "比重", "比例"}) {
		return
	}
	for a := 1; a < columns; a++ {
		sum, right, wrong := 0.0, 0, 0
		var stray *analyze.Metric
		var why quotient
		rows := len(g.cells)
		for r := 1; r < rows; r++ {
			switch x := g.at(r, a); {
			case total(g.at(r, 0).text):
				rows = r
			case x.number && a != c:
				sum += x.value
			}
		}
		for r := 1; r < rows && sum > 0; r++ {
			x, n := g.at(r, a), g.percentAt(r, c)
			if n == nil || !x.number {
				continue
			}
			q := quotient{value: x.value / sum * 100, a: x.value, b: sum, sign: "÷"}
			q.result = interval{q.value, q.value}
			if near(p.Report.Doc, n, q.result, q.value) {
				right++
				continue
			}
			wrong++
			stray, why = n, q
		}
		if wrong == 1 && right > 1 {
			emitPercent(p, stray, &claim{quotient: why})
			return
		}
	}
}

// percentAt returns the percentage in a cell as a figure; nil: there is none.
func (g *grid) percentAt(row, col int) *analyze.Metric {
	cell := g.at(row, col)
	sign := 1.0
	minus := longestPrefix(cell.text, []string{"-", "−", "－", "–", "↓"})
	if minus != "" {
		sign = -1
	}
	n, ok := numeral.Scan(cell.text, len(minus)+len(longestPrefix(cell.text, []string{"+", "＋", "↑"})))
	if !ok || n.Bound != numeral.Exact || n.Kind == numeral.Fraction {
		return nil
	}
	if unit := strings.TrimSpace(cell.text[n.End:]); unit != "" && unit != "%" && unit != "％" {
		return nil
	}
	n.Value *= sign
	return &analyze.Metric{Span: cell.span, Value: &n.Value, Measure: "%", Name: g.at(0, col).text}
}
