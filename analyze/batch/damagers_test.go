package batch

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A sample is a file as a unit sends it.
type sample struct {
	name string
	data []byte
}

func (s sample) zipped() bool {
	_, err := zip.NewReader(bytes.NewReader(s.data), int64(len(s.data)))
	return err == nil && bytes.HasPrefix(s.data, []byte("PK"))
}

// A damager is one way in which a file is damaged, or just odd.
type damager struct {
	name   string
	honest bool // all that was there still is: it must be read
	zip    bool // only what is a zip file inside
	damage func(t *testing.T, s sample, dice *rand.Rand) sample
}

var damagers = []damager{
	{name: "cut at 10 %", damage: cutAt(10)},
	{name: "cut at 50 %", damage: cutAt(50)},
	{name: "cut at 90 %", damage: cutAt(90)},
	{name: "1 byte flipped", damage: flip(1)},
	{name: "8 bytes flipped", damage: flip(8)},
	{name: "64 bytes flipped", damage: flip(64)},
	{name: "head flipped", damage: func(t *testing.T, s sample, dice *rand.Rand) sample {
		return sample{s.name, append(flipped(s.data[:min(512, len(s.data))], 8, dice), s.data[min(512, len(s.data)):]...)}
	}},
	{name: "zeros inside", damage: func(t *testing.T, s sample, dice *rand.Rand) sample {
		data := bytes.Clone(s.data)
		from := dice.IntN(len(data))
		clear(data[from:min(len(data), from+4096)])
		return sample{s.name, data}
	}},
	{name: "middle missing", damage: func(t *testing.T, s sample, dice *rand.Rand) sample {
		from := dice.IntN(len(s.data))
		return sample{s.name, slices.Concat(s.data[:from], s.data[min(len(s.data), from+512):])}
	}},
	{name: "wrong extension", honest: true, damage: func(t *testing.T, s sample, dice *rand.Rand) sample {
		ext := []string{".docx", ".doc", ".pdf", ".txt", ".zip", ".xlsx", ".ofd", ".rtf", ".wps", "", ".DOCX", ".jpg"}
		return sample{strings.TrimSuffix(s.name, filepath.Ext(s.name)) + ext[dice.IntN(len(ext))], s.data}
	}},
	{name: "parts swapped", zip: true, damage: func(t *testing.T, s sample, dice *rand.Rand) sample {
		parts := partsOf(t, s)
		a, b := &parts[dice.IntN(len(parts))], &parts[dice.IntN(len(parts))]
		a.data, b.data = b.data, a.data
		return sample{s.name, pack(t, parts, zip.Deflate)}
	}},
	{name: "parts twice", zip: true, damage: func(t *testing.T, s sample, dice *rand.Rand) sample {
		parts := partsOf(t, s)
		again := parts[dice.IntN(len(parts))]
		again.data = parts[dice.IntN(len(parts))].data
		return sample{s.name, pack(t, append(parts, again), zip.Deflate)}
	}},
	{name: "part missing", zip: true, damage: func(t *testing.T, s sample, dice *rand.Rand) sample {
		parts := partsOf(t, s)
		i := dice.IntN(len(parts))
		return sample{s.name, pack(t, slices.Delete(parts, i, i+1), zip.Deflate)}
	}},
	{name: "bytes of a part flipped", zip: true, damage: func(t *testing.T, s sample, dice *rand.Rand) sample {
		parts := partsOf(t, s)
		p := &parts[dice.IntN(len(parts))]
		p.data = flipped(p.data, 1+dice.IntN(16), dice)
		return sample{s.name, pack(t, parts, zip.Deflate)}
	}},
	{name: "false sizes", zip: true, damage: falseSizes},
	{name: "parts not compressed, in another order", honest: true, zip: true, damage: func(t *testing.T, s sample, dice *rand.Rand) sample {
		parts := partsOf(t, s)
		if slices.ContainsFunc(parts, func(p part) bool { return p.name == "mimetype" }) {
			return sample{s.name, pack(t, parts, zip.Store)} // which has to be the first
		}
		dice.Shuffle(len(parts), func(i, k int) { parts[i], parts[k] = parts[k], parts[i] })
		return sample{s.name, pack(t, parts, zip.Store)}
	}},
}

func cutAt(percent int) func(*testing.T, sample, *rand.Rand) sample {
	return func(_ *testing.T, s sample, _ *rand.Rand) sample {
		return sample{s.name, s.data[:len(s.data)*percent/100]}
	}
}

func flip(n int) func(*testing.T, sample, *rand.Rand) sample {
	return func(_ *testing.T, s sample, dice *rand.Rand) sample { return sample{s.name, flipped(s.data, n, dice)} }
}

// flipped returns data with n bytes changed.
func flipped(data []byte, n int, dice *rand.Rand) []byte {
	data = bytes.Clone(data)
	for range n {
		if len(data) > 0 {
			data[dice.IntN(len(data))] ^= byte(1 + dice.IntN(255))
		}
	}
	return data
}

// A part is a file in a zip file.
type part struct {
	name string
	data []byte
}

func partsOf(t *testing.T, s sample) []part {
	zr, err := zip.NewReader(bytes.NewReader(s.data), int64(len(s.data)))
	if err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	var parts []part
	for _, f := range zr.File {
		r, err := f.Open()
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		parts = append(parts, part{f.Name, data})
	}
	return parts
}

func pack(t *testing.T, parts []part, method uint16) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: method})
		if err == nil {
			_, err = w.Write(p.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// falseSizes writes other sizes into some headers of the files in a zip file.
func falseSizes(_ *testing.T, s sample, dice *rand.Rand) sample {
	data := bytes.Clone(s.data)
	sizes := []uint32{0, 1, 0x7fffffff, 0xffffffff, 0xfffffffe, uint32(len(data)), dice.Uint32()}
	for _, h := range []struct {
		mark string
		at   int // of the compressed and, behind it, the expanded size
	}{{"PK\x03\x04", 18}, {"PK\x01\x02", 20}, {"PK\x05\x06", 8}} {
		for i := 0; ; i++ {
			next := bytes.Index(data[i:], []byte(h.mark))
			if next < 0 || i+next+h.at+8 > len(data) {
				break
			}
			i += next
			if dice.IntN(2) == 0 {
				binary.LittleEndian.PutUint32(data[i+h.at+4*dice.IntN(2):], sizes[dice.IntN(len(sizes))])
			}
		}
	}
	return sample{s.name, data}
}
