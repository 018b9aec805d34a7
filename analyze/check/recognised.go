package check

import (
	"strings"

	"hegao/analyze"
)

// misread is said of every finding in text that was recognised in pictures.
const misread = "（扫描件识别文字，请对照原件）"

// doubted returns a finding as it holds for r: what was found in text that was recognised in
// pictures may be the recognition's fault. It sends no report back, and nothing is changed
// for it unseen.
func doubted(f analyze.Finding, r *analyze.Report) analyze.Finding {
	if r.Doc == nil || !r.Doc.Recognised() || strings.HasPrefix(f.Rule, "file.") {
		return f
	}
	f.Severity = min(f.Severity, analyze.Warning)
	f.Message += misread
	if f.Fix != nil {
		f.Fix = &analyze.Fix{Advice: f.Fix.Advice}
	}
	return f
}
