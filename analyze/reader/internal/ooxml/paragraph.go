package ooxml

import (
	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
)

// A paragraph is one w:p, or several that deleted paragraph marks make one, while it is read.
type paragraph struct {
	*flow.Paragraph
	layout  layout // of the last w:p
	style   *style
	current int // number of the w:p that is being read
}

// natural tells what the paragraph is by its style.
func (q *paragraph) natural() (doc.Kind, int) {
	level := q.style.heading
	switch o := q.layout.outline; {
	case o == 9:
		level = 0
	case o >= 0 && o < 9:
		level = o + 1
	}
	switch {
	case q.style.title:
		return doc.Title, 0
	case level > 0:
		return doc.Heading, level
	}
	return doc.Paragraph, 0
}
