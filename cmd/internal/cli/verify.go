package cli

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"hegao/index"
)

func newVerify() *cobra.Command {
	var data string
	c := &cobra.Command{
		Use:   "verify",
		Short: "核对档案：原件、文字、登记和检索库是不是都完好",
		Long: `核对档案：把每份报告的原件、文字、检查结果和登记，同入库时的校验值比较，再核对检索库。
只看不改，别的命令可以同时使用档案。有问题时退出码为 1。`,
		Args: arguments(0, 0, "写到这里，后面不用再写"),
		RunE: func(c *cobra.Command, _ []string) error { return verify(c, data) },
	}
	addData(c.Flags(), &data)
	return c
}

func verify(c *cobra.Command, dir string) error {
	dir, err := dataDir(dir)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(c.OutOrStdout())
	bar := newProgress(c.ErrOrStderr())
	problems, lost := 0, 0
	v, err := index.Verify(c.Context(), dir, archiveConfig(index.Inspect, "verify"), func(p index.Problem) {
		problems++
		if p.Lost() {
			lost++
		}
		fmt.Fprintln(out, problemSentence(dir, p))
	}, bar.show)
	bar.clear()
	out.Flush()
	if err != nil {
		return inArchive(dir, err)
	}
	w := c.ErrOrStderr()
	fmt.Fprintf(w, "核对了 %d 份报告、%d 个数据包（%.1f MB）：", v.Reports, v.Packs, float64(v.Bytes)/1e6)
	switch {
	case problems == 0:
		fmt.Fprintln(w, "没有问题。")
	case lost == 0:
		fmt.Fprintf(w, "有 %d 处问题，报告都还在，没有丢失。\n", problems)
	default:
		fmt.Fprintf(w, "有 %d 处问题，其中 %d 处数据已经损坏。\n", problems, lost)
	}
	if v.Unchecked != nil {
		fmt.Fprintln(w, "检索库没有核对。"+sentence(&archiveError{dir, v.Unchecked}))
	}
	if problems > 0 {
		return errFindings
	}
	return nil
}

// problemSentence says what is wrong and what to do.
func problemSentence(dir string, p index.Problem) string {
	report := fmt.Sprintf("“%s”", p.Report.File)
	if p.Report.File == "" {
		report = fmt.Sprintf("%.12s", p.Report.ID)
	}
	again := "请把它的原件重新入库（hegao index），或从备份恢复。"
	next := fmt.Sprintf("运行 hegao reindex --data %s 即可修好。", quoted(dir))
	switch p.Trouble {
	case index.ManifestLine:
		return fmt.Sprintf("登记表第 %d 行损坏，报告另行核对；下次入库或检索时会按数据包自动补好。", p.Line)
	case index.ManifestLost:
		return fmt.Sprintf("登记表有 %d 行丢失，数据包里也找不到。请对照收文登记，把缺的报告重新入库，再运行 hegao reindex --data %s；或从备份恢复。", p.Count, quoted(dir))
	case index.PackMissing:
		return fmt.Sprintf("数据包 %s 不见了，里面有 %d 份报告，见下。请从备份恢复。", p.Path, p.Count)
	case index.PackDirectory:
		return fmt.Sprintf("数据包 %s 自己的目录损坏；登记表是好的，报告另行核对。", p.Path)
	case index.PackUnknown:
		return fmt.Sprintf("数据包 %s 不在登记表里，自己的目录也损坏了，不知道里面是哪些报告。请对照收文登记重新入库，或从备份恢复。", p.Path)
	case index.ReportLost:
		return fmt.Sprintf("报告%s整份损坏或丢失（%s）。%s", report, p.Path, again)
	case index.OriginalLost:
		return fmt.Sprintf("报告%s的原件损坏或丢失（%s）。%s", report, p.Path, again)
	case index.TextLost:
		return fmt.Sprintf("报告%s的文字损坏或丢失（%s），检索不到它。%s", report, p.Path, again)
	case index.RecordLost:
		return fmt.Sprintf("报告%s的检查结果损坏或丢失（%s）。%s", report, p.Path, again)
	case index.EngineBroken:
		return "检索库打不开，报告不受影响；" + next
	case index.EngineLacks:
		return fmt.Sprintf("检索库里没有报告%s，报告本身不受影响；%s", report, next)
	case index.EngineSurplus:
		return fmt.Sprintf("检索库里多出一份档案中没有的报告（%s）；%s", report, next)
	case index.EngineChanged:
		return fmt.Sprintf("检索库的文件 %s 被改动过，报告不受影响；%s", p.Path, next)
	}
	return fmt.Sprintf("%s：%v", p.Path, p.Err)
}

func newReindex() *cobra.Command {
	var data string
	c := &cobra.Command{
		Use:   "reindex",
		Short: "按档案重建检索库",
		Args:  arguments(0, 0, "写到这里，后面不用再写"),
		RunE:  func(c *cobra.Command, _ []string) error { return reindex(c, data) },
	}
	addData(c.Flags(), &data)
	return c
}

func reindex(c *cobra.Command, dir string) error {
	tuneMemory()
	dir, err := dataDir(dir)
	if err != nil {
		return err
	}
	a, err := openArchive(c.Context(), dir, index.Write, "reindex")
	if err != nil {
		return err
	}
	defer a.Close()
	bar := newProgress(c.ErrOrStderr())
	err = a.Reindex(c.Context(), bar.show)
	bar.clear()
	if err == nil {
		err = a.Close()
	}
	if err != nil {
		return inArchive(dir, err)
	}
	fmt.Fprintf(c.ErrOrStderr(), "检索库已经重建，共 %d 份报告。\n", len(a.List()))
	return nil
}
