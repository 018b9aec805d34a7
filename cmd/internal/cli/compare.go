package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hegao/analyze"
	"hegao/analyze/batch"
	"hegao/analyze/copying"
	"hegao/analyze/metric"
	"hegao/analyze/render"
)

// A compareRun is one call of hegao compare.
type compareRun struct{ format, output string }

// comparisonFormats is what a comparison can be written as.
var comparisonFormats = []string{"json", "text"}

func newCompare() *cobra.Command {
	var r compareRun
	c := &cobra.Command{
		Use:   "compare 甲 乙",
		Short: "把两份报告放在一起：哪些段落相同，改了哪些字和数，指标各是多少",
		Example: `  hegao compare 水务局.docx 林业局.docx
  hegao compare 2025年下半年.docx 2026年上半年.docx --format json`,
		Args: arguments(2, 2, "写上要比较的两份报告"),
		RunE: func(c *cobra.Command, args []string) error { return r.run(c, args) },
	}
	f := c.Flags()
	f.SortFlags = false
	f.StringVar(&r.format, "format", "text", "结果的格式："+strings.Join(comparisonFormats, "、")+"，不写时是 text")
	named(f, "format", "格式")
	f.StringVarP(&r.output, "output", "o", "", "结果写进这个文件，不写时显示在屏幕上")
	named(f, "output", "文件")
	return c
}

func (r *compareRun) run(c *cobra.Command, paths []string) error {
	if !slices.Contains(comparisonFormats, r.format) {
		return &choiceError{"结果格式", r.format, comparisonFormats}
	}
	profiles, err := loadProfiles("")
	if err != nil {
		return err
	}
	b, err := batch.Run(c.Context(), paths, batch.Options{Profiles: profiles, Profile: batch.Auto})
	if err != nil {
		return err
	}
	comparison, err := compare(b, paths)
	if err != nil {
		return err
	}
	stdout := c.OutOrStdout()
	out, err := openOutput(r.output, stdout)
	if err != nil {
		return err
	}
	defer out.discard()
	screen := terminalOf(stdout)
	o := render.Options{Width: screen.width, Color: screen.color && r.output == "", Version: Version}
	if r.format == "text" {
		err = render.Compare(out, comparison, o)
	} else {
		err = render.Write(out, r.format, b, o)
	}
	if err != nil {
		return out.failed(err)
	}
	return out.commit()
}

// compare compares the two reports of b that paths name, and puts what they share into b.
func compare(b *analyze.Batch, paths []string) (render.Comparison, error) {
	var both [2]*analyze.Report
	for i, path := range paths {
		var err error
		if both[i], err = reportAt(b, path); err != nil {
			return render.Comparison{}, err
		}
	}
	x, y := both[0], both[1]
	if x == y {
		return render.Comparison{}, &adviceError{"两次写的是同一份报告。请写上两份不同的报告。"}
	}
	result := copying.Compare(copying.NewText(x.Doc), copying.NewText(y.Doc))
	result.A, result.B, result.Kind = x.ID, y.ID, analyze.CopyOfUnit
	switch {
	case x.Doc.SHA256 == y.Doc.SHA256:
		result.Kind = analyze.CopyDuplicate
	case x.Unit == y.Unit && x.Unit != "":
		result.Kind = analyze.CopyOfHistory
	}
	b.Copies = []analyze.Copy{result}
	comparison := render.Comparison{Batch: b, Copy: &b.Copies[0]}
	for _, p := range metric.Pairs(x, y) {
		comparison.Metrics = append(comparison.Metrics, [2]int{p.A, p.B})
	}
	return comparison, nil
}

// reportAt returns the one report of b at path: the file itself, or all that is in an
// archive or a folder.
func reportAt(b *analyze.Batch, path string) (*analyze.Report, error) {
	var at *analyze.Report
	for _, r := range b.Reports {
		if !lies(r.Doc.Name, path) {
			continue
		}
		if at != nil {
			return nil, &adviceError{fmt.Sprintf("“%s”里有不止一份报告。请写明是哪一份，压缩包请先解开。", path)}
		}
		at = r
	}
	switch {
	case at == nil:
		return nil, &adviceError{fmt.Sprintf("“%s”里没有报告。请写上两份报告的文件名。", path)}
	case !at.Doc.Status.Readable():
		return nil, &adviceError{fmt.Sprintf("“%s”读不出来，没法比较：%s。", path, strings.TrimRight(at.Doc.Reason, "。"))}
	}
	return at, nil
}

// lies reports whether the report called name is the file at path, or in the archive or
// folder there.
func lies(name, path string) bool {
	name, path = filepath.Clean(name), filepath.Clean(path)
	if path == "." {
		return filepath.IsLocal(name)
	}
	rest, ok := strings.CutPrefix(name, path)
	return ok && (rest == "" || rest[0] == '!' || rest[0] == filepath.Separator || path == string(filepath.Separator))
}
