package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"hegao/index"
)

func newDelete() *cobra.Command {
	var data string
	c := &cobra.Command{
		Use:   "delete 报告…",
		Short: "把报告从档案里彻底删去，不留痕迹",
		Long: `把报告从档案里彻底删去：原件、文字、检查结果、登记和检索库里都不再留有它。
报告写它的文件名（与入库时显示的一样），或它的 SHA-256 校验值（前 12 位以上即可）。
以前做的备份里还有它，请另行处理。`,
		Example: "  hegao delete 收件/误报的报告.docx",
		Args:    arguments(1, -1, "写上报告的文件名或校验值"),
		RunE:    func(c *cobra.Command, args []string) error { return remove(c, data, args) },
	}
	addData(c.Flags(), &data)
	return c
}

func remove(c *cobra.Command, dir string, names []string) error {
	dir, err := dataDir(dir)
	if err != nil {
		return err
	}
	a, err := openArchive(c.Context(), dir, index.Write, "delete")
	if err != nil {
		return err
	}
	defer a.Close()
	var ids []string
	for _, name := range names {
		found := idsOf(a.List(), name)
		if len(found) == 0 {
			return &adviceError{fmt.Sprintf("档案里没有“%s”这份报告，什么也没有删。文件名要与入库时显示的一样，也可以写它的 SHA-256 校验值。", name)}
		}
		ids = append(ids, found...)
	}
	if err := a.Delete(c.Context(), ids); err != nil {
		return inArchive(dir, err)
	}
	if err := a.Compact(c.Context()); err != nil {
		return inArchive(dir, err)
	}
	if err := a.Close(); err != nil {
		return inArchive(dir, err)
	}
	fmt.Fprintf(c.ErrOrStderr(), "删去了 %d 份报告，档案里不再留有它们的内容。以前做的备份请另行处理。\n", len(ids))
	return nil
}

// shortestHash is how many characters of a hash name a report.
const shortestHash = 12

// idsOf returns the IDs of the reports that have a name, or whose hash begins with it.
func idsOf(list []index.Info, name string) []string {
	var ids []string
	for _, i := range list {
		if i.File == name || len(name) >= shortestHash && strings.HasPrefix(i.ID, strings.ToLower(name)) {
			ids = append(ids, i.ID)
		}
	}
	return ids
}
