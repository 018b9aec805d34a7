package copying

import (
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

const (
	// least is how many letters in a row must be equal for a passage: 13, from where on
	// Chinese practice speaks of the same text. Shorter ones are turns of phrase.
	least = 13
	// gap is how many letters may differ inside a passage, on either side: a name, a number in words.
	gap = 8
	// foothold is how many letters in a row must be equal behind a gap.
	foothold = 3
)

// Compare returns what a and b have in common: the passages in the order of b, no two of
// which share a letter of b, and how much of each text they are. IDs and kind are left to the caller.
func Compare(a, b *Text) analyze.Copy {
	c := comparison{a: a, b: b, seeds: newSeeds(a)}
	for j := 0; j+least <= len(b.letters); {
		i, n := c.longest(j)
		if n < least {
			j++
			continue
		}
		p := c.passage(run{i, j, n})
		c.passages = append(c.passages, p)
		last := p[len(p)-1]
		j = last.b + last.n
		c.done = j
	}
	return c.result()
}

// A run is n letters from a of the one text that equal those from b of the other.
type run struct{ a, b, n int }

// A comparison is two texts while they are compared.
type comparison struct {
	a, b     *Text
	seeds    seeds
	passages [][]run // the runs of each passage, in order
	done     int     // letters of b up to here belong to passages
}

// longest returns the longest run of equal letters that starts at letter j of b.
func (c *comparison) longest(j int) (i, n int) {
	for at := c.seeds.first(c.b.letters[j : j+least]); at >= 0; at = c.seeds.next[at] {
		if l := equal(c.a.letters[at:], c.b.letters[j:]); l > n {
			i, n = int(at), l
		}
	}
	return i, n
}

// equal counts the letters that are equal from the start of both.
func equal(a, b []letter) int {
	n := 0
	for n < min(len(a), len(b)) && a[n].key == b[n].key && a[n].key != border {
		n++
	}
	return n
}

// equalBack counts the letters that are equal from the ends of both.
func equalBack(a, b []letter) int {
	n := 0
	for n < min(len(a), len(b)) && a[len(a)-1-n].key == b[len(b)-1-n].key && a[len(a)-1-n].key != border {
		n++
	}
	return n
}

// passage returns a run with those before and behind it that only a gap divides from it.
func (c *comparison) passage(r run) []run {
	front := []run{}
	for first := r; ; {
		a, b := c.a.letters[:first.a], c.b.letters[c.done:first.b]
		skipA, skipB, n := leap(tail(a), tail(b), func(x, y int) int { return equalBack(a[:len(a)-x], b[:len(b)-y]) })
		if n == 0 {
			break
		}
		first = run{first.a - skipA - n, first.b - skipB - n, n}
		front = append([]run{first}, front...)
	}
	all := append(front, r)
	for last := r; ; {
		a, b := c.a.letters[last.a+last.n:], c.b.letters[last.b+last.n:]
		skipA, skipB, n := leap(head(a), head(b), func(x, y int) int { return equal(a[x:], b[y:]) })
		if n == 0 {
			return all
		}
		last = run{last.a + last.n + skipA, last.b + last.n + skipB, n}
		all = append(all, last)
	}
}

// head and tail return how many letters may be skipped: no border is.
func head(l []letter) int {
	n := 0
	for n < min(len(l), gap) && l[n].key != border {
		n++
	}
	return n
}

func tail(l []letter) int {
	n := 0
	for n < min(len(l), gap) && l[len(l)-1-n].key != border {
		n++
	}
	return n
}

// leap looks for the shortest gap behind which both texts go on alike, for at least as many
// letters as the gap has. skip up to maxA and maxB letters; n is 0 where there is none.
func leap(maxA, maxB int, alike func(skipA, skipB int) int) (skipA, skipB, n int) {
	for sum := 1; sum <= maxA+maxB; sum++ {
		for skipA := max(0, sum-maxB); skipA <= min(sum, maxA); skipA++ {
			if n := alike(skipA, sum-skipA); n >= max(foothold, skipA, sum-skipA) {
				return skipA, sum - skipA, n
			}
		}
	}
	return 0, 0, 0
}

// result puts the passages into words of documents.
func (c *comparison) result() analyze.Copy {
	var result analyze.Copy
	inA, inB := make([]bool, len(c.a.letters)), 0
	countA := 0
	for _, runs := range c.passages {
		first, last := runs[0], runs[len(runs)-1]
		p := analyze.Passage{A: c.a.span(first.a, last.a+last.n), B: c.b.span(first.b, last.b+last.n)}
		for k, r := range runs {
			if k > 0 {
				before := runs[k-1]
				p.Differences = append(p.Differences, c.difference(before.a+before.n, r.a, before.b+before.n, r.b))
			}
			for x := range r.n {
				if !inA[r.a+x] {
					inA[r.a+x] = true
					countA++
				}
				if c.a.letters[r.a+x].key == number && c.a.source(r.a+x, r.a+x+1) != c.b.source(r.b+x, r.b+x+1) {
					p.Differences = append(p.Differences, c.difference(r.a+x, r.a+x+1, r.b+x, r.b+x+1))
				}
			}
			p.Same += r.n
		}
		inB += p.Same
		result.Passages = append(result.Passages, p)
	}
	result.ShareA, result.ShareB = share(countA, c.a.count), share(inB, c.b.count)
	return result
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// difference returns the difference between letters of a and of b.
func (c *comparison) difference(fromA, toA, fromB, toB int) analyze.Difference {
	d := analyze.Difference{A: c.a.span(fromA, toA), B: c.b.span(fromB, toB)}
	d.Number = isNumber(c.a.doc, d.A) && isNumber(c.b.doc, d.B)
	return d
}

// isNumber reports whether the text at s is a number, or stands for one.
func isNumber(d *doc.Document, s doc.Span) bool {
	text := d.Text(s)
	if r, _ := utf8.DecodeRuneInString(text); isGap(r) {
		return true
	}
	n, ok := numeral.Scan(text, 0)
	return ok && n.End == len(text)
}
