package index

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"hash/crc32"
	"strings"
	"sync"

	"github.com/klauspost/compress/s2"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A blob is a stretch of a pack.
type blob struct {
	off, size int64 // bytes
	sum       uint32
}

// castagnoli is the checksum of everything in an archive: processors work it out at memory speed.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(data []byte) uint32 { return crc32.Checksum(data, castagnoli) }

// packText returns the texts of blocks, compressed: their number, their lengths, the texts.
// S2 takes a fifth more room than zstd here and gives the text back four times as fast,
// which a search that verifies its candidates lives on.
func packText(blocks []doc.Block) []byte {
	size := 0
	lengths := binary.AppendUvarint(nil, uint64(len(blocks)))
	for i := range blocks {
		lengths = binary.AppendUvarint(lengths, uint64(len(blocks[i].Text)))
		size += len(blocks[i].Text)
	}
	data := make([]byte, 0, len(lengths)+size)
	data = append(data, lengths...)
	for i := range blocks {
		data = append(data, blocks[i].Text...)
	}
	return s2.EncodeBetter(nil, data)
}

// unpackText returns what packText was given. The texts are parts of one string.
func unpackText(data []byte) ([]string, error) {
	data, err := decompress(data)
	if err != nil {
		return nil, err
	}
	count, n := binary.Uvarint(data)
	if n <= 0 || count > uint64(len(data)) {
		return nil, fmt.Errorf("text: %d blocks in %d bytes", count, len(data))
	}
	rest := data[n:]
	lengths := make([]int, count)
	var sum uint64
	for i := range lengths {
		length, n := binary.Uvarint(rest)
		if n <= 0 || length > uint64(len(data)) {
			return nil, fmt.Errorf("text: block %d of %d bytes", i, length)
		}
		lengths[i], rest = int(length), rest[n:]
		sum += length
	}
	if sum != uint64(len(rest)) {
		return nil, fmt.Errorf("text: %d bytes, want %d", len(rest), sum)
	}
	var all strings.Builder
	all.Write(rest)
	text := all.String()
	texts := make([]string, count)
	for i, length := range lengths {
		texts[i], text = text[:length], text[length:]
	}
	return texts, nil
}

// mostDecoded bounds what a damaged length may ask for, in bytes; readers stop far below.
const mostDecoded = 1 << 29

func decompress(data []byte) ([]byte, error) {
	if n, err := s2.DecodedLen(data); err != nil || n > mostDecoded {
		return nil, fmt.Errorf("decompress: %d bytes: %w", n, s2.ErrCorrupt)
	}
	return s2.Decode(nil, data)
}

// A stored is a report as it is written: without its text, and with what gob would drop.
type stored struct {
	Report *analyze.Report
	Zeros  []int // metrics whose Value is 0, those whose ValueMax is 0 as -1-i: gob sends no pointer to zero
}

// newStored returns r for writing. What only holds inside its batch is left out.
func newStored(r *analyze.Report) stored {
	own := *r
	d := *r.Doc
	own.Doc, own.ID, own.Superseded = &d, 0, false
	own.Tokens, own.Profile, own.Past, own.Directory = nil, nil, nil, nil
	d.Blocks = make([]doc.Block, len(r.Doc.Blocks))
	for i, b := range r.Doc.Blocks {
		b.Text = ""
		d.Blocks[i] = b
	}
	own.Findings = make([]analyze.Finding, len(r.Findings))
	for i, f := range r.Findings {
		own.Findings[i] = alone(f, r.ID)
	}
	own.Waived = make([]analyze.Waived, len(r.Waived))
	for i, w := range r.Waived {
		own.Waived[i] = analyze.Waived{Finding: alone(w.Finding, r.ID), Reason: w.Reason}
	}
	s := stored{Report: &own}
	for i := range r.Metrics {
		m := &r.Metrics[i]
		if m.Value != nil && *m.Value == 0 {
			s.Zeros = append(s.Zeros, i)
		}
		if m.ValueMax != nil && *m.ValueMax == 0 {
			s.Zeros = append(s.Zeros, -1-i)
		}
	}
	return s
}

// alone returns f, a finding of report id, for a record: places in other reports of the batch
// mean nothing there.
func alone(f analyze.Finding, id analyze.ReportID) analyze.Finding {
	f.Report = 0
	related := make([]analyze.Related, 0, len(f.Related))
	for _, r := range f.Related {
		if r.Report == id {
			r.Report = 0
		} else {
			r.Report, r.Span = analyze.NoReport, doc.Span{}
		}
		related = append(related, r)
	}
	f.Related = related
	return f
}

// restore returns the report with its text.
func (s stored) restore(texts []string) (*analyze.Report, error) {
	r := s.Report
	if r == nil || r.Doc == nil || len(r.Doc.Blocks) != len(texts) {
		return nil, fmt.Errorf("record: the text has %d blocks, the record others", len(texts))
	}
	for i := range texts {
		r.Doc.Blocks[i].Text = texts[i]
	}
	for _, z := range s.Zeros {
		switch i := z; {
		case i >= 0 && i < len(r.Metrics):
			r.Metrics[i].Value = new(float64)
		case i < 0 && -1-i < len(r.Metrics):
			r.Metrics[-1-i].ValueMax = new(float64)
		}
	}
	return r, nil
}

// A recordCoder encodes records. The types that their bytes rest on stand apart, once a pack:
// so that a later program, with other fields, still reads them.
type recordCoder struct {
	types []byte
	buf   bytes.Buffer
	enc   *gob.Encoder
}

func newRecordCoder() (*recordCoder, error) {
	c := new(recordCoder)
	c.enc = gob.NewEncoder(&c.buf)
	if err := c.enc.Encode(stored{}); err != nil {
		return nil, err
	}
	first := bytes.Clone(c.buf.Bytes())
	value, err := c.encode(stored{})
	if err != nil {
		return nil, err
	}
	c.types = first[:len(first)-len(value)]
	return c, nil
}

// encode returns s without its types; the bytes are good until the next call.
func (c *recordCoder) encode(s stored) ([]byte, error) {
	c.buf.Reset()
	if err := c.enc.Encode(s); err != nil {
		return nil, err
	}
	return c.buf.Bytes(), nil
}

// packRecord returns r without its text, compressed.
func (c *recordCoder) packRecord(r *analyze.Report) ([]byte, error) {
	data, err := c.packStored(newStored(r))
	if err != nil {
		err = fmt.Errorf("record of %s: %w", r.Doc.Name, err)
	}
	return data, err
}

func (c *recordCoder) packStored(s stored) ([]byte, error) {
	data, err := c.encode(s)
	if err != nil {
		return nil, err
	}
	return s2.EncodeBetter(nil, data), nil
}

// A recordDecoder decodes the records of one pack. It is made for concurrent use.
type recordDecoder struct {
	types []byte
	ready sync.Pool // of *primed
}

// A primed is a gob decoder that has seen the types.
type primed struct {
	buf bytes.Buffer
	dec *gob.Decoder
}

// unpackRecord returns the record in data, without its text. It survives any bytes.
func (d *recordDecoder) unpackRecord(data []byte) (s stored, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("record: %v", v)
		}
	}()
	if data, err = decompress(data); err != nil {
		return s, err
	}
	p, _ := d.ready.Get().(*primed)
	if p == nil {
		p = new(primed)
		p.buf.Write(d.types)
		p.dec = gob.NewDecoder(&p.buf)
	}
	p.buf.Write(data)
	if err = p.dec.Decode(&s); err == nil { // else the decoder is in no known state
		d.ready.Put(p)
	}
	return s, err
}
