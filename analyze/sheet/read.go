package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/xuri/excelize/v2"
)

// What ReadRows takes at most. Honest lists of units and tables of a report stay far below.
const (
	maxUnzipped = 32 << 20 // bytes of all parts together
	maxCells    = 2 << 20  // empty ones before the last one of a row counted in
)

// ErrLimit says that a workbook is too large to be read.
var ErrLimit = errors.New("workbook exceeds the limit")

// A Sheet is what one sheet of a workbook says.
type Sheet struct {
	Name string
	Rows [][]string // cells as they are shown, dates as 2006-01-02; without empty ends
}

// ReadRows returns the sheets of the xlsx file in data, in their order. Sheets
// without cells, such as charts, are left out. It never writes to disk.
func ReadRows(data []byte) ([]Sheet, error) {
	if err := checkSize(data); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit:    maxUnzipped,
		UnzipXMLSizeLimit: maxUnzipped,
		TmpDir:            noTmpDir,
		ShortDatePattern:  "yyyy-mm-dd",
		CultureInfo:       excelize.CultureNameZhCN, // where the built-in formats show 2026年6月30日
	})
	if err != nil {
		return nil, fmt.Errorf("open workbook: %w", err)
	}
	defer f.Close()
	var sheets []Sheet
	cells := 0
	for _, name := range f.GetSheetList() {
		rows, err := readRows(f, name, &cells)
		if err != nil {
			return nil, fmt.Errorf("read sheet %q: %w", name, err)
		}
		if rows != nil {
			sheets = append(sheets, Sheet{name, rows})
		}
	}
	return sheets, nil
}

// noTmpDir is a folder that can't exist: excelize then keeps in memory what it
// would write to the system's folder for temporary files.
const noTmpDir = os.DevNull

// checkSize adds up what the parts of a workbook unpack to. The archive reader
// stops at the sizes checked here, so they can't lie.
func checkSize(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fmt.Errorf("open workbook: %w", err)
	}
	left := uint64(maxUnzipped)
	for _, part := range z.File {
		if part.UncompressedSize64 > left {
			return ErrLimit
		}
		left -= part.UncompressedSize64
	}
	return nil
}

// readRows reads one sheet, adding its cells to *cells.
func readRows(f *excelize.File, name string, cells *int) (all [][]string, err error) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for n := 1; rows.Next(); n++ {
		row, err := rows.Columns()
		if err != nil && err != io.EOF {
			return nil, err
		}
		if *cells += len(row); *cells > maxCells {
			return nil, ErrLimit
		}
		if len(row) > 0 {
			all = append(all, make([][]string, n-1-len(all))...)
			all = append(all, row)
		}
	}
	return all, rows.Error()
}
