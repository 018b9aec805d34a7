package index_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/index"
	"hegao/index/storetest"
)

func record(id, unit string, texts ...string) *index.Record {
	d := &doc.Document{Name: id + ".txt", Format: "txt", Status: doc.OK}
	for _, t := range texts {
		d.Blocks = append(d.Blocks, doc.Block{Text: t})
	}
	return &index.Record{Info: index.Info{ID: id, File: d.Name, Unit: unit}, Report: &analyze.Report{Doc: d, Unit: unit}}
}

func TestSimilar(t *testing.T) {
	const water = "全县水库除险加固工程全部开工，河湖长制落实到村，农村饮水安全工程通水入户，防汛物资储备充足，堤防巡查每日一次。"
	all := []*index.Record{
		record("a", "县水务局", water, "召开防汛会议三次。"),
		record("b", "县应急局", water),
		record("c", "县水务局", "河湖长制落实到位，水库除险加固完成，饮水安全有保障，防汛物资已经储备，堤防巡查不断，工程全部开工。"),
		record("d", "县教育局", "各学校开展师德师风教育，校服采购公开招标，食堂管理规范，学生午休有保障。"),
	}
	s := storetest.NewMemory()
	if err := s.Put(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	for _, q := range []index.Query{index.Similar(all[0]), index.And{index.Text{Text: "水库"}, index.Similar(all[0])}} {
		result, err := s.Search(t.Context(), q, index.Options{Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		var ids string
		for _, h := range result.Hits {
			ids += h.Record.ID
		}
		if ids != "cb" {
			t.Errorf("like a: %s, want c (the same unit) before b, and no d", ids)
		}
	}
}

func TestPassages(t *testing.T) {
	r := record("a", "县水务局", "水务局报告", "上半年，讲党课3次，观看警示教育片两场。", "下半年计划讲党课六次。")
	r.Report.Title = "水务局 报告"
	v := 3.0
	r.Report.Metrics = []analyze.Metric{{Span: doc.Span{Block: 1, Start: 21, End: 25}, Name: "讲党课", Value: &v, Modality: analyze.Done}}
	for typed, want := range map[string][]string{
		"党课":           {"1:党课", "2:党课"},
		"讲 次":          {"1:讲 次", "2:讲 次"},
		"metric:讲党课=3": {"1:3次"},
		"metric:讲党课>3": nil,
		"-党课":          nil,
		"txt":          {"-1:txt"},
		"水务局报告":        {"0:水务局报告"},
	} {
		q, _ := index.Parse(typed)
		var got []string
		for _, p := range index.Passages(r, q) {
			text := map[int]string{-1: "a.txt", -2: r.Report.Title}[p.Block]
			if p.Block >= 0 {
				text = r.Report.Doc.Blocks[p.Block].Text
			}
			var marked []string
			for _, m := range p.Marks {
				marked = append(marked, text[m[0]:m[1]])
			}
			got = append(got, fmt.Sprintf("%d:%s", p.Block, strings.Join(marked, " ")))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
}
