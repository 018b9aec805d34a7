// Package salvage reads zip files whose directory, which stands at their end, is damaged
// or missing: by the headers that stand before each file in it.
package salvage

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
	"strings"

	"hegao/analyze/reader/internal/limit"
)

var le = binary.LittleEndian

// What zip files are made of: the marks that records begin with and the sizes of their
// fixed parts.
const (
	headerMark, headerSize         = "PK\x03\x04", 30
	entryMark, entrySize           = "PK\x01\x02", 46
	endMark, endSize               = "PK\x05\x06", 22
	descriptorMark, descriptorSize = "PK\x07\x08", 16
)

// Bits of an entry's flags.
const (
	encrypted    = 1 << 0
	sizeBehind   = 1 << 3 // its size stands behind it
	stored       = 0      // methods
	deflated     = 8
	maxNameBytes = 1000
)

// maxHeaders is how many headers of a file are looked at.
const maxHeaders = 20_000

// A header stands before a file in the archive.
type header struct {
	at     int // of its first byte in the archive
	name   string
	flags  uint16
	method uint16
	crc    uint32
	packed int // bytes as they are stored; as the header says, then as was found
	size   int // bytes of the file
	start  int // where those that are stored begin
	whole  bool
}

// next returns the first header at or behind a byte of data.
func next(data []byte, from int) (h header, ok bool) {
	for {
		i := bytes.Index(data[from:], []byte(headerMark))
		if i < 0 || from+i+headerSize > len(data) {
			return h, false
		}
		from += i
		b := data[from:]
		nameSize := int(le.Uint16(b[26:]))
		start := headerSize + nameSize + int(le.Uint16(b[28:]))
		method := le.Uint16(b[8:])
		if nameSize == 0 || nameSize > maxNameBytes || start > len(b) || method != stored && method != deflated {
			from += len(headerMark)
			continue
		}
		return header{
			at: from, name: string(b[headerSize : headerSize+nameSize]), flags: le.Uint16(b[6:]), method: method,
			crc: le.Uint32(b[14:]), packed: int(le.Uint32(b[18:])), size: int(le.Uint32(b[22:])), start: from + start,
		}, true
	}
}

// Sound reports whether the directory of zr, which was read from data, says of each file
// what the header before it says.
func Sound(zr *zip.Reader, data []byte) bool {
	if len(zr.File) > maxHeaders {
		return true
	}
	headers := map[int64]header{} // by where the file begins
	for at := 0; len(headers) < maxHeaders; {
		h, ok := next(data, at)
		if !ok {
			break
		}
		headers[int64(h.start)] = h
		at = h.at + len(headerMark)
	}
	for _, f := range zr.File {
		start, err := f.DataOffset()
		h, ok := headers[start]
		switch {
		case err != nil || !ok && (f.Method == stored || f.Method == deflated):
			return false
		case !ok:
			continue
		case plain(h.name) != plain(f.Name) || h.method != f.Method:
			return false
		case h.flags&sizeBehind == 0 && (differ(h.packed, f.CompressedSize64) || differ(h.size, f.UncompressedSize64)):
			return false
		}
	}
	return true
}

// differ reports whether a header says another size than the directory; it may say none.
func differ(told int, size uint64) bool {
	return told != 0 && told != 0xffffffff && uint64(told) != size
}

// plain returns as much of a name as does not depend on how it is written.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x80 || r == '/' || r == '\\' {
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// Zip returns a zip file of what can be found in data, with a directory of its own. What
// of it has to be expanded to find its end is charged to budget. Of files of the same name
// it takes the last one that is whole; of others as much as there is. Whole is whether all
// of them are, up to where the directory began.
func Zip(data []byte, budget *limit.Budget) (file []byte, whole bool, err error) {
	var found []header
	place := map[string]int{} // in found
	s := search{data: data, budget: budget, work: 4 * len(data), inflate: flate.NewReader(bytes.NewReader(nil))}
	for at := 0; len(found) < maxHeaders; {
		h, ok := next(data, at)
		if !ok {
			break
		}
		at = h.start
		if err := s.measure(&h); err != nil {
			return nil, false, err
		}
		if h.whole {
			at = h.start + h.packed
		}
		i, twice := place[h.name]
		switch {
		case !twice:
			place[h.name] = len(found)
			found = append(found, h)
		case h.whole:
			found[i] = h
		}
		if !h.whole && h.method == stored && bytes.HasPrefix(data[h.start:], []byte(headerMark)) {
			break // what follows may be files inside that one
		}
	}
	whole = len(found) > 0 && bytes.Contains(data[found[len(found)-1].start:], []byte(entryMark))
	for _, h := range found {
		whole = whole && h.whole
	}
	return rebuilt(data, found), whole, nil
}

// A search looks for the ends of files.
type search struct {
	data    []byte
	budget  *limit.Budget
	work    int // bytes of files that are not compressed that may yet be looked at
	inflate io.ReadCloser
}

// measure finds out how large a file is.
func (s *search) measure(h *header) error {
	rest := s.data[h.start:]
	switch told := h.flags&sizeBehind == 0; {
	case told && h.packed <= len(rest) && isRecord(rest[h.packed:]), h.flags&encrypted != 0:
		h.packed = min(h.packed, len(rest))
		h.whole = told
		return nil
	case h.method == stored:
		s.measureStored(h, rest)
		return nil
	}
	packed := bytes.NewReader(rest)
	hash := crc32.NewIEEE()
	if err := s.inflate.(flate.Resetter).Reset(packed, nil); err != nil {
		return err
	}
	size, err := io.Copy(hash, s.budget.Reader(s.inflate))
	if err == limit.ErrExpanded {
		return err
	}
	h.packed, h.size = len(rest)-packed.Len(), int(size)
	if h.whole = err == nil; h.whole {
		h.crc = hash.Sum32()
	} else {
		h.packed, h.size = upToRecord(rest), h.size+1 // it ends in an error
	}
	return nil
}

// measureStored looks for the record behind a file that tells its size.
func (s *search) measureStored(h *header, rest []byte) {
	for at := 0; s.work > 0; at++ {
		i := bytes.Index(rest[at:], []byte(descriptorMark))
		if i < 0 {
			s.work -= len(rest) - at
			break
		}
		at += i
		s.work -= i + 1
		if at+descriptorSize <= len(rest) && int(le.Uint32(rest[at+8:])) == at {
			if s.work -= at; crc32.ChecksumIEEE(rest[:at]) == le.Uint32(rest[at+4:]) {
				h.packed, h.size, h.crc, h.whole = at, at, le.Uint32(rest[at+4:]), true
				return
			}
		}
	}
	h.packed = upToRecord(rest)
	h.size = h.packed + 1
}

// isRecord reports whether a record of a zip file, or its end, is what comes next.
func isRecord(rest []byte) bool {
	return len(rest) >= 4 && (string(rest[:4]) == headerMark || string(rest[:4]) == entryMark || string(rest[:4]) == descriptorMark)
}

// upToRecord returns how many bytes stand before the next header or the directory.
func upToRecord(rest []byte) int {
	n := len(rest)
	for _, mark := range []string{headerMark, entryMark} {
		if i := bytes.Index(rest[:n], []byte(mark)); i >= 0 {
			n = i
		}
	}
	return n
}

// rebuilt returns data with a directory of the files behind it.
func rebuilt(data []byte, files []header) []byte {
	size := endSize
	for _, h := range files {
		size += entrySize + len(h.name)
	}
	out := make([]byte, len(data), len(data)+size)
	copy(out, data)
	for _, h := range files {
		var e [entrySize]byte
		copy(e[:], entryMark)
		le.PutUint16(e[4:], 20) // versions that it was made by and for
		le.PutUint16(e[6:], 20)
		le.PutUint16(e[8:], h.flags&^sizeBehind)
		le.PutUint16(e[10:], h.method)
		le.PutUint32(e[16:], h.crc)
		le.PutUint32(e[20:], uint32(h.packed))
		le.PutUint32(e[24:], uint32(h.size))
		le.PutUint16(e[28:], uint16(len(h.name)))
		le.PutUint32(e[42:], uint32(h.at))
		out = append(append(out, e[:]...), h.name...)
	}
	var end [endSize]byte
	copy(end[:], endMark)
	le.PutUint16(end[8:], uint16(len(files)))
	le.PutUint16(end[10:], uint16(len(files)))
	le.PutUint32(end[12:], uint32(len(out)-len(data)))
	le.PutUint32(end[16:], uint32(len(data)))
	return append(out, end[:]...)
}
