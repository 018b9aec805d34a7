package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"hegao/index"
	"hegao/index/embedded"
)

// addData gives a command the flag that says where the archive lies.
func addData(f *pflag.FlagSet, dir *string) {
	shown := userData()
	if shown == "" {
		shown = "（这台电脑上必须写）"
	}
	f.StringVar(dir, "data", "", "档案的文件夹；不写时用\n"+shown)
	named(f, "data", "文件夹")
}

// userData returns the folder of the user's own archive, "" where the system knows none.
func userData() string {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "hegao")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	switch runtime.GOOS {
	case "windows":
		if dir := os.Getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "hegao")
		}
		return filepath.Join(home, "AppData", "Local", "hegao")
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "hegao")
	}
	return filepath.Join(home, ".local", "share", "hegao")
}

// dataDir returns where the archive lies: dir, or the user's own folder where it is empty.
func dataDir(dir string) (string, error) {
	if dir != "" {
		return dir, nil
	}
	if dir = userData(); dir == "" {
		return "", &adviceError{"不知道档案放在哪里。请加上 --data 文件夹。"}
	}
	return dir, nil
}

// openArchive opens the archive in dir, or in the user's own folder where dir is empty. command
// is what others are told that this process does.
func openArchive(ctx context.Context, dir string, mode index.Mode, command string) (*index.Archive, error) {
	dir, err := dataDir(dir)
	if err != nil {
		return nil, err
	}
	a, err := index.Open(ctx, dir, archiveConfig(mode, command))
	if err != nil {
		return nil, &archiveError{dir, err}
	}
	return a, nil
}

func archiveConfig(mode index.Mode, command string) index.Config {
	return index.Config{Mode: mode, Engine: embedded.Engine(), Holder: index.Me("hegao", command)}
}

// An archiveError is what went wrong with the archive in dir.
type archiveError struct {
	dir string
	err error
}

func (e *archiveError) Error() string { return fmt.Sprintf("archive %s: %v", e.dir, e.err) }
func (e *archiveError) Unwrap() error { return e.err }

// inArchive names the archive that err is about; nil stays nil.
func inArchive(dir string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	if _, ok := errors.AsType[*archiveError](err); ok {
		return err
	}
	return &archiveError{dir, err}
}

// archiveSentence says what is wrong with an archive, what is safe and what to do.
func archiveSentence(e *archiveError) string {
	if held, ok := errors.AsType[*index.HeldError](e.err); ok {
		return heldSentence(e.dir, held.Holder)
	}
	if newer, ok := errors.AsType[*index.VersionError](e.err); ok {
		return fmt.Sprintf("档案“%s”的格式是 %s，这个版本的 hegao 还不认识；里面的数据没有动。请换用新版本的 hegao 打开。", e.dir, newer.Found)
	}
	if _, ok := errors.AsType[*index.EngineError](e.err); ok {
		if full(e.err) {
			return fmt.Sprintf("磁盘满了，档案“%s”的检索库写不进去；报告都在档案里，没有丢失，只是暂时查不到。请腾出空间，再运行一次同样的命令，检索库会自动补上。", e.dir)
		}
		return fmt.Sprintf("档案“%s”的检索库用不了；报告都在档案里，没有丢失。请运行 hegao reindex --data %s 重建检索库。", e.dir, quoted(e.dir))
	}
	switch {
	case errors.Is(e.err, index.ErrNone):
		return fmt.Sprintf("“%s”里还没有档案。请先用 hegao index 收件 --data %s 把报告入库，或检查文件夹有没有写错。", e.dir, quoted(e.dir))
	case errors.Is(e.err, index.ErrForeign):
		return fmt.Sprintf("“%s”里有别的文件，不能当作档案使用；没有写入任何东西。请换一个空文件夹。", e.dir)
	case errors.Is(e.err, index.ErrNotEmpty):
		return fmt.Sprintf("“%s”里已经有东西，没有恢复，里面的也没有动。备份只恢复到空文件夹，请换一个。", e.dir)
	case errors.Is(e.err, index.ErrRestore):
		return fmt.Sprintf("“%s”里的恢复没有做完，数据不全，还不能使用；备份文件没有变化。请重新运行 hegao restore 备份文件 --data %s。", e.dir, quoted(e.dir))
	case full(e.err):
		return fmt.Sprintf("磁盘满了，档案“%s”写不进去；已经入库的报告没有受影响。请腾出空间，再运行一次同样的命令。", e.dir)
	case errors.Is(e.err, syscall.EROFS):
		return fmt.Sprintf("档案“%s”所在的磁盘只能读，写不进去；已经入库的报告没有受影响，照常可以检索。请改用能写的磁盘，或请管理员解除只读。", e.dir)
	case errors.Is(e.err, fs.ErrPermission):
		return fmt.Sprintf("没有权限使用档案“%s”：里面是报告的原文，只有建立档案的账号能打开；已经入库的报告没有受影响。请换用那个账号，或者换一个自己能写的文件夹。", e.dir)
	case errors.Is(e.err, index.ErrDamaged):
		return fmt.Sprintf("档案“%s”里有一份报告的数据损坏了，其他报告没有受影响。请运行 hegao verify --data %s 查明是哪一份，再把它的原件重新入库。", e.dir, quoted(e.dir))
	}
	cause := e.err
	if path, ok := errors.AsType[*fs.PathError](e.err); ok {
		cause = fmt.Errorf("%s：%w", filepath.Base(path.Path), path.Err)
	}
	return fmt.Sprintf("档案“%s”读写出错（%v）；已经保存好的报告没有改动。请检查磁盘，再运行 hegao verify --data %s 核对。", e.dir, cause, quoted(e.dir))
}

// full reports whether err says that a disk is full.
func full(err error) bool {
	const windowsDiskFull = syscall.Errno(112)
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || runtime.GOOS == "windows" && errors.Is(err, windowsDiskFull)
}

func heldSentence(dir string, h index.Holder) string {
	if h.PID <= 0 {
		return fmt.Sprintf("档案“%s”正被另一个 hegao 使用；数据没有变化。请等它结束，再运行一次。", dir)
	}
	who := fmt.Sprintf("进程 %d（%s）", h.PID, h.Command)
	if h.User != "" {
		who += "，用户 " + h.User
	}
	if h.Host != "" {
		who += "，电脑 " + h.Host
	}
	return fmt.Sprintf("档案“%s”正被另一个 hegao 使用：%s，从 %s 开始；数据没有变化。请等它结束，再运行一次。", dir, who, h.Since.Local().Format("2006-01-02 15:04"))
}

// backupSentence says what is wrong with a backup.
func backupSentence(e *index.BackupError) string {
	if newer, ok := errors.AsType[*index.VersionError](e.Err); ok {
		return fmt.Sprintf("备份“%s”的格式是 %s，这个版本的 hegao 还不认识；没有写入任何东西。请换用新版本的 hegao 恢复。", e.File, newer.Found)
	}
	switch {
	case errors.Is(e.Err, fs.ErrNotExist):
		return fmt.Sprintf("找不到备份“%s”。请检查路径有没有写错。", e.File)
	case errors.Is(e.Err, fs.ErrPermission):
		return fmt.Sprintf("没有权限读备份“%s”。请换用有权限的账号，或请管理员授权。", e.File)
	case errors.Is(e.Err, fs.ErrExist):
		return fmt.Sprintf("“%s”已经有了，没有覆盖。请换一个文件名。", e.File)
	}
	return fmt.Sprintf("“%s”不是一份完整的 hegao 备份，可能没有写完或已经损坏；档案没有建立。请换一份备份。", e.File)
}

// quoted returns a path as it must be typed.
func quoted(path string) string {
	if strings.ContainsAny(path, " \t&()'") {
		return `"` + path + `"`
	}
	return path
}
