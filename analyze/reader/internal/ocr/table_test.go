package ocr

import (
	"fmt"
	"strings"
	"testing"
)

// row is a row of the program's table.
func row(level, left, top, width, height int, text string) string {
	return fmt.Sprintf("%d\t1\t1\t1\t1\t1\t%d\t%d\t%d\t%d\t90\t%s\n", level, left, top, width, height, text)
}

func TestPagesOf(t *testing.T) {
	table := "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" +
		row(1, 0, 0, 2480, 3508, "") +
		row(4, 300, 400, 1800, 60, "") +
		row(5, 300, 410, 120, 50, "召开") + row(5, 440, 430, 60, 8, "一") + row(5, 520, 400, 60, 60, "次") + row(5, 590, 440, 10, 15, ",") +
		row(5, 620, 400, 90, 60, "Office") + row(5, 730, 400, 90, 60, "Word") + row(5, 830, 400, 60, 60, "3") + row(5, 1900, 400, 120, 60, "谈话") +
		row(4, 300, 500, 300, 60, "") +
		row(5, 300, 500, 60, 60, "(") + row(5, 360, 500, 60, 60, "一") + row(5, 420, 500, 60, 60, ")") + row(5, 480, 500, 60, 60, " ")
	pages := pagesOf(table, 300)
	if len(pages) != 1 || int(pages[0].Width+0.5) != 595 || int(pages[0].Height+0.5) != 842 {
		t.Fatalf("%+v", pages)
	}
	var got []string
	for _, x := range pages[0].Texts {
		got = append(got, fmt.Sprintf("%s %.0f-%.0f %.0f-%.0f", x.Text, x.Left, x.Right, x.Top, x.Bottom))
	}
	want := []string{"召开一次，Office Word3 72-214 96-110", "谈话 456-485 96-110", "（一） 72-115 120-134"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func FuzzPagesOf(f *testing.F) {
	f.Add(row(1, 0, 0, 100, 100, "")+row(4, 0, 0, 50, 10, "")+row(5, 0, 0, 10, 10, "报告"), 300.0)
	f.Fuzz(func(t *testing.T, table string, dpi float64) {
		for _, p := range pagesOf(table, dpi) {
			for _, x := range p.Texts {
				if x.Text == "" {
					t.Errorf("%+v", x)
				}
			}
		}
	})
}
