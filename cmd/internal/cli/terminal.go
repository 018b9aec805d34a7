package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

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
type progress struct {
	w     io.Writer // nil: not a terminal
	shown int       // percent; -1: nothing yet
}

func newProgress(stderr io.Writer) *progress {
	p := &progress{shown: -1}
	if terminalOf(stderr).is {
		p.w = stderr
	}
	return p
}

// barWidth is the columns of a full bar.
const barWidth = 30

// show tells that done of total steps are done.
func (p *progress) show(done, total int) {
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
	if p.shown >= 0 {
		fmt.Fprintf(p.w, "\r%s\r", strings.Repeat(" ", barWidth+12))
	}
}
