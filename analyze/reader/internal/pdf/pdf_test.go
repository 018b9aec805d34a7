package pdf

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
)

// source is the module that pdfium.wasm.gz was taken from.
const source = "github.com/klippa-app/go-pdfium@v1.20.0"

func unpacked(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("pdfium.wasm.gz")
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	wasm, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}

func TestHash(t *testing.T) {
	explained, err := os.ReadFile("pdfium.md")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(unpacked(t))
	if !strings.Contains(string(explained), hex.EncodeToString(sum[:])) {
		t.Errorf("pdfium.md does not name the hash %x", sum)
	}
}

// What is embedded is what its module publishes.
func TestSource(t *testing.T) {
	cmd := exec.Command("go", "mod", "download", "-json", source)
	cmd.Dir = t.TempDir()
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("%s can't be had: NOT compared", source)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		t.Fatal(err)
	}
	published, err := os.ReadFile(filepath.Join(module.Dir, "webassembly", "pdfium.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(unpacked(t), published) {
		t.Error("pdfium.wasm.gz differs from the module's")
	}
}

func TestCacheFolder(t *testing.T) {
	base := t.TempDir()
	for _, name := range []string{"XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, base)
	}
	dir := cacheFolder()
	if !strings.HasPrefix(dir, base) {
		t.Skipf("the user's cache folder is %q here, which no variable moves", dir)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("%v, %v", info, err)
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if got := cacheFolder(); got != "" && os.PathSeparator == '/' {
		t.Errorf("a folder that all may write to is used: %q", got)
	}
	file := filepath.Join(base, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, file)
	}
	if got := cacheFolder(); got != "" {
		t.Errorf("no folder can be made, but there is %q", got)
	}
	if cacheIn("") == nil {
		t.Error("without a folder there is no cache at all")
	}
}

// A cache whose files are damaged is passed over.
func TestDamagedCache(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles pdfium, which takes seconds")
	}
	dir := t.TempDir()
	var e engine
	if err := e.compile(cacheIn(dir)); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil || len(files) == 0 {
		t.Skip("nothing is compiled on this machine: it is interpreted")
	}
	for _, f := range files {
		if err := os.Truncate(f, 1000); err != nil {
			t.Fatal(err)
		}
	}
	var next engine
	if err := next.compile(cacheIn(dir)); err == nil {
		return // repaired at once
	}
	if err := next.compile(wazero.NewCompilationCache()); err != nil {
		t.Errorf("neither with the cache nor without: %v", err)
	}
}
