package check

import (
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// onStatus returns the Run of a check that reports a file of one of the statuses.
// Where the reader knows better what to do (原因；请……), its advice is given.
func onStatus(message, advice string, statuses ...doc.Status) func(*analyze.Pass) error {
	return func(p *analyze.Pass) error {
		d := p.Report.Doc
		for _, s := range statuses {
			if d.Status == s {
				f := analyze.Finding{Message: message, Fix: fix(advice)}
				why, todo, told := strings.Cut(d.Reason, "；请")
				if told {
					f.Fix = fix("请" + todo)
				}
				if why != "" {
					f.Message += "：" + why
				}
				p.Emit(f)
			}
		}
		return nil
	}
}
