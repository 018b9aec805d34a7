package profile

import (
	"fmt"
	"os"

	"hegao/analyze"
	"hegao/analyze/tomlfile"
)

// ReadWaivers reads the waivers in a TOML file: tables [[waiver]], each with a rule, the
// text that it finds fault with, and the reason why that is right. A mistake in the file
// is a [*tomlfile.Error]. Rules are not looked up: one that does not exist waives nothing.
func ReadWaivers(file string) ([]analyze.Waiver, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read waivers: %w", err)
	}
	var form struct {
		Waivers []tomlfile.Table `toml:"waiver"`
	}
	if err := tomlfile.Decode(file, text, &form); err != nil {
		return nil, err
	}
	var list []analyze.Waiver
	for _, table := range form.Waivers {
		var w struct {
			Rule   string `toml:"rule"`
			Text   string `toml:"text"`
			Reason string `toml:"reason"`
			Unit   string `toml:"unit"`
			File   string `toml:"file"`
		}
		if err := table.Decode(&w); err != nil {
			return nil, err
		}
		for _, must := range [][2]string{{"rule", w.Rule}, {"text", w.Text}, {"reason", w.Reason}} {
			if must[1] == "" {
				return nil, table.Missing(must[0])
			}
		}
		list = append(list, analyze.Waiver(w))
	}
	return list, nil
}
