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
	maxTags     = 1 << 20  // opening and closing tags in them: each costs much more memory than its bytes
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
	var sheets []Sheet
	err := eachSheet(data, func(f *excelize.File, name string, cells *int) error {
		rows, err := readRows(f, name, cells)
		if rows != nil {
			sheets = append(sheets, Sheet{name, rows})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return sheets, nil
}

// eachSheet opens the xlsx file in data and calls read for its sheets in their order;
// cells counts those of all sheets.
func eachSheet(data []byte, read func(f *excelize.File, name string, cells *int) error) error {
	if err := checkSize(data); err != nil {
		return err
	}
	f, err := open(data)
	if err != nil {
		return err
	}
	defer f.Close()
	cells := 0
	for _, name := range f.GetSheetList() {
		if err := read(f, name, &cells); err != nil {
			return fmt.Errorf("read sheet %q: %w", name, err)
		}
	}
	return nil
}

func open(data []byte) (*excelize.File, error) {
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
	return f, nil
}

// noTmpDir is a folder that can't exist: excelize then keeps in memory what it
// would write to the system's folder for temporary files.
const noTmpDir = os.DevNull

// checkSize unpacks all parts of a workbook to see that it keeps the limits.
func checkSize(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fmt.Errorf("open workbook: %w", err)
	}
	count := counter{bytes: maxUnzipped, tags: maxTags}
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			return fmt.Errorf("open workbook: %s: %w", part.Name, err)
		}
		_, err = io.Copy(&count, r)
		r.Close()
		if err != nil {
			return fmt.Errorf("open workbook: %s: %w", part.Name, err)
		}
	}
	return nil
}

// A counter fails with ErrLimit when more is written to it than it has left.
type counter struct{ bytes, tags int }

func (c *counter) Write(p []byte) (int, error) {
	c.bytes -= len(p)
	c.tags -= bytes.Count(p, []byte{'<'})
	if c.bytes < 0 || c.tags < 0 {
		return 0, ErrLimit
	}
	return len(p), nil
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
