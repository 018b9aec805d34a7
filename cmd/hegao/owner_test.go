package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hegao/index"
)

// TestSecondOwner runs commands on an archive that another process owns: they fail soon and
// name it. What a killed owner leaves behind stops nobody.
func TestSecondOwner(t *testing.T) {
	dir := t.TempDir()
	data, report := filepath.Join(dir, "data"), filepath.Join(dir, "市水务局.txt")
	write(t, report, "2026年上半年工作报告\n上半年召开支委会6次。\n市水务局\n")
	runHegao(t, 0, "index", report, "--data", data)
	owner, err := index.Open(t.Context(), data, index.Config{Mode: index.Write, Holder: index.Me("hegao", "index")})
	if err != nil {
		t.Fatal(err)
	}
	defer owner.Close()
	for _, args := range [][]string{{"index", report}, {"reindex"}, {"delete", report}} {
		began := time.Now()
		out, err := exec.Command("hegao", append(args, "--data", data)...).CombinedOutput()
		took := time.Since(began)
		want := fmt.Sprintf("正被另一个 hegao 使用：进程 %d（hegao index）", os.Getpid())
		if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != 2 || !strings.Contains(string(out), want) || took > 3*time.Second {
			t.Errorf("%s: %v after %v: %s", args[0], err, took, out)
		}
	}
	for _, args := range [][]string{{"verify"}, {"backup", filepath.Join(dir, "b.zip")}, {"check", "--fail-on", "never", report}} {
		runHegao(t, 0, append(args, "--data", data)...) // these stand an owner
	}
	owner.Close()
	write(t, filepath.Join(data, "lock"), `{"pid":1,"user":"a","host":"b","command":"hegao index","since":"2026-07-01T09:00:00+08:00"}`)
	runHegao(t, 0, "index", report, "--data", data)
}
