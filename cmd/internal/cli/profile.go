package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"hegao/analyze"
	"hegao/analyze/check"
	"hegao/analyze/metric"
	"hegao/analyze/profile"
)

func newProfile() *cobra.Command {
	var dir string
	c := group("profile", "检查方案：哪类材料要有哪些部分、哪些指标，查哪些问题")
	c.PersistentFlags().StringVar(&dir, "profiles", "", "本单位的方案文件夹，同名的优先于自带的；不写时用\n"+shownProfiles())
	named(c.PersistentFlags(), "profiles", "文件夹")
	c.AddCommand(
		&cobra.Command{
			Use:   "list",
			Short: "列出全部方案",
			Args:  arguments(0, 0, "写到这里，后面不用再写"),
			RunE:  func(c *cobra.Command, _ []string) error { return listProfiles(c, dir) },
		},
		&cobra.Command{
			Use:   "show 方案",
			Short: "显示一个方案的全文，可以存成 .toml 文件再改",
			Args:  arguments(1, 1, "写上一个方案的名字"),
			RunE:  func(c *cobra.Command, args []string) error { return showProfile(c, dir, args[0]) },
		},
		&cobra.Command{
			Use:   "check 文件",
			Short: "检查一个方案文件写得对不对",
			Args:  arguments(1, 1, "写上一个方案文件（.toml）"),
			RunE:  func(c *cobra.Command, args []string) error { return checkProfile(c, dir, args[0]) },
		},
	)
	return c
}

func listProfiles(c *cobra.Command, dir string) error {
	set, err := loadProfiles(dir)
	if err != nil {
		return err
	}
	for _, name := range set.Names() {
		p, _ := set.Get(name)
		writeEntry(c.OutOrStdout(), name, []string{p.Title})
	}
	return nil
}

func showProfile(c *cobra.Command, dir, name string) error {
	set, err := loadProfiles(dir)
	if err != nil {
		return err
	}
	text := set.Source(name)
	if text == nil {
		return &choiceError{"检查方案", name, set.Names()}
	}
	_, err = c.OutOrStdout().Write(text)
	return err
}

func checkProfile(c *cobra.Command, dir, file string) error {
	set, err := loadProfiles(dir)
	if err != nil {
		return err
	}
	p, err := set.Add(file)
	if err != nil {
		return err
	}
	var parts []string
	for _, part := range p.Parts {
		parts = append(parts, part.Title)
	}
	fmt.Fprintf(c.OutOrStdout(), "方案“%s”（%s）写得正确：必备部分 %d 个（%s），必报指标 %d 个。\n", p.Name, p.Title, len(parts), strings.Join(parts, "、"), len(p.Metrics))
	return nil
}

// loadProfiles returns the profiles with those of the office in dir; with dir empty those in
// the user's own folder, if there is one.
func loadProfiles(dir string) (*profile.Set, error) {
	known := profile.Known{Rules: map[string]*analyze.Check{}, Metrics: map[string]*analyze.MetricDef{}}
	for _, c := range check.All() {
		known.Rules[c.ID] = c
	}
	for _, m := range metric.Known() {
		known.Metrics[m.Key] = m
	}
	if dir == "" {
		dir = userProfiles()
		if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
			dir = ""
		}
	}
	return profile.Load(dir, known)
}

// userProfiles returns the folder of the user's own profiles, "" where the system knows none.
func userProfiles() string {
	config, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(config, "hegao", "profiles")
}

// shownProfiles tells in the help where the user's own profiles lie.
func shownProfiles() string {
	if dir := userProfiles(); dir != "" {
		return dir
	}
	return "自带的"
}

// isFile reports whether a profile is given as a file rather than by its name.
func isFile(profile string) bool {
	return strings.EqualFold(filepath.Ext(profile), ".toml") || strings.ContainsAny(profile, `/\`)
}
