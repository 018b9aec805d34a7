package render

import (
	"bufio"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

var _ = register("csv", writeCSV)

// findingColumns has the columns of a list of findings.
var findingColumns = []string{"单位", "文件", "级别", "问题", "位置", "所在章节", "原文", "说明", "要求", "改法", "依据", "相关", "规则编号"}

// cells returns m under findingColumns.
func (m *remark) cells() []string {
	return []string{
		m.unit, m.file, levels[m.severity], m.title, m.where, m.section, arrows(m.quote),
		m.message, m.expected, m.advice, m.basis, strings.Join(m.related, "；"), m.rule,
	}
}

// writeCSV writes one finding a row. A byte order mark makes Excel see the UTF-8.
func writeCSV(w *bufio.Writer, b *analyze.Batch, _ Options) error {
	w.WriteString("\ufeff")
	csvRow(w, findingColumns)
	for m := range remarks(b) {
		csvRow(w, m.cells())
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
