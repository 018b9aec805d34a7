package index

import (
	"container/list"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
)

// A shelf reads from the packs of a folder. It is made for concurrent use.
type shelf struct {
	dir string

	mu       sync.Mutex
	open     map[int]*openPack
	decoders map[string]*recordDecoder // by types: most packs have the same
	turn     int                       // counts the uses
}

// An openPack is a pack that is open for reading.
type openPack struct {
	file    *os.File
	used    int
	records *recordDecoder // nil: not asked for yet
}

// mostOpen is how many packs stay open.
const mostOpen = 128

func newShelf(dir string) *shelf {
	return &shelf{dir: dir, open: map[int]*openPack{}, decoders: map[string]*recordDecoder{}}
}

// pack opens a pack, or returns it where it is open already.
func (s *shelf) pack(number int) (*os.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turn++
	if p := s.open[number]; p != nil {
		p.used = s.turn
		return p.file, nil
	}
	file, err := os.Open(packName(s.dir, number))
	if err != nil {
		return nil, err
	}
	if len(s.open) >= mostOpen {
		oldest := 0
		for n, p := range s.open {
			if oldest == 0 || p.used < s.open[oldest].used {
				oldest = n
			}
		}
		s.open[oldest].file.Close() // whoever reads from it now opens it again
		delete(s.open, oldest)
	}
	s.open[number] = &openPack{file: file, used: s.turn}
	return file, nil
}

// with calls f with a pack.
func (s *shelf) with(number int, f func(*os.File) error) error {
	for {
		file, err := s.pack(number)
		if err == nil {
			if err = f(file); errors.Is(err, os.ErrClosed) {
				continue
			}
		}
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return err
	}
}

// read returns what stands at b of a pack.
func (s *shelf) read(number int, b blob) (data []byte, err error) {
	err = s.with(number, func(f *os.File) error {
		data, err = readBlob(f, b)
		return err
	})
	return data, err
}

// text returns the texts of a report's blocks.
func (s *shelf) text(e *entry) ([]string, error) {
	data, err := s.read(e.pack, e.text)
	if err != nil {
		return nil, err
	}
	texts, err := unpackText(data)
	if err != nil {
		err = fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return texts, err
}

// record returns a report without its text.
func (s *shelf) record(e *entry) (stored, error) {
	data, err := s.read(e.pack, e.record)
	if err != nil {
		return stored{}, err
	}
	d, err := s.decoder(e.pack)
	if err != nil {
		return stored{}, err
	}
	r, err := d.unpackRecord(data)
	if err != nil {
		err = fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return r, err
}

// decoder returns what a pack's records are decoded with.
func (s *shelf) decoder(number int) (*recordDecoder, error) {
	s.mu.Lock()
	if p := s.open[number]; p != nil && p.records != nil {
		defer s.mu.Unlock()
		return p.records, nil
	}
	s.mu.Unlock()
	var types []byte
	err := s.with(number, func(f *os.File) (err error) {
		types, err = packTypes(f)
		return err
	})
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.decoders[string(types)]
	if d == nil {
		d = &recordDecoder{types: types}
		s.decoders[string(types)] = d
	}
	if p := s.open[number]; p != nil {
		p.records = d
	}
	return d, nil
}

// close closes the packs whose numbers are given, all where none is.
func (s *shelf) close(numbers ...int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(numbers) == 0 {
		for n := range s.open {
			numbers = append(numbers, n)
		}
	}
	for _, n := range numbers {
		if p := s.open[n]; p != nil {
			p.file.Close()
			delete(s.open, n)
		}
	}
}

// A cache keeps what was used last, up to a number of bytes. It is made for concurrent use.
type cache[V any] struct {
	mu    sync.Mutex
	room  int
	items map[string]*list.Element
	order list.List // of cached[V], the last used first
}

// cached is an item of a cache.
type cached[V any] struct {
	key   string
	value V
	size  int
}

func newCache[V any](room int) *cache[V] {
	return &cache[V]{room: room, items: map[string]*list.Element{}}
}

func (c *cache[V]) get(key string) (v V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.items[key]
	if e == nil {
		return v, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached[V]).value, true
}

// put keeps v, which takes size bytes.
func (c *cache[V]) put(key string, v V, size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(key)
	c.items[key] = c.order.PushFront(&cached[V]{key, v, size})
	c.room -= size
	for c.room < 0 {
		c.drop(c.order.Back().Value.(*cached[V]).key)
	}
}

func (c *cache[V]) remove(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(key)
}

func (c *cache[V]) drop(key string) {
	if e := c.items[key]; e != nil {
		c.room += e.Value.(*cached[V]).size
		c.order.Remove(e)
		delete(c.items, key)
	}
}

// original returns the file as it was submitted: its bytes have the hash that is its ID.
func (s *shelf) original(e *entry) ([]byte, error) {
	data, err := s.read(e.pack, e.original)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != e.ID {
		return nil, fmt.Errorf("%w: the original is another", ErrDamaged)
	}
	return data, nil
}
