package render

import (
	"bufio"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

var _ = register("csv", writeCSV)

// writeCSV writes one finding a row. A byte order mark makes Excel see the UTF-8.
func writeCSV(w *bufio.Writer, b *analyze.Batch, _ Options) error {
	w.WriteString("\ufeff")
	row := make([]string, len(findingColumns))
	for i, c := range findingColumns {
		row[i] = c.title
	}
	csvRow(w, row)
	for m := range (&view{Batch: b}).remarks() { // with whole names of files
		for i, c := range findingColumns {
			row[i] = c.of(&m)
		}
		csvRow(w, row)
	}
	return nil
}

// csvRow writes one row. Every field is quoted, so that no separator that a
// spreadsheet may be set to splits one and leaves a formula behind.
func csvRow(w *bufio.Writer, fields []string) {
	for i, f := range fields {
		if i > 0 {
			w.WriteByte(',')
		}
		w.WriteByte('"')
		w.WriteString(strings.ReplaceAll(inert(f), `"`, `""`))
		w.WriteByte('"')
	}
	w.WriteString("\r\n")
}

// inert returns s such that a spreadsheet takes it for text: what could open a
// formula gets an apostrophe before it.
func inert(s string) string {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0\u3000"))
	if strings.ContainsRune("=+-@\t\r\n＝＋－＠−", r) {
		return "'" + s
	}
	return s
}
