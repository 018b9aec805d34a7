package main_test

import (
	"encoding/json"
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

// TestSearchBeside searches an archive again and again while another process takes reports in,
// builds the index anew, and deletes: no search fails or waits, and each finds whole commits,
// never fewer than the one before it.
func TestSearchBeside(t *testing.T) {
	if testing.Short() {
		t.Skip("runs another program, often")
	}
	dir := t.TempDir()
	in, data := filepath.Join(dir, "in"), filepath.Join(dir, "data")
	const reports = 600
	for i := range reports {
		write(t, filepath.Join(in, fmt.Sprintf("%03d_市第%d局.txt", i, i)),
			fmt.Sprintf("第%d局2026年上半年工作报告\n一、工作开展情况\n上半年召开支委会%d次。\n市第%d局\n2026年7月1日\n", i, i+1, i))
	}
	first := filepath.Join(in, "000_市第0局.txt")
	runHegao(t, 0, "index", first, "--data", data)
	beside, partly, slow := 0, 0, 0
	found := func() int {
		t.Helper()
		began := time.Now()
		out, errOut, err := run("search", "支委会", "--format", "json", "--limit", "3", "--data", data)
		if err != nil {
			t.Fatalf("search: %v: %s", err, errOut)
		}
		if time.Since(began) > 900*time.Millisecond { // the machine may be busy
			slow++
		}
		var r struct {
			Total int
			Hits  []struct{ Unit string }
		}
		if err := json.Unmarshal([]byte(out), &r); err != nil || len(r.Hits) != min(r.Total, 3) {
			t.Fatalf("%v: %s", err, out)
		}
		return r.Total
	}
	for _, work := range []struct {
		args []string
		from int // reports found before
		to   int // and after
	}{
		{[]string{"index", in}, 1, reports},
		{[]string{"reindex"}, reports, reports},
		{[]string{"delete", first}, reports - 1, reports - 1},
	} {
		c := exec.Command("hegao", append(work.args, "--data", data)...)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- c.Wait() }()
		for last, ended := work.from, false; !ended; {
			select {
			case err := <-done:
				if ended = true; err != nil {
					t.Fatalf("%s: %v", work.args[0], err)
				}
			default:
			}
			n := found()
			if n < last || n > max(work.from, work.to)+1 || ended && n != work.to {
				t.Errorf("%s: %d reports found after %d, %d in the end", work.args[0], n, last, work.to)
			}
			if !ended {
				beside++
			}
			if n > work.from && n < work.to {
				partly++
			}
			last = min(n, max(work.from, work.to))
		}
	}
	t.Logf("%d searches beside an owner, %d of them while a part was in", beside, partly)
	if slow > beside/2 {
		t.Errorf("%d searches waited", slow)
	}
	if beside < 5 || partly == 0 {
		t.Errorf("only %d searches beside an owner, %d while a part was in", beside, partly)
	}
	if left, _ := filepath.Glob(filepath.Join(data, "index.*")); len(left) != 1 {
		t.Errorf("left behind: %q", left)
	}
}
