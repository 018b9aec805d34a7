package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"hegao/analyze/lexicon"
	"hegao/index"
	"hegao/index/embedded"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "显示版本",
		Args:  arguments(0, 0, "写到这里，后面不用再写"),
		Run: func(c *cobra.Command, _ []string) {
			fmt.Fprintf(c.OutOrStdout(), "hegao %s\n%s %s/%s\n词典 %s\n档案格式 %s\n检索库格式 %s\n", Version, runtime.Version(), runtime.GOOS, runtime.GOARCH, lexicon.Version(), index.Format(), embedded.Engine().Name)
		},
	}
}
