package reader

import (
	"context"
	"io"
	"slices"
	"sync"

	"hegao/analyze/reader/internal/limit"
)

// A shelf keeps the archives that were opened last, of those that must be expanded to read
// an entry: archives inside archives, 7z, rar and mail. Entries are read one after the
// other, and each time all of it would have to be expanded.
type shelf struct {
	ctx  context.Context // of the call of Find
	pool *Pool
	mu   sync.Mutex
	kept []shelved
	size int64
}

type shelved struct {
	name    string
	entries []entry
	size    int64
}

// open returns the entries of the archive that source holds, which may expand to room
// bytes. With an error come those before it.
func (s *shelf) open(source Source, room int64) ([]entry, error) {
	if entries := s.get(source.Name); entries != nil {
		return entries, nil
	}
	data, err := readEntry(source)
	if err != nil {
		return nil, err
	}
	entries, size, err := s.pool.unwrap(s.ctx, data, room)
	if len(entries) > 0 {
		s.put(shelved{source.Name, entries, size})
	}
	return entries, err
}

func (s *shelf) get(name string) []entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.kept {
		if k.name == name {
			return k.entries
		}
	}
	return nil
}

func (s *shelf) put(k shelved) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = append(s.kept, k)
	for s.size += k.size; s.size > limit.OpenArchives && len(s.kept) > 1; s.kept = slices.Delete(s.kept, 0, 1) {
		s.size -= s.kept[0].size
	}
}

func readEntry(source Source) ([]byte, error) {
	r, err := source.open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, limit.File+1))
	if err == nil && len(data) > limit.File {
		err = limit.ErrFile
	}
	return data, err
}
