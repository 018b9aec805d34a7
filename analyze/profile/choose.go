package profile

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// Choose returns the profile for r by its kind: by the words of its title, else by
// the parts that it has, else [Default]. Where it has no title, the file's name and
// the first heading stand in. It needs r.Doc, r.Title, r.Sections and r.Parts.
func (s *Set) Choose(r *analyze.Report) *analyze.Profile {
	title := r.Title
	if title == "" {
		title = path.Base(r.Doc.Name)
		if len(r.Sections) > 0 {
			title += " " + r.Sections[0].Title
		}
	}
	if p, beside := s.byTitle(title); p != nil && !(beside && 2*s.has(p, r, analyze.AsHeading, analyze.AsInline) < s.own(p)) {
		return p
	}
	if p := s.byParts(r); p != nil {
		return p
	}
	return s.profiles[Default]
}

// byTitle returns the profile whose longest match word stands in title; nil: none does.
// beside tells that the title names something else first: 案防合规与清廉金融建设.
func (s *Set) byTitle(title string) (best *analyze.Profile, beside bool) {
	longest := 0
	for _, name := range s.Names() {
		for _, word := range s.profiles[name].Match {
			if n := utf8.RuneCountInString(word); n > longest && strings.Contains(title, word) {
				before, _, _ := strings.Cut(title, word)
				best, longest, beside = s.profiles[name], n, strings.HasSuffix(before, "与") || strings.HasSuffix(before, "和") || strings.HasSuffix(before, "及") || strings.HasSuffix(before, "暨")
			}
		}
	}
	return best, beside
}

// own returns how many parts p asks for that [Default] does not.
func (s *Set) own(p *analyze.Profile) (n int) {
	for _, part := range p.Parts {
		if !slices.Contains(ids(s.profiles[Default].Parts), part.ID) {
			n++
		}
	}
	return n
}

// has returns how many of those r has in one of states.
func (s *Set) has(p *analyze.Profile, r *analyze.Report, states ...analyze.PartState) (n int) {
	for _, part := range p.Parts {
		if slices.Contains(states, r.Parts[part.ID]) && !slices.Contains(ids(s.profiles[Default].Parts), part.ID) {
			n++
		}
	}
	return n
}

// byParts returns the profile whose own parts, those that [Default] does not ask
// for, r has as headings: all of them, or all but one where no title speaks
// against it. Of two such profiles it is the one with more parts; nil: none.
func (s *Set) byParts(r *analyze.Report) *analyze.Profile {
	var best *analyze.Profile
	most := 1 // one part makes no kind
	for _, name := range s.Names() {
		own, found := s.own(s.profiles[name]), s.has(s.profiles[name], r, analyze.AsHeading)
		if found == own || found == own-1 && r.Title == "" {
			if found > most {
				best, most = s.profiles[name], found
			}
		}
	}
	return best
}
