package embedded

import (
	"os"
	"sync/atomic"

	"hegao/index/embedded/internal/pairs"
)

// A segment is a file of pairs that views share. It is closed, and removed where it has been
// replaced, once no view needs it.
type segment struct {
	*pairs.Segment
	name     string
	users    atomic.Int32
	replaced atomic.Bool
}

// openSegment opens a file; whoever asked is its first user.
func openSegment(name string) (*segment, error) {
	p, err := pairs.Open(name)
	if err != nil {
		return nil, err
	}
	s := &segment{Segment: p, name: name}
	s.users.Store(1)
	return s, nil
}

func (s *segment) retain() { s.users.Add(1) }

func (s *segment) release() {
	if s.users.Add(-1) == 0 {
		s.Close()
		if s.replaced.Load() {
			os.Remove(s.name)
		}
	}
}
