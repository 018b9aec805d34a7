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

// counting returns the findings of r, none if a newer file took its place.
func counting(r *analyze.Report) []analyze.Finding {
	if r.Superseded {
		return nil
	}
	return r.Findings
}

// waivedIn returns how many findings of b do not count because somebody waived them.
func waivedIn(b *analyze.Batch) int {
	n := len(b.Waived)
	for _, r := range b.Reports {
		if !r.Superseded {
			n += len(r.Waived)
		}
	}
	return n
}

// tallyBatch counts all findings of b that count.
func tallyBatch(b *analyze.Batch) tally {
	var t tally
	for _, r := range b.Reports {
		t.add(counting(r))
	}
	t.add(b.Findings)
	return t
}
