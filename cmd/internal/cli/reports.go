package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"hegao/analyze/batch"
	"hegao/analyze/profile"
	"hegao/analyze/reader"
)

// reportFlags says how reports are checked, for each command that reads some.
type reportFlags struct {
	profile, profiles, roster, period string
	waivers                           string
	ocr                               string
	jobs                              int
}

// add gives a command the flags.
func (r *reportFlags) add(f *pflag.FlagSet) {
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
	f.StringVar(&r.ocr, "ocr", "auto", "扫描件和图片：auto 装有识别程序（tesseract 和它的中文数据\nchi_sim）就识别文字，on 一定要识别，off 不识别")
	named(f, "ocr", "方式")
	f.IntVar(&r.jobs, "jobs", 0, "同时处理几份，不写时按处理器的个数")
	named(f, "jobs", "个数")
}

// options checks the flags and reads what they name.
func (r *reportFlags) options() (batch.Options, error) {
	o := batch.Options{Profile: r.profile, Period: r.period, Jobs: r.jobs}
	if ways := []string{"auto", "on", "off"}; !slices.Contains(ways, r.ocr) {
		return o, &choiceError{"识别方式", r.ocr, ways}
	}
	if r.ocr == "on" && !reader.OCRInstalled() {
		return o, &adviceError{"选项“--ocr on”要用识别程序 tesseract 和它的中文数据 chi_sim，这台电脑上没有。请先装好，或者不写这个选项：扫描件会列为没有文字。"}
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
