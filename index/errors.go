package index

import (
	"errors"
	"fmt"
	"time"
)

// What callers decide by.
var (
	ErrUnknown  = errors.New("no such report in the archive")
	ErrDamaged  = errors.New("damaged in the archive")
	ErrNone     = errors.New("there is no archive")               // at the folder asked for
	ErrForeign  = errors.New("the folder holds other files")      // so that no archive is made in it
	ErrNotEmpty = errors.New("the folder is not empty")           // so that nothing is restored into it
	ErrRestore  = errors.New("a restore did not come to its end") // the folder holds a part of a backup
	ErrReadOnly = errors.New("the archive is open for reading")
	ErrBackup   = errors.New("not a whole backup")
	ErrClosed   = errors.New("the archive is closed")
)

// A VersionError is an archive of another format than this program's.
type VersionError struct{ Found string }

func (e *VersionError) Error() string { return fmt.Sprintf("archive of format %q", e.Found) }

// A HeldError says that another process owns the archive.
type HeldError struct{ Holder Holder }

func (e *HeldError) Error() string { return fmt.Sprintf("the archive is held by %+v", e.Holder) }

// A Holder is the process that owns an archive. Its zero value is one that does not tell.
type Holder struct {
	PID     int       `json:"pid"`
	User    string    `json:"user"`
	Host    string    `json:"host"`
	Command string    `json:"command"` // what it was called with, in short: "index"
	Since   time.Time `json:"since"`
}

// A DiskError is an archive that can't be read or written.
type DiskError struct {
	Dir string // the archive's
	Err error
}

func (e *DiskError) Error() string { return fmt.Sprintf("archive %s: %v", e.Dir, e.Err) }
func (e *DiskError) Unwrap() error { return e.Err }

// An EngineError is an engine that can't be used though the archive can.
type EngineError struct{ Err error }

func (e *EngineError) Error() string { return fmt.Sprintf("engine: %v", e.Err) }
func (e *EngineError) Unwrap() error { return e.Err }

// A BackupError is a backup that can't be restored.
type BackupError struct {
	File string
	Err  error
}

func (e *BackupError) Error() string { return fmt.Sprintf("backup %s: %v", e.File, e.Err) }
func (e *BackupError) Unwrap() error { return e.Err }
