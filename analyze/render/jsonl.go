package render

import (
	"bufio"

	"hegao/analyze"
)

var _ = register("jsonl", writeJSONLines)

// writeJSONLines writes each report on a line, as json has it in "reports"; then
// one line that has "tool" and all the other keys of json.
func writeJSONLines(w *bufio.Writer, b *analyze.Batch, o Options) error {
	var e encoder
	line := func(v any) error {
		p, err := e.encode(v)
		if err == nil {
			w.Write(p)
			w.WriteByte('\n')
		}
		return err
	}
	for _, r := range b.Reports {
		if err := line(newReport(b, r)); err != nil {
			return err
		}
	}
	return line(struct {
		jsonHead
		jsonAcross
	}{newHead(b, o), newAcross(b)})
}
