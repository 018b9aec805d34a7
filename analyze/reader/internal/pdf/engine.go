package pdf

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/emscripten"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// pdfium.wasm.gz is explained in pdfium.md.
//
//go:embed pdfium.wasm.gz
var packed []byte

const (
	memoryPages = 256 << 20 >> 16        // of 64 KB that one file may take
	slowStart   = 700 * time.Millisecond // for compiling
	slowLoad    = 5 * time.Second        // for a start from the cache, on a machine that is busy
)

// An engine is pdfium, compiled for this machine.
type engine struct {
	once     sync.Once
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	err      error
}

// shared is compiled once in a process, when the first PDF is read.
var shared engine

// start compiles pdfium or takes it from the cache. When that takes long, slow is called.
func (e *engine) start(slow func()) error {
	e.once.Do(func() {
		dir := cacheFolder()
		if slow != nil {
			patience := slowStart
			if compiled, _ := filepath.Glob(filepath.Join(dir, "*", "*")); dir != "" && len(compiled) > 0 {
				patience = slowLoad
			}
			defer time.AfterFunc(patience, slow).Stop()
		}
		if e.err = e.compile(cacheIn(dir)); e.err != nil { // a cache may be damaged, or full
			if dir != "" {
				os.RemoveAll(dir)
			}
			e.err = e.compile(wazero.NewCompilationCache())
		}
		packed = nil
	})
	return e.err
}

func (e *engine) compile(cache wazero.CompilationCache) error {
	ctx := experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0))
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return err
	}
	wasm, err := io.ReadAll(z)
	if err != nil {
		return err
	}
	e.runtime = wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2|experimental.CoreFeaturesExceptionHandling).
		WithCloseOnContextDone(true).
		WithMemoryLimitPages(memoryPages).
		WithCompilationCache(cache))
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, e.runtime); err != nil {
		return err
	}
	if e.compiled, err = e.runtime.CompileModule(ctx, wasm); err != nil {
		return err
	}
	return e.surroundings(ctx)
}

// surroundings gives pdfium what it imports. What it would call back for are files, forms
// and downloads; there are none.
func (e *engine) surroundings(ctx context.Context) error {
	builder := e.runtime.NewHostModuleBuilder("env")
	exporter, err := emscripten.NewFunctionExporterForModule(e.compiled)
	if err != nil {
		return err
	}
	exporter.ExportFunctions(builder)
	for _, f := range e.compiled.ImportedFunctions() {
		from, name, _ := f.Import()
		if from != "env" || !strings.HasSuffix(name, "_CB") {
			continue
		}
		results := len(f.ResultTypes())
		nothing := api.GoFunc(func(_ context.Context, stack []uint64) { clear(stack[:results]) })
		builder.NewFunctionBuilder().WithGoFunction(nothing, f.ParamTypes(), f.ResultTypes()).Export(name)
	}
	_, err = builder.Instantiate(ctx)
	return err
}

// cacheIn returns a cache in a folder, or one in memory where there is none.
func cacheIn(dir string) wazero.CompilationCache {
	if dir != "" {
		if cache, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
			return cache
		}
	}
	return wazero.NewCompilationCache()
}

// cacheFolder returns the folder that what was compiled is kept in. It holds code that is
// run, so nobody but its owner may write there; "" where there is no such folder.
func cacheFolder() string {
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir := filepath.Join(base, "hegao", "pdf")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return ""
	}
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() || runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return ""
	}
	return dir
}

// module returns a module of its own for one file.
func (e *engine) module(ctx context.Context) (*module, error) {
	instance, err := e.runtime.InstantiateModule(context.Background(), e.compiled,
		wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize"))
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	m := &module{ctx: ctx, api: instance, function: map[string]api.Function{}}
	m.call("FPDF_InitLibrary")
	m.scratch = uint32(m.address("malloc", scratchSize))
	if m.err != nil || m.scratch == 0 {
		m.close()
		return nil, fmt.Errorf("start pdfium: %w", m.err)
	}
	return m, nil
}
