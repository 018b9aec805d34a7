package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// openTerminal returns a terminal for a program to write to, and what reads it.
func openTerminal(t *testing.T) (screen, reader *os.File) {
	t.Helper()
	reader, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminals here: %v", err)
	}
	t.Cleanup(func() { reader.Close() })
	control := func(request uintptr, arg unsafe.Pointer) {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, reader.Fd(), request, uintptr(arg)); errno != 0 {
			t.Skipf("no terminals here: %v", errno)
		}
	}
	var unlocked, number int32
	control(syscall.TIOCSPTLCK, unsafe.Pointer(&unlocked))
	control(syscall.TIOCGPTN, unsafe.Pointer(&number))
	screen, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminals here: %v", err)
	}
	return screen, reader
}

// onTerminal runs args with a terminal in place of stdout or stderr, and returns the exit
// code and what was shown on it.
func onTerminal(t *testing.T, stdout bool, args ...string) (code int, shown string) {
	t.Helper()
	screen, reader := openTerminal(t)
	var b bytes.Buffer
	done := make(chan struct{})
	go func() {
		io.Copy(&b, reader) // ends when the last one closes the screen
		close(done)
	}()
	if stdout {
		code = Run(t.Context(), args, screen, io.Discard)
	} else {
		code = Run(t.Context(), args, io.Discard, screen)
	}
	screen.Close()
	<-done
	return code, b.String()
}

func TestOnTerminal(t *testing.T) {
	report := filepath.Join(t.TempDir(), "报告.txt")
	if err := os.WriteFile(report, []byte("一、工作开展情况\n召开支委会*次。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TERM", "xterm")
	t.Setenv("NO_COLOR", "")
	if _, shown := onTerminal(t, true, "check", report); !strings.Contains(shown, "支委会") || !strings.Contains(shown, "\x1b[") {
		t.Errorf("text on a terminal without colours: %q", shown)
	}
	if _, shown := onTerminal(t, false, "check", report); !strings.Contains(shown, "\r核稿 [") || !strings.HasSuffix(shown, " \r") {
		t.Errorf("no progress, or it stays: %q", shown)
	}
	var refusal bytes.Buffer
	screen, _ := openTerminal(t)
	defer screen.Close()
	if code := Run(t.Context(), []string{"check", "--format", "xlsx", report}, screen, &refusal); code != 2 || !strings.Contains(refusal.String(), "-o 结果.xlsx") {
		t.Errorf("a workbook on a terminal: exit code %d, %q", code, &refusal)
	}
	t.Setenv("NO_COLOR", "1")
	if _, shown := onTerminal(t, true, "check", report); strings.Contains(shown, "\x1b[") {
		t.Errorf("colours in spite of NO_COLOR: %q", shown)
	}
}
