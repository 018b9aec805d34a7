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
	if p := s.byTitle(title); p != nil {
		return p
	}
	if p := s.byParts(r); p != nil {
		return p
	}
	return s.profiles[Default]
}

// byTitle returns the profile whose longest match word stands in title; nil: none does.
func (s *Set) byTitle(title string) *analyze.Profile {
	var best *analyze.Profile
	longest := 0
	for _, name := range s.Names() {
		for _, word := range s.profiles[name].Match {
			if n := utf8.RuneCountInString(word); n > longest && strings.Contains(title, word) {
				best, longest = s.profiles[name], n
			}
		}
	}
	return best
}

// byParts returns the profile whose own parts, those that [Default] does not ask
// for, r has as headings: all of them, or all but one where no title speaks
// against it. Of two such profiles it is the one with more parts; nil: none.
func (s *Set) byParts(r *analyze.Report) *analyze.Profile {
	var best *analyze.Profile
	most := 1 // one part makes no kind
	for _, name := range s.Names() {
		own, found := 0, 0
		for _, part := range s.profiles[name].Parts {
			if slices.Contains(ids(s.profiles[Default].Parts), part.ID) {
				continue
			}
			own++
			if r.Parts[part.ID] == analyze.AsHeading {
				found++
			}
		}
		if found == own || found == own-1 && r.Title == "" {
			if found > most {
				best, most = s.profiles[name], found
			}
		}
	}
	return best
}
