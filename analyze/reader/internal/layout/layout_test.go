package layout

import (
	"math"
	"testing"
	"unicode/utf8"
)

// FuzzBlocks sets texts and rules anywhere on pages.
func FuzzBlocks(f *testing.F) {
	f.Add([]byte("一、工作开展情况\x00\x10\x20召开会议3次"), uint8(3))
	f.Fuzz(func(t *testing.T, data []byte, perPage uint8) {
		var pages []Page
		p := Page{Width: 595, Height: 842}
		for len(data) >= 8 {
			d := data[:8]
			data = data[8:]
			x, y := float64(d[0])*2.5, float64(d[1])*3.3
			if d[2]%4 == 0 {
				p.Rules = append(p.Rules, Rule{x, y, x + float64(d[3]%2)*float64(d[4])*2, y + float64(1-d[3]%2)*float64(d[4])*2})
			} else {
				n := min(len(data), int(d[5]%16))
				text := string(data[:n])
				if !utf8.ValidString(text) {
					text = "报告，3次。"
				}
				size := float64(d[6] % 40)
				if d[7] == 255 {
					x = math.NaN()
				}
				p.Texts = append(p.Texts, Text{text, x, y, x + float64(len(text))*size/3, y + size, size, d[7]%2 == 0})
			}
			if len(p.Texts) > int(perPage) {
				pages, p = append(pages, p), Page{Width: 595, Height: 842}
			}
		}
		pages = append(pages, p)
		table := 0
		for i, b := range Blocks(pages) {
			if !utf8.ValidString(b.Text) || b.Text == "" && b.Cell == nil {
				t.Errorf("block %d: %q", i, b.Text)
			}
			if len(b.Runs) == 0 || b.Runs[0].Start != 0 || b.Runs[0].Src.Line != i+1 {
				t.Errorf("block %d: runs %v", i, b.Runs)
			}
			for k, r := range b.Runs {
				if r.Src.Page < 1 || r.Src.Page > len(pages) || r.Start > len(b.Text) || k > 0 && r.Start < b.Runs[k-1].Start {
					t.Errorf("block %d: run %v", i, r)
				}
			}
			if c := b.Cell; c != nil {
				if c.Table < table || c.Row < 0 || c.Col < 0 {
					t.Errorf("block %d: cell %v behind table %d", i, *c, table)
				}
				table = c.Table
			}
		}
	})
}
