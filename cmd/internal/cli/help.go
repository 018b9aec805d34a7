package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [命令]",
		Short: "显示一个命令的说明",
		Args:  cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			of, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return &commandError{c.Root(), strings.Join(args, " ")}
			}
			return of.Help()
		},
	}
}

// writeHelp writes what c does and how it is called.
func writeHelp(w io.Writer, c *cobra.Command) {
	b := bufio.NewWriter(w)
	defer b.Flush()
	what := c.Long
	if what == "" {
		what = c.Short + "。"
	}
	fmt.Fprintf(b, "%s\n\n用法：\n", what)
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(b, "  %s 命令 [选项]\n\n命令：\n", c.CommandPath())
		for _, sub := range c.Commands() {
			writeEntry(b, sub.Use, []string{sub.Short})
		}
	} else {
		_, arguments, _ := strings.Cut(c.Use, " ")
		fmt.Fprintln(b, strings.TrimRight("  "+c.CommandPath()+" "+arguments, " "))
	}
	if c.Example != "" {
		fmt.Fprintf(b, "\n例如：\n%s\n", c.Example)
	}
	fmt.Fprintf(b, "\n选项：\n")
	list := func(f *pflag.Flag) { writeEntry(b, flagForm(f), strings.Split(f.Usage, "\n")) }
	c.LocalFlags().VisitAll(list)
	c.InheritedFlags().VisitAll(list)
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(b, "\n一个命令的详细说明：%s 命令 --help\n", c.CommandPath())
	}
}

// flagForm returns how a flag is written: -o, --output 文件. The value's name stands in
// the annotation valueName.
func flagForm(f *pflag.Flag) string {
	form := "--" + f.Name
	if f.Shorthand != "" {
		form = "-" + f.Shorthand + ", " + form
	}
	if name := f.Annotations[valueName]; len(name) > 0 {
		form += " " + name[0]
	}
	return form
}

// valueName is the annotation of a flag that names its value.
const valueName = "value"

// named gives a flag's value a name for the help.
func named(flags *pflag.FlagSet, flag, name string) {
	flags.SetAnnotation(flag, valueName, []string{name})
}

// entryWidth is the columns that the left side of an entry takes.
const entryWidth = 26

// writeEntry writes an entry and what it means, in two columns.
func writeEntry(w io.Writer, entry string, lines []string) {
	pad := entryWidth - columns(entry)
	if pad < 2 {
		fmt.Fprintf(w, "  %s\n", entry)
		entry, pad = "", entryWidth
	}
	for _, line := range lines {
		fmt.Fprintf(w, "  %s%s%s\n", entry, strings.Repeat(" ", pad), line)
		entry, pad = "", entryWidth
	}
}

// columns returns how wide s stands on a terminal: Chinese characters and signs take two columns.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2E80 {
			n++
		}
	}
	return n
}
