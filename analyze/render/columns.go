package render

import "strings"

// A findingColumn is one column of a list of findings.
type findingColumn struct {
	title string
	width float64 // on a sheet; 0: not there, as it serves programs only
	level bool    // tells the severity
	of    func(*remark) string
}

// findingColumns has the columns of a list of findings in their order.
var findingColumns = []findingColumn{
	{title: "单位", width: 15, of: func(m *remark) string { return m.unit }},
	{title: "文件", width: 18, of: func(m *remark) string { return m.file }},
	{title: "级别", width: 7, level: true, of: func(m *remark) string { return levels[m.severity] }},
	{title: "问题", width: 12, of: func(m *remark) string { return m.title }},
	{title: "位置", width: 10, of: func(m *remark) string { return m.where }},
	{title: "所在章节", width: 14, of: func(m *remark) string { return m.section }},
	{title: "原文", width: 30, of: func(m *remark) string { return arrows(m.quote) }},
	{title: "说明", width: 26, of: func(m *remark) string { return m.message }},
	{title: "要求", width: 17, of: func(m *remark) string { return m.expected }},
	{title: "改法", width: 22, of: func(m *remark) string { return m.advice }},
	{title: "依据", width: 13, of: func(m *remark) string { return m.basis }},
	{title: "相关", width: 14, of: func(m *remark) string { return strings.Join(m.related, "；") }},
	{title: "规则编号", of: func(m *remark) string { return m.rule }},
}
