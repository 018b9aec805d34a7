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
	"hegao/analyze/profile"
	"hegao/analyze/reader"
	"hegao/analyze/render"
)

// A checkRun is one call of hegao check.
type checkRun struct {
	profile, profiles, roster, period string
	waivers                           string
	format, output, failOn            string
	jobs                              int
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
	f.StringVar(&r.profile, "profile", batch.Auto, "用哪个检查方案：auto 按材料类型自动选，或方案的名字，\n或一个方案文件（.toml）。方案见 hegao profile list")
	named(f, "profile", "方案")
	f.StringVar(&r.profiles, "profiles", "", "本单位的方案文件夹，同名的优先于自带的；不写时用\n"+shownProfiles())
	named(f, "profiles", "文件夹")
	f.StringVar(&r.roster, "roster", "", "应报单位名册（.xlsx 或 .csv），查未报、迟报和册外单位")
	named(f, "roster", "名册")
	f.StringVar(&r.period, "period", "", "报送期：2026、2026H1、2026Q2、2026-06 或 2026-01..2026-06，\n查报错时期的材料")
	named(f, "period", "时期")
	f.StringVar(&r.waivers, "waivers", "", "豁免清单（.toml）：核实过、不算问题的句子，写明规则、\n原文和理由，不计入结果")
	named(f, "waivers", "清单")
	f.StringVar(&r.format, "format", "", "结果的格式："+strings.Join(render.Formats(), "、")+"；\n不写时按 -o 的文件后缀，没有 -o 就是 text")
	named(f, "format", "格式")
	f.StringVarP(&r.output, "output", "o", "", "结果写进这个文件，不写时显示在屏幕上")
	named(f, "output", "文件")
	f.StringVar(&r.failOn, "fail-on", "error", "有哪一级问题时退出码为 1：error（退回）、warning（核实）、\nnever（总为 0）；不写时是 error。不能运行时退出码为 2")
	named(f, "fail-on", "级别")
	f.IntVar(&r.jobs, "jobs", 0, "同时处理几份，不写时按处理器的个数")
	named(f, "jobs", "个数")
	return c
}

func (r *checkRun) run(c *cobra.Command, paths []string) error {
	tuneMemory()
	stdout, stderr := c.OutOrStdout(), c.ErrOrStderr()
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
	bar := newProgress(stderr)
	o.Progress = bar.show
	o.Readers = reader.NewPool()
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

// tuneMemory trades memory for time: garbage is collected a quarter as often, which a run of
// seconds gains by. What the environment says counts first.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

// options checks the flags and reads what they name.
func (r *checkRun) options() (batch.Options, error) {
	o := batch.Options{Profile: r.profile, Period: r.period, Jobs: r.jobs}
	formats := render.Formats()
	if r.format == "" {
		r.format = "text"
		if ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(r.output)), "."); slices.Contains(formats, ending) {
			r.format = ending
		}
	}
	if !slices.Contains(formats, r.format) {
		return o, &choiceError{"结果格式", r.format, formats}
	}
	if _, ok := levels[r.failOn]; !ok {
		return o, &choiceError{"级别", r.failOn, slices.Sorted(maps.Keys(levels))}
	}
	if r.jobs < 0 {
		return o, &adviceError{fmt.Sprintf("选项“--jobs”的值“%d”不对，应当是 1 以上的整数；不写就按处理器的个数。", r.jobs)}
	}
	if r.period != "" {
		if _, err := batch.ParsePeriod(r.period); err != nil {
			return o, err
		}
	}
	var err error
	if o.Profiles, err = loadProfiles(r.profiles); err != nil {
		return o, err
	}
	switch {
	case r.profile == batch.Auto:
	case isFile(r.profile):
		p, err := o.Profiles.Add(r.profile)
		if err != nil {
			return o, err
		}
		o.Profile = p.Name
	default:
		if _, ok := o.Profiles.Get(r.profile); !ok {
			return o, &choiceError{"检查方案", r.profile, append([]string{batch.Auto}, o.Profiles.Names()...)}
		}
	}
	if r.roster != "" {
		if o.Roster, err = batch.ReadRoster(r.roster); err != nil {
			return o, err
		}
		o.Exclude = append(o.Exclude, r.roster)
	}
	if r.waivers != "" {
		if o.Waivers, err = profile.ReadWaivers(r.waivers); err != nil {
			return o, waiversMistake(err)
		}
		o.Exclude = append(o.Exclude, r.waivers)
	}
	return o, nil
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
