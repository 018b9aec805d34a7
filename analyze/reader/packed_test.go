package reader

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/unpack"
)

// sampleArchive returns one of the archives that 7-Zip made of the files in packedFiles.
func sampleArchive(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "archive", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// packedFiles is what stands in the archives, as found writes it.
func packedFiles(archive string) string {
	return archive + "!内层.zip!档案馆/报告.txt ok 档案馆报告。\n" +
		archive + "!林业局/报告.txt ok 林业局报告\n" +
		archive + "!水务局/半年报告.txt ok 关于水务局2026年上半年工作情况的报告\n"
}

func TestSevenZip(t *testing.T) {
	for _, name := range []string{"plain.7z", "lzma.7z", "bzip2.7z", "deflate.7z", "store.7z"} {
		dir := write(t, map[string]string{"报送.7z": sampleArchive(t, name)})
		if got, want := found(t, dir), packedFiles("报送.7z"); got != want {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
	// Whatever it is named, and inside others.
	dir := write(t, map[string]string{"报送.zip": sampleArchive(t, "outer.7z")})
	if got, want := found(t, dir), packedFiles("报送.zip!plain.7z"); got != want {
		t.Errorf("got\n%s", got)
	}
	dir = write(t, map[string]string{"报送.zip": string(zipOf(t, map[string]string{"外.7z": sampleArchive(t, "outer.7z")}))})
	if got := found(t, dir); !strings.Contains(got, "报送.zip!外.7z!plain.7z!内层.zip limit ") || !strings.Contains(got, "半年报告.txt ok ") {
		t.Errorf("got\n%s", got)
	}
}

// rar5 returns a rar archive of version 5 that holds files as they are.
func rar5(files ...[2]string) string {
	var b bytes.Buffer
	b.WriteString("Rar!\x1a\x07\x01\x00")
	number := func(n int) []byte { return binary.AppendUvarint(nil, uint64(n)) }
	block := func(kind, flags int, fields []byte, data string) {
		h := append(number(kind), number(flags)...)
		if flags&2 != 0 {
			h = append(h, number(len(data))...)
		}
		h = append(h, fields...)
		h = append(number(len(h)), h...)
		_ = binary.Write(&b, binary.LittleEndian, crc32.ChecksumIEEE(h))
		b.Write(h)
		b.WriteString(data)
	}
	block(1, 0, number(0), "")
	for _, f := range files {
		fields := append(append(number(4), number(len(f[1]))...), number(0x20)...)
		fields = binary.LittleEndian.AppendUint32(fields, crc32.ChecksumIEEE([]byte(f[1])))
		fields = append(append(append(fields, number(0)...), number(1)...), number(len(f[0]))...)
		block(2, 2, append(fields, f[0]...), f[1])
	}
	block(5, 0, number(0), "")
	return b.String()
}

// rar4 is rar5 for version 4, whose names are in the encoding of the system.
func rar4(files ...[2]string) string {
	var b bytes.Buffer
	b.WriteString("Rar!\x1a\x07\x00")
	block := func(kind byte, flags uint16, fields []byte, data string) {
		h := []byte{kind}
		h = binary.LittleEndian.AppendUint16(h, flags)
		h = binary.LittleEndian.AppendUint16(h, uint16(7+len(fields)))
		h = append(h, fields...)
		_ = binary.Write(&b, binary.LittleEndian, uint16(crc32.ChecksumIEEE(h)))
		b.Write(h)
		b.WriteString(data)
	}
	le := binary.LittleEndian
	block(0x73, 0, make([]byte, 6), "")
	for _, f := range files {
		fields := le.AppendUint32(le.AppendUint32(nil, uint32(len(f[1]))), uint32(len(f[1])))
		fields = le.AppendUint32(append(fields, 2), crc32.ChecksumIEEE([]byte(f[1])))
		fields = append(le.AppendUint32(fields, 0x5cc10000), 20, 0x30)
		fields = le.AppendUint32(le.AppendUint16(fields, uint16(len(f[0]))), 0x20)
		block(0x74, 0x8000, append(fields, f[0]...), f[1])
	}
	block(0x7b, 0x4000, nil, "")
	return b.String()
}

func TestRAR(t *testing.T) {
	inner := string(zipOf(t, map[string]string{"档案馆/报告.txt": "档案馆报告。"}))
	files := [][2]string{{"水务局/半年报告.txt", "关于水务局2026年上半年工作情况的报告\n"}, {"林业局/报告.txt", "林业局报告\n召开会议*次。\n"}, {"内层.zip", inner}, {"Thumbs.db", "x"}}
	dir := write(t, map[string]string{"报送.rar": rar5(files...)})
	if got, want := found(t, dir), packedFiles("报送.rar")+"ignored 报送.rar!Thumbs.db\n"; got != want {
		t.Errorf("got\n%s", got)
	}
	name := encodings["gb18030"](t, "水务局\\报告.txt")
	dir = write(t, map[string]string{"报送.rar": rar4([2]string{name, "水务局报告"})})
	if got := found(t, dir); got != "报送.rar!水务局/报告.txt ok 水务局报告\n" {
		t.Errorf("got\n%s", got)
	}
}

// What can't be opened says so, and what to do.
func TestPackedRefused(t *testing.T) {
	plain, rar := sampleArchive(t, "store.7z"), rar5([2]string{"a.txt", "甲甲甲"}, [2]string{"b.txt", "乙乙乙"})
	many := make([][2]string, limit.Entries+1)
	for i := range many {
		many[i] = [2]string{fmt.Sprint(i, ".txt"), "x"}
	}
	sealed := []byte("Rar!\x1a\x07\x01\x00")
	h := append([]byte{21, 4, 0, 0, 0, 15}, make([]byte, 16)...)
	sealed = append(binary.LittleEndian.AppendUint32(sealed, crc32.ChecksumIEEE(h)), h...)
	for name, c := range map[string]struct {
		data   string
		status doc.Status
		reason string
	}{
		"password.7z": {sampleArchive(t, "password.7z"), doc.Encrypted, "去掉密码"},
		"sealed.7z":   {sampleArchive(t, "sealed.7z"), doc.Encrypted, "去掉密码"},
		"method.7z":   {sampleArchive(t, "ppmd.7z"), doc.Unsupported, "zip"},
		"cut.7z":      {plain[:len(plain)/2], doc.Damaged, "重新压缩"},
		"head.7z":     {plain[:20], doc.Damaged, "重新压缩"},
		"sealed.rar":  {string(sealed), doc.Encrypted, "去掉密码"},
		"cut.rar":     {rar[:30], doc.Damaged, "重新压缩"},
		"many.rar":    {rar5(many...), doc.Limit, "超过 2000 个"},
		"empty.rar":   {rar5(), doc.Empty, "没有文件"},
		"large.rar":   {rar5([2]string{"a.txt", strings.Repeat("甲", limit.FreeExpanded/3+1)}), doc.OK, ""},
	} {
		dir := write(t, map[string]string{name: c.data})
		f, err := Find(context.Background(), []string{dir})
		if err != nil || len(f.Sources) == 0 {
			t.Fatal(name, err)
		}
		for _, s := range f.Sources {
			if d := Read(context.Background(), s); d.Status != c.status || !strings.Contains(d.Reason, c.reason) {
				t.Errorf("%s: %s: %s %s", name, d.Name, d.Status, d.Reason)
			}
		}
	}
	// What comes before damage is read, and the damage told of.
	dir := write(t, map[string]string{"a.rar": rar[:len(rar)-30]})
	if got := found(t, dir); !strings.HasPrefix(got, "a.rar damaged \n") || !strings.Contains(got, "a.rar!a.txt ok 甲甲甲\n") {
		t.Errorf("got\n%s", got)
	}
	// Never given to Find.
	for format, data := range map[string]string{"7z": plain, "rar": rar} {
		if d := readBytes("a.zip", []byte(data)); d.Format != format || d.Status != doc.Unsupported || !strings.Contains(d.Reason, "解压") {
			t.Errorf("%+v", d)
		}
	}
}

// Real bytes are counted over all levels, whatever the archives say.
func TestPackedBombs(t *testing.T) {
	zeros := string(make([]byte, 60<<20))
	for name, data := range map[string]string{
		"a.zip": string(zipOf(t, map[string]string{"a.txt": zeros})),
		"b.zip": string(zipOf(t, map[string]string{"a.zip": string(zipOf(t, map[string]string{"a.txt": zeros}))})),
		"a.7z":  sampleArchive(t, "bomb.7z"),
		"c.zip": string(zipOf(t, map[string]string{"a.7z": sampleArchive(t, "bomb.7z")})),
	} {
		start := time.Now()
		dir := write(t, map[string]string{name: data})
		f, err := Find(context.Background(), []string{dir})
		if err != nil {
			t.Fatal(err)
		}
		if d := Read(context.Background(), f.Sources[0]); len(f.Sources) != 1 || d.Status != doc.Limit || d.Reason == "" {
			t.Errorf("%s: %s %s %s", name, d.Name, d.Status, d.Reason)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

// An archive that takes too long is given up.
func TestPackedTimeout(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, data := range []string{sampleArchive(t, "plain.7z"), rar5([2]string{"a.txt", "甲"})} {
		if entries, _, err := (*Pool)(nil).unwrap(ctx, []byte(data), 1<<20); !errors.Is(err, context.Canceled) || len(entries) > 0 {
			t.Errorf("%d entries, %v", len(entries), err)
		}
	}
}

// Whatever is cut off or flipped, every file ends with one status, soon.
func TestPackedDamaged(t *testing.T) {
	for _, whole := range []string{sampleArchive(t, "plain.7z"), sampleArchive(t, "deflate.7z"), rar5([2]string{"a.txt", "甲"}, [2]string{"b/c.txt", "乙"}), rar4([2]string{"a.txt", "甲"})} {
		for i := range len(whole) {
			data := []byte(whole)
			data[i] ^= 0x55
			unpacked(t, data)
			unpacked(t, []byte(whole[:i]))
		}
	}
}

// unpacked expands data and reads what is in it.
func unpacked(t *testing.T, data []byte) {
	const room = 1 << 20
	start := time.Now()
	entries, size, _ := (*Pool)(nil).unwrap(t.Context(), data, room)
	if size > room {
		t.Errorf("%d bytes", size)
	}
	for i := range entries {
		if r, err := entries[i].open(); err == nil {
			r.Close()
		}
	}
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("took %v", took)
	}
}

func FuzzPacked(f *testing.F) {
	for _, name := range []string{"plain.7z", "lzma.7z", "bzip2.7z", "deflate.7z", "store.7z", "password.7z"} {
		f.Add([]byte(sampleArchive(f, name)))
	}
	f.Add([]byte(rar5([2]string{"a", "b"})))
	f.Add([]byte(rar4([2]string{"a", "b"})))
	f.Add([]byte(sampleMail))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 32 && strings.HasPrefix(string(data), unpack.SevenZipSignature) { // let changed lists pass
			from, size := binary.LittleEndian.Uint64(data[12:]), binary.LittleEndian.Uint64(data[20:])
			if rest := uint64(len(data) - 32); from <= rest && size <= rest-from {
				binary.LittleEndian.PutUint32(data[28:], crc32.ChecksumIEEE(data[32+from:32+from+size]))
			}
		}
		unpacked(t, data)
	})
}
