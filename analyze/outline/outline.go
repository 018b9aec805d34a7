// Package outline finds how a report is built: its title, its sections and which
// required part each of them is, its enumerations, and who signed it when.
package outline

import (
	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/segment"
)

// An Outline is how one report is built. Its fields are those of [analyze.Report].
type Outline struct {
	Title        string
	Sections     []analyze.Section
	Parts        map[string]analyze.PartState
	Inline       map[string]doc.Span
	Enumerations []analyze.Enumeration
	Signature    analyze.Signature
}

// Read finds the outline of d. Tokens are the words of each block, parts the parts
// to look for; the sections are in reading order.
func Read(d *doc.Document, tokens [][]segment.Token, parts []analyze.PartDef) Outline {
	return Outline{}
}
