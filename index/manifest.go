package index

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A manifest is the list of what the archive took in and deleted, a line each. Lines are only
// added. Every line carries its number and a checksum, so that one that was altered, dropped
// or moved shows, and costs no other line. What it says of a pack, the pack itself says too:
// either is put right by the other.
type manifest struct {
	base  int      // packs of lower numbers that it does not name are left over and mean nothing
	lines []string // in their order, without number and checksum
	next  int      // number of the next line

	whole   bool  // nothing is wrong with it
	damaged []int // lines of the file, 1-based, that can't be read
	moved   []int // lines of the file, 1-based, that stand in the wrong place
	lost    int   // lines that are gone, by the numbers of the others; their packs may have them
}

// manifestTitle opens the first line, which has the number 0.
const manifestTitle = "hegao manifest 1"

// manifestLine returns one line of the file.
func manifestLine(number int, line string) string {
	line = strconv.Itoa(number) + "\t" + line
	return fmt.Sprintf("%08x\t%s\n", checksum([]byte(line)), line)
}

// bytes returns the whole file; its lines are numbered anew.
func (m *manifest) bytes() []byte {
	var b strings.Builder
	b.WriteString(manifestLine(0, manifestTitle+"\t"+strconv.Itoa(m.base)))
	for i, line := range m.lines {
		b.WriteString(manifestLine(i+1, line))
	}
	m.next = len(m.lines) + 1
	return []byte(b.String())
}

// parseManifest reads what can be read of a manifest.
func parseManifest(data string) *manifest {
	m := &manifest{whole: true}
	type numbered struct {
		number int
		line   string
	}
	all := make([]numbered, 0, strings.Count(data, "\n"))
	last, titled := -1, false
	at := 0
	var scratch []byte
	for len(data) > 0 {
		text, rest, ended := strings.Cut(data, "\n")
		data = rest
		at++
		scratch = append(scratch[:0], text...)
		number, line, ok := parseLine(text, scratch)
		if title, base, isTitle := strings.Cut(line, "\t"); ok && number == 0 && isTitle && title == manifestTitle {
			n, err := strconv.Atoi(base)
			if ok = err == nil && n > 0; ok {
				m.base, titled = n, true
			}
		} else if ok {
			if _, ok = validHead(line); ok {
				all = append(all, numbered{number, line})
			}
		}
		if !ok || !ended || number != last+1 {
			m.whole = false
		}
		switch {
		case !ok && ended: // half a line at the end is what a crash leaves
			m.damaged = append(m.damaged, at)
		case ok && number <= last:
			m.moved = append(m.moved, at)
		}
		last = max(last, number)
	}
	if !m.whole { // else they stand in their order
		slices.SortStableFunc(all, func(a, b numbered) int { return cmp.Compare(a.number, b.number) })
		all = slices.Compact(all)
	}
	m.next, m.lines = 1, make([]string, 0, len(all))
	for _, n := range all {
		m.lost += max(0, n.number-m.next)
		m.next = max(m.next, n.number+1)
		m.lines = append(m.lines, n.line)
	}
	if !titled {
		m.whole = false
		if len(m.damaged) == 0 || m.damaged[0] != 1 {
			m.damaged = slices.Insert(m.damaged, 0, 1)
		}
	}
	return m
}

// parseLine reads a line of the file, of which bytes is a copy, and compares it with its checksum.
func parseLine(text string, bytes []byte) (number int, line string, ok bool) {
	sum, rest, _ := strings.Cut(text, "\t")
	want, err := strconv.ParseUint(sum, 16, 32)
	if err != nil || len(sum) != 8 || checksum(bytes[len(text)-len(rest):]) != uint32(want) {
		return -1, "", false
	}
	digits, line, _ := strings.Cut(rest, "\t")
	number, err = strconv.Atoi(digits)
	return number, line, err == nil && number >= 0
}

// A catalog is what the lines come to: the reports that are in the archive.
type catalog struct {
	lines map[string]filed // by ID
	order []string         // IDs by the time they came in; see all
	packs map[int]bool     // every pack that a line is about
	lost  int              // by the lines that say so
	turn  int              // counts the lines
}

// filed is a report's line and where it stands in the order.
type filed struct {
	line  string
	place int
}

// newCatalog returns the catalog that lines come to.
func newCatalog(lines []string) *catalog {
	c := &catalog{lines: make(map[string]filed, len(lines)), order: make([]string, 0, len(lines)), packs: map[int]bool{}}
	for _, line := range lines {
		c.apply(line)
	}
	return c
}

// apply does what a line says.
func (c *catalog) apply(line string) {
	h, ok := headOf(line)
	c.turn++
	switch {
	case !ok:
	case h.kind == lineLost:
		c.lost += h.lost
	case h.kind == lineDeleted:
		delete(c.lines, h.id)
		c.packs[h.pack] = true
	default:
		place := len(c.order)
		if old, has := c.lines[h.id]; has {
			place = old.place // it came in then; this is another copy
		} else {
			c.order = append(c.order, h.id)
		}
		c.lines[h.id] = filed{line, place}
		c.packs[h.pack] = true
	}
}

// all returns the IDs of all reports in the order in which they came in.
func (c *catalog) all() []string {
	ids := make([]string, 0, len(c.lines))
	for i, id := range c.order {
		if f, ok := c.lines[id]; ok && f.place == i {
			ids = append(ids, id)
		}
	}
	return ids
}

// entry returns what is filed of a report.
func (c *catalog) entry(id string) (entry, error) {
	f, ok := c.lines[id]
	if !ok {
		return entry{}, ErrUnknown
	}
	e, err := parseEntry(f.line)
	if err != nil {
		return e, fmt.Errorf("%w: manifest: %v", ErrDamaged, err)
	}
	return e, nil
}

// merge returns all lines of a and b, each once, those about older packs first.
func merge(a, b []string) []string {
	seen := map[string]bool{}
	var all []string
	for _, line := range slices.Concat(a, b) {
		if !seen[line] {
			seen[line] = true
			all = append(all, line)
		}
	}
	slices.SortStableFunc(all, func(a, b string) int {
		p, _ := headOf(a)
		q, _ := headOf(b)
		return cmp.Compare(p.pack, q.pack)
	})
	return all
}
