package pdf

import (
	"image"
	"math"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
)

const (
	gray       = 1 // FPDFBitmap_Gray
	annotation = 1 // FPDF_ANNOT
	grayscale  = 8 // FPDF_GRAYSCALE
	mostPixels = 40 << 20
)

// Render draws a page, counted from 0, at so many dots per inch, or fewer where the page is
// large, and returns how many they are.
func (d *Document) Render(number int, dpi float64) (*image.Gray, float64, error) {
	m := d.m
	page := uint64(uint32(m.run("FPDF_LoadPage", d.handle, uint64(number))))
	if page == 0 {
		if err := d.fault(); err != nil {
			return nil, 0, err
		}
		return nil, 0, fault.New(doc.Damaged, "PDF 有页面已损坏；请报送单位重新导出后报送")
	}
	defer m.call("FPDF_ClosePage", page)
	width, height := m.float("FPDF_GetPageWidthF", page), m.float("FPDF_GetPageHeightF", page)
	if !(width > 0 && height > 0 && width < 1e5 && height < 1e5) {
		return nil, 0, fault.New(doc.Damaged, "PDF 的页面大小不对，可能已损坏；请报送单位重新导出后报送")
	}
	dpi = min(dpi, math.Sqrt(mostPixels*72*72/(width*height)))
	w, h := max(1, int(width*dpi/72)), max(1, int(height*dpi/72))
	bitmap := m.address("FPDFBitmap_CreateEx", uint64(w), uint64(h), gray, 0, 0)
	if bitmap == 0 {
		if err := d.fault(); err != nil {
			return nil, 0, err
		}
		return nil, 0, errMemory
	}
	m.call("FPDFBitmap_FillRect", bitmap, 0, 0, uint64(w), uint64(h), 0xFFFFFFFF)
	m.run("FPDF_RenderPageBitmap", bitmap, page, 0, 0, uint64(w), uint64(h), 0, annotation|grayscale)
	stride := m.count("FPDFBitmap_GetStride", bitmap)
	pixels, ok := m.api.Memory().Read(uint32(m.address("FPDFBitmap_GetBuffer", bitmap)), uint32(stride*h))
	if err := d.fault(); err != nil {
		return nil, 0, err
	}
	if !ok || stride < w {
		return nil, 0, errMemory
	}
	img := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		copy(img.Pix[y*img.Stride:][:w], pixels[y*stride:])
	}
	m.call("FPDFBitmap_Destroy", bitmap)
	return img, dpi, nil
}
