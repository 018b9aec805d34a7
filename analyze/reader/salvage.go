package reader

import (
	"archive/zip"
	"bytes"
	"context"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/ooxml"
	"hegao/analyze/reader/internal/salvage"
)

// A rescued is a zip file made of what is left of one.
type rescued struct {
	data  []byte
	whole bool // nothing in it is cut off
}

var (
	errCutOff     = fault.New(doc.Damaged, "文档不完整，打不开，多半没有复制或下载完；请报送单位重新报送")
	rescuedReason = "文件已损坏，内容是从残存的部分读出来的，可能不全；请报送单位重新报送"
)

// salvage opens what is left of a damaged zip file.
func (c *content) salvage() (*zip.Reader, error) {
	data, err := c.bytes()
	if err != nil {
		return nil, err
	}
	file, whole, err := salvage.Zip(data, limit.NewBudget(int64(len(data))))
	if err != nil {
		return nil, err
	}
	zr, err := openZip(bytes.NewReader(file), int64(len(file)))
	if err == nil {
		c.rescue = &rescued{file, whole}
	}
	return zr, err
}

// packageIn returns the Office Open XML package in zr; nil where there is none.
func (c *content) packageIn(zr *zip.Reader) *ooxml.Package {
	if zr == c.zip {
		return c.officePackage()
	}
	return ooxml.Open(zr, limit.NewBudget(int64(len(c.data))))
}

// zipped returns the read of a format whose files are zip files. One whose directory is
// damaged is read from what is left of it.
func zipped(read func(ctx context.Context, c *content, zr *zip.Reader, d *doc.Document) error) func(context.Context, *content, *doc.Document) error {
	return func(ctx context.Context, c *content, d *doc.Document) error {
		zr, err := c.archive()
		if err != nil {
			return err
		}
		err = read(ctx, c, zr, d)
		if c.rescue == nil && (d.Status == doc.Partial || err != nil && fault.Of(err).Status == doc.Damaged) {
			// The directory may be wrong about the sizes.
			again := &doc.Document{Name: d.Name, Status: doc.OK}
			if zr, failed := c.salvage(); failed == nil {
				if failed := read(ctx, c, zr, again); textSize(again) > textSize(d) {
					err = failed
					d.Status, d.Reason, d.Blocks, d.Notices = again.Status, again.Reason, again.Blocks, again.Notices
				} else {
					c.rescue = nil
				}
			}
		}
		damaged := err != nil && fault.Of(err).Status == doc.Damaged
		switch {
		case c.rescue == nil || err != nil && !damaged:
		case !hasText(d):
			return errCutOff
		default:
			d.Notices = append(d.Notices, doc.Notice{Kind: doc.Damage})
			if err == nil {
				d.Status, d.Reason = doc.Partial, rescuedReason
			}
		}
		return err
	}
}

func textSize(d *doc.Document) int {
	n := 0
	for i := range d.Blocks {
		n += len(d.Blocks[i].Text)
	}
	return n
}
