package doc

import "slices"

// Map returns d with the text of every block as f writes it; d itself where that changes
// nothing. f must keep the length of a text, so that a span of the one is a span of the other.
func (d *Document) Map(f func(string) string) *Document {
	mapped := d
	for i := range d.Blocks {
		text := f(d.Blocks[i].Text)
		if text == d.Blocks[i].Text {
			continue
		}
		if mapped == d {
			c := *d
			c.Blocks = slices.Clone(d.Blocks)
			mapped = &c
		}
		mapped.Blocks[i].Text = text
	}
	return mapped
}
