package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"hegao/index"
)

func newBackup() *cobra.Command {
	var data string
	c := &cobra.Command{
		Use:   "backup 文件",
		Short: "把档案备份成一个文件，可以同时入库和检索",
		Long: `把档案备份成一个文件（zip）：原件、文字、检查结果和登记都在里面，写完后逐份核对过才算数。
检索库不备份，恢复时重建。已经有的文件不会被覆盖。`,
		Example: "  hegao backup 档案备份.zip",
		Args:    arguments(1, 1, "写上备份文件的名字"),
		RunE:    func(c *cobra.Command, args []string) error { return backup(c, data, args[0]) },
	}
	addData(c.Flags(), &data)
	return c
}

func backup(c *cobra.Command, dir, file string) error {
	dir, err := dataDir(dir)
	if err != nil {
		return err
	}
	a, err := openArchive(c.Context(), dir, index.Inspect, "backup")
	if err != nil {
		return err
	}
	defer a.Close()
	bar := newProgress(c.ErrOrStderr())
	damaged, err := a.Backup(c.Context(), file, bar.show)
	bar.clear()
	switch {
	case errors.Is(err, fs.ErrExist):
		return &index.BackupError{File: file, Err: err}
	case errors.Is(err, index.ErrBackup):
		return &outputError{file, err}
	case err != nil:
		if path, ok := errors.AsType[*fs.PathError](err); ok {
			return &outputError{file, path}
		}
		return inArchive(dir, err)
	}
	size := int64(0)
	if info, err := os.Stat(file); err == nil {
		size = info.Size()
	}
	fmt.Fprintf(c.ErrOrStderr(), "备份好了：“%s”，%.1f MB，%d 份报告，已经逐份核对。\n", file, float64(size)/1e6, len(a.List()))
	if damaged > 0 {
		fmt.Fprintf(c.ErrOrStderr(), "其中 %d 份在档案里就已经损坏。请运行 hegao verify --data %s 查明是哪几份。\n", damaged, quoted(dir))
		return errFindings
	}
	return nil
}

func newRestore() *cobra.Command {
	var data string
	c := &cobra.Command{
		Use:     "restore 文件",
		Short:   "用备份恢复档案，只写进空文件夹",
		Example: "  hegao restore 档案备份.zip --data 新档案",
		Args:    arguments(1, 1, "写上备份文件"),
		RunE:    func(c *cobra.Command, args []string) error { return restore(c, data, args[0]) },
	}
	addData(c.Flags(), &data)
	return c
}

func restore(c *cobra.Command, dir, file string) error {
	dir, err := dataDir(dir)
	if err != nil {
		return err
	}
	bar := newProgress(c.ErrOrStderr())
	n, err := index.Restore(c.Context(), file, dir, bar.show)
	bar.clear()
	if err != nil {
		if _, ok := errors.AsType[*index.BackupError](err); ok {
			return err
		}
		return inArchive(dir, err)
	}
	fmt.Fprintf(c.ErrOrStderr(), "恢复了 %d 份报告到“%s”，正在重建检索库。\n", n, dir)
	a, err := openArchive(c.Context(), dir, index.Write, "restore")
	if err != nil {
		return err
	}
	return inArchive(dir, a.Close())
}
