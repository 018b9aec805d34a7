package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"hegao/analyze"
)

// A pack is a file that keeps what came in together: the types of its records, the originals
// as they are, then texts, records, and a directory with the manifest's lines on them. It is
// written once and never changed.
const (
	packTitle  = "hegao pack 1\n"
	packEnd    = "hegaoend"
	packEnding = ".pack"
	packsDir   = "packs"

	trailerSize = 8 + 4 + 4 + len(packEnd) // offset, size, checksum of the directory
)

// packName returns the file of a pack.
func packName(dir string, number int) string {
	return filepath.Join(dir, packsDir, fmt.Sprintf("%09d", number)+packEnding)
}

// packNumber returns which pack a file is.
func packNumber(file string) (int, bool) {
	digits, ok := strings.CutSuffix(file, packEnding)
	n, err := strconv.Atoi(digits)
	return n, ok && err == nil && n > 0
}

// A packWriter writes a pack.
type packWriter struct {
	disk    disk
	number  int
	name    string
	file    diskFile
	size    int64
	coder   *recordCoder
	entries []*entry
	texts   []part
	records []part
	lines   []string // deletions
	held    int      // bytes of texts and records
}

// A part is what is to become a blob.
type part struct {
	data []byte
	sum  uint32 // the checksum; that of other bytes where data is known to be damaged
}

func partOf(data []byte) part { return part{data, checksum(data)} }

func newPackWriter(d disk, dir string, number int, coder *recordCoder) (*packWriter, error) {
	w := &packWriter{disk: d, number: number, name: packName(dir, number), coder: coder}
	if err := d.remove(w.name + tempEnding); err != nil {
		return nil, err
	}
	var err error
	if w.file, err = d.create(w.name + tempEnding); err != nil {
		return nil, err
	}
	start := binary.LittleEndian.AppendUint32([]byte(packTitle), uint32(len(coder.types)))
	start = binary.LittleEndian.AppendUint32(start, checksum(coder.types))
	if _, err := w.put(partOf(append(start, coder.types...))); err != nil {
		w.discard()
		return nil, err
	}
	return w, nil
}

// put writes p behind what stands there.
func (w *packWriter) put(p part) (blob, error) {
	b := blob{w.size, int64(len(p.data)), p.sum}
	n, err := w.file.Write(p.data)
	w.size += int64(n)
	return b, err
}

// add takes a report in; e tells all but the places.
func (w *packWriter) add(e *entry, original []byte, r *analyze.Report) error {
	record, err := w.coder.packRecord(r)
	if err != nil {
		return err
	}
	return w.addParts(e, partOf(original), partOf(packText(r.Doc.Blocks)), partOf(record))
}

// addParts takes in what is packed already.
func (w *packWriter) addParts(e *entry, original, text, record part) (err error) {
	if e.original, err = w.put(original); err != nil {
		return err
	}
	e.pack = w.number
	w.entries = append(w.entries, e)
	w.texts, w.records = append(w.texts, text), append(w.records, record)
	w.held += len(text.data) + len(record.data)
	return nil
}

// remove notes that a report is deleted.
func (w *packWriter) remove(id string) { w.lines = append(w.lines, deletion(id, w.number)) }

// finish completes the pack and puts it in its place, safe from a power cut. It returns the
// lines of its directory.
func (w *packWriter) finish() ([]string, error) {
	lines, err := w.write()
	if err == nil {
		err = w.file.Sync()
	}
	err = errors.Join(err, w.file.Close())
	if err == nil {
		err = w.disk.rename(w.name+tempEnding, w.name)
	}
	if err == nil {
		if err = w.disk.syncDir(filepath.Dir(w.name)); err != nil {
			w.disk.remove(w.name) // whoever was told no may not find it there
		}
	}
	if err != nil {
		w.disk.remove(w.name + tempEnding)
		return nil, err
	}
	return lines, nil
}

// write writes what stands behind the originals.
func (w *packWriter) write() (lines []string, err error) {
	for i, e := range w.entries {
		if e.text, err = w.put(w.texts[i]); err != nil {
			return nil, err
		}
	}
	for i, e := range w.entries {
		if e.record, err = w.put(w.records[i]); err != nil {
			return nil, err
		}
		lines = append(lines, e.line())
	}
	lines = append(lines, w.lines...)
	directory, err := w.put(partOf([]byte(strings.Join(lines, "\n"))))
	if err != nil {
		return nil, err
	}
	end := binary.LittleEndian.AppendUint64(nil, uint64(directory.off))
	end = binary.LittleEndian.AppendUint32(end, uint32(directory.size))
	end = binary.LittleEndian.AppendUint32(end, directory.sum)
	_, err = w.put(partOf(append(end, packEnd...)))
	return lines, err
}

// discard gives the pack up.
func (w *packWriter) discard() {
	w.file.Close()
	w.disk.remove(w.name + tempEnding)
}

// readBlob reads b and compares it with its checksum.
func readBlob(f io.ReaderAt, b blob) ([]byte, error) {
	data := make([]byte, b.size)
	if _, err := f.ReadAt(data, b.off); err != nil {
		return nil, err
	}
	if checksum(data) != b.sum {
		return nil, fmt.Errorf("%w: %d bytes at %d", ErrDamaged, b.size, b.off)
	}
	return data, nil
}

// packTypes reads the types of a pack's records.
func packTypes(f io.ReaderAt) ([]byte, error) {
	start := make([]byte, len(packTitle)+8)
	if _, err := f.ReadAt(start, 0); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(start[len(packTitle):])
	if string(start[:len(packTitle)]) != packTitle || size > 1<<20 {
		return nil, fmt.Errorf("%w: the start of a pack", ErrDamaged)
	}
	return readBlob(f, blob{int64(len(start)), int64(size), binary.LittleEndian.Uint32(start[len(packTitle)+4:])})
}

// packDirectory reads the lines of a pack's directory.
func packDirectory(f io.ReaderAt, size int64) ([]string, error) {
	end := make([]byte, trailerSize)
	at := size - int64(len(end))
	if at < 0 {
		return nil, fmt.Errorf("%w: a pack of %d bytes", ErrDamaged, size)
	}
	if _, err := f.ReadAt(end, at); err != nil {
		return nil, err
	}
	b := blob{int64(binary.LittleEndian.Uint64(end)), int64(binary.LittleEndian.Uint32(end[8:])), binary.LittleEndian.Uint32(end[12:])}
	if string(end[16:]) != packEnd || b.off < 0 || b.off > at || b.off+b.size != at {
		return nil, fmt.Errorf("%w: the end of a pack", ErrDamaged)
	}
	data, err := readBlob(f, b)
	if err != nil || len(data) == 0 {
		return nil, err
	}
	return strings.Split(string(data), "\n"), nil
}
