package render_test

import (
	"bytes"
	"strings"
	"testing"

	"hegao/analyze"
	"hegao/analyze/render"
)

// compare returns the comparison of b's first two reports.
func compare(t *testing.T, b *analyze.Batch, metrics [][2]int, o render.Options) string {
	t.Helper()
	var buf bytes.Buffer
	c := render.Comparison{Batch: b, Copy: &b.Copies[0], Metrics: metrics}
	if err := render.Compare(&buf, c, o); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// inSample pairs the metrics of the sample's first two reports.
var inSample = [][2]int{{0, 0}, {1, -1}, {-1, 1}}

func TestCompare(t *testing.T) {
	const want = `甲  报送.zip!03_水务局/半年报告.txt（青河市水务局，2026-01-01 至 2026-06-30，200
    字）
乙  档案馆 总结.txt（青河市档案馆，57 字）
相同的文字占甲的 13%、乙的 50%，共 1 处。

■ 指标  -：没有写；≠：两份不一样
指标                              甲      乙
理论学习中心组学习               6次    12次  ≠
讲党课                          未填       -
党员参学率                         -   98.5%

■ 1  甲第 4 行，乙第 2 行，相同 13 字
→共组织←开展理论学习中心组学习→6←  │ →今年以来，←开展理论学习中心组学习
次                                     │ →12←次
`
	if got := compare(t, sample(), inSample, render.Options{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The border stands straight whatever the width, with colours and without.
func TestCompareKeepsToItsWidth(t *testing.T) {
	for width := 40; width <= 130; width++ {
		got := compare(t, sample(), inSample, render.Options{Width: width, Color: true})
		if strings.Count(got, "\x1b[7m") != strings.Count(got, "\x1b[0m")-strings.Count(got, "\x1b[1m") {
			t.Errorf("width %d: a colour has no end in\n%q", width, got)
		}
		checkWidth(t, compare(t, sample(), inSample, render.Options{Width: width}), width)
	}
}
