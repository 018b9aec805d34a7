package render

import (
	"fmt"
	"strings"

	"hegao/analyze"
)

// unfilled stands in tables for a metric whose number is not filled in.
const unfilled = "未填"

// superseded stands behind a file that a newer one took the place of.
const superseded = "较早的一份，不计入"

// overview tells in a few lines what was checked and found.
func (v *view) overview() []string {
	t := tallyBatch(v.Batch)
	readable := 0
	for _, r := range v.Reports {
		if r.Doc.Status.Readable() {
			readable++
		}
	}
	files := fmt.Sprintf("%d 个文件，其中 %d 个读出了正文。", v.Files, readable)
	if len(v.Units) > 0 {
		files = fmt.Sprintf("%d 个单位，", len(v.Units)) + files
	}
	lines := []string{
		"共 " + files,
		fmt.Sprintf("退回 %d 处，核实 %d 处，提示 %d 处。", t.errors, t.warnings, t.infos),
	}
	if n := waivedIn(v.Batch); n > 0 {
		lines[1] += fmt.Sprintf("另有 %d 处已豁免，不计入。", n)
	}
	if asked := asked(v.Batch); asked != "" {
		lines = append(lines, asked)
	}
	if v.folder != "" {
		lines = append(lines, "文件夹："+plain(v.folder))
	}
	return lines
}

// asked names the profile and the period that were asked for.
func asked(b *analyze.Batch) string {
	profile := b.Profile
	for _, p := range b.Profiles {
		if p.Name == b.Profile {
			profile = p.Title
		}
	}
	if profile == "auto" {
		profile = "按材料类型自动选择"
	}
	var parts []string
	if profile != "" {
		parts = append(parts, "检查方案："+plain(profile))
	}
	if b.Period != "" {
		parts = append(parts, "报送期："+plain(b.Period))
	}
	return strings.Join(parts, "；")
}

// unitsOf returns the names of the units that stand so.
func unitsOf(b *analyze.Batch, status analyze.UnitStatus) []string {
	var names []string
	for i := range b.Units {
		if b.Units[i].Status == status {
			names = append(names, plain(b.Units[i].Name))
		}
	}
	return names
}
