package render

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"hegao/analyze"
)

var _ = register("json", writeJSON)

// writeJSON writes one object: its head on the first line, each report on a line,
// what is about all of them on the last.
func writeJSON(w *bufio.Writer, b *analyze.Batch, o Options) error {
	var e encoder
	head, err := e.encode(newHead(b, o))
	if err != nil {
		return err
	}
	w.Write(head[:len(head)-1]) // open for more keys
	w.WriteString(",\n\"reports\":[")
	for i, r := range b.Reports {
		report, err := e.encode(newReport(b, r))
		if err != nil {
			return err
		}
		if i > 0 {
			w.WriteByte(',')
		}
		w.WriteByte('\n')
		w.Write(report)
	}
	across, err := e.encode(newAcross(b))
	if err != nil {
		return err
	}
	w.WriteString("\n],\n")
	w.Write(across[1:]) // in the object opened by head
	w.WriteByte('\n')
	return nil
}

// An encoder turns values into JSON that is safe to show: HTML is left as it is,
// but characters that act on terminals are escaped.
type encoder struct{ plain, safe bytes.Buffer }

// encode returns v on one line without its end; valid until the next call.
func (e *encoder) encode(v any) ([]byte, error) {
	e.plain.Reset()
	enc := json.NewEncoder(&e.plain)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return e.escape(bytes.TrimSuffix(e.plain.Bytes(), []byte("\n"))), nil
}

// escape writes the characters that [acts] names as \u escapes. They stand in
// strings only, as the rest of JSON is printable ASCII.
func (e *encoder) escape(p []byte) []byte {
	e.safe.Reset()
	done := 0
	for i := 0; i < len(p); {
		if p[i] < 0x7f {
			i++
			continue
		}
		if p[i] >= 0xe3 && p[i] <= 0xee { // three bytes, nearly all Chinese: nothing there acts
			i += 3
			continue
		}
		r, n := utf8.DecodeRune(p[i:])
		if acts(r) {
			e.safe.Write(p[done:i])
			e.safe.WriteString(jsonEscape(r))
			done = i + n
		}
		i += n
	}
	if done == 0 {
		return p
	}
	e.safe.Write(p[done:])
	return e.safe.Bytes()
}

// jsonEscape returns r as JSON escapes it: in UTF-16.
func jsonEscape(r rune) string {
	if r < 0x10000 {
		return fmt.Sprintf(`\u%04x`, r)
	}
	r -= 0x10000
	return fmt.Sprintf(`\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
}
