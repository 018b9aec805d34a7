package reader

import (
	"bytes"
	"context"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/layout"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/ocr"
)

var _ = register(format{
	name:  "image",
	title: "图片",
	exts:  []string{".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"},
	apart: true,
	match: begins("\x89PNG\r\n", "\xff\xd8\xff", "GIF87a", "GIF89a", "II*\x00", "MM\x00*"),
	read: func(ctx context.Context, c *content, d *doc.Document) error {
		if !c.canOCR() {
			return scanned("这是图片，不是文字材料")
		}
		data, err := c.bytes()
		if err != nil {
			return err
		}
		if tooManyPixels(data) {
			return fault.New(doc.Limit, "图片太大，没有识别；请报送单位报送可以编辑的 Word 文档（docx）")
		}
		recognising(ctx, c, 0, 1)
		pages, err := ocr.File(ctx, data)
		if err != nil {
			return pictureFault(err)
		}
		if d.Blocks = layout.Blocks(pages); len(d.Blocks) == 0 {
			return fault.New(doc.Scanned, "这是图片，里面认不出文字；请报送单位报送可以编辑的 Word 文档（docx）")
		}
		noteRecognised(d, len(pages))
		return nil
	},
})

// tooManyPixels reports whether a picture of one of the usual kinds says that it is larger
// than any page is scanned.
func tooManyPixels(data []byte) bool {
	for _, config := range []func([]byte) (image.Config, error){
		func(b []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(b)) },
		func(b []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(b)) },
		func(b []byte) (image.Config, error) { return gif.DecodeConfig(bytes.NewReader(b)) },
	} {
		if c, err := config(data); err == nil {
			return int64(c.Width)*int64(c.Height) > limit.Pixels
		}
	}
	return false
}
