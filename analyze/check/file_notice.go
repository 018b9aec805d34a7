package check

import (
	"fmt"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// onNotice returns the Run of a check that passes on what the reader noticed. The
// text counted has a verb for how many there are; uncounted is said where that is not known.
func onNotice(kind doc.NoticeKind, counted, uncounted, advice string) func(*analyze.Pass) error {
	return func(p *analyze.Pass) error {
		for _, n := range p.Report.Doc.Notices {
			if n.Kind != kind {
				continue
			}
			f := analyze.Finding{Span: n.Span, Message: uncounted, Fix: fix(advice)}
			if n.Count > 0 {
				f.Message = fmt.Sprintf(counted, n.Count)
			}
			if n.Detail != "" {
				f.Message += "；" + n.Detail
			}
			p.Emit(f)
		}
		return nil
	}
}
