package unpack

import (
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"encoding/binary"
	"io"

	"github.com/ulikunitz/xz/lzma"

	"hegao/analyze/reader/internal/limit"
)

// A folder is a stretch of packed data that holds files one after the other.
type folder struct {
	coders []coder
	inputs int // streams of packed data
	last   int // the coder whose output are the files

	from, packed uint64 // the first of its inputs
	size         uint64 // of all its files
	sum          checksum
	files        int
	sizes        []uint64
	sums         []checksum
}

// A coder is a step of unpacking.
type coder struct {
	method string
	props  []byte
	simple bool // it has one input and one output
	source int  // the coder that its input comes from; -1: packed data
	size   uint64
}

// maxCoders is how many steps a folder may take.
const maxCoders = 8

// folder reads how a folder is packed.
func (h *header) folder() folder {
	var f folder
	n := h.count()
	if n == 0 || n > maxCoders {
		h.broken = true
		return f
	}
	inputs, outputs := 0, 0
	for range n {
		const idSize, manyStreams, withProps = 0xf, 0x10, 0x20
		flags := h.byte()
		c := coder{method: string(h.bytes(uint64(flags & idSize))), simple: true, source: -1}
		in, out := 1, 1
		if flags&manyStreams != 0 {
			in, out = h.count(), h.count()
			c.simple = in == 1 && out == 1
		}
		if flags&withProps != 0 {
			c.props = h.bytes(h.number())
		}
		if in > 32 || out != 1 {
			h.broken = true
			return f
		}
		inputs, outputs = inputs+in, outputs+out
		f.coders = append(f.coders, c)
	}
	used := make([]bool, outputs)
	for range outputs - 1 {
		in, out := h.count(), h.count()
		if in >= inputs || out >= outputs {
			h.broken = true
			return f
		}
		used[out] = true
		if in < len(f.coders) {
			f.coders[in].source = out
		}
	}
	for i := range used {
		if !used[i] {
			f.last = i
		}
	}
	f.inputs = inputs - (outputs - 1)
	if f.inputs > 1 {
		for range f.inputs {
			h.number()
		}
	}
	return f
}

// Methods of packing.
const (
	methodCopy    = "\x00"
	methodLZMA    = "\x03\x01\x01"
	methodLZMA2   = "\x21"
	methodDeflate = "\x04\x01\x08"
	methodBZip2   = "\x04\x02\x02"
	methodAES     = "\x06\xf1\x07\x01"
)

// reader returns a reader of the folder's files.
func (f *folder) reader(data []byte, room int64) (io.Reader, error) {
	for _, c := range f.coders {
		if c.method == methodAES {
			return nil, ErrEncrypted
		}
	}
	var steps []*coder // from the last to the first
	for at := f.last; at >= 0; at = f.coders[at].source {
		if steps = append(steps, &f.coders[at]); len(steps) > len(f.coders) {
			return nil, errDamaged
		}
	}
	if f.from > uint64(len(data)) || f.packed > uint64(len(data))-f.from {
		return nil, errDamaged
	}
	var r io.Reader = bytes.NewReader(data[f.from : f.from+f.packed])
	for i := len(steps) - 1; i >= 0; i-- {
		var err error
		if r, err = steps[i].reader(r, room); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// reader unpacks what r reads. A dictionary is never larger than what is unpacked.
func (c *coder) reader(r io.Reader, room int64) (io.Reader, error) {
	if !c.simple {
		return nil, ErrMethod
	}
	if c.size > uint64(room) {
		return nil, limit.ErrExpanded
	}
	const least = 4096
	window := uint32(min(max(c.size, least), 1<<31))
	switch c.method {
	case methodCopy:
		return r, nil
	case methodDeflate:
		return flate.NewReader(r), nil
	case methodBZip2:
		return bzip2.NewReader(r), nil
	case methodLZMA:
		if len(c.props) < 5 {
			return nil, errDamaged
		}
		head := append([]byte(nil), c.props[:5]...)
		le.PutUint32(head[1:], min(le.Uint32(head[1:]), window))
		head = binary.LittleEndian.AppendUint64(head, c.size)
		return lzma.NewReader(io.MultiReader(bytes.NewReader(head), r))
	case methodLZMA2:
		if len(c.props) < 1 || c.props[0] > 40 {
			return nil, errDamaged
		}
		if half := c.props[0]; half < 40 {
			window = min(window, (2|uint32(half&1))<<(half/2+11))
		}
		return lzma.Reader2Config{DictCap: int(window)}.NewReader2(r)
	}
	return nil, ErrMethod
}
