// Package profile is which parts, metrics and rules apply to which kind of report.
// Profiles are TOML files: the embedded ones, and an office's own folder over them.
package profile

import (
	"hegao/analyze"
)

// Default is the profile of a report of no special kind.
const Default = "general"

// Known is what the rules and metrics named in a profile must be among.
type Known struct {
	Rules   map[string]*analyze.Check
	Metrics map[string]*analyze.MetricDef
}

// A Set is the profiles of one run.
type Set struct{}

// Load reads the embedded profiles and those of officeDir (*.toml; empty: none)
// over them: one of the same name replaces. A mistake in a file is a [*tomlfile.Error].
func Load(officeDir string, known Known) (*Set, error) { return &Set{}, nil }

// Add reads the profile in file and adds it under the file's name without .toml.
func (s *Set) Add(file string) (*analyze.Profile, error) { return nil, nil }

// Names returns the names of all profiles, sorted.
func (s *Set) Names() []string { return nil }

// Get returns the profile called name.
func (s *Set) Get(name string) (*analyze.Profile, bool) { return nil, false }

// Source returns the TOML text of the profile called name; nil: there is none.
func (s *Set) Source(name string) []byte { return nil }

// Parts returns the parts of all profiles, each ID once with the words of all.
func (s *Set) Parts() []analyze.PartDef { return nil }

// Choose returns the profile for r by its kind: by its title, else by the parts
// that it has, else [Default]. It needs r.Title, r.Sections and r.Parts.
func (s *Set) Choose(r *analyze.Report) *analyze.Profile { return nil }
