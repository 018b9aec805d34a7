package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"hegao/analyze/batch"
	"hegao/analyze/tomlfile"
)

// sentences turns errors into what a user reads: the cause and the next step. The first
// that knows an error counts.
var sentences = []func(error) string{
	forType(func(e *commandError) string {
		return fmt.Sprintf("没有“%s”这个命令%s。运行 %s --help 可以看到全部命令。", e.name, orDidYouMean(e.command.SuggestionsFor(e.name)), e.command.CommandPath())
	}),
	forType(func(e *argumentError) string {
		verb := "只要"
		if e.few {
			verb = "还要"
		}
		return fmt.Sprintf("命令“%s”%s%s。用法：%s %s", e.command.CommandPath(), verb, e.what, e.command.Root().Name(), usageOf(e.command))
	}),
	forType(func(e *flagError) string {
		return flagSentence(e.err) + "运行 " + e.command.CommandPath() + " --help 可以看到全部选项。"
	}),
	forType(func(e *choiceError) string {
		return fmt.Sprintf("没有“%s”这个%s%s。可以用的有：%s。", e.value, e.what, orDidYouMean(near(e.value, e.choices)), strings.Join(e.choices, "、"))
	}),
	forType(func(e *adviceError) string { return e.text }),
	forType(func(e *batch.PeriodError) string {
		return fmt.Sprintf("看不懂报送期“%s”。请写成 2026（全年）、2026H1（上半年）、2026Q2（第二季度）、2026-06（一个月）或 2026-01..2026-06（几个月）。", e.Value)
	}),
	forType(rosterSentence),
	forType(func(e *waiversError) string {
		return tomlSentence("豁免清单", "每条写成 [[waiver]]，下面各一行 rule、text、reason", e.err)
	}),
	forType(profileSentence),
	forType(outputSentence),
	forType(backupSentence),
	forType(archiveSentence),
	forType(pathSentence),
	func(err error) string {
		if errors.Is(err, context.Canceled) {
			return "已经中断，没有写出结果。需要时请重新运行。"
		}
		return ""
	},
}

// sentence returns what a user reads of err.
func sentence(err error) string {
	for _, s := range sentences {
		if text := s(err); text != "" {
			return text
		}
	}
	return fmt.Sprintf("没能完成：%v。请把这句话和所用的命令告诉维护人员。", err)
}

// forType returns the sentence for errors of one type.
func forType[E error](f func(E) string) func(error) string {
	return func(err error) string {
		if e, ok := errors.AsType[E](err); ok {
			return f(e)
		}
		return ""
	}
}

// A commandError is a command that does not exist.
type commandError struct {
	command *cobra.Command // the one that it was looked for in
	name    string
}

func (e *commandError) Error() string { return "unknown command " + e.name }

// An argumentError is too few or too many arguments.
type argumentError struct {
	command *cobra.Command
	what    string // Chinese: what it takes
	few     bool
}

func (e *argumentError) Error() string { return "wrong number of arguments" }

// A flagError is a flag that can't be understood.
type flagError struct {
	command *cobra.Command
	err     error
}

func (e *flagError) Error() string { return e.err.Error() }

// A choiceError is a name that none of the choices has.
type choiceError struct {
	what    string // Chinese: what was to be chosen
	value   string
	choices []string
}

func (e *choiceError) Error() string { return fmt.Sprintf("unknown %s %q", e.what, e.value) }

// An adviceError says in Chinese what is wrong and what to do.
type adviceError struct{ text string }

func (e *adviceError) Error() string { return e.text }

// An outputError is a result that could not be written.
type outputError struct {
	path string
	err  error
}

func (e *outputError) Error() string { return fmt.Sprintf("write %s: %v", e.path, e.err) }
func (e *outputError) Unwrap() error { return e.err }

func usageOf(c *cobra.Command) string {
	path := strings.TrimPrefix(c.CommandPath(), c.Root().Name()+" ")
	_, arguments, _ := strings.Cut(c.Use, " ")
	return path + " " + arguments
}

func orDidYouMean(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "，是不是“" + strings.Join(names, "”或“") + "”"
}

// flagSentence says what is wrong with a flag.
func flagSentence(err error) string {
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		name := "--" + e.GetSpecifiedName()
		if e.GetSpecifiedShortnames() != "" {
			name = "-" + e.GetSpecifiedName()
		}
		return fmt.Sprintf("没有“%s”这个选项。", name)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return fmt.Sprintf("选项“--%s”后面还要写上它的值。", e.GetFlag().Name)
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		want := "一个整数"
		if e.GetFlag().Value.Type() == "bool" {
			want = "true 或 false"
		}
		return fmt.Sprintf("选项“--%s”的值“%s”不对，应当是%s。", e.GetFlag().Name, e.GetValue(), want)
	}
	if e, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		return fmt.Sprintf("“%s”不是正确的选项写法。", e.GetSpecifiedFlag())
	}
	return "选项写得不对。"
}

// rosterSentence says what is wrong with a roster.
func rosterSentence(e *batch.RosterError) string {
	where := fmt.Sprintf("名册“%s”", filepath.Base(e.File))
	if e.Row > 0 {
		where += fmt.Sprintf("第 %d 行", e.Row)
	}
	switch {
	case errors.Is(e, batch.ErrRosterColumn):
		return fmt.Sprintf("%s里没有单位名称这一栏，只看到：%s。请把单位那一栏的表头写成“单位名称”。", where, strings.Join(e.Found[:min(len(e.Found), 8)], "、"))
	case errors.Is(e, batch.ErrRosterEmpty):
		return where + "里没有单位。请在表头“单位名称”下面每行写一个单位。"
	case errors.Is(e, batch.ErrRosterDuplicate) && e.Found[0] == e.Found[2]:
		return fmt.Sprintf("%s的单位“%s”前面已经有了。请删去重复的一行。", where, e.Found[0])
	case errors.Is(e, batch.ErrRosterDuplicate):
		return fmt.Sprintf("%s：“%s”已经是“%s”的名称或别名，不能又是“%s”的。请改掉其中一个。", where, e.Found[0], e.Found[1], e.Found[2])
	case errors.Is(e, batch.ErrRosterCell):
		return fmt.Sprintf("%s的“%s”一栏写着“%s”，看不懂。是否免报请写“是”或“否”，日期请写成 2026-07-05。", where, e.Found[0], e.Found[1])
	}
	return where + "打不开：它不是完好的 xlsx 或 csv 文件。请用 Excel 或 WPS 打开，另存为 xlsx 后再试。"
}

// profileSentence says what is wrong with a checking profile.
func profileSentence(e *tomlfile.Error) string {
	return tomlSentence("检查方案", "可以对照 hegao profile show general", e)
}

// A waiversError is a mistake in a list of waivers.
type waiversError struct{ err *tomlfile.Error }

func (e *waiversError) Error() string { return e.err.Error() }

// waiversMistake marks a mistake in a list of waivers as such; other errors are left alone.
func waiversMistake(err error) error {
	if e, ok := errors.AsType[*tomlfile.Error](err); ok {
		return &waiversError{e}
	}
	return err
}

// tomlSentence says what is wrong with a TOML file; hint tells how it ought to look.
func tomlSentence(what, hint string, e *tomlfile.Error) string {
	where := fmt.Sprintf("%s“%s”第 %d 行", what, e.File, e.Line)
	choices := ""
	if len(e.Choices) > 0 {
		choices = "可以用的有：" + strings.Join(e.Choices, "、") + "。"
	}
	switch e.Problem {
	case tomlfile.UnknownKey:
		return fmt.Sprintf("%s：不认识“%s”这一项。%s请改正或删去。", where, e.Key, choices)
	case tomlfile.WrongType:
		return fmt.Sprintf("%s：“%s”的值写得不对，应当是%s。", where, e.Key, typeNames[strings.TrimPrefix(e.Detail, "want ")])
	case tomlfile.MissingKey:
		return fmt.Sprintf("%s：缺少“%s”这一项。请补上。", where, e.Key)
	case tomlfile.UnknownName:
		return fmt.Sprintf("%s：“%s”写的“%s”不存在。%s请改正。", where, e.Key, e.Value, choices)
	case tomlfile.BadValue:
		return fmt.Sprintf("%s：“%s”不能是“%s”。%s请改正。", where, e.Key, e.Value, choices)
	case tomlfile.DuplicateKey:
		return fmt.Sprintf("%s：“%s”出现了两次。请删去一处。", where, e.Key)
	}
	return where + "不是正确的 TOML 写法。请检查引号、方括号和等号，" + hint + "。"
}

// typeNames is what users call the types of values in a profile.
var typeNames = map[string]string{
	"a string": "一段加引号的文字", "a table": "一组“名称 = 值”", "a list": "方括号里的一列", "true or false": "true 或 false",
	"a whole number": "整数", "a number": "数字",
}

// outputSentence says why a result could not be written.
func outputSentence(e *outputError) string {
	cause := "磁盘出错"
	switch {
	case errors.Is(e, fs.ErrNotExist):
		cause = "它所在的文件夹不存在"
	case errors.Is(e, fs.ErrPermission), errors.Is(e, syscall.EROFS):
		cause = "没有写入的权限"
	case errors.Is(e, errIsFolder):
		cause = "它是一个文件夹"
	case errors.Is(e, syscall.ENOTDIR):
		cause = "它的上一级不是文件夹"
	case errors.Is(e, syscall.ENOSPC):
		cause = "磁盘满了"
	}
	return fmt.Sprintf("结果写不进“%s”：%s。请换一个可以写入的位置。", e.path, cause)
}

// pathSentence says why a file or folder can't be used.
func pathSentence(e *fs.PathError) string {
	switch {
	case errors.Is(e, fs.ErrNotExist):
		return fmt.Sprintf("找不到“%s”。请检查路径有没有写错；名字里有空格的，要用引号括起来。", e.Path)
	case errors.Is(e, fs.ErrPermission):
		return fmt.Sprintf("没有权限打开“%s”。请换一个可以读取的位置，或请管理员授权。", e.Path)
	case errors.Is(e, syscall.EISDIR):
		return fmt.Sprintf("“%s”是一个文件夹。请写上里面的文件。", e.Path)
	}
	return fmt.Sprintf("打不开“%s”。请确认它没有损坏、没有被别的程序占用。", e.Path)
}
