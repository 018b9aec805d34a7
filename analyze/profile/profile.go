// Package profile is which parts, metrics and rules apply to which kind of report.
// Profiles are TOML files: the embedded ones, and an office's own folder over them.
package profile

import (
	"embed"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hegao/analyze"
)

// Default is the profile of a report of no special kind.
const Default = "general"

//go:embed profiles/*.toml
var embedded embed.FS

// Known is what the rules and metrics named in a profile must be among.
type Known struct {
	Rules   map[string]*analyze.Check
	Metrics map[string]*analyze.MetricDef
}

// A Set is the profiles of one run.
type Set struct {
	known    Known
	sources  map[string]*source
	profiles map[string]*analyze.Profile
}

// A source is the text of one profile.
type source struct {
	file  string
	text  []byte
	below *source // the one of the same name that it replaces
}

// Load reads the embedded profiles and those of officeDir (*.toml; empty: none)
// over them: one of the same name replaces. A mistake in a file is a [*tomlfile.Error].
func Load(officeDir string, known Known) (*Set, error) {
	s := &Set{known: known, sources: map[string]*source{}, profiles: map[string]*analyze.Profile{}}
	entries, err := embedded.ReadDir("profiles")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		text, err := embedded.ReadFile("profiles/" + e.Name())
		if err != nil {
			return nil, err
		}
		s.put(e.Name(), text)
	}
	if officeDir != "" {
		if err := s.readDir(officeDir); err != nil {
			return nil, err
		}
	}
	for _, name := range s.Names() {
		if err := s.build(name); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *Set) readDir(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("read profiles: %w", err)
	}
	for _, e := range entries {
		if e.IsDir() || filepath.Ext(e.Name()) != ".toml" {
			continue
		}
		file := filepath.Join(dir, e.Name())
		text, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("read profile: %w", err)
		}
		s.put(file, text)
	}
	return nil
}

// put lays a profile's text over what has its name so far and returns the name.
func (s *Set) put(file string, text []byte) string {
	name := strings.TrimSuffix(filepath.Base(file), ".toml")
	s.sources[name] = &source{file, text, s.sources[name]}
	return name
}

func (s *Set) build(name string) error {
	p := &analyze.Profile{
		Name:     name,
		Disabled: map[string]bool{},
		Severity: map[string]analyze.Severity{},
		Params:   map[string]any{},
	}
	if err := s.apply(p, s.sources[name], nil); err != nil {
		return err
	}
	s.profiles[name] = p
	return nil
}

// Add reads the profile in file and adds it under the file's name without .toml;
// it replaces one of that name.
func (s *Set) Add(file string) (*analyze.Profile, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read profile: %w", err)
	}
	name := s.put(file, text)
	if err := s.build(name); err != nil {
		return nil, err
	}
	return s.profiles[name], nil
}

// Names returns the names of all profiles, sorted.
func (s *Set) Names() []string { return slices.Sorted(maps.Keys(s.sources)) }

// Get returns the profile called name.
func (s *Set) Get(name string) (*analyze.Profile, bool) {
	p, ok := s.profiles[name]
	return p, ok
}

// Source returns the TOML text of the profile called name; nil: there is none.
func (s *Set) Source(name string) []byte {
	if src := s.sources[name]; src != nil {
		return src.text
	}
	return nil
}

// Parts returns the parts of all profiles, each ID once with the words of all.
func (s *Set) Parts() []analyze.PartDef {
	var parts []analyze.PartDef
	add := func(p *analyze.Profile) {
		for _, part := range p.Parts {
			i := slices.IndexFunc(parts, func(q analyze.PartDef) bool { return q.ID == part.ID })
			if i < 0 {
				part.Headings, part.Inline = slices.Clone(part.Headings), slices.Clone(part.Inline)
				parts = append(parts, part)
				continue
			}
			parts[i].Headings = union(parts[i].Headings, part.Headings)
			parts[i].Inline = union(parts[i].Inline, part.Inline)
		}
	}
	add(s.profiles[Default])
	for _, name := range s.Names() {
		add(s.profiles[name])
	}
	return parts
}

// union appends to a the words of b that it lacks.
func union(a, b []string) []string {
	for _, w := range b {
		if !slices.Contains(a, w) {
			a = append(a, w)
		}
	}
	return a
}
