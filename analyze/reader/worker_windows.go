package reader

import (
	"os/exec"
	"syscall"
)

// apart keeps a process from opening a window of its own.
func apart(cmd *exec.Cmd) {
	const createNoWindow = 0x08000000
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: createNoWindow}
}
