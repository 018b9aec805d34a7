// Package ocr recognises text in pictures of pages, with the program tesseract where it is
// installed and knows Chinese.
package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"hegao/analyze/reader/internal/layout"
)

const (
	program  = "tesseract"
	language = "chi_sim"

	startTime  = 10 * time.Second // for the program to tell its languages
	mostOutput = 64 << 20         // bytes of what it says of one picture
)

// DPI is what pictures are recognised best at.
const DPI = 300

// Available reports whether the program is installed and knows Chinese.
func Available() bool { return available() }

var available = sync.OnceValue(func() bool {
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	out, err := command(ctx, "--list-langs").Output()
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(out)) {
		if strings.TrimSpace(line) == language {
			return true
		}
	}
	return false
})

// command returns a call of the program. One processor at a time: files are read in
// parallel already.
func command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	cmd.WaitDelay = time.Second
	return cmd
}

// Gray recognises a picture of one page at so many dots per inch.
func Gray(ctx context.Context, img *image.Gray, dpi float64) (layout.Page, error) {
	b := img.Bounds()
	var pgm bytes.Buffer
	pgm.Grow(len(img.Pix) + 32)
	fmt.Fprintf(&pgm, "P5 %d %d 255\n", b.Dx(), b.Dy())
	for y := range b.Dy() {
		pgm.Write(img.Pix[y*img.Stride:][:b.Dx()])
	}
	pages, err := recognise(ctx, pgm.Bytes(), dpi)
	if err != nil || len(pages) == 0 {
		return layout.Page{}, err
	}
	return pages[0], nil
}

// File recognises the pages of a file that the program reads itself: PNG, JPEG, TIFF and
// others. How large they are printed is guessed: as wide as a sheet of paper.
func File(ctx context.Context, data []byte) ([]layout.Page, error) {
	return recognise(ctx, data, 0)
}

// ErrPicture is that the program can't read a picture.
var ErrPicture = errors.New("ocr: no picture that can be read")

// recognise has the program recognise a picture; dpi is 0 where nobody knows.
func recognise(ctx context.Context, picture []byte, dpi float64) ([]layout.Page, error) {
	args := []string{"stdin", "stdout", "-l", language, "--psm", "3"}
	if dpi > 0 {
		args = append(args, "--dpi", strconv.Itoa(int(math.Round(dpi))))
	}
	cmd := command(ctx, append(args, "tsv")...)
	cmd.Stdin = bytes.NewReader(picture)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	said, readErr := io.ReadAll(io.LimitReader(out, mostOutput))
	if len(said) == mostOutput {
		cmd.Process.Kill()
	}
	if err := cmd.Wait(); ctx.Err() != nil {
		return nil, ctx.Err()
	} else if err != nil || readErr != nil {
		return nil, ErrPicture
	}
	return pagesOf(string(said), dpi), nil
}
