package main_test

import (
	"flag"
	"path/filepath"
	"testing"
)

// indexed is how many reports TestIndexMemory takes in; .ci/run asks for more.
var indexed = flag.Int("indexed", 1200, "how many reports of 8 KB are taken into an archive")

// TestIndexMemory takes reports into an archive, more than stand in memory together: however
// many they are, the program needs no more than 400 MB.
func TestIndexMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	dir, _ := thousand(t, *indexed, 8<<10)
	c := build(t).measure(t, 1, "index", dir, "--data", filepath.Join(t.TempDir(), "data"))
	t.Logf("%d reports: %v of processor time, %d MB", *indexed, c.cpu, c.memory>>20)
	if c.memory > 400<<20 {
		t.Errorf("%d MB", c.memory>>20)
	}
}
