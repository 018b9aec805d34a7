package render

import (
	"fmt"
	"sort"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// where tells a reader in which place of p's file s stands; empty if s is empty.
func where(p *doc.Placer, s doc.Span) string {
	if s.Empty() {
		return ""
	}
	b := &p.Doc.Blocks[s.Block]
	place := fmt.Sprintf("第 %d 段", p.Place(s).Paragraph)
	if p.Doc.Format == "txt" || p.Doc.Format == "md" {
		place = fmt.Sprintf("第 %d 行", p.Place(s).Paragraph)
	}
	if c := b.Cell; c != nil {
		place = fmt.Sprintf("表格 %d 第 %d 行第 %d 列", c.Table, c.Row+1, c.Col+1)
	}
	if out, ok := blocksOutside[b.Kind]; ok {
		place = out
	}
	if len(b.Runs) > 0 && b.Runs[0].Src.Page > 0 {
		return fmt.Sprintf("第 %d 页，%s", b.Runs[0].Src.Page, place)
	}
	return place
}

// section returns the heading under which s stands, number and title; empty if
// it stands under none.
func section(r *analyze.Report, s doc.Span) string {
	if s.Empty() {
		return ""
	}
	at := doc.Pos{Block: s.Block, Off: s.Start}
	i := sort.Search(len(r.Sections), func(i int) bool {
		h := r.Sections[i].Span
		return at.Before(doc.Pos{Block: h.Block, Off: h.Start})
	})
	if i == 0 || r.Sections[i-1].Level == 0 {
		return ""
	}
	return plain(r.Sections[i-1].Number + r.Sections[i-1].Title)
}
