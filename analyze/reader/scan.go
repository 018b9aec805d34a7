package reader

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/ocr"
)

// OCRInstalled reports whether text in pictures can be recognised: the program tesseract is
// installed, and knows Chinese.
func OCRInstalled() bool { return ocr.Available() }

// canOCR reports whether text in the pictures of c is to be recognised.
func (c *content) canOCR() bool { return !c.noOCR && ocr.Available() }

// adviceOCR is what to do about pages that are pictures.
const adviceOCR = "请报送单位重新导出为 Word 文档（docx）或带文字的 PDF 报送；安装识别程序 tesseract 和中文数据 chi_sim 后，本程序也能识别扫描件"

// scanned returns the fault of a file whose text can't be read, for it is pictures.
func scanned(what string) error { return fault.New(doc.Scanned, what+"；"+adviceOCR) }

// recognising gives the recognition of a page its time, and tells of the first one.
func recognising(ctx context.Context, c *content, page, pages int) {
	why := ""
	if page == 0 {
		why = fmt.Sprintf("正在识别扫描件“%s”，共 %d 页，每页要几秒……", baseName(c.name), pages)
	}
	allow(ctx, limit.PictureTime, why)
}

// baseName returns the last part of a file's display name.
func baseName(name string) string { return name[strings.LastIndexAny(name, "/!")+1:] }

// noteRecognised tells that the text of d, or some of it, was recognised in pictures.
func noteRecognised(d *doc.Document, pages int) {
	d.Notices = append(d.Notices, doc.Notice{Kind: doc.Recognised, Count: pages})
}

// pictureFault turns what went wrong over a picture into a fault.
func pictureFault(err error) error {
	if errors.Is(err, ocr.ErrPicture) {
		return fault.New(doc.Damaged, "图片打不开，可能已损坏；请报送单位重新报送，最好报送 Word 文档（docx）")
	}
	return err
}
