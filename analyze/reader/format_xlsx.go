package reader

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/ooxml"
	"hegao/analyze/sheet"
)

var _ = register(format{
	name:  "xlsx",
	title: "Excel 表格（xlsx）",
	exts:  []string{".xlsx", ".xlsm", ".xltx", ".et"},
	apart: true,
	match: isOffice(ooxml.Excel),
	read: zipped(func(ctx context.Context, c *content, zr *zip.Reader, d *doc.Document) error {
		data := c.data
		if c.rescue != nil {
			if data = c.rescue.data; !c.rescue.whole {
				return errCutOff // numbers stand for texts that may be lost
			}
		}
		views, err := sheet.Views(data)
		if errors.Is(err, sheet.ErrLimit) {
			return fault.New(doc.Limit, "表格大得异常，为安全起见没有读取；请报送单位去掉多余的行列后重新报送")
		}
		b := book{d: d}
		for i := range views {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := b.view(&views[i]); err != nil {
				return err
			}
		}
		if p := c.packageIn(zr); err == nil && p != nil {
			err = b.boxes(p)
		}
		b.notices()
		return err
	}),
})

// A book is a workbook on its way to blocks.
type book struct {
	d        *doc.Document
	tables   int
	size     int
	comments int
	left     int      // cells that nobody sees
	hidden   []string // what they are in
}

// view adds the cells of a sheet, row by row; lines broken by hand become blocks of their own.
func (b *book) view(v *sheet.View) error {
	if v.Hidden {
		b.left += len(v.Cells) + v.HiddenCells
		b.hidden = append(b.hidden, fmt.Sprintf("工作表“%s”", v.Name))
		return nil
	}
	b.tables++
	b.comments += v.Comments
	for _, c := range v.Cells {
		if b.size += len(c.Text); b.size > limit.Text {
			return limit.ErrText
		}
		place := &doc.Cell{Table: b.tables, Row: c.Row, Col: c.Col}
		if c.Text == "" {
			if err := b.add(doc.Block{Kind: doc.TableCell, Cell: place}, v.Name); err != nil {
				return err
			}
			continue
		}
		for line := range strings.Lines(strings.ToValidUTF8(strings.ReplaceAll(c.Text, "\r", "\n"), "\ufffd")) {
			if line = strings.TrimRight(line, "\n"); strings.TrimSpace(line) == "" {
				continue
			}
			if err := b.add(doc.Block{Kind: doc.TableCell, Cell: place, Text: line}, v.Name); err != nil {
				return err
			}
		}
	}
	if v.HiddenCells > 0 {
		b.left += v.HiddenCells
		b.hidden = append(b.hidden, fmt.Sprintf("隐藏行、列里的 %d 个单元格", v.HiddenCells))
	}
	return nil
}

// boxes adds the texts in shapes.
func (b *book) boxes(p *ooxml.Package) error {
	all, err := ooxml.Boxes(p)
	for _, box := range all {
		for _, text := range box.Paragraphs {
			if err := b.add(doc.Block{Kind: doc.TextBox, Text: text}, box.Sheet); err != nil {
				return err
			}
		}
	}
	return err
}

// add adds a block that stands on a sheet.
func (b *book) add(block doc.Block, sheet string) error {
	if len(b.d.Blocks) == limit.Pieces {
		return limit.ErrPieces
	}
	block.Runs = []doc.Run{{Src: doc.Loc{Part: sheet, Line: len(b.d.Blocks) + 1}}}
	b.d.Blocks = append(b.d.Blocks, block)
	return nil
}

func (b *book) notices() {
	if b.comments > 0 {
		b.d.Notices = append(b.d.Notices, doc.Notice{Kind: doc.Comments, Count: b.comments})
	}
	if b.left > 0 {
		b.d.Notices = append(b.d.Notices, doc.Notice{Kind: doc.Hidden, Count: b.left, Detail: "隐藏的内容：" + strings.Join(b.hidden[:min(len(b.hidden), 5)], "、")})
	}
}
