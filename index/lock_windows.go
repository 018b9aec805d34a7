package index

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockNow locks f for an owner or a reader, or returns errLocked at once. The byte that is
// locked lies far behind what the file says, which stays readable.
func lockNow(f *os.File, owner bool) error {
	how := uint32(windows.LOCKFILE_FAIL_IMMEDIATELY)
	if owner {
		how |= windows.LOCKFILE_EXCLUSIVE_LOCK
	}
	at := windows.Overlapped{OffsetHigh: 1 << 30}
	err := windows.LockFileEx(windows.Handle(f.Fd()), how, 0, 1, 0, &at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return errLocked
	}
	if err != nil {
		return &os.PathError{Op: "lock", Path: f.Name(), Err: err}
	}
	return nil
}
