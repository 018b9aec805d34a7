package reader

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hegao/analyze/reader/internal/limit"
)

// write writes files below a new folder and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// found finds and reads paths below dir and writes what came out: names, statuses, first words.
func found(t *testing.T, dir string, paths ...string) string {
	t.Helper()
	if len(paths) == 0 {
		paths = []string{"."}
	}
	for i, p := range paths {
		paths[i] = filepath.Join(dir, p)
	}
	f, err := Find(context.Background(), paths)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	rel := func(name string) string { return strings.TrimPrefix(name, filepath.ToSlash(dir)+"/") }
	for _, s := range f.Sources {
		d := Read(context.Background(), s)
		checkBlocks(t, d)
		text := ""
		if len(d.Blocks) > 0 {
			text = d.Blocks[0].Text
		}
		if d.Name != s.Name || d.Status.Readable() && (d.Size != s.Size || len(d.SHA256) != 64) {
			t.Errorf("%s: %+v", s.Name, d)
		}
		fmt.Fprintf(&b, "%s %s %s\n", rel(s.Name), d.Status, text)
	}
	for _, name := range f.Ignored {
		fmt.Fprintf(&b, "ignored %s\n", rel(name))
	}
	return b.String()
}

func TestFindFolders(t *testing.T) {
	word := string(wordFile{body: para("", "正文")}.bytes(t))
	dir := write(t, map[string]string{
		"2_乙局/报告.txt": "乙", "10_甲局/报告.docx": word, "10_甲局/~$报告.docx": "x", "a.txt": "甲",
		".DS_Store": "x", "10_甲局/Thumbs.db": "x", "__MACOSX/a.txt": "x", "10_甲局/._报告.docx": "x", "10_甲局/desktop.ini": "x",
	})
	want := "10_甲局/报告.docx ok 正文\n2_乙局/报告.txt ok 乙\na.txt ok 甲\n" +
		"ignored .DS_Store\nignored 10_甲局/._报告.docx\nignored 10_甲局/Thumbs.db\nignored 10_甲局/desktop.ini\nignored 10_甲局/~$报告.docx\nignored __MACOSX/a.txt\n"
	if got := found(t, dir); got != want {
		t.Errorf("got\n%s", got)
	}
	// In the order asked for, each file once.
	want = "a.txt ok 甲\n2_乙局/报告.txt ok 乙\n"
	if got := found(t, dir, "a.txt", "2_乙局", "a.txt", "2_乙局/报告.txt"); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestFindMissing(t *testing.T) {
	_, err := Find(context.Background(), []string{t.TempDir(), filepath.Join(t.TempDir(), "无此文件")})
	var path *fs.PathError
	if !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &path) || !strings.Contains(path.Path, "无此文件") {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Find(ctx, []string{t.TempDir()}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestFindOddFiles(t *testing.T) {
	dir := write(t, map[string]string{"甲/a.txt": "甲", "b.txt": "乙"})
	for link, to := range map[string]string{"甲/回头": "..", "链接.txt": "b.txt", "断了.txt": "没有"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	want := "b.txt ok 乙\n断了.txt damaged \n甲/a.txt ok 甲\n链接.txt ok 乙\nignored 甲/回头\n"
	if got := found(t, dir); got != want {
		t.Errorf("got\n%s", got)
	}
}

// rawZip returns a zip file whose entries' names are bytes as given.
func rawZip(t *testing.T, flags uint16, entries ...[2]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.CreateHeader(&zip.FileHeader{Name: e[0], NonUTF8: true, Flags: flags, Method: zip.Deflate, Modified: time.Date(2026, 7, 1, 8, 0, 0, 0, time.UTC)})
		if err == nil {
			_, err = io.WriteString(f, e[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFindArchives(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("03_水务局/半年报告.txt")
	if err != nil {
		t.Fatal(err)
	}
	word := string(wordFile{body: para("", "正文")}.bytes(t))
	inner := rawZip(t, 0, [2]string{"丙.docx", word})
	dir := write(t, map[string]string{
		"报送.zip": rawZip(t, 0, [2]string{"b/乙.docx", word}, [2]string{gbk, "水务"}, [2]string{"__MACOSX/b/._乙.docx", "x"}, [2]string{"b/", ""},
			[2]string{`c\丁.txt`, "丁"}, [2]string{"套.zip", inner}, [2]string{"/../../戊.txt", "戊"}, [2]string{"e\x1b[31m\u202e.txt", "己"}),
		"其实是压缩包.docx": inner,
	})
	want := "其实是压缩包.docx!丙.docx ok 正文\n" +
		"报送.zip!../../戊.txt ok 戊\n" +
		"报送.zip!03_水务局/半年报告.txt ok 水务\n报送.zip!b/乙.docx ok 正文\n报送.zip!c/丁.txt ok 丁\n报送.zip!e\ufffd[31m\ufffd.txt ok 己\n报送.zip!套.zip!丙.docx ok 正文\n" +
		"ignored 报送.zip!__MACOSX/b/._乙.docx\n"
	if got := found(t, dir); got != want {
		t.Errorf("got\n%s", got)
	}
	f, err := Find(context.Background(), []string{filepath.Join(dir, "报送.zip")})
	if err != nil || f.Sources[1].Modified.IsZero() || f.Sources[1].Size != int64(len("水务")) {
		t.Errorf("%+v, %v", f.Sources[1], err)
	}
}

func TestFindBrokenArchives(t *testing.T) {
	whole := rawZip(t, 0, [2]string{"甲.txt", "甲"}, [2]string{"乙.txt", strings.Repeat("乙", 100)})
	nested := rawZip(t, 0, [2]string{"底.txt", "底"})
	for range limit.ArchiveDepth {
		nested = rawZip(t, 0, [2]string{"内.zip", nested})
	}
	many := make([][2]string, limit.Entries+1)
	for i := range many {
		many[i] = [2]string{fmt.Sprintf("%d.txt", i), ""}
	}
	spare := make([][2]string, limit.Entries)
	for i := range spare {
		spare[i] = [2]string{fmt.Sprintf("__MACOSX/._%d.txt", i), ""}
	}
	bomb := rawZip(t, 0, [2]string{"a.txt", strings.Repeat("0", 40<<20)})
	encrypted := rawZip(t, encryptedFlag, [2]string{"甲.txt", "甲"})
	for name, c := range map[string]struct{ data, want string }{
		"half":      {whole[:len(whole)/2], "a.zip damaged \n"},
		"encrypted": {encrypted, "a.zip encrypted \n"},
		"empty":     {rawZip(t, 0), "a.zip empty \n"},
		"folders":   {rawZip(t, 0, [2]string{"甲/", ""}), "a.zip empty \n"},
		"too deep":  {nested, "a.zip!内.zip!内.zip!内.zip limit \n"},
		"too many":  {rawZip(t, 0, many...), "a.zip limit \n"},
		"spares":    {rawZip(t, 0, append(spare, [2]string{"甲.txt", "甲"})...), "a.zip!甲.txt ok 甲\n"},
		"bomb":      {bomb, "a.zip limit \n"},
		"bomb bomb": {rawZip(t, 0, [2]string{"甲.txt", "甲"}, [2]string{"b.zip", bomb}), "a.zip!b.zip limit \na.zip!甲.txt ok 甲\n"},
	} {
		got := found(t, write(t, map[string]string{"a.zip": c.data}), "a.zip")
		if got, _, _ = strings.Cut(got, "ignored"); got != c.want {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}

// An entry that holds more than its archive says, or other bytes, is damaged.
func TestFindLyingArchive(t *testing.T) {
	data := []byte(rawZip(t, 0, [2]string{"a.txt", strings.Repeat("会议", 5000)}))
	directory := bytes.Index(data, []byte("PK\x01\x02"))
	copy(data[directory+24:], []byte{9, 0, 0, 0}) // the size when expanded
	if got := found(t, write(t, map[string]string{"a.zip": string(data)})); !strings.HasPrefix(got, "a.zip!a.txt damaged") {
		t.Errorf("got %s", got)
	}
}

// A directory of millions of entries is not even loaded.
func TestFindHugeDirectory(t *testing.T) {
	entry := []byte("PK\x01\x02" + strings.Repeat("\x00", 42))
	data := append([]byte("PK\x03\x04"), bytes.Repeat(entry, 1<<20)...)
	size := len(data) - 4
	data = append(data, "PK\x05\x06\x00\x00\x00\x00\xff\xff\xff\xff"...)
	data = append(data, byte(size), byte(size>>8), byte(size>>16), byte(size>>24), 4, 0, 0, 0, 0, 0)
	if got := found(t, write(t, map[string]string{"a.zip": string(data)})); got != "a.zip limit \n" {
		t.Errorf("got %s", got)
	}
}

func TestFindClosedFolder(t *testing.T) {
	dir := write(t, map[string]string{"甲/a.txt": "甲", "b.txt": "乙"})
	if err := os.Chmod(filepath.Join(dir, "甲"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "甲"), 0o755) })
	if _, err := os.ReadDir(filepath.Join(dir, "甲")); err == nil {
		t.Skip("permissions do not hold for this user")
	}
	if got := found(t, dir); got != "b.txt ok 乙\n甲 damaged \n" {
		t.Errorf("got\n%s", got)
	}
}

// Sources may be read at the same time, those of archives inside archives too.
func TestReadConcurrently(t *testing.T) {
	outer := make([][2]string, 4)
	for i := range outer {
		outer[i] = [2]string{fmt.Sprintf("%d.zip", i), rawZip(t, 0, [2]string{"a.txt", fmt.Sprintf("甲%d", i)}, [2]string{"b.txt", fmt.Sprintf("乙%d", i)})}
	}
	dir := write(t, map[string]string{"报送.zip": rawZip(t, 0, outer...)})
	f, err := Find(context.Background(), []string{dir})
	if err != nil || len(f.Sources) != 8 {
		t.Fatal(f, err)
	}
	got := make([]string, 4*len(f.Sources))
	var all sync.WaitGroup
	for i := range got {
		all.Go(func() {
			got[i] = outlineOf(Read(context.Background(), f.Sources[i%len(f.Sources)]))
		})
	}
	all.Wait()
	for i, text := range got {
		if want := fmt.Sprintf("%c%d\n", []rune("甲乙")[i%2], i/2%4); text != want {
			t.Errorf("%s: got %q", f.Sources[i%8].Name, text)
		}
	}
}

// An archive is gone into though the documents in it are not compressed once more, so that
// their own parts can be seen, and at whatever depth.
func TestFindStoredDocuments(t *testing.T) {
	word := string(wordFile{body: para("", "召开会议3次")}.bytes(t))
	for _, sized := range []bool{true, false} {
		archive := storedZip(t, sized, "水务局.docx", word)
		nested := storedZip(t, sized, "水务局.zip", archive)
		dir := write(t, map[string]string{"a.zip": archive, "b.zip": nested, "c.zip": archive[:len(archive)-30]})
		want := "a.zip!水务局.docx ok 召开会议3次\nb.zip!水务局.zip!水务局.docx ok 召开会议3次\nc.zip damaged \n"
		if got := found(t, dir); got != want {
			t.Errorf("sizes before the data %v: got\n%s", sized, got)
		}
	}
}

// storedZip returns a zip file with one file as it is, its size before or behind the data.
func storedZip(t *testing.T, sized bool, name, data string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: name, Method: zip.Store}
	create := z.CreateHeader
	if sized {
		h.CRC32, h.CompressedSize64, h.UncompressedSize64 = crc32.ChecksumIEEE([]byte(data)), uint64(len(data)), uint64(len(data))
		create = z.CreateRaw
	}
	w, err := create(h)
	if err == nil {
		_, err = io.WriteString(w, data)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
