// Package cli is the command line of hegao: one file a command, and what they share.
//
// What a user reads is Chinese. Results go to stdout, all else to stderr.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// Version is the program's version.
const Version = "0.1.0"

// The exit codes.
const (
	exitOK       = 0
	exitFindings = 1 // something at or above --fail-on was found
	exitFailed   = 2 // wrong use, or the run itself could not be done
)

// errFindings ends a run that found something at or above --fail-on. It has been shown.
var errFindings = errors.New("findings")

// Run runs the command line args and returns the exit code.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	}
	fmt.Fprintln(stderr, sentence(err))
	return exitFailed
}

// newRoot returns the command hegao with all commands below it.
func newRoot() *cobra.Command {
	cobra.MousetrapHelpText = "核稿要在命令行里运行。请打开命令提示符（cmd）或 PowerShell，进到这个文件夹，运行 hegao help。\n"
	root := group("hegao", "核稿：检查各单位报送的报告，指出哪里没填、缺什么、哪里前后对不上，并把各单位放在一起比较")
	root.Example = `  hegao check 收件 --roster 名册.xlsx --period 2026H1
  hegao check 收件 -o 结果.xlsx
  hegao explain placeholder.unfilled`
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.PersistentFlags().BoolP("help", "h", false, "显示这份说明")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return &flagError{c, err} })
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { writeHelp(c.OutOrStdout(), c) })
	root.SetUsageFunc(func(c *cobra.Command) error { writeHelp(c.OutOrStdout(), c); return nil })
	root.AddCommand(newCheck(), newIndex(), newSearch(), newCompare(), newProfile(), newExplain(), newVerify(), newReindex(), newBackup(), newRestore(), newDelete(), newVersion())
	root.SetHelpCommand(newHelp())
	return root
}

// group returns a command that only holds others. Alone it shows its help.
func group(name, short string) *cobra.Command {
	return &cobra.Command{
		Use:                        name,
		Short:                      short,
		Args:                       cobra.ArbitraryArgs,
		SuggestionsMinimumDistance: 2,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return &commandError{c, args[0]}
			}
			return c.Help()
		},
	}
}

// arguments returns a check that a command gets at least least and at most most arguments;
// what says in Chinese what they are. A negative most sets no bound.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return &argumentError{c, what, len(args) < least}
		}
		return nil
	}
}
