package batch

import (
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A waiving is a waiver made ready to be compared, and whether a finding needed it.
type waiving struct {
	analyze.Waiver
	text string // folded, no punctuation around it
	used bool
}

// waive moves the findings that a waiver answers from the findings of b to the waived
// ones, and notes the waivers that none needed.
func waive(b *analyze.Batch, waivers []analyze.Waiver) {
	if len(waivers) == 0 {
		return
	}
	byRule := map[string][]*waiving{}
	var all []*waiving
	for _, w := range waivers {
		ready := &waiving{Waiver: w, text: bare(w.Text)}
		all = append(all, ready)
		byRule[w.Rule] = append(byRule[w.Rule], ready)
	}
	for _, r := range b.Reports {
		r.Findings, r.Waived = sortOut(r.Findings, byRule, r)
	}
	b.Findings, b.Waived = sortOut(b.Findings, byRule, nil)
	for _, w := range all {
		if !w.used {
			b.Idle = append(b.Idle, w.Waiver)
		}
	}
}

// sortOut parts the findings of r, which is nil for those about no report.
func sortOut(findings []analyze.Finding, byRule map[string][]*waiving, r *analyze.Report) (counting []analyze.Finding, waived []analyze.Waived) {
	for _, f := range findings {
		var by *waiving
		for _, w := range byRule[f.Rule] {
			if w.holdsFor(r, &f) && w.answers(r, &f) {
				w.used = true
				by = w
				break
			}
		}
		if by == nil {
			counting = append(counting, f)
		} else {
			waived = append(waived, analyze.Waived{Finding: f, Reason: by.Reason})
		}
	}
	return counting, waived
}

// holdsFor reports whether w is meant for the unit and the file that f is about.
func (w *waiving) holdsFor(r *analyze.Report, f *analyze.Finding) bool {
	unit, name := f.Unit, ""
	if r != nil {
		unit, name = r.Unit, filepath.ToSlash(r.Doc.Name)
	}
	file := filepath.ToSlash(w.File)
	return (w.Unit == "" || fold(w.Unit) == fold(unit)) && (file == "" || file == name || file == path.Base(name) || strings.HasSuffix(name, "/"+file))
}

// leastText is the number of characters by which a part of a sentence stands for it.
const leastText = 6

// answers reports whether w names the sentence of f, or a good part of it that holds what
// was found; for a finding without a place, its message. White space, punctuation at the
// ends, and how wide characters are do not matter.
func (w *waiving) answers(r *analyze.Report, f *analyze.Finding) bool {
	if f.Span.Empty() || r == nil {
		return w.text == bare(f.Message)
	}
	whole := bare(sentence(r.Doc, f.Span))
	return w.text == whole ||
		utf8.RuneCountInString(w.text) >= leastText && strings.Contains(whole, w.text) && strings.Contains(w.text, bare(r.Doc.Text(f.Span)))
}

// bare folds s and takes punctuation from its ends.
func bare(s string) string { return strings.Trim(fold(s), "。；，：、.;:!?") }

// sentence returns the sentence of d that holds s.
func sentence(d *doc.Document, s doc.Span) string {
	text := d.Blocks[s.Block].Text
	start, end := 0, len(text)
	if i := strings.LastIndexAny(text[:s.Start], "。！？"); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[i:])
		start = i + size
	}
	if i := strings.IndexAny(text[s.End:], "。！？"); i >= 0 {
		end = s.End + i
	}
	return text[start:end]
}
