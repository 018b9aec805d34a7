package main_test

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hegao/index"
)

// kills is how often hegao is killed; .ci/run asks for more.
var kills = flag.Int("kills", 15, "how often hegao is killed at a random point of index and delete")

// TestKilled kills hegao index, and then hegao delete, at random points. Whatever was told to be
// in the archive is there, whole; what was told to be deleted is not; and the next command puts
// the rest right by itself.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("runs another program, often")
	}
	rounds := *kills
	in := t.TempDir()
	const reports = 400
	for i := range reports {
		text := fmt.Sprintf("第%d局2026年上半年工作报告\n一、工作开展情况\n%s\n市第%d局\n2026年7月1日\n", i, strings.Repeat(fmt.Sprintf("召开支委会%d次，逐项抓好落实。", i+1), 20), i)
		write(t, filepath.Join(in, fmt.Sprintf("%03d_市第%d局.txt", i, i)), text)
	}
	extra := filepath.Join(t.TempDir(), "市水务局.txt")
	write(t, extra, "2026年上半年工作报告\n上半年召开支委会6次。\n市水务局\n")

	whole := runUntil(t, time.Minute, 0, "index", in, "--data", filepath.Join(t.TempDir(), "data"))
	if n := len(acknowledged(t, whole.stdout)); n != reports {
		t.Fatalf("%d of %d reports came in", n, reports)
	}
	random := rand.New(rand.NewPCG(5, uint64(rounds)))
	killed, partly := 0, 0
	for round := range rounds {
		data := filepath.Join(t.TempDir(), "data")
		after, lines := time.Duration(random.Int64N(int64(whole.took))), 0
		if round%2 == 1 { // some reports are in, others are not
			after, lines = after/10, 1+random.IntN(reports*2/3)
		}
		run := runUntil(t, after, lines, "index", in, "--data", data)
		told := acknowledged(t, run.stdout)
		if run.killed {
			killed++
		}
		if n := len(told); n > 0 && n < reports {
			partly++
		}
		mustHold(t, data, told, nil)
		if len(told) > 0 {
			victim := told[random.IntN(len(told))]
			gone := runUntil(t, time.Duration(random.Int64N(int64(whole.took/2))), 0, "delete", victim, "--data", data)
			var deleted []string
			if !gone.killed {
				deleted = []string{victim}
			}
			mustHold(t, data, without(told, victim), deleted)
		}
		began := time.Now()
		runHegao(t, 0, "index", extra, "--data", data)
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("round %d: it took %v to open", round, took)
		}
		runHegao(t, 0, "verify", "--data", data)
		os.RemoveAll(data)
		if t.Failed() {
			t.Fatalf("round %d, killed after %v of %v", round, after, whole.took)
		}
	}
	t.Logf("%d rounds of %v: %d killed, %d with a part of the reports", rounds, whole.took, killed, partly)
	if killed < rounds/2 || partly < rounds/5 {
		t.Errorf("of %d rounds only %d were killed, %d with a part of the reports", rounds, killed, partly)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// A killedRun is a run of hegao as a process of its own.
type killedRun struct {
	stdout string // the file
	took   time.Duration
	killed bool
}

// runUntil runs hegao and kills it a time after it has written so many lines, if it is not
// done by then.
func runUntil(t *testing.T, after time.Duration, lines int, args ...string) killedRun {
	t.Helper()
	out, err := os.CreateTemp(t.TempDir(), "stdout")
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	c := exec.Command("hegao", args...)
	c.Stdout, c.Stderr = out, new(strings.Builder)
	began := time.Now()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- c.Wait() }()
	var timer <-chan time.Time
	killed := false
	for tick := time.Tick(time.Millisecond); ; {
		if timer == nil && (lines == 0 || linesIn(t, out.Name()) >= lines) {
			timer = time.After(after)
		}
		select {
		case <-tick:
		case <-timer:
			killed = c.Process.Kill() == nil
		case err := <-done:
			if err != nil && !killed {
				t.Fatalf("hegao %s: %v\n%s", args[0], err, c.Stderr)
			}
			return killedRun{out.Name(), time.Since(began), err != nil}
		}
	}
}

func linesIn(t *testing.T, file string) int {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(data), "\n")
}

// acknowledged returns the files that a run told to be in the archive.
func acknowledged(t *testing.T, stdout string) []string {
	t.Helper()
	data, err := os.ReadFile(stdout)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	whole := string(data[:bytes.LastIndexByte(data, '\n')+1]) // half a line tells nothing
	for lines := bufio.NewScanner(strings.NewReader(whole)); lines.Scan(); {
		if file, ok := strings.CutPrefix(lines.Text(), "入库 "); ok {
			files = append(files, file)
		}
	}
	return files
}

func without(list []string, one string) []string {
	var rest []string
	for _, s := range list {
		if s != one {
			rest = append(rest, s)
		}
	}
	return rest
}

// mustHold looks into the archive as it stands, before anybody puts anything right: the files
// told are in it, none of those gone, and all that is in it is whole.
func mustHold(t *testing.T, data string, told, gone []string) {
	t.Helper()
	if len(told) == 0 && len(gone) == 0 {
		return
	}
	a, err := index.Open(t.Context(), data, index.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	has := map[string]bool{}
	for _, i := range a.List() {
		has[i.File] = true
		if _, err := a.Record(t.Context(), i.ID); err != nil {
			t.Errorf("%s: %v", i.File, err)
		}
		if _, err := a.Original(t.Context(), i.ID); err != nil {
			t.Errorf("%s: %v", i.File, err)
		}
	}
	for _, file := range told {
		if !has[file] {
			t.Errorf("%s was told to be in, and is not", file)
		}
	}
	for _, file := range gone {
		if has[file] {
			t.Errorf("%s was told to be deleted, and is there", file)
		}
	}
}
