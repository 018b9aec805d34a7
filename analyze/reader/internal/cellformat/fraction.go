package cellformat

import (
	"math"
	"strconv"
	"strings"
)

// showFraction shows a number as a fraction: 0.5 as 1/2, 1.5 as 1 1/2 where the section
// has a place for whole ones.
func (s *section) showFraction(v float64) string {
	bar := 0
	for s.tokens[bar].kind != fraction {
		bar++
	}
	whole, above := s.placesBefore(bar)
	fixed, places := s.below(bar)
	size := math.Abs(v)
	ones := 0.0
	if whole > 0 {
		ones = math.Floor(size)
	}
	if size > 1e9 || above == 0 {
		return General(v)
	}
	n, d := nearest(size-ones, fixed, places)
	if whole > 0 && n == d {
		ones, n = ones+1, 0
	}
	var b strings.Builder
	if v < 0 && (ones > 0 || n > 0) {
		b.WriteByte('-')
	}
	for _, t := range s.tokens[:bar] {
		if t.kind == literal && strings.TrimSpace(t.text) != "" {
			b.WriteString(t.text)
		}
	}
	if ones > 0 || n == 0 && whole > 0 {
		b.WriteString(strconv.FormatFloat(ones, 'f', 0, 64))
		if n > 0 {
			b.WriteByte(' ')
		}
	}
	if n > 0 || whole == 0 {
		b.WriteString(strconv.Itoa(n) + "/" + strconv.Itoa(d))
	}
	return b.String()
}

// placesBefore returns how many places there are for whole ones and above the bar: the
// digits next to the bar are above it, those behind a gap whole.
func (s *section) placesBefore(bar int) (whole, above int) {
	gap := false
	for i := bar - 1; i >= 0; i-- {
		switch {
		case s.tokens[i].kind != digit:
			gap = above > 0
		case gap:
			whole++
		default:
			above++
		}
	}
	return whole, above
}

// below returns what stands below the bar: a number, or places for digits.
func (s *section) below(bar int) (fixed, places int) {
	number := ""
	for _, t := range s.tokens[bar+1:] {
		if t.kind != digit && (t.kind != literal || len(t.text) != 1 || t.text[0] < '0' || t.text[0] > '9') {
			break
		}
		places++
		number += t.text
	}
	if n, err := strconv.Atoi(number); err == nil && n > 0 && n < 1e6 {
		return n, places
	}
	return 0, min(max(places, 1), 3)
}

// nearest returns the fraction next to v, 0 to 1 or more: of the smallest denominator up
// to so many places that is nearest, unless it is fixed.
func nearest(v float64, fixed, places int) (n, d int) {
	if fixed > 0 {
		return int(math.Round(v * float64(fixed))), fixed
	}
	best := math.Inf(1)
	for k := 1; k < int(math.Pow10(places)); k++ {
		m := math.Round(v * float64(k))
		if miss := math.Abs(v - m/float64(k)); miss < best-1e-12 {
			best, n, d = miss, int(m), k
		}
	}
	return n, d
}
