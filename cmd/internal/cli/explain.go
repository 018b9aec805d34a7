package cli

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"hegao/analyze"
	"hegao/analyze/check"
)

func newExplain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [检查项]",
		Short: "一个检查项是什么意思，怎样改；不写检查项就列出全部",
		Example: `  hegao explain
  hegao explain placeholder.unfilled
  hegao explain 落款`,
		Args: arguments(0, 1, "写一个检查项"),
		RunE: func(c *cobra.Command, args []string) error {
			w := bufio.NewWriter(c.OutOrStdout())
			defer w.Flush()
			if len(args) == 0 {
				for _, rule := range check.All() {
					listRule(w, rule)
				}
				return nil
			}
			return explain(w, args[0])
		},
	}
}

// explain writes what the rule called name means; where a Chinese word is given, the rules
// whose titles hold it.
func explain(w *bufio.Writer, name string) error {
	if rule, ok := check.Get(name); ok {
		explainRule(w, rule)
		return nil
	}
	var ids []string
	var titled []*analyze.Check
	for _, rule := range check.All() {
		ids = append(ids, rule.ID)
		if strings.Contains(rule.Title, name) {
			titled = append(titled, rule)
		}
	}
	switch {
	case len(titled) == 1:
		explainRule(w, titled[0])
	case len(titled) > 1 && name != "":
		for _, rule := range titled {
			listRule(w, rule)
		}
	default:
		return &adviceError{fmt.Sprintf("没有“%s”这个检查项%s。运行 hegao explain 可以看到全部检查项。", name, orDidYouMean(near(name, ids)))}
	}
	return nil
}

func listRule(w *bufio.Writer, rule *analyze.Check) {
	writeEntry(w, rule.ID, []string{severityNames[rule.Severity] + "  " + rule.Title})
}

func explainRule(w *bufio.Writer, rule *analyze.Check) {
	fmt.Fprintf(w, "%s（%s，%s）\n\n%s\n", rule.Title, severityNames[rule.Severity], rule.ID, rule.Doc)
	writeExample(w, "有问题的例子，问题在箭头之间：", rule.Bad)
	writeExample(w, "没有问题的例子：", rule.Good)
}

// writeExample writes an example of a check, the marked places between arrows.
func writeExample(w *bufio.Writer, title, example string) {
	if example == "" {
		return
	}
	fmt.Fprintf(w, "\n%s\n", title)
	text := strings.NewReplacer("⟦f⟧", "▶", "⟦/⟧", "◀").Replace(strings.Trim(example, "\n"))
	for line := range strings.Lines(text) {
		fmt.Fprintf(w, "  %s\n", strings.TrimRight(line, "\n"))
	}
}

// severityNames is what users call severities.
var severityNames = [...]string{analyze.Info: "提示", analyze.Warning: "核实", analyze.Error: "退回"}
