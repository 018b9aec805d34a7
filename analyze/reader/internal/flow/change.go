package flow

// A Change is what a tracked change did to text.
type Change uint8

const (
	Kept Change = iota
	Inserted
	Deleted
	MovedAway
	MovedHere
)

// Gone reports whether text is shown no more.
func (c Change) Gone() bool { return c == Deleted || c == MovedAway }

// Changes counts the tracked changes left in a document. What one change did to text, over
// however many runs and paragraphs it goes, counts once.
type Changes struct {
	Inserted, Deleted, Moved, Format int

	last   Change // done to what was met last
	format bool   // its format was changed
}

func (c *Changes) all() int { return c.Inserted + c.Deleted + c.Moved + c.Format }

// Meet notes text or the mark of a paragraph with what was done to it, and tells whether
// that begins here.
func (c *Changes) Meet(done Change) (begins bool) {
	begins = done != Kept && done != c.last
	c.last = done
	if begins {
		switch done {
		case Inserted:
			c.Inserted++
		case Deleted:
			c.Deleted++
		case MovedAway:
			c.Moved++
		}
	}
	return begins
}

// MeetFormat notes text or the mark of a paragraph, and whether its format was changed.
func (c *Changes) MeetFormat(changed bool) {
	if changed && !c.format {
		c.Format++
	}
	c.format = changed
}
