package doc_test

import (
	"testing"

	"hegao/analyze/doc"
)

func TestSpan(t *testing.T) {
	s := doc.Span{Block: 1, Start: 3, End: 9}
	for _, c := range []struct {
		t                  doc.Span
		overlaps, contains bool
	}{
		{doc.Span{Block: 1, Start: 3, End: 9}, true, true},
		{doc.Span{Block: 1, Start: 5, End: 6}, true, true},
		{doc.Span{Block: 1, Start: 8, End: 10}, true, false},
		{doc.Span{Block: 1, Start: 9, End: 12}, false, false},
		{doc.Span{Block: 2, Start: 3, End: 9}, false, false},
	} {
		if s.Overlaps(c.t) != c.overlaps || c.t.Overlaps(s) != c.overlaps || s.Contains(c.t) != c.contains {
			t.Errorf("%+v", c.t)
		}
	}
	if s.Empty() || !(doc.Span{Block: 1, Start: 3, End: 3}).Empty() || !(doc.Span{}).Empty() {
		t.Error("Empty")
	}
}

func TestRange(t *testing.T) {
	r := doc.Range{From: doc.Pos{Block: 1, Off: 3}, To: doc.Pos{Block: 3, Off: 0}}
	for p, in := range map[doc.Pos]bool{{Block: 1, Off: 2}: false, {Block: 1, Off: 3}: true, {Block: 2, Off: 99}: true, {Block: 3, Off: 0}: false} {
		if r.Contains(p) != in {
			t.Errorf("%+v: %v", p, !in)
		}
	}
}

func TestKindBody(t *testing.T) {
	for k, body := range map[doc.Kind]bool{doc.Paragraph: true, doc.Title: true, doc.Heading: true, doc.TableCell: true, doc.TextBox: true, doc.Header: false, doc.Footer: false, doc.Note: false} {
		if k.Body() != body {
			t.Errorf("kind %d", k)
		}
	}
}

func TestReadable(t *testing.T) {
	for _, s := range []doc.Status{doc.OK, doc.Partial, doc.Empty, doc.Scanned, doc.Encrypted, doc.Damaged, doc.Unsupported, doc.Limit, doc.Timeout, doc.Crash} {
		if s.Readable() != (s == doc.OK || s == doc.Partial) {
			t.Errorf("%s", s)
		}
	}
}

func TestText(t *testing.T) {
	d := &doc.Document{Blocks: []doc.Block{{Text: "甲"}, {Text: "召开会议3次"}}}
	if got := d.Text(doc.Span{Block: 1, Start: len("召开会议"), End: len("召开会议3次")}); got != "3次" {
		t.Errorf("got %s", got)
	}
}
