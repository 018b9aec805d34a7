package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// snapshotTries is how often a commit may come between before a snapshot is given up.
const snapshotTries = 20

// Snapshot makes a folder with the index as the one in from was at one moment, though another
// process owns that and goes on writing. What was in the folder is gone. Nothing is copied but
// bleve's root: all other files are written once, and linked.
//
// The root is bolt's, which never writes over what its last commit needs. One that is read
// twice with the same bytes has stood still from the end of the first reading to the start of
// the second, and is what a crash in between would have left. And a file that it names was not
// removed before either, since whoever removes one commits first that it is not needed: so the
// links are made between the two.
func Snapshot(ctx context.Context, from, to string) error {
	before, err := readRoot(from)
	for range snapshotTries {
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if err = linkFiles(from, to); err != nil {
			return fmt.Errorf("snapshot of the index: %w", err)
		}
		var after [2][]byte
		if after, err = readRoot(from); err != nil || !slices.EqualFunc(before[:], after[:], bytes.Equal) {
			before = after
			continue
		}
		if err := os.WriteFile(filepath.Join(to, bleveDir, rootFile), after[0], 0o600); err != nil {
			return err
		}
		if after[1] == nil {
			return nil
		}
		return os.WriteFile(filepath.Join(to, rootSumFile), after[1], 0o600)
	}
	return fmt.Errorf("snapshot of the index: it changed %d times", snapshotTries)
}

// readRoot reads the root, and the checksum that the last owner left; nil: one is at work.
func readRoot(dir string) (read [2][]byte, err error) {
	if read[0], err = os.ReadFile(filepath.Join(dir, bleveDir, rootFile)); err != nil {
		return read, err
	}
	read[1], err = os.ReadFile(filepath.Join(dir, rootSumFile))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return read, err
}

// linkFiles makes a folder with links to all files in from that are written once.
func linkFiles(from, to string) error {
	if err := os.RemoveAll(to); err != nil { // a file may have been written again under its name
		return err
	}
	for folder, ending := range map[string]string{"": pairsEnding, bleveDir: ".zap"} {
		entries, err := os.ReadDir(filepath.Join(from, folder))
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Join(to, folder), 0o700); err != nil {
			return err
		}
		for _, e := range entries {
			if filepath.Ext(e.Name()) != ending {
				continue
			}
			err := os.Link(filepath.Join(from, folder, e.Name()), filepath.Join(to, folder, e.Name()))
			if err != nil && !errors.Is(err, fs.ErrNotExist) { // one that is gone is not needed
				return err
			}
		}
	}
	return nil
}
