package pdf

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"unicode/utf16"
)

// What lies over a page, of the kinds that show text.
const (
	annotationFreeText  = 3  // FPDF_ANNOT_FREETEXT
	annotationStamp     = 13 // FPDF_ANNOT_STAMP
	annotationWidget    = 20 // FPDF_ANNOT_WIDGET: a field of a form
	annotationWatermark = 24 // FPDF_ANNOT_WATERMARK

	annotationHidden = 1<<1 | 1<<5 // FPDF_ANNOT_FLAG_HIDDEN, FPDF_ANNOT_FLAG_NOVIEW
	mostAnnotations  = 5_000       // of one page
	mostOptions      = 1_000       // of a field
	mostWritten      = 64 << 10    // bytes of what is written into one of them
)

const (
	fieldCombo    = 4 // FPDF_FORMFIELD_COMBOBOX
	fieldList     = 5 // FPDF_FORMFIELD_LISTBOX
	fieldText     = 6 // FPDF_FORMFIELD_TEXTFIELD
	fieldPassword = 1 << 13
)

// A note is text that stands in a box on a page and that no program has drawn yet: the form
// was filled in by one that leaves the drawing to those who show it.
type note struct {
	text string
	box  box
	size float64 // of the font; 0: as fits
}

// annotated loads a page, counted from 0, that what lies over it is a part of: pdfium reads
// the text of the page alone.
func (d *Document) annotated(number int) (page uint64, notes []note) {
	m := d.m
	load := func() uint64 { return uint64(uint32(m.run("FPDF_LoadPage", d.handle, uint64(number)))) }
	if page = load(); page == 0 {
		return 0, nil
	}
	shows := false
	n := min(m.count("FPDFPage_GetAnnotCount", page), mostAnnotations)
	for i := uint64(0); i < uint64(n) && m.err == nil; i++ {
		a := m.address("FPDFPage_GetAnnot", page, i)
		if a == 0 {
			continue
		}
		kind := m.call("FPDFAnnot_GetSubtype", a)
		if slices.Contains([]uint64{annotationFreeText, annotationStamp, annotationWidget, annotationWatermark}, kind) && m.call("FPDFAnnot_GetFlags", a)&annotationHidden == 0 {
			shows = true
			if written, ok := d.written(a, kind); ok {
				notes = append(notes, written)
			}
		}
		m.call("FPDFPage_CloseAnnot", a)
	}
	if shows {
		m.run("FPDFPage_Flatten", page, 0)
		m.call("FPDF_ClosePage", page)
		page = load()
	}
	return page, notes
}

// written returns what is written into an annotation and not drawn.
func (d *Document) written(a, kind uint64) (note, bool) {
	m := d.m
	if kind != annotationFreeText && kind != annotationWidget {
		return note{}, false
	}
	drawn := m.text("FPDFAnnot_GetAP", a, 0)
	if strings.Contains(drawn, "Tj") || strings.Contains(drawn, "TJ") || strings.Contains(drawn, " Do") || !m.ok("FPDFAnnot_GetRect", a, m.at(0)) {
		return note{}, false
	}
	w := note{box: box{m.float32At(0), m.float32At(12), m.float32At(8), m.float32At(4)}} // left, top, right, bottom
	if kind == annotationFreeText {
		key := m.store([]byte("Contents\x00"))
		w.text = m.text("FPDFAnnot_GetStringValue", a, key)
		m.call("free", key)
		return w, w.text != ""
	}
	form := d.form()
	switch m.call("FPDFAnnot_GetFormFieldType", form, a) {
	case fieldCombo, fieldList:
		w.text = cmp.Or(m.chosen(form, a), m.text("FPDFAnnot_GetFormFieldValue", form, a))
	case fieldText:
		if m.call("FPDFAnnot_GetFormFieldFlags", form, a)&fieldPassword == 0 {
			w.text = m.text("FPDFAnnot_GetFormFieldValue", form, a)
		}
	}
	if m.ok("FPDFAnnot_GetFontSize", form, a, m.at(0)) {
		w.size = m.float32At(0)
	}
	return w, w.text != ""
}

// chosen returns what a field shows for those of its options that are chosen.
func (m *module) chosen(form, a uint64) string {
	var labels []string
	n := min(m.count("FPDFAnnot_GetOptionCount", form, a), mostOptions)
	for i := uint64(0); i < uint64(n) && m.err == nil; i++ {
		if m.ok("FPDFAnnot_IsOptionSelected", form, a, i) {
			labels = append(labels, m.text("FPDFAnnot_GetOptionLabel", form, a, i))
		}
	}
	return strings.Join(labels, "\n")
}

// form returns what pdfium needs to tell of fields.
func (d *Document) form() uint64 {
	m := d.m
	if d.fields == 0 {
		info := make([]byte, 512) // FPDF_FORMFILLINFO: its version, and what would be called back
		info[0] = 1
		d.fields = m.address("FPDFDOC_InitFormFillEnvironment", d.handle, m.store(info))
	}
	return d.fields
}

// text calls a function that returns how many bytes its text has, in UTF-16, and writes it
// where it is told that there is room; both are told by two parameters more.
func (m *module) text(name string, params ...uint64) string {
	call := func(at uint64, room int) int {
		return m.count(name, append(slices.Clip(params), at, uint64(room))...)
	}
	n := call(0, 0)
	if n <= 2 || n > mostWritten {
		return ""
	}
	at := m.store(make([]byte, n))
	defer m.call("free", at)
	if at == 0 || call(at, n) != n {
		return ""
	}
	data, _ := m.api.Memory().Read(uint32(at), uint32(n))
	units := make([]uint16, len(data)/2)
	if binary.Read(bytes.NewReader(data), binary.LittleEndian, units) != nil {
		return ""
	}
	return strings.TrimRight(string(utf16.Decode(units)), "\x00")
}

// glyphs sets the note into its box, from the upper left corner on.
func (w *note) glyphs() []glyph {
	const least, usual, leading = 4.0, 12.0, 1.2
	height := w.box.top - w.box.bottom
	size := w.size
	if !(size >= least && size < 200) {
		size = math.Max(least, math.Min(usual, height/leading))
	}
	var list []glyph
	x, y := w.box.left, w.box.top-(math.Min(height, size*leading)+0.76*size)/2
	for _, r := range strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(w.text) {
		width := size
		if r < 0x2000 {
			width /= 2
		}
		if r == '\n' || x > w.box.left && x+width > w.box.right+size {
			x, y = w.box.left, y-size*leading
		}
		if r >= ' ' {
			list = append(list, glyph{r: r, left: x, right: x + width, base: y, x: x, y: y, size: size})
			x += width
		}
	}
	return list
}
