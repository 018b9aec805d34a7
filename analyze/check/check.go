// Package check is the checks on one report and on a batch, one file each. A
// check documents itself by examples which the tests execute.
package check

import (
	"hegao/analyze"
)

// All returns every check, by ID.
func All() []*analyze.Check { return nil }

// Get returns the check whose ID is id.
func Get(id string) (*analyze.Check, bool) { return nil, false }

// Run runs on r every check of single reports that r.Profile leaves on, and sorts
// r.Findings by place, then by rule. known is every known metric by key.
func Run(r *analyze.Report, known map[string]*analyze.MetricDef) error { return nil }

// RunBatch runs the checks of whole batches on b. A finding about a report is
// added to that report's, the others to b.Findings.
func RunBatch(b *analyze.Batch) error { return nil }
