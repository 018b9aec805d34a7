package cli

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hegao/analyze"
	"hegao/analyze/batch"
	"hegao/analyze/reader"
	"hegao/analyze/render"
	"hegao/index"
)

// A checkRun is one call of hegao check.
type checkRun struct {
	reportFlags
	data                   string
	format, output, failOn string
}

func newCheck() *cobra.Command {
	var r checkRun
	c := &cobra.Command{
		Use:   "check 路径…",
		Short: "检查报告：每份有什么问题，各单位之间怎样",
		Long: `检查报告：读入文件、文件夹和压缩包，逐份核对，再放在一起比较，写出一份结果。
读不了的文件也是一条结果，不影响其他文件。`,
		Example: `  hegao check 收件
  hegao check 收件 --roster 名册.xlsx --period 2026H1
  hegao check 收件 -o 结果.xlsx
  hegao check 报告.docx --format json`,
		Args: arguments(1, -1, "写上要检查的文件、文件夹或压缩包"),
		RunE: func(c *cobra.Command, args []string) error { return r.run(c, args) },
	}
	f := c.Flags()
	f.SortFlags = false
	r.reportFlags.add(f)
	f.StringVar(&r.data, "data", "", "档案的文件夹：与各单位上一期的报告比较（见 hegao index）")
	named(f, "data", "文件夹")
	f.StringVar(&r.format, "format", "", "结果的格式："+strings.Join(render.Formats(), "、")+"；\n不写时按 -o 的文件后缀，没有 -o 就是 text")
	named(f, "format", "格式")
	f.StringVarP(&r.output, "output", "o", "", "结果写进这个文件，不写时显示在屏幕上")
	named(f, "output", "文件")
	f.StringVar(&r.failOn, "fail-on", "error", "有哪一级问题时退出码为 1：error（退回）、warning（核实）、\nnever（总为 0）；不写时是 error。不能运行时退出码为 2")
	named(f, "fail-on", "级别")
	return c
}

func (r *checkRun) run(c *cobra.Command, paths []string) error {
	tuneMemory()
	stdout, stderr := c.OutOrStdout(), c.ErrOrStderr()
	if err := r.choose(); err != nil {
		return err
	}
	o, err := r.options()
	if err != nil {
		return err
	}
	screen := terminalOf(stdout)
	if r.format == "xlsx" && r.output == "" && screen.is {
		return &adviceError{"Excel 表格不能显示在屏幕上。请加上 -o 结果.xlsx，把它写进文件。"}
	}
	out, err := openOutput(r.output, stdout)
	if err != nil {
		return err
	}
	defer out.discard()

	o.Exclude = append(o.Exclude, out.paths()...)
	if r.data != "" {
		past, err := openArchive(c.Context(), r.data, index.Inspect, "check")
		if err != nil {
			return err
		}
		defer past.Close()
		o.History = past
		o.Exclude = append(o.Exclude, r.data)
	}
	bar := newProgress(stderr)
	o.Progress = bar.show
	o.Readers = reader.NewPool(bar.note)
	o.Readers.NoOCR = r.ocr == "off"
	defer o.Readers.Close()
	b, err := batch.Run(c.Context(), paths, o)
	bar.clear()
	if err != nil {
		return err
	}
	if b.Files == 0 {
		return noFiles(b)
	}
	if err := render.Write(out, r.format, b, render.Options{Width: screen.width, Color: screen.color && r.output == "", Version: Version}); err != nil {
		return out.failed(err)
	}
	if err := out.commit(); err != nil {
		return err
	}
	if r.format != "text" || r.output != "" {
		writeSummary(stderr, b, r.output)
	}
	writeIdle(stderr, b)
	return r.verdict(b)
}

// choose checks the flags on the result.
func (r *checkRun) choose() error {
	formats := render.Formats()
	if r.format == "" {
		r.format = "text"
		if ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(r.output)), "."); slices.Contains(formats, ending) {
			r.format = ending
		}
	}
	if !slices.Contains(formats, r.format) {
		return &choiceError{"结果格式", r.format, formats}
	}
	if _, ok := levels[r.failOn]; !ok {
		return &choiceError{"级别", r.failOn, slices.Sorted(maps.Keys(levels))}
	}
	return nil
}

// tuneMemory trades memory for time: garbage is collected a quarter as often, which a run of
// seconds gains by, up to what thousands of reports need. What the environment says counts
// first.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(256 << 20)
	}
}

// levels is the severities that --fail-on can name.
var levels = map[string]analyze.Severity{"error": analyze.Error, "warning": analyze.Warning, "never": analyze.Error + 1}

// verdict returns errFindings where something at or above --fail-on was found.
func (r *checkRun) verdict(b *analyze.Batch) error {
	for _, f := range counted(b) {
		if f.Severity >= levels[r.failOn] {
			return errFindings
		}
	}
	return nil
}

// counted returns the findings that count: those of earlier versions do not.
func counted(b *analyze.Batch) []analyze.Finding {
	all := slices.Clone(b.Findings)
	for _, r := range b.Reports {
		if !r.Superseded {
			all = append(all, r.Findings...)
		}
	}
	return all
}

// waived returns how many findings would count had nobody waived them.
func waived(b *analyze.Batch) int {
	n := len(b.Waived)
	for _, r := range b.Reports {
		if !r.Superseded {
			n += len(r.Waived)
		}
	}
	return n
}

// noFiles says that no report was found.
func noFiles(b *analyze.Batch) error {
	text := "没有找到可以检查的文件。请把报告放进要检查的文件夹，或者直接写上文件名。"
	if n := len(b.Ignored); n > 0 {
		text = fmt.Sprintf("没有找到可以检查的文件，只有 %d 个临时文件或系统文件，略过了。请把报告放进要检查的文件夹，或者直接写上文件名。", n)
	}
	return &adviceError{text}
}

// writeIdle tells of the waivers that no finding needed.
func writeIdle(w io.Writer, b *analyze.Batch) {
	for _, idle := range b.Idle {
		c := b.Checks[idle.Rule]
		if c == nil {
			fmt.Fprintf(w, "豁免清单里的规则“%s”不存在，这一条没有起作用。运行 hegao explain 可以看到全部规则。\n", idle.Rule)
			continue
		}
		fmt.Fprintf(w, "豁免清单里有一条这次没有用上：%s（%s），“%s”。\n", c.Title, c.ID, idle.Text)
	}
}

// writeSummary tells in a line or two what was found and where the result went.
func writeSummary(w io.Writer, b *analyze.Batch, output string) {
	var n [analyze.Error + 1]int
	for _, f := range counted(b) {
		n[f.Severity]++
	}
	fmt.Fprintf(w, "检查了 %d 个文件：退回 %d 处，核实 %d 处，提示 %d 处。", b.Files, n[analyze.Error], n[analyze.Warning], n[analyze.Info])
	if n := waived(b); n > 0 {
		fmt.Fprintf(w, "另有 %d 处已豁免。", n)
	}
	missing := 0
	for _, u := range b.Units {
		if u.Status == analyze.Missing || u.Status == analyze.WrongPeriod {
			missing++
		}
	}
	if missing > 0 {
		fmt.Fprintf(w, "还有 %d 个单位没有报送。", missing)
	}
	if len(b.Ignored) > 0 {
		fmt.Fprintf(w, "略过 %d 个临时文件或系统文件。", len(b.Ignored))
	}
	fmt.Fprintln(w)
	if output != "" {
		fmt.Fprintf(w, "结果写进了“%s”。\n", output)
	}
}
