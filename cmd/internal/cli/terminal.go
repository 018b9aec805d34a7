package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"
)

// A terminal is what a stream is shown on.
type terminal struct {
	is    bool
	color bool
	width int // columns; 0: unknown
}

// terminalOf tells whether w is a terminal and what it can do.
func terminalOf(w io.Writer) terminal {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return terminal{}
	}
	t := terminal{is: true, color: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
	t.width, _, _ = term.GetSize(int(f.Fd()))
	return t
}

// A progress shows on a terminal how far the work is; elsewhere nothing.
// It is safe for concurrent use.
type progress struct {
	mu     sync.Mutex
	stderr io.Writer
	w      io.Writer // stderr; nil: not a terminal
	shown  int       // percent; -1: nothing
}

func newProgress(stderr io.Writer) *progress {
	p := &progress{stderr: stderr, shown: -1}
	if terminalOf(stderr).is {
		p.w = stderr
	}
	return p
}

// barWidth is the columns of a full bar.
const barWidth = 30

// show tells that done of total steps are done.
func (p *progress) show(done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	percent := 100 * done / max(total, 1)
	if p.w == nil || percent == p.shown {
		return
	}
	p.shown = percent
	full := barWidth * percent / 100
	fmt.Fprintf(p.w, "\r核稿 [%s%s] %3d%%", strings.Repeat("#", full), strings.Repeat(".", barWidth-full), percent)
}

// clear wipes the bar away.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wipe()
}

func (p *progress) wipe() {
	if p.shown >= 0 {
		fmt.Fprintf(p.w, "\r%s\r", strings.Repeat(" ", barWidth+12))
	}
	p.shown = -1
}

// note shows a line of text, above the bar where there is one.
func (p *progress) note(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wipe()
	fmt.Fprintln(p.stderr, text)
}
