package ooxml

import (
	"context"
	"errors"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
)

// Read reads a Word document into d: first the body, then notes, headers and footers.
// When it fails, d holds what was read until then.
func Read(ctx context.Context, p *Package, d *doc.Document) error {
	relations := p.relations(p.main)
	if len(relations) == 0 {
		relations = usual
	}
	target := func(kind string) string {
		for _, r := range relations {
			if r.kind == kind {
				return r.target
			}
		}
		return ""
	}
	w := &walker{ctx: ctx, styles: styles{}}
	var broken []string // parts beside the body that can't be read
	if s, err := p.scanner(target("styles")); err == nil {
		w.styles = readStyles(s)
		if s.Err() != nil {
			broken = append(broken, "样式")
		}
	}
	if s, err := p.scanner(target("numbering")); err == nil {
		w.numbering = readNumbering(s, w.styles)
		if s.Err() != nil {
			broken = append(broken, "自动编号")
		}
	}
	if s, err := p.scanner(target("settings")); err == nil {
		w.evenOdd = hasElement(s, "evenAndOddHeaders")
	}
	body, err := p.scanner(p.main)
	if errors.Is(err, errNoPart) {
		return errBody
	}
	if err == nil {
		err = w.read(body, p.main, doc.Paragraph)
	}
	if err == nil {
		var more []string
		more, err = w.beside(p, relations)
		broken = append(broken, more...)
	}
	comments := 0
	if s, err := p.scanner(target("comments")); err == nil {
		comments = countElements(s, "comment")
	}
	w.result.Document(d, comments)
	switch {
	case err != nil:
		return err
	case len(broken) > 0:
		d.Status, d.Reason = doc.Partial, "文档的"+strings.Join(broken, "、")+"已损坏，没有读出来；请报送单位另存后重新报送"
	case w.embedded:
		d.Status, d.Reason = doc.Partial, "文档里整份嵌入了另一个文件，那一部分没有读出来；请报送单位打开后另存为 docx 重新报送"
	case len(d.Blocks) == 0 && w.pictures > 0:
		return fault.New(doc.Scanned, "文档里只有图片，没有文字；请报送单位报送可以编辑的文字版")
	}
	return nil
}

// usual is where the parts of a document usually are, for one of which no more is left.
var usual = []relation{
	{kind: "styles", target: "word/styles.xml"}, {kind: "numbering", target: "word/numbering.xml"}, {kind: "settings", target: "word/settings.xml"},
	{kind: "footnotes", target: "word/footnotes.xml"}, {kind: "endnotes", target: "word/endnotes.xml"}, {kind: "comments", target: "word/comments.xml"},
}

// beside reads what stands beside the body, and names the parts that are broken.
func (w *walker) beside(p *Package, relations []relation) (broken []string, err error) {
	read := func(target, title string, kind doc.Kind) error {
		s, err := p.scanner(target)
		if err == nil {
			err = w.read(s, target, kind)
		}
		if err != nil && !errors.Is(err, errNoPart) {
			if f := fault.Of(err); f.Status != doc.Damaged {
				return err
			}
			broken = append(broken, title)
		}
		return nil
	}
	for _, r := range relations {
		switch r.kind {
		case "footnotes":
			err = read(r.target, "脚注", doc.Note)
		case "endnotes":
			err = read(r.target, "尾注", doc.Note)
		}
		if err != nil {
			return broken, err
		}
	}
	for _, part := range []struct {
		ids   []string
		title string
		kind  doc.Kind
	}{{w.headers, "页眉", doc.Header}, {w.footers, "页脚", doc.Footer}} {
		for _, id := range part.ids {
			for _, r := range relations {
				if r.id != id {
					continue
				}
				if err := read(r.target, part.title, part.kind); err != nil {
					return broken, err
				}
			}
		}
	}
	return broken, nil
}
