package msdoc

import (
	"context"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/ole"
)

// Read reads the Word document in o into d: first the body, then notes, headers and
// footers. When it fails, d holds what was read until then.
func Read(ctx context.Context, o *ole.File, d *doc.Document) error {
	f, err := openFile(o)
	if err != nil {
		return err
	}
	return f.read(ctx, d)
}

func (f *file) read(ctx context.Context, d *doc.Document) error {
	pieces, whole := f.readPieces()
	if len(pieces) == 0 {
		return errDamaged
	}
	f.narrow = f.narrowEncoding(pieces)
	w := &walker{
		ctx: ctx, f: f, pieces: pieces, sheet: &sheet{f, f.readStyles()}, uses: f.readLists(), fonts: f.readFonts(),
		charBins: newBins(f, tabCharBins, charEntry), paraBins: newBins(f, tabParagraphBins, f.paragraphEntry()), boxes: map[int]*box{},
	}
	var titled []bool
	var comments int
	w.sections, titled = f.readSections()
	comments, w.comment = f.readComments()
	loose := f.readBoxes(w.boxes, mainStory, boxStory, tabShapes, tabBoxes)
	looseHeader := f.readBoxes(w.boxes, headerStory, headerBoxStory, tabHeaderShapes, tabHeaderBoxes)

	w.read(0, f.length[mainStory], doc.Paragraph)
	w.loose(loose, doc.TextBox)
	w.notes(footnoteStory)
	w.notes(endnoteStory)
	w.headers(titled)
	w.loose(looseHeader, doc.Header)

	w.text.Document(d, comments)
	switch {
	case w.err != nil:
		return w.err
	case !whole || pieces[len(pieces)-1].to < f.length[mainStory]:
		return errDamaged
	case f.cut || w.charBins.broken || w.paraBins.broken:
		d.Status, d.Reason = doc.Partial, "文档的格式信息已损坏，自动编号、修订和表格可能读得不准；请报送单位另存后重新报送"
	case len(d.Blocks) == 0 && w.pictures > 0:
		return fault.New(doc.Scanned, "文档里只有图片，没有文字；请报送单位报送可以编辑的文字版")
	}
	return nil
}

// loose reads the text boxes that were not met in the text.
func (w *walker) loose(boxes []*box, kind doc.Kind) {
	for _, b := range boxes {
		q := flow.NewParagraph()
		w.telling = telling{kind: doc.Paragraph}
		if kind != doc.TextBox {
			w.kind = kind
		}
		w.box(q, b)
		w.text.Blocks = append(w.text.Blocks, q.Boxes...)
	}
}
