package reader

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/unpack"
)

// A Pool finds and reads files like [Find] and [Read], but has what a reader might break
// down over (see format.apart) read by processes of its own, which are this program started
// again. There a crash, a hang or a hunger for memory costs the one file: the process is
// ended and another takes its place.
//
// Processes are started when the first such file comes, at most as many as files are read
// at a time, and used again. Where none can be started, and in a nil Pool, everything is
// read in the process itself. A Pool is safe for concurrent use.
type Pool struct {
	// NoOCR has pages that are pictures left alone, even where the program is installed
	// that recognises text in them. It is set before the pool is used.
	NoOCR bool

	program string            // what is started
	tell    func(text string) // see NewPool

	mu    sync.Mutex
	idle  []*worker
	state poolState
}

type poolState uint8

const (
	poolOpen   poolState = iota
	poolAlone            // no process can be started
	poolClosed           // Close has been called
)

// errAlone is that there is no process to ask.
var errAlone = errors.New("reader: no process can be started")

// NewPool returns a pool, which starts nothing yet. Its program calls [Serve] first thing
// in main; a test does so in TestMain. What takes unusually long is told in Chinese to tell,
// which may be nil.
func NewPool(tell func(text string)) *Pool {
	program, err := os.Executable()
	if isWorker() {
		return nil
	}
	p := &Pool{program: program, tell: tell}
	if err != nil {
		p.state = poolAlone
	}
	return p
}

// heard passes on what a reading says that is given more time.
func (p *Pool) heard(_ time.Duration, why string) {
	if p != nil && p.tell != nil && why != "" {
		p.tell(why)
	}
}

// Close ends the processes of the pool.
func (p *Pool) Close() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, w := range p.idle {
		w.end()
	}
	p.idle, p.state = nil, poolClosed
}

// hire returns a process that has nothing to do; used tells that it has had before.
func (p *Pool) hire(ctx context.Context) (w *worker, used bool, err error) {
	p.mu.Lock()
	state := p.state
	if n := len(p.idle); n > 0 {
		w, p.idle = p.idle[n-1], p.idle[:n-1]
	}
	p.mu.Unlock()
	if w != nil || state != poolOpen {
		return w, true, errAlone
	}
	if w, err = startWorker(ctx, p.program); err != nil {
		if ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
		p.mu.Lock()
		p.state = max(p.state, poolAlone)
		p.mu.Unlock()
		return nil, false, errAlone
	}
	return w, false, nil
}

// release gives back a process that has done its work.
func (p *Pool) release(w *worker) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.state == poolClosed {
		w.end()
		return
	}
	p.idle = append(p.idle, w)
}

// ask has a process do what q asks for with data. The error is a *fault.Fault, ctx's, or
// errAlone.
func (p *Pool) ask(ctx context.Context, q request, data []byte, take func(*answer) error) error {
	for {
		w, used, err := p.hire(ctx)
		if w == nil {
			return err
		}
		end, err := w.ask(ctx, q, data, take, p.heard)
		switch {
		case err == errUnasked && used && ctx.Err() == nil:
			w.end() // it died of something else
		case err != nil:
			w.end()
			return w.fault(err)
		case end == nil:
			p.release(w)
			return nil
		case end.Status == doc.Crash:
			w.end() // who knows what is left of it
			return end
		default:
			p.release(w)
			return end
		}
	}
}

// read reads c, which is of format f, into d: like f.read, but where that belongs.
func (p *Pool) read(ctx context.Context, f *format, c *content, d *doc.Document) error {
	if !f.apart || p == nil {
		return p.readHere(ctx, f, c, d)
	}
	data, err := c.bytes()
	if err != nil {
		return err
	}
	err = p.ask(ctx, request{Name: d.Name, NoOCR: p.NoOCR}, data, func(a *answer) error {
		if a.Doc == nil || !sound(a.Doc) {
			return errNonsense
		}
		d.Status, d.Reason, d.Blocks, d.Notices = a.Doc.Status, a.Doc.Reason, a.Doc.Blocks, a.Doc.Notices
		return nil
	})
	if err == errAlone {
		return p.readHere(ctx, f, c, d)
	}
	return err
}

// readHere is f.read, in its time.
func (p *Pool) readHere(ctx context.Context, f *format, c *content, d *doc.Document) error {
	c.noOCR = p != nil && p.NoOCR
	ctx, stop := startClock(ctx, limit.TimeOf(max(c.size, int64(len(c.data)))), p.heard)
	defer stop()
	return inTime(ctx, f.read(ctx, c, d))
}

// unpack expands a 7z or rar archive, which may take room bytes then. With an error come
// the files before it.
func (p *Pool) unpack(ctx context.Context, data []byte, room int64) ([]unpack.File, error) {
	if p == nil {
		return unpackHere(ctx, data, room)
	}
	var files []unpack.File
	left := room
	err := p.ask(ctx, request{Archive: true, Room: room}, data, func(a *answer) error {
		if a.File == nil || len(files) == limit.Entries || int64(len(a.File.Data)) > left {
			return errNonsense
		}
		left -= int64(len(a.File.Data))
		files = append(files, a.File.file())
		return nil
	})
	if err == errAlone {
		return unpackHere(ctx, data, room)
	}
	return files, err
}
