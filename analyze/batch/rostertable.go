package batch

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"hegao/analyze/reader"
	"hegao/analyze/sheet"
)

// A row is one row of a table.
type row struct {
	number int // 1-based; in a csv file the line
	cells  []string
}

// cell returns the trimmed text of column i, "" where the row has none.
func (r row) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[i])
}

// tablesOf returns the tables in the bytes of a workbook or csv file.
func tablesOf(data []byte) ([][]row, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK")):
		sheets, err := sheet.ReadRows(data)
		if err != nil {
			return nil, err
		}
		var tables [][]row
		for _, s := range sheets {
			var rows []row
			for i, cells := range s.Rows {
				rows = append(rows, row{i + 1, cells})
			}
			tables = append(tables, rows)
		}
		return tables, nil
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")): // xls
		return nil, ErrRosterFormat
	}
	rows, err := csvRows(data)
	return [][]row{rows}, err
}

// csvRows reads text whose columns are parted by commas, tabs or semicolons.
func csvRows(data []byte) ([]row, error) {
	text, ok := reader.Decode(data)
	if !ok {
		return nil, ErrRosterFormat
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	r.Comma = separatorOf(text)
	var rows []row
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, ErrRosterFormat
		}
		line, _ := r.FieldPos(0)
		rows = append(rows, row{line, cells})
	}
}

// separatorOf returns the character that parts the columns: the one that stands on most of the first lines.
func separatorOf(text string) rune {
	best, most := ',', 0
	for _, sep := range ",\t;，；" {
		n := 0
		for i, line := range strings.SplitN(text, "\n", headerRows+1) {
			if i < headerRows && strings.ContainsRune(line, sep) {
				n++
			}
		}
		if n > most {
			best, most = sep, n
		}
	}
	return best
}
