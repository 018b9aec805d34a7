package reader

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"hegao/analyze/doc"
)

// A pdfPage is a page of a PDF file that a test sets by hand: A4, in points, y downward.
type pdfPage struct {
	rotate  int // the page's own turn
	content strings.Builder
	picture bool        // a picture fills it
	scan    *image.Gray // what it shows, on a page of this size
	over    []string    // objects that lie over it: on the only page of a file from number 9 on
	fields  string      // those of a form

	width, height float64
}

// text sets a line of Chinese text with its baseline at y.
func (p *pdfPage) text(x, y, size float64, text string) *pdfPage {
	return p.turned(x, y, size, 1, 0, text)
}

// turned sets a line that runs in the direction (cos, sin).
func (p *pdfPage) turned(x, y, size, cos, sin float64, text string) *pdfPage {
	fmt.Fprintf(&p.content, "BT /F %g Tf %g %g %g %g %g %g Tm <%s> Tj ET\n", size, cos, sin, -sin, cos, x, 842-y, hexUTF16(text))
	return p
}

// lines sets lines below each other.
func (p *pdfPage) lines(x, y, size, step float64, texts ...string) *pdfPage {
	for i, text := range texts {
		trimmed := strings.TrimLeft(text, "　")
		p.text(x+float64(len(text)-len(trimmed))/3*size, y+float64(i)*step, size, trimmed)
	}
	return p
}

// rule draws a line.
func (p *pdfPage) rule(x0, y0, x1, y1 float64) *pdfPage {
	fmt.Fprintf(&p.content, "%g %g m %g %g l S\n", x0, 842-y0, x1, 842-y1)
	return p
}

// grid draws the rules of a table.
func (p *pdfPage) grid(xs, ys []float64) *pdfPage {
	for _, x := range xs {
		p.rule(x, ys[0], x, ys[len(ys)-1])
	}
	for _, y := range ys {
		p.rule(xs[0], y, xs[len(xs)-1], y)
	}
	return p
}

func hexUTF16(text string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// composePDF makes a file of pages. Its font is not embedded, as in files from old programs.
func composePDF(pages ...*pdfPage) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(offsets))
		fmt.Fprintf(&b, format, args...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.5\n")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf(" %d 0 R", 6+3*i)
	}
	form := ""
	for _, p := range pages {
		if p.fields != "" {
			form = "/AcroForm<</DA(/F 12 Tf)/DR<</Font<</F 3 0 R>>>>/Fields[" + p.fields + "]>>"
		}
	}
	object("<</Type/Catalog/Pages 2 0 R%s>>", form)
	object("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids)
	object("<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>")
	object("<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>/DW 1000/FontDescriptor 5 0 R>>")
	object("<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>")
	blank := image.NewGray(image.Rect(0, 0, 100, 140))
	for i, p := range pages {
		img, width, height := blank, 595.0, 842.0
		content := p.content.String()
		if p.scan != nil {
			img, width, height = p.scan, p.width, p.height
		}
		if p.picture || p.scan != nil {
			content = fmt.Sprintf("q %g 0 0 %g 0 0 cm /I Do Q\n", width, height) + content
		}
		over := ""
		for k := range p.over {
			over += fmt.Sprintf(" %d 0 R", 6+3*len(pages)+k)
		}
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Rotate %d/Contents %d 0 R/Annots[%s]/Resources<</Font<</F 3 0 R>>/XObject<</I %d 0 R>>>>>>", width, height, p.rotate, 7+3*i, over, 8+3*i)
		object("<</Length %d>>stream\n%s\nendstream", len(content), content)
		object("%s", pdfImage(img))
	}
	for _, p := range pages {
		for _, over := range p.over {
			object("%s", over)
		}
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

// pdfImage returns a picture as a file holds it.
func pdfImage(img *image.Gray) string {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	z.Write(img.Pix)
	z.Close()
	return fmt.Sprintf("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream",
		img.Rect.Dx(), img.Rect.Dy(), packed.Len(), packed.String())
}

// readPDF reads a composed file.
func readPDF(t *testing.T, pages ...*pdfPage) *doc.Document {
	t.Helper()
	return Read(t.Context(), Bytes("报告.pdf", time.Time{}, composePDF(pages...)))
}

// wantBlocks compares blocks: paragraphs as they are, cells as "row,col text", what stands
// above and below the text with its kind.
func wantBlocks(t *testing.T, d *doc.Document, want ...string) {
	t.Helper()
	if d.Status != doc.OK {
		t.Errorf("status %s: %s", d.Status, d.Reason)
	}
	var got []string
	for _, b := range d.Blocks {
		switch b.Kind {
		case doc.TableCell:
			got = append(got, fmt.Sprintf("%d.%d.%d %s", b.Cell.Table, b.Cell.Row, b.Cell.Col, b.Text))
		case doc.Header:
			got = append(got, "header "+b.Text)
		case doc.Footer:
			got = append(got, "footer "+b.Text)
		default:
			got = append(got, b.Text)
		}
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}
