package ofd

import (
	"math"
	"strconv"
	"strings"
)

// A matrix maps a point (x, y) to (a·x+c·y+e, b·x+d·y+f).
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then returns the matrix that maps by m first and by n after.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// scale is how much longer lengths become, on the mean of all directions.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

// A box is a rectangle whose sides are level and plumb.
type box struct{ left, top, right, bottom float64 }

// in returns the smallest box around b, mapped by m.
func (b box) in(m matrix) box {
	x0, y0 := m.apply(b.left, b.top)
	x1, y1 := m.apply(b.right, b.bottom)
	x2, y2 := m.apply(b.left, b.bottom)
	x3, y3 := m.apply(b.right, b.top)
	return box{min(x0, x1, x2, x3), min(y0, y1, y2, y3), max(x0, x1, x2, x3), max(y0, y1, y2, y3)}
}

// number reads one, 0 where s is none or out of all measure.
func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > 1e6 {
		return 0
	}
	return v
}

// word cuts the first word off s; "" where there is none.
func word(s *string) string {
	rest := strings.TrimLeft(*s, " \t\r\n")
	end := strings.IndexAny(rest, " \t\r\n")
	if end < 0 {
		end = len(rest)
	}
	*s = rest[end:]
	return rest[:end]
}

// numbers reads n numbers; false where s does not hold so many.
func numbers(s string, n int) ([]float64, bool) {
	list := make([]float64, n)
	for i := range list {
		w := word(&s)
		if w == "" {
			return nil, false
		}
		list[i] = number(w)
	}
	return list, true
}

// boxOf reads a box that is written as left, top, width and height.
func boxOf(s string) (box, bool) {
	v, ok := numbers(s, 4)
	if !ok {
		return box{}, false
	}
	return box{v[0], v[1], v[0] + v[2], v[1] + v[3]}, true
}

// objectMatrix returns what maps an object's coordinates to those around it: its own
// matrix, then to where its boundary is.
func objectMatrix(ctm, boundary string) matrix {
	m := identity
	if v, ok := numbers(ctm, 6); ok {
		m = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
	}
	if b, ok := boxOf(boundary); ok {
		m.e += b.left
		m.f += b.top
	}
	return m
}

// deltas reads the distances between n characters: numbers, of which "g 3 5" stands for
// three times 5.
func deltas(s string, n int) []float64 {
	var list []float64
	for w := word(&s); w != "" && len(list) < n; w = word(&s) {
		times := 1
		if w == "g" {
			times, w = int(number(word(&s))), word(&s)
		}
		for step := number(w); times > 0 && len(list) < n; times-- {
			list = append(list, step)
		}
	}
	return list
}
