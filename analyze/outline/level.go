package outline

import "hegao/analyze"

// SetLevels gives every heading its level by nesting: a style that is met inside
// another is one level further in, and a heading returns to the level of its style.
func setLevels(headings []heading) {
	rankMarked(headings)
	rankBare(headings)
	turnInside(headings)
	outer := -1
	for i := range headings {
		if outer < 0 || headings[i].rank < outer {
			outer = headings[i].rank
		}
	}
	var stack []int // ranks of the open levels
	for i := range headings {
		h := &headings[i]
		for len(stack) > 0 && stack[len(stack)-1] >= h.rank {
			stack = stack[:len(stack)-1]
		}
		if len(stack) == 0 && h.rank > outer && lacksFirst(headings[i:], outer) {
			stack = append(stack, outer)
		}
		stack = append(stack, h.rank)
		h.level = len(stack)
	}
}

// LacksFirst reports whether the first of headings with that rank has a number other
// than one: the heading above these has been lost.
func lacksFirst(headings []heading, rank int) bool {
	for i := range headings {
		if headings[i].rank == rank {
			return headings[i].ordinal > 1
		}
	}
	return false
}

// RankMarked ranks the bare headings that the file marks with a level: like the
// numbered ones of the same level, else between those of other levels.
func rankMarked(headings []heading) {
	var known [10]int // rank of each level, 0: none
	for i := range headings {
		if h := &headings[i]; h.mark > 0 && h.mark < len(known) && h.style != analyze.Bare && known[h.mark] == 0 {
			known[h.mark] = h.rank
		}
	}
	for i := range headings {
		h := &headings[i]
		if h.style != analyze.Bare || h.mark == 0 {
			continue
		}
		mark := min(h.mark, len(known)-1)
		h.rank = known[mark]
		for d := 1; h.rank == 0 && d < len(known); d++ {
			switch {
			case mark-d > 0 && known[mark-d] > 0:
				h.rank = known[mark-d] + 10*d
			case mark+d < len(known) && known[mark+d] > 0:
				h.rank = known[mark+d] - 10*d
			}
		}
		if h.rank == 0 {
			h.rank = 10 * mark
		}
	}
}

// RankBare ranks the bare headings that nothing marks: outside the styles that start
// anew under them, inside those that count on across them.
func rankBare(headings []heading) {
	within, around := 0, 0   // the innermost rank that counts on; the outermost that starts anew
	var last [styles]int     // by rank/100
	var crossed [styles]bool // a bare heading stood since the last of this rank
	var restarts, goesOn [styles]int
	var behind, above [styles]bool // the last of those that name parts stands behind all of this rank; the first above
	any, named := false, false
	for i := range headings {
		h := &headings[i]
		if h.style == analyze.Bare && h.mark == 0 {
			any, named = true, named || h.named
			for s := range styles {
				crossed[s], behind[s] = true, h.named
			}
			continue
		}
		if h.style == analyze.Bare || h.rank > rankCircled {
			continue
		}
		s := h.rank / 100
		if crossed[s] {
			if h.ordinal == 1 {
				restarts[s]++
			} else if h.ordinal == last[s]+1 {
				goesOn[s]++
			}
		}
		if last[s] == 0 {
			above[s] = named
		}
		last[s], crossed[s], behind[s] = h.ordinal, false, false
	}
	if !any {
		return
	}
	for s := 1; s < styles; s++ {
		switch r := 100 * s; {
		case last[s] > 0 && goesOn[s] == 0 && restarts[s] == 0 && above[s] && behind[s] && around == 0 && r > within:
			around = r
		case goesOn[s] > restarts[s] || last[s] > 0 && restarts[s] == 0:
			within = r
		case restarts[s] > 0 && around == 0 && r > within:
			around = r
		}
	}
	rank := within + 50
	if around > 0 {
		rank = around - 50
	}
	for i := range headings {
		if h := &headings[i]; h.style == analyze.Bare && h.mark == 0 {
			h.rank = rank
			if h.outer {
				h.rank -= 10
			}
		}
	}
}

// TurnInside corrects the usual order of two styles where a report nests them the other
// way round: the usually outer one starts anew under each of the inner one. Roman numerals,
// which are at home on either side, stand inside what they first follow.
func turnInside(headings []heading) {
	type use struct{ first, ones, count int }
	var uses [styles]use // by rank/100
	for i := range headings {
		h := &headings[i]
		if h.style == analyze.Bare || h.rank > rankCircled {
			continue
		}
		u := &uses[h.rank/100]
		if u.count == 0 {
			u.first = i
		}
		u.count++
		if h.ordinal == 1 {
			u.ones++
		}
	}
	for out := rankVolume; out <= rankCircled; out += 100 {
		for in := out + 100; in <= rankCircled; in += 100 {
			o, n := uses[out/100], uses[in/100]
			if o.ones < 2 && out != rankRoman || n.ones != 1 || n.count < 2 || n.first > o.first || o.first != n.first+1 {
				continue
			}
			for i := range headings {
				if headings[i].rank == out {
					headings[i].rank = in + 50
				}
			}
			uses[out/100] = use{}
		}
	}
}
