package reader

import (
	"bufio"
	"context"
	"encoding/gob"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/limit"
)

// The exit codes of a process that reads for a pool.
const (
	exitDone   = 0 // the pool is gone
	exitMemory = 71
)

func isWorker() bool { return os.Getenv(workerVariable) != "" }

// Serve reads files for the [Pool] that started this process until the pool is gone, and
// then ends the process. In a process that no pool started it returns at once.
//
// Two goroutines look after the one that reads: one ends the process when the pool's end of
// the pipe is closed, so that no process outlives its pool, whatever it is doing; the other
// when it takes more memory than a file may.
func Serve() {
	if !isWorker() {
		return
	}
	signal.Ignore(os.Interrupt) // which is for the pool's process to obey
	debug.SetGCPercent(400)
	debug.SetMaxStack(limit.Stack)
	debug.SetTraceback("none") // which nobody reads, and which takes seconds for a deep stack
	out := os.Stdout
	os.Stdout = os.Stderr
	if _, err := io.WriteString(out, hello); err != nil {
		os.Exit(exitDone)
	}
	work := make(chan job)
	go func() {
		listen(os.Stdin, work)
		os.Exit(exitDone)
	}()
	m := newMouth(out)
	for j := range work {
		err := j.do(m.say)
		if err != nil {
			os.Exit(exitDone)
		}
		if memory() > limit.Memory {
			debug.FreeOSMemory()
		}
	}
}

// A mouth says answers to the pool, one at a time.
type mouth struct {
	mu      sync.Mutex
	out     *bufio.Writer
	answers *gob.Encoder
}

func newMouth(out io.Writer) *mouth {
	b := bufio.NewWriterSize(out, 64<<10)
	return &mouth{out: b, answers: gob.NewEncoder(b)}
}

func (m *mouth) say(a answer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.answers.Encode(a); err != nil || a.Doc != nil || a.File != nil {
		return err // the last answer comes behind it
	}
	return m.out.Flush()
}

// A job is a request with its data.
type job struct {
	request
	data []byte
}

// listen hands on what the pool asks for, up to its end.
func listen(in io.Reader, work chan<- job) {
	b := bufio.NewReaderSize(in, 64<<10)
	requests := gob.NewDecoder(b)
	for {
		var j job
		if err := requests.Decode(&j.request); err != nil {
			return
		}
		j.data = make([]byte, j.Size)
		if _, err := io.ReadFull(b, j.data); err != nil {
			return
		}
		work <- j
	}
}

// do does the job and says what comes of it.
func (j *job) do(say func(answer) error) error {
	var answers []answer
	var err error
	if j.Archive {
		defer guard(limit.Memory + int64(len(j.data)) + j.Room)()
		answers, err = j.expand()
	} else {
		answers, err = j.read(func(more time.Duration, why string) { say(answer{More: more, Why: why}) })
	}
	for _, a := range answers {
		if err := say(a); err != nil {
			return err
		}
	}
	last := answer{Last: true}
	if err != nil {
		last.End = fault.Of(err)
	}
	return say(last)
}

// read reads a document. What was read before an error counts.
func (j *job) read(heard func(time.Duration, string)) (answers []answer, err error) {
	d := &doc.Document{Name: j.Name, Status: doc.OK}
	defer func() {
		if v := recover(); v != nil {
			err = panicked(v)
		}
	}()
	c := contentOf(j.Name, j.data)
	c.noOCR = j.NoOCR
	f := formatOf(c)
	if f == nil {
		return nil, unknown(c)
	}
	most := int64(limit.Memory)
	if f.heavy {
		most = limit.HeavyMemory
	}
	defer guard(most + int64(len(j.data)))()
	whole := limit.TimeOf(int64(len(j.data)))
	// A reading that ends by itself, before the pool ends it, lets the process live on.
	ctx, stop := startClock(context.Background(), whole-whole/20, heard)
	defer stop()
	err = inTime(ctx, f.read(ctx, c, d))
	if err != nil && fault.Of(err).Status != doc.Damaged {
		drop(d)
	}
	return []answer{{Doc: d}}, err
}

// expand expands an archive. Where a limit was hit, nothing of it counts.
func (j *job) expand() (answers []answer, err error) {
	files, err := unpackHere(context.Background(), j.data, j.Room)
	if err != nil && fault.Of(archiveFault(err)).Status != doc.Damaged {
		return nil, archiveFault(err)
	}
	for _, f := range files {
		p := &packedFile{Name: f.Name, Modified: f.Modified, Data: f.Data}
		if f.Err != nil {
			p.Fault = fault.Of(archiveFault(f.Err))
		}
		answers = append(answers, answer{File: p})
	}
	if err != nil {
		err = archiveFault(err)
	}
	return answers, err
}

// guard ends the process as soon as it takes more than most bytes of memory, until rest is
// called. From half of that on, garbage is collected more often.
func guard(most int64) (rest func()) {
	debug.SetMemoryLimit(most / 2)
	done := make(chan struct{})
	go func() {
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if memory() > most {
					os.Exit(exitMemory)
				}
			}
		}
	}()
	return func() { close(done) }
}

// memory returns how many bytes of memory the process takes.
func memory() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys - m.HeapReleased)
}
