package reader

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"io"
	"os"
	"os/exec"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/unpack"
)

// What a pool and its processes say to each other, over the pipes at a process's standard
// input and output: the process sends hello, then for each request, which is followed by
// the file's bytes, any number of answers up to one that is the last. All are gob messages,
// which tell their length first.

// workerVariable is set in the environment of a process that reads for a pool.
const workerVariable = "HEGAO_READER"

const (
	hello     = "hegao reader\n"
	startTime = 10 * time.Second // for a process to say so, on a busy machine
	maxAnswer = 256 << 20        // bytes: limit.Text and limit.Pieces with all that is said of them, or a file of an archive
)

// A request is what a process is asked to do.
type request struct {
	Name    string // of the file; display only, as ever
	Size    int    // bytes that follow
	NoOCR   bool   // see Pool
	Archive bool   // expand a 7z or rar archive, instead of reading a document,
	Room    int64  // to so many bytes
}

// An answer is what a process has to say to a request.
type answer struct {
	Last bool
	Doc  *doc.Document // blocks, notices, status and reason
	File *packedFile
	End  *fault.Fault  // with Last: why there is no more
	More time.Duration // that it needs from now on, with neither Doc nor File,
	Why  string        // in Chinese
}

// A packedFile is an unpack.File on its way.
type packedFile struct {
	Name     string
	Modified time.Time
	Data     []byte
	Fault    *fault.Fault
}

func (p *packedFile) file() unpack.File {
	f := unpack.File{Name: p.Name, Modified: p.Modified, Data: p.Data}
	if p.Fault != nil {
		f.Err = p.Fault
	}
	return f
}

var (
	errUnasked  = errors.New("reader: the process is gone")
	errNonsense = errors.New("reader: the process answers what can't be")
)

// A worker is a process that reads for a pool.
type worker struct {
	cmd      *exec.Cmd
	in       io.Writer
	out      *io.LimitedReader
	requests *gob.Encoder
	answers  *gob.Decoder
}

// startWorker starts a process.
func startWorker(ctx context.Context, program string) (*worker, error) {
	cmd := exec.Command(program)
	cmd.Env = workerEnvironment()
	apart(cmd)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	w := &worker{cmd: cmd, in: in, out: &io.LimitedReader{R: out, N: maxAnswer}, requests: gob.NewEncoder(in)}
	buffered := bufio.NewReaderSize(w.out, 64<<10)
	w.answers = gob.NewDecoder(buffered)
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	stop := context.AfterFunc(ctx, w.kill)
	said := make([]byte, len(hello))
	_, err = io.ReadFull(buffered, said)
	if !stop() || err != nil || string(said) != hello {
		w.end()
		return nil, errors.New("reader: the process does not say hello")
	}
	return w, nil
}

// workerEnvironment returns what a process needs to know of its surroundings: where it may
// keep files and find programs.
func workerEnvironment() []string {
	env := []string{workerVariable + "=1"}
	for _, name := range []string{"PATH", "HOME", "XDG_CACHE_HOME", "TMPDIR", "TESSDATA_PREFIX", "SystemRoot", "LocalAppData", "TEMP", "TMP"} {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// ask sends a request with its data and calls take with the answers before the last, which
// says how it ended, and heard when it takes longer. After an error the process is of no
// more use; it is errUnasked when the process can't have seen the data.
func (w *worker) ask(ctx context.Context, q request, data []byte, take func(*answer) error, heard func(time.Duration, string)) (end *fault.Fault, err error) {
	stop := context.AfterFunc(ctx, w.kill)
	clock := time.AfterFunc(limit.TimeOf(int64(len(data))), w.kill)
	defer func() {
		late := !clock.Stop()
		if cancelled := !stop(); cancelled {
			err = context.Cause(ctx)
		} else if late {
			err = context.DeadlineExceeded
		}
	}()
	q.Size = len(data)
	if err := w.requests.Encode(q); err != nil {
		return nil, errUnasked
	}
	if _, err := w.in.Write(data); err != nil {
		return nil, errUnasked
	}
	for {
		var a answer
		w.out.N = maxAnswer
		if err := w.answers.Decode(&a); err != nil {
			return nil, err
		}
		switch {
		case a.Last:
			return a.End, nil
		case a.More > 0:
			if clock.Stop() {
				clock.Reset(min(a.More, limit.LongTime) * 21 / 20)
			}
			heard(a.More, a.Why)
		default:
			if err := take(&a); err != nil {
				return nil, err
			}
		}
	}
}

func (w *worker) kill() { w.cmd.Process.Kill() }

// end ends the process and waits for its end.
func (w *worker) end() {
	w.kill()
	w.cmd.Wait()
}

// fault tells why a process that has been ended after err did not do what it was asked for.
func (w *worker) fault(err error) error {
	switch {
	case w.cmd.ProcessState != nil && w.cmd.ProcessState.ExitCode() == exitMemory:
		return limit.ErrMemory
	case errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled):
		return err
	}
	return panicked("读取进程中断")
}
