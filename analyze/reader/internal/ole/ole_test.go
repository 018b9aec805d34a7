package ole_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"hegao/analyze/reader/internal/ole"
	"hegao/analyze/reader/internal/oletest"
)

var le = binary.LittleEndian

func noise(n int) []byte {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(random.Uint32())
	}
	return b
}

var sizes = []int{0, 1, 63, 64, 65, 4095, 4096, 4097, 100_000}

func sample() []byte {
	var streams []oletest.Stream
	for _, n := range sizes {
		streams = append(streams, oletest.Stream{Name: fmt.Sprintf("Stream %d", n), Data: noise(n)})
	}
	return oletest.File(streams...)
}

func check(t *testing.T, data []byte) {
	t.Helper()
	f, err := ole.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range sizes {
		name := fmt.Sprintf("stream %d", n) // names are the same in either case
		if got := f.Stream(name); !f.Has(name) || !bytes.Equal(got, noise(n)) {
			t.Errorf("%s has %d bytes", name, len(got))
		}
	}
	if f.Has("Root Entry") || f.Stream("x") != nil {
		t.Error("more than there is")
	}
}

func TestStream(t *testing.T) { check(t, sample()) }

// The sectors of a file may stand in any order.
func TestScattered(t *testing.T) {
	data := sample()
	n := len(data)/512 - 1
	to := rand.New(rand.NewPCG(3, 4)).Perm(n)
	out := make([]byte, len(data))
	copy(out, data[:512])
	move := func(b []byte) {
		if s := le.Uint32(b); s < uint32(n) {
			le.PutUint32(b, uint32(to[s]))
		}
	}
	tables := map[int]bool{}
	for i := range 109 {
		if s := le.Uint32(data[76+4*i:]); s < uint32(n) {
			tables[int(s)] = true
			move(out[76+4*i:])
		}
	}
	move(out[48:])
	move(out[60:])
	fat := make([]uint32, n)
	for i := range n {
		sector := bytes.Clone(data[512*(i+1) : 512*(i+2)])
		if i == int(le.Uint32(data[48:])) || i > int(le.Uint32(data[48:])) && !tables[i] {
			for e := 0; e < 512; e += 128 { // the directory is last but for the tables
				if le.Uint32(sector[e+120:]) >= 4096 || sector[e+66] == 5 {
					move(sector[e+116:])
				}
			}
		}
		copy(out[512*(to[i]+1):], sector)
	}
	k := 0
	for i := range n { // tables in their own order
		if !tables[i] {
			continue
		}
		for j := range 128 {
			if e := 128*k + j; e < n {
				fat[e] = le.Uint32(data[512*(i+1)+4*j:])
			}
		}
		k++
	}
	k = 0
	for i := range n {
		if !tables[i] {
			continue
		}
		for j := range 128 {
			le.PutUint32(out[512*(to[i]+1)+4*j:], 0xffffffff)
		}
	}
	order := make([]int, 0, len(tables))
	for i := range n {
		if tables[i] {
			order = append(order, to[i])
		}
	}
	for from, next := range fat {
		b := le.AppendUint32(nil, next)
		move(b)
		at := to[from]
		copy(out[512*(order[at/128]+1)+4*(at%128):], b)
	}
	check(t, out)
}

// Of a file that was cut off there is what is left; circles end.
func TestDamaged(t *testing.T) {
	whole := sample()
	for n := range len(whole) {
		if n%97 != 0 {
			continue
		}
		if f, err := ole.Open(whole[:n]); err == nil {
			for _, size := range sizes {
				if got := f.Stream(fmt.Sprintf("Stream %d", size)); len(got) > size {
					t.Fatalf("%d bytes of %d", len(got), size)
				}
			}
		}
	}
	for i := 512; i+4 <= len(whole); i += 512 {
		data := bytes.Clone(whole)
		for j := i; j < i+512; j += 4 { // whatever this sector is, now it leads to itself
			le.PutUint32(data[j:], uint32(i/512-1))
		}
		if f, err := ole.Open(data); err == nil {
			for _, size := range sizes {
				f.Stream(fmt.Sprintf("Stream %d", size))
			}
		}
	}
}

// A directory of entries each inside the one before costs no more than another.
func TestDeepDirectory(t *testing.T) {
	var streams []oletest.Stream
	for i := range 20_000 {
		streams = append(streams, oletest.Stream{Name: fmt.Sprint(i)})
	}
	data := oletest.File(streams...)
	start := time.Now()
	f, err := ole.Open(data)
	if err != nil || !f.Has("19999") {
		t.Fatal(err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("took %v", took)
	}
}
