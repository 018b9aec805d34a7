package layout

import (
	"strings"
	"unicode"
)

// A margin is what the pages of a document carry above and below their text.
type margin struct{ header, footer []line } // each text once

// takeMargins takes page headers, footers and page numbers off the pages' rows.
func takeMargins(sheets []sheet) margin {
	type place struct {
		text  string
		at    int // height, roughly
		above bool
	}
	seen := map[place]int{}
	const around = 6 // points
	each := func(f func(s *sheet, r row, p place) bool) {
		for i := range sheets {
			s := &sheets[i]
			for range outermost {
				r := s.first()
				if r == nil || r.top() > s.height*0.2 || !f(s, r, place{digitless(r), int(r.top() / around), true}) {
					break
				}
			}
			for range outermost {
				r := s.last()
				if r == nil || r.bottom() < s.height*0.8 || !f(s, r, place{digitless(r), int(r.top() / around), false}) {
					break
				}
			}
		}
	}
	for i := range sheets {
		s := &sheets[i]
		for j := 0; j < min(outermost, len(s.rows)); j++ {
			seen[place{digitless(s.rows[j]), int(s.rows[j].top() / around), true}]++
			r := s.rows[len(s.rows)-1-j]
			seen[place{digitless(r), int(r.top() / around), false}]++
		}
	}
	times := func(p place) int {
		return seen[p] + seen[place{p.text, p.at - 1, p.above}] + seen[place{p.text, p.at + 1, p.above}]
	}
	var m margin
	known := map[string]bool{}
	each(func(s *sheet, r row, p place) bool {
		isNumber := isPageNumber(r) && s.apart(p.above)
		if !isNumber && times(p) < 2 {
			return false
		}
		if !isNumber && !known[p.text] {
			known[p.text] = true
			if p.above {
				m.header = append(m.header, joined(r))
			} else {
				m.footer = append(m.footer, joined(r))
			}
		}
		if p.above {
			s.rows = s.rows[1:]
		} else {
			s.rows = s.rows[:len(s.rows)-1]
		}
		return true
	})
	return m
}

const outermost = 3 // rows of a page that may be its header, or its footer

// first returns the first row of the page; nil where a table stands above it.
func (s *sheet) first() row {
	if len(s.rows) == 0 || len(s.tables) > 0 && s.tables[0].top < s.rows[0].top() {
		return nil
	}
	return s.rows[0]
}

// last returns the last row of the page; nil where a table stands below it.
func (s *sheet) last() row {
	if len(s.rows) == 0 {
		return nil
	}
	r := s.rows[len(s.rows)-1]
	for _, t := range s.tables {
		if t.bottom > r.bottom() {
			return nil
		}
	}
	return r
}

// apart reports whether the outermost row keeps a distance from the next one.
func (s *sheet) apart(above bool) bool {
	n := len(s.rows)
	if n < 2 {
		return true
	}
	if above {
		return s.rows[1].top()-s.rows[0].bottom() > 0.3*s.rows[0][0].em
	}
	return s.rows[n-1].top()-s.rows[n-2].bottom() > 0.3*s.rows[n-1][0].em
}

// digitless returns what a row says, whatever number is in it.
func digitless(r row) string {
	var b strings.Builder
	for i := range r {
		for _, c := range r[i].text {
			switch {
			case unicode.IsSpace(c):
			case unicode.IsDigit(c):
				b.WriteByte('#')
			default:
				b.WriteRune(c)
			}
		}
	}
	return b.String()
}

// isPageNumber recognises 3, — 3 —, -3-, 第3页, 第 3 页 共 5 页, 3/5, Page 3 of 5, iv.
func isPageNumber(r row) bool {
	if len(r) != 1 || len(r[0].text) > 60 {
		return false
	}
	text := strings.Trim(strings.ToLower(digitless(r)), "—-–－―·•.~～|_[]")
	text = strings.NewReplacer("第", "", "共", "", "页", "", "page", "", "of", "", "，", "/", ",", "/").Replace(text)
	text = strings.Trim(text, "/-—")
	if strings.Trim(text, "ivx") == "" {
		return text != "" && len(text) <= 5
	}
	number, of, _ := strings.Cut(text, "/")
	return strings.Trim(number, "#") == "" && number != "" && len(number) <= 8 && strings.Trim(of, "#") == "" && len(of) <= 4
}
