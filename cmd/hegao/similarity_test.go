package main_test

import (
	"math/bits"
	"strings"
	"testing"
	"unicode"
)

// characters returns the characters of a text, white space aside.
func characters(s string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s))
}

// common returns the length of the longest common subsequence of a and b. Bit i of v is 0
// where that of a[:i+1] and what was read of b is one longer than that of a[:i] (Hyyrö 2004).
func common(a, b []rune) int {
	n := (len(a) + 63) / 64
	at := map[rune][]uint64{} // where in a each character stands
	for i, r := range a {
		if at[r] == nil {
			at[r] = make([]uint64, n)
		}
		at[r][i/64] |= 1 << (i % 64)
	}
	v := make([]uint64, n)
	for i := range v {
		v[i] = ^uint64(0)
	}
	for _, r := range b {
		where := at[r]
		if where == nil {
			continue
		}
		var carry uint64
		for i, w := range where {
			var sum uint64
			sum, carry = bits.Add64(v[i], v[i]&w, carry)
			v[i] = sum | v[i]&^w
		}
	}
	length := 0
	for i := range len(a) {
		length += int(^v[i/64] >> (i % 64) & 1)
	}
	return length
}

// A likeness is how alike texts are, over all that were added.
type likeness struct {
	common, characters int // shared characters, and those of both texts by half
	worst              float64
	name               string // of the one that is least alike
}

func (l *likeness) add(name string, want, got string) {
	w, g := characters(want), characters(got)
	n := common(w, g)
	one := 2 * float64(n) / float64(len(w)+len(g))
	if l.name == "" || one < l.worst {
		l.worst, l.name = one, name
	}
	l.common, l.characters = l.common+2*n, l.characters+len(w)+len(g)
}

func (l *likeness) share() float64 { return float64(l.common) / float64(l.characters) }

// breaks compares where two texts of almost the same characters break into lines: how many
// breaks both have, and how many one of them has.
func breaks(want, got string) (both, either int) {
	lines := func(s string) (text []rune, ends map[int]bool) {
		ends = map[int]bool{}
		for line := range strings.SplitSeq(s, "\n") {
			if line := characters(line); len(line) > 0 {
				text = append(text, line...)
				ends[len(text)] = true
			}
		}
		return text, ends
	}
	w, wantEnds := lines(want)
	g, gotEnds := lines(got)
	met := map[int]bool{}
	for _, p := range align(w, g) {
		// A break stands behind the characters that both have before it.
		if wantEnds[p.a] && gotEnds[p.b] && !met[p.a] {
			met[p.a] = true
			both++
		}
	}
	return both, len(wantEnds) + len(gotEnds) - both
}

// A pair is how much of two texts lies before a place in both.
type pair struct{ a, b int }

// align returns the places behind each character of a longest common subsequence.
func align(a, b []rune) []pair {
	width := len(b) + 1
	length := make([]uint16, (len(a)+1)*width) // of what is common of a[i:] and b[j:]
	for i := len(a) - 1; i >= 0; i-- {
		row, below := length[i*width:(i+1)*width], length[(i+1)*width:]
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				row[j] = below[j+1] + 1
			} else {
				row[j] = max(below[j], row[j+1])
			}
		}
	}
	var list []pair
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			i, j = i+1, j+1
			list = append(list, pair{i, j})
		case length[(i+1)*width+j] >= length[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return list
}

func TestCommon(t *testing.T) {
	long := strings.Repeat("今年以来召开会议三次", 30)
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "甲", 0}, {"甲乙丙", "甲乙丙", 3}, {"甲乙丙", "甲丙", 2}, {"甲乙", "乙甲", 1}, {"甲乙甲丙", "乙甲丁丙", 3}, {"甲", "乙", 0},
		{long, long, 300}, {long + "完", strings.ReplaceAll(long, "会", ""), 270}, {long, "甲" + long[3:], 299},
	} {
		a, b := []rune(c.a), []rune(c.b)
		if got := common(a, b); got != c.want || common(b, a) != c.want || len(align(a, b)) != c.want {
			t.Errorf("%.30s… and %.30s…: %d and %d, want %d", c.a, c.b, got, len(align(a, b)), c.want)
		}
	}
	if both, either := breaks("一、情况\n今年\n完", "一、 情况今年\n完\n"); both != 2 || either != 3 {
		t.Errorf("%d of %d breaks", both, either)
	}
}
