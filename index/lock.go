package index

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A lock keeps an archive to one owner or to several readers. The system lets go of it when
// its process ends, in whatever way: none is ever left behind.
type lock struct {
	file  *os.File // nil: a disk on which nothing can be locked
	owner bool
}

const lockFile = "lock"

// errLocked says that another process has the lock.
var errLocked = errors.New("locked")

// lockWait is how long a lock is waited for: a search that is just ending lets go in time.
const lockWait = time.Second

// takeLock takes the lock of the archive at dir, the owner's or a reader's. Held by another for
// so long it is a *HeldError.
func takeLock(dir string, owner bool, me Holder, wait time.Duration) (*lock, error) {
	name := filepath.Join(dir, lockFile)
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, private)
	if err != nil && !owner {
		if file, err = os.Open(name); err != nil { // on a disk that can only be read nobody is owner
			return &lock{}, nil
		}
	}
	if err != nil {
		return nil, err
	}
	for deadline := time.Now().Add(wait); ; time.Sleep(20 * time.Millisecond) {
		err = lockNow(file, owner)
		if !errors.Is(err, errLocked) || time.Now().After(deadline) {
			break
		}
	}
	l := &lock{file, owner}
	switch {
	case errors.Is(err, errLocked):
		err = &HeldError{readHolder(name)}
	case err == nil && owner:
		err = l.sign(me)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return l, nil
}

// sign writes who holds the lock into it.
func (l *lock) sign(me Holder) error {
	data, err := json.Marshal(me)
	if err != nil {
		return err
	}
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	if _, err = l.file.WriteAt(data, 0); err != nil && len(data) > 0 {
		return err
	}
	return nil
}

// readHolder returns who says to hold the lock.
func readHolder(name string) Holder {
	var h Holder
	if data, err := os.ReadFile(name); err == nil {
		json.Unmarshal(data, &h)
	}
	return h
}

// release lets go of the lock.
func (l *lock) release() error {
	if l.file == nil {
		return nil
	}
	if l.owner {
		l.file.Truncate(0)
	}
	return l.file.Close()
}

// Me returns this process as a holder; command is what it was called with.
func Me(command ...string) Holder {
	h := Holder{PID: os.Getpid(), Since: time.Now().Truncate(time.Second), Command: strings.Join(command, " ")}
	h.Host, _ = os.Hostname()
	for _, key := range []string{"USER", "USERNAME", "LOGNAME"} {
		if h.User == "" {
			h.User = os.Getenv(key)
		}
	}
	return h
}
