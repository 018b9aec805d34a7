package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"hegao/analyze/batch"
	"hegao/analyze/tomlfile"
	"hegao/index"
)

// Every error that a user may meet has a sentence of its own: what is wrong, what to do.
func TestSentences(t *testing.T) {
	toml := func(p tomlfile.Problem) error {
		return &tomlfile.Error{File: "a.toml", Line: 3, Key: "parts[1].id", Problem: p, Value: "x", Detail: "want a list", Choices: []string{"progress"}}
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "open", Path: "甲", Err: syscall.ENOENT}, "找不到“甲”"},
		{fmt.Errorf("find: %w", &fs.PathError{Op: "open", Path: "甲", Err: syscall.EACCES}), "没有权限打开“甲”"},
		{&fs.PathError{Op: "read", Path: "甲", Err: syscall.EISDIR}, "“甲”是一个文件夹"},
		{&fs.PathError{Op: "open", Path: "甲", Err: syscall.EIO}, "打不开“甲”"},
		{&outputError{"甲", &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}}, "结果写不进“甲”：没有写入的权限"},
		{&outputError{"甲", syscall.EROFS}, "没有写入的权限"},
		{&outputError{"甲", syscall.ENOSPC}, "磁盘满了"},
		{&outputError{"甲", errors.New("odd")}, "磁盘出错"},
		{&batch.RosterError{File: "dir/名册.xlsx", Err: errors.New("odd")}, "名册“名册.xlsx”打不开"},
		{&batch.RosterError{File: "名册.xls", Err: batch.ErrRosterFormat}, "另存为 xlsx"},
		{toml(tomlfile.UnknownKey), "检查方案“a.toml”第 3 行：不认识“parts[1].id”这一项。可以用的有：progress。"},
		{toml(tomlfile.WrongType), "应当是方括号里的一列"},
		{toml(tomlfile.MissingKey), "缺少“parts[1].id”"},
		{toml(tomlfile.UnknownName), "写的“x”不存在"},
		{toml(tomlfile.BadValue), "不能是“x”"},
		{toml(tomlfile.DuplicateKey), "出现了两次"},
		{toml(tomlfile.Syntax), "不是正确的 TOML 写法"},
		{inArchive("甲", index.ErrNone), "“甲”里还没有档案"},
		{inArchive("甲", index.ErrForeign), "“甲”里有别的文件"},
		{inArchive("甲 乙", index.ErrRestore), "重新运行 hegao restore 备份文件 --data \"甲 乙\""},
		{inArchive("甲", index.ErrNotEmpty), "备份只恢复到空文件夹"},
		{inArchive("甲", &index.VersionError{Found: "2"}), "格式是 2"},
		{inArchive("甲", &index.HeldError{}), "正被另一个 hegao 使用；"},
		{inArchive("甲", &index.HeldError{Holder: index.Holder{PID: 7, User: "丙", Host: "丁", Command: "hegao serve"}}), "进程 7（hegao serve），用户 丙，电脑 丁，从 "},
		{inArchive("甲", &index.EngineError{Err: errors.New("odd")}), "报告都在档案里，没有丢失。请运行 hegao reindex"},
		{inArchive("甲", &index.EngineError{Err: syscall.ENOSPC}), "磁盘满了"},
		{inArchive("甲", &index.DiskError{Dir: "甲", Err: &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}}), "磁盘满了，档案“甲”写不进去；已经入库的报告没有受影响"},
		{inArchive("甲", &index.DiskError{Dir: "甲", Err: &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}}), "没有权限使用档案“甲”"},
		{inArchive("甲", &index.DiskError{Dir: "甲", Err: syscall.EROFS}), "只能读"},
		{inArchive("甲", index.ErrDamaged), "再把它的原件重新入库"},
		{inArchive("甲", errors.New("odd")), "读写出错（odd）"},
		{&index.BackupError{File: "b.zip", Err: index.ErrBackup}, "不是一份完整的 hegao 备份"},
		{&index.BackupError{File: "b.zip", Err: fs.ErrNotExist}, "找不到备份"},
		{&index.BackupError{File: "b.zip", Err: fs.ErrPermission}, "没有权限读备份"},
		{&index.BackupError{File: "b.zip", Err: fs.ErrExist}, "已经有了，没有覆盖"},
		{&index.BackupError{File: "b.zip", Err: &index.VersionError{Found: "3"}}, "格式是 3"},
		{fmt.Errorf("run: %w", context.Canceled), "已经中断"},
		{errors.New("odd"), "没能完成：odd"},
	} {
		got := sentence(c.err)
		if !strings.Contains(got, c.want) || !strings.HasSuffix(got, "。") || strings.Contains(got, "\n") {
			t.Errorf("%v: %q, want one sentence with %q", c.err, got, c.want)
		}
	}
}

func TestNear(t *testing.T) {
	names := []string{"check", "explain", "profile", "unit.late", "unit.missing"}
	for typed, want := range map[string][]string{
		"chekc": {"check"}, "explan": {"explain"}, "unit.lat": {"unit.late"}, "unit.mising": {"unit.missing"},
		"xyz": nil, "": nil, "迟报": nil,
	} {
		if got := near(typed, names); !slices.Equal(got, want) {
			t.Errorf("near(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestOutputIsAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "结果.json")
	left := func() (names []string) {
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	}
	out, err := openOutput(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(out, "half")
	if slices.Contains(left(), "结果.json") {
		t.Error("a half result stands under its name")
	}
	out.discard()
	if names := left(); len(names) != 0 {
		t.Errorf("left behind: %q", names)
	}
	if out, err = openOutput(path, nil); err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(out, "whole")
	if err := out.commit(); err != nil {
		t.Fatal(err)
	}
	out.discard()
	if data, err := os.ReadFile(path); string(data) != "whole" || len(left()) != 1 {
		t.Errorf("%q, %v, %q", data, err, left())
	}
}

// A run that is interrupted ends with one sentence, and writes nothing.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "报告.txt"), []byte("召开支委会*次。"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr strings.Builder
	if code := Run(ctx, []string{"check", "-o", filepath.Join(dir, "结果.json"), dir}, &stdout, &stderr); code != 2 || stdout.Len() > 0 || !strings.HasPrefix(stderr.String(), "已经中断") {
		t.Errorf("exit code %d, %q, %q", code, &stdout, &stderr)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}
