package render

import "hegao/analyze"

// A tally counts findings by severity.
type tally struct{ errors, warnings, infos int }

func (t *tally) add(findings []analyze.Finding) {
	for i := range findings {
		switch findings[i].Severity {
		case analyze.Error:
			t.errors++
		case analyze.Warning:
			t.warnings++
		default:
			t.infos++
		}
	}
}

// tallyBatch counts all findings of b.
func tallyBatch(b *analyze.Batch) tally {
	var t tally
	for _, r := range b.Reports {
		t.add(r.Findings)
	}
	t.add(b.Findings)
	return t
}
