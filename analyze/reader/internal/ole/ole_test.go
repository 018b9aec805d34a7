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

func samples() []oletest.Stream {
	var streams []oletest.Stream
	for _, n := range sizes {
		streams = append(streams, oletest.Stream{Name: fmt.Sprintf("Stream %d", n), Data: noise(n)})
	}
	return streams
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

func TestStream(t *testing.T) { check(t, oletest.File(samples()...)) }

func TestScattered(t *testing.T) { check(t, oletest.Scattered(samples()...)) }

// Of a file that was cut off there is what is left; circles end.
func TestDamaged(t *testing.T) {
	whole := oletest.File(samples()...)
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
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("took %v", took)
	}
}
