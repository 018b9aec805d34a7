package main_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk takes reports into an archive on a disk of 3 MB until it is full: what was told
// to be in is in, the user is told what to do, and it goes on once there is room.
func TestFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("runs another program, often")
	}
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=3m"); err != nil {
		t.Skip("no small disk can be mounted here: ", err)
	}
	defer syscall.Unmount(disk, 0)
	in, data := t.TempDir(), filepath.Join(disk, "data")
	random := rand.New(rand.NewPCG(7, 7))
	for i := range 40 {
		var text strings.Builder
		fmt.Fprintf(&text, "市第%d局2026年上半年工作报告\n", i)
		for range 30_000 { // that does not compress
			text.WriteRune(rune(0x4e00 + random.IntN(20_000)))
		}
		write(t, filepath.Join(in, fmt.Sprintf("%02d.txt", i)), text.String())
	}
	var told []string
	full := false
	for i := 0; i < 40 && !full; i += 4 {
		args := []string{"index", "--data", data}
		for j := range 4 {
			args = append(args, filepath.Join(in, fmt.Sprintf("%02d.txt", i+j)))
		}
		out, errOut, err := run(args...)
		for line := range strings.Lines(out) {
			if file, ok := strings.CutPrefix(strings.TrimSpace(line), "入库 "); ok {
				told = append(told, file)
			}
		}
		if full = err != nil; full && (!strings.Contains(errOut, "磁盘满了") || !strings.Contains(errOut, "没有")) {
			t.Errorf("%v: %s", err, errOut)
		}
	}
	if !full || len(told) == 0 {
		t.Fatalf("full: %v, %d in", full, len(told))
	}
	mustHold(t, data, told, nil)
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=100m"); err != nil {
		t.Fatal(err)
	}
	if _, errOut, err := run("index", in, "--data", data); err != nil {
		t.Errorf("with room: %v: %s", err, errOut)
	}
	if out, errOut, err := run("verify", "--data", data); err != nil {
		t.Errorf("verify: %v: %s%s", err, out, errOut)
	}

	// The same disk, read-only.
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=100m"); err != nil {
		t.Fatal(err)
	}
	_, errOut, err := run("index", in, "--data", data)
	if err == nil || !strings.Contains(errOut, "所在的磁盘只能读，写不进去") || !strings.Contains(errOut, "已经入库的报告没有受影响") {
		t.Errorf("read-only: %v: %s", err, errOut)
	}
	for _, args := range [][]string{{"verify"}, {"search", "市第1局"}, {"backup", filepath.Join(t.TempDir(), "b.zip")}} {
		if out, errOut, err := run(append(args, "--data", data)...); err != nil {
			t.Errorf("%s, read-only: %v: %s%s", args[0], err, out, errOut)
		}
	}
}

// run runs hegao as a process of its own.
func run(args ...string) (stdout, stderr string, err error) {
	var out, errOut bytes.Buffer
	c := exec.Command("hegao", args...)
	c.Stdout, c.Stderr = &out, &errOut
	err = c.Run()
	return out.String(), errOut.String(), err
}

// TestNoPermission is the archive of somebody else.
func TestNoPermission(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can be somebody else")
	}
	dir, err := os.MkdirTemp("", "hegao") // a folder that others may enter
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	os.Chmod(dir, 0o755)
	program := filepath.Join(dir, "hegao")
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(program, self, 0o755); err != nil {
		t.Fatal(err)
	}
	data, report := filepath.Join(dir, "data"), filepath.Join(dir, "市水务局.txt")
	write(t, report, "2026年上半年工作报告\n上半年召开支委会6次。\n市水务局\n")
	runHegao(t, 0, "index", report, "--data", data)
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"index", report}, 2, "没有权限使用档案"},
		{[]string{"verify"}, 2, "没有权限使用档案"},
		{[]string{"search", "支委会"}, 2, "只有建立档案的账号能打开"},
		{[]string{"check", "--fail-on", "never", report}, 2, "没有权限使用档案"},
		{[]string{"backup", filepath.Join(dir, "b.zip")}, 2, "没有权限使用档案"},
		{[]string{"reindex"}, 2, "没有权限使用档案"},
	} {
		cmd := exec.Command(program, append(c.args, "--data", data)...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME=")
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		out, _ := cmd.CombinedOutput()
		if cmd.ProcessState.ExitCode() != c.code || !strings.Contains(string(out), c.says) {
			t.Errorf("%s: exit code %d, %s", c.args[0], cmd.ProcessState.ExitCode(), out)
		}
	}
}
