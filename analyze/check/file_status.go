package check

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

// onStatus returns the Run of a check that reports a file of one of the statuses.
func onStatus(message, advice string, statuses ...doc.Status) func(*analyze.Pass) error {
	return func(p *analyze.Pass) error {
		d := p.Report.Doc
		for _, s := range statuses {
			if d.Status == s {
				f := analyze.Finding{Message: message, Fix: fix(advice)}
				if d.Reason != "" {
					f.Message += "：" + d.Reason
				}
				p.Emit(f)
			}
		}
		return nil
	}
}
