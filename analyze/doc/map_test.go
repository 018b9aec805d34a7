package doc_test

import (
	"strings"
	"testing"

	"hegao/analyze/doc"
)

func TestMap(t *testing.T) {
	d := &doc.Document{Name: "a.txt", Blocks: []doc.Block{{Text: "abc"}, {Text: "xyz"}}}
	if got := d.Map(func(s string) string { return s }); got != d {
		t.Error("a copy, though nothing changed")
	}
	got := d.Map(func(s string) string { return strings.ReplaceAll(s, "b", "B") })
	if got.Name != "a.txt" || got.Blocks[0].Text != "aBc" || got.Blocks[1].Text != "xyz" || d.Blocks[0].Text != "abc" {
		t.Errorf("%+v, was %+v", got, d)
	}
}
