package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"hegao/analyze"
	"hegao/analyze/batch"
	"hegao/analyze/reader"
	"hegao/index"
)

func newIndex() *cobra.Command {
	var r indexRun
	c := &cobra.Command{
		Use:   "index 路径…",
		Short: "把报告收进档案：检查、保存原件，以后可以检索、和往期比较",
		Long: `把报告收进档案：读入文件、文件夹和压缩包，逐份检查，连同原件和检查结果保存下来。
同一份文件再收一次还是一份；同一单位同一时期重报的，按先后记为第 2 版、第 3 版。
显示为“入库”的就已经安全保存，中途断电或中断也不会丢；没有收完的，再运行一次同样的命令。
保存的是单看这一份报告就有的问题；要和名册、别的单位、往期比较才知道的（未报、迟报、
册外单位、与上期相比），随时用 hegao check --data 查。
标有密级的文件不收，也不保存其中的任何内容。档案只有建立它的账号能打开。
入库的时候照样可以检索，查到的是已经入库的。`,
		Example: `  hegao index 收件
  hegao index 收件 --data 档案 --roster 名册.xlsx --period 2026H1`,
		Args: arguments(1, -1, "写上要入库的文件、文件夹或压缩包"),
		RunE: func(c *cobra.Command, args []string) error { return r.run(c, args) },
	}
	f := c.Flags()
	f.SortFlags = false
	addData(f, &r.data)
	r.reportFlags.add(f)
	f.Lookup("roster").Usage = "单位名册（.xlsx 或 .csv），按它认出每份报告是哪个单位的"
	f.Lookup("period").Usage = "报送期：2026、2026H1、2026Q2、2026-06 或 2026-01..2026-06，\n材料里看不出时期的，按它登记"
	return c
}

// An indexRun is one call of hegao index.
type indexRun struct {
	reportFlags
	data string

	fates   map[index.Fate]int
	renewed int // added as another version
}

// indexBite is how many reports are taken in at a time: so many are told of together.
const indexBite = 128

func (r *indexRun) run(c *cobra.Command, paths []string) error {
	tuneMemory()
	ctx, stderr := c.Context(), c.ErrOrStderr()
	o, err := r.options()
	if err != nil {
		return err
	}
	if r.data, err = dataDir(r.data); err != nil {
		return err
	}
	a, err := openArchive(ctx, r.data, index.Write, "index")
	if err != nil {
		return err
	}
	defer a.Close()
	o.Exclude = append(o.Exclude, r.data)
	bar := newProgress(stderr)
	o.Progress = bar.show
	o.Readers = reader.NewPool(bar.note)
	o.Readers.NoOCR = r.ocr == "off"
	defer o.Readers.Close()

	r.fates = map[index.Fate]int{}
	out := bufio.NewWriter(c.OutOrStdout())
	files, _, err := batch.Each(ctx, paths, o, func(chunk batch.Chunk) error {
		bar.clear()
		return r.take(ctx, out, a, chunk)
	})
	bar.clear()
	if err == nil && files == 0 {
		return &adviceError{"没有找到可以入库的文件。请把报告放进文件夹，或者直接写上文件名。"}
	}
	closing := a.Close()
	if files > 0 {
		r.writeSummary(stderr, files, len(a.List()))
	}
	switch {
	case errors.Is(err, context.Canceled):
		return &adviceError{"已经中断。显示为“入库”的已经保存好，不会丢；再运行一次同样的命令，就接着收没有收完的。"}
	case err != nil:
		return err
	case closing != nil:
		return inArchive(r.data, closing)
	case r.fates[index.Unreadable]+r.fates[index.Classified]+r.fates[index.Changed] > 0:
		return errFindings
	}
	return nil
}

// take takes a chunk into the archive, and tells of every report once it is safe.
func (r *indexRun) take(ctx context.Context, out *bufio.Writer, a *index.Archive, chunk batch.Chunk) error {
	asked, _ := batch.ParsePeriod(r.period)
	for ids := range slices.Chunk(byAge(chunk.Batch), indexBite) {
		list := make([]index.Submission, len(ids))
		for i, id := range ids {
			list[i] = index.Submission{Report: chunk.Reports[id], Period: asked, Open: func() (io.ReadCloser, error) { return chunk.Open(id) }}
		}
		outcomes, err := a.Add(ctx, list)
		err = inArchive(r.data, err)
		for i, o := range outcomes {
			r.tell(out, list[i].Report, o)
		}
		if flush := out.Flush(); err == nil && flush != nil {
			err = &outputError{"标准输出", flush}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// byAge returns the reports of a batch with those that another supersedes first, so that they
// come in as the earlier versions that they are.
func byAge(b *analyze.Batch) []analyze.ReportID {
	var old, others []analyze.ReportID
	for _, u := range b.Units {
		for _, id := range slices.Backward(u.Reports) { // the newest stands first there
			if b.Reports[id].Superseded && !slices.Contains(old, id) {
				old = append(old, id)
			}
		}
	}
	for _, report := range b.Reports {
		if !slices.Contains(old, report.ID) {
			others = append(others, report.ID)
		}
	}
	return append(old, others...)
}

// tell writes what became of a report.
func (r *indexRun) tell(out io.Writer, report *analyze.Report, o index.Outcome) {
	r.fates[o.Fate]++
	name := report.Doc.Name
	switch o.Fate {
	case index.Added:
		version := ""
		if o.Info.Version > 1 {
			version = fmt.Sprintf("（第 %d 版）", o.Info.Version)
			r.renewed++
		}
		fmt.Fprintf(out, "入库%s %s\n", version, name)
	case index.Known:
		fmt.Fprintf(out, "已有 %s\n", name)
	case index.Unreadable:
		fmt.Fprintf(out, "未收 %s：%s\n", name, report.Doc.Reason)
	case index.Classified:
		fmt.Fprintf(out, "未收 %s：标有密级，不得在这里处理，没有保存其中的任何内容\n", name)
	case index.Changed:
		fmt.Fprintf(out, "未收 %s：读取途中文件变了，请再运行一次\n", name)
	}
}

// writeSummary tells in a line what came in.
func (r *indexRun) writeSummary(w io.Writer, files, total int) {
	fmt.Fprintf(w, "共 %d 个文件：入库 %d 份", files, r.fates[index.Added])
	if r.renewed > 0 {
		fmt.Fprintf(w, "（其中重报 %d 份）", r.renewed)
	}
	for _, part := range []struct {
		fate index.Fate
		form string
	}{
		{index.Known, "，已有 %d 份"}, {index.Unreadable, "，读不出文字 %d 份"},
		{index.Classified, "，标有密级 %d 份"}, {index.Changed, "，途中变动 %d 份"},
	} {
		if n := r.fates[part.fate]; n > 0 {
			fmt.Fprintf(w, part.form, n)
		}
	}
	fmt.Fprintf(w, "。档案“%s”现有 %d 份。\n", r.data, total)
}
