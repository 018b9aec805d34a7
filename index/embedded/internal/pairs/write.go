package pairs

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"slices"
)

// A Writer collects the texts of reports for a segment.
type Writer struct {
	chunks  []chunk
	words   []counted
	reports []report
	places  uint64
	seen    map[rune]int // in which report, by its number from 1, a character stood last
}

// A report is one that a segment holds.
type report struct {
	serial uint64
	name   string
	places uint64
}

// A chunk is the pairs of a stretch of text, each with its place above base in the low bits,
// so that sorting numbers sorts them.
type chunk struct {
	base  uint64
	pairs []uint64
}

// A counted is a word, with the place that says how much it counts in a report.
type counted struct {
	word  pair
	place uint64
}

// placeBits hold a place in a chunk: with a pair they fill 64 bits.
const placeBits = 64 - 2*runeBits

// Add adds a report: its number, its name, what is found in it, and its words with what each
// counts for, at least 1. Serials must ascend.
func (w *Writer) Add(serial uint64, name string, texts []string, words map[string]int) {
	if w.seen == nil {
		w.seen = map[rune]int{}
	}
	before, own := w.places, len(w.reports)+1
	for _, text := range texts {
		var last rune
		for i, r := range text {
			if i > 0 {
				w.put(newPair(last, r))
				w.places++
			}
			if w.seen[r] != own {
				w.seen[r] = own
				w.put(newPair(r, anywhere))
			}
			last = r
		}
		if text != "" {
			w.put(newPair(last, 0))
			w.places += 2 // so that no string reaches into the next text
		}
	}
	for word, n := range words {
		at := before + uint64(n) - 1
		w.words = append(w.words, counted{wordKey(word), at})
		w.places = max(w.places, at+1) // of a title and hardly more
	}
	w.reports = append(w.reports, report{serial, name, w.places - before})
}

// put notes that p stands where the writer is.
func (w *Writer) put(p pair) {
	if n := len(w.chunks); n == 0 || w.places-w.chunks[n-1].base >= 1<<placeBits {
		w.chunks = append(w.chunks, chunk{base: w.places})
	}
	c := &w.chunks[len(w.chunks)-1]
	c.pairs = append(c.pairs, uint64(p)<<placeBits|(w.places-c.base))
}

// WriteFile writes the segment, safe from a power cut but for the name in its folder.
func (w *Writer) WriteFile(name string) error {
	return writeFile(name, func(f *file) error {
		w.writePairs(f)
		w.writeWords(f)
		return f.finish(w.reports)
	})
}

func (w *Writer) writePairs(f *file) {
	for _, c := range w.chunks {
		slices.Sort(c.pairs)
	}
	for {
		p, ok := w.least()
		if !ok {
			return
		}
		f.begin(p)
		for i := range w.chunks {
			c := &w.chunks[i]
			n := 0
			for ; n < len(c.pairs) && pair(c.pairs[n]>>placeBits) == p; n++ {
				f.place(c.base + c.pairs[n]&(1<<placeBits-1))
			}
			c.pairs = c.pairs[n:]
		}
		f.end()
	}
}

func (w *Writer) writeWords(f *file) {
	slices.SortFunc(w.words, func(a, b counted) int {
		return cmp.Or(cmp.Compare(a.word, b.word), cmp.Compare(a.place, b.place))
	})
	for i, c := range w.words {
		if i == 0 || c.word != w.words[i-1].word {
			f.begin(c.word)
		}
		f.place(c.place)
		if i == len(w.words)-1 || c.word != w.words[i+1].word {
			f.end()
		}
	}
}

// least returns the first pair of those not yet written.
func (w *Writer) least() (least pair, ok bool) {
	for _, c := range w.chunks {
		if len(c.pairs) > 0 {
			if p := pair(c.pairs[0] >> placeBits); !ok || p < least {
				least, ok = p, true
			}
		}
	}
	return least, ok
}

// A file is a segment that is being written.
type file struct {
	out     *bufio.Writer
	written uint64 // bytes
	pairs   uint64
	dict    []byte
	blocks  []byte
	offsets []uint64 // of each block in dict

	pair      pair // the one that is being written
	last      pair // the one before it in its block
	count     uint64
	begun     uint64 // bytes written before its places
	lastPlace uint64
	scratch   [binary.MaxVarintLen64]byte
}

// writeFile creates a file, lets write fill it and makes it safe.
func writeFile(name string, write func(*file) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	out := &file{out: bufio.NewWriterSize(f, 1<<16)}
	out.write([]byte(title))
	err = write(out)
	if err == nil {
		err = out.out.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(name)
	}
	return err
}

// write writes b; that it could not shows when the file is flushed.
func (f *file) write(b []byte) {
	n, _ := f.out.Write(b)
	f.written += uint64(n)
}

func (f *file) begin(p pair) {
	f.pair, f.count, f.begun, f.lastPlace = p, 0, f.written, 0
}

// place writes a place; they ascend.
func (f *file) place(at uint64) {
	f.write(binary.AppendUvarint(f.scratch[:0], at-f.lastPlace))
	f.lastPlace = at
	f.count++
}

// places writes n places that are encoded as differences, the last of which is last.
func (f *file) places(encoded []byte, n, last uint64) {
	f.write(encoded)
	f.count += n
	f.lastPlace = last
}

// end enters the pair into the dictionary, unless it has no places.
func (f *file) end() {
	if f.count == 0 {
		return
	}
	if f.pairs%blockPairs == 0 {
		f.offsets = append(f.offsets, uint64(len(f.dict)))
		f.blocks = binary.LittleEndian.AppendUint64(f.blocks, uint64(f.pair))
		f.blocks = binary.LittleEndian.AppendUint64(f.blocks, 0) // set by finish
		f.blocks = binary.LittleEndian.AppendUint64(f.blocks, f.begun)
		f.last = f.pair
	}
	f.dict = binary.AppendUvarint(f.dict, uint64(f.pair-f.last))
	f.dict = binary.AppendUvarint(f.dict, f.count)
	f.dict = binary.AppendUvarint(f.dict, f.written-f.begun)
	f.last = f.pair
	f.pairs++
}

// finish writes what stands behind the places.
func (f *file) finish(reports []report) error {
	dict := f.written
	f.write(f.dict)
	for i, off := range f.offsets {
		binary.LittleEndian.PutUint64(f.blocks[i*blockSize+8:], dict+off)
	}
	blocks := f.written
	f.write(f.blocks)
	var table []byte
	var last uint64
	for _, r := range reports {
		table = binary.AppendUvarint(table, r.serial-last)
		table = binary.AppendUvarint(table, r.places)
		table = binary.AppendUvarint(table, uint64(len(r.name)))
		table = append(table, r.name...)
		last = r.serial
	}
	trailer := binary.LittleEndian.AppendUint64(nil, blocks)
	trailer = binary.LittleEndian.AppendUint64(trailer, f.written)
	f.write(table)
	trailer = binary.LittleEndian.AppendUint64(trailer, f.written)
	trailer = binary.LittleEndian.AppendUint64(trailer, f.pairs)
	trailer = binary.LittleEndian.AppendUint64(trailer, uint64(len(reports)))
	sum := crc32.Update(crc32.Checksum(f.blocks, castagnoli), castagnoli, table)
	trailer = binary.LittleEndian.AppendUint32(trailer, sum)
	f.write(append(trailer, ending...))
	return nil
}
