package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// A sortedZip writes the parts of a workbook in the order of their names, so that
// the same book gives the same bytes: excelize hands sheets over in any order.
type sortedZip struct {
	out   *zip.Writer
	parts map[string]*bytes.Buffer
}

func newSortedZip(w io.Writer) excelize.ZipWriter {
	return &sortedZip{zip.NewWriter(w), map[string]*bytes.Buffer{}}
}

func (z *sortedZip) Create(name string) (io.Writer, error) {
	z.parts[name] = new(bytes.Buffer)
	return z.parts[name], nil
}

// AddFS is part of excelize's interface, which never calls it.
func (z *sortedZip) AddFS(fsys fs.FS) error { return z.out.AddFS(fsys) }

func (z *sortedZip) Close() error {
	for _, name := range slices.Sorted(maps.Keys(z.parts)) {
		w, err := z.out.Create(name)
		if err != nil {
			return err
		}
		if _, err := z.parts[name].WriteTo(w); err != nil {
			return err
		}
	}
	return z.out.Close()
}
