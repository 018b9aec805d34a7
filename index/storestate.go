package index

import (
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// A storeState tells of an engine's folder as it was left. It stands there only while no owner
// is at work: without it the engine is compared with the manifest.
type storeState struct {
	Engine string               `json:"engine"`
	Next   int                  `json:"next"` // the manifest's next line
	Files  map[string]fileState `json:"files"`
}

// A fileState is a file's size in bytes, when it was written, and its checksum.
type fileState struct {
	Size int64  `json:"size"`
	Time int64  `json:"time"` // nanoseconds
	Sum  uint32 `json:"sum"`
}

// readState returns how the last owner left the engine; nil: it does not say.
func readState(dir string) *storeState {
	data, err := os.ReadFile(filepath.Join(dir, stateFile))
	if err != nil {
		return nil
	}
	s := new(storeState)
	if json.Unmarshal(data, s) != nil {
		return nil
	}
	return s
}

// untouched reports whether the engine's files look as they were left, without reading them.
func untouched(dir string, s *storeState) bool {
	for name, f := range s.Files {
		info, err := os.Stat(filepath.Join(dir, storeDir, filepath.FromSlash(name)))
		if err != nil || info.Size() != f.Size || info.ModTime().UnixNano() != f.Time {
			return false
		}
	}
	return len(s.Files) > 0
}

// changedFiles returns the engine's files that are not as they were left, by name.
func changedFiles(dir string, s *storeState) ([]string, error) {
	now, err := filesIn(filepath.Join(dir, storeDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var changed []string
	for _, name := range slices.Sorted(maps.Keys(s.Files)) {
		if now, was := now[name], s.Files[name]; now.Size != was.Size || now.Sum != was.Sum {
			changed = append(changed, name)
		}
	}
	return changed, nil
}

// filesIn returns the states of all files below dir, by their path with slashes.
func filesIn(dir string) (map[string]fileState, error) {
	all := map[string]fileState{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		sum := crc32.New(castagnoli)
		size, err := io.Copy(sum, f)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = fileState{size, info.ModTime().UnixNano(), sum.Sum32()}
		return err
	})
	return all, err
}
