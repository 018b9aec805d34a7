package embedded

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
)

// Bleve's root is a file that is mapped into memory and followed from page to page: over a
// damaged one the process can end on the spot. So an owner leaves its checksum behind, and
// nobody opens a root that is another by then.
const (
	rootFile    = "root.bolt"
	rootSumFile = "root.sum"
)

// checkRoot compares the root with what the last owner left. After a crash there is nothing
// to compare it with.
func checkRoot(dir string) error {
	want, err := os.ReadFile(filepath.Join(dir, rootSumFile))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	got, err := rootSum(dir)
	if err != nil || string(got) != string(want) {
		return fmt.Errorf("%w: its root is not as it was left", ErrDamaged)
	}
	return nil
}

// writeRootSum leaves the checksum of the root behind.
func writeRootSum(dir string) error {
	sum, err := rootSum(dir)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, rootSumFile), sum, 0o600)
}

func rootSum(dir string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(dir, bleveDir, rootFile))
	if err != nil {
		return nil, err
	}
	sum := binary.LittleEndian.AppendUint64(nil, uint64(len(data)))
	return binary.LittleEndian.AppendUint32(sum, crc32.ChecksumIEEE(data)), nil
}
