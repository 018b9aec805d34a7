package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hegao/analyze"
	"hegao/analyze/check"
	"hegao/analyze/doc"
	"hegao/analyze/render"
	"hegao/index"
)

// A searchRun is one call of hegao search.
type searchRun struct {
	data, sort, format string
	like               string // a report in the archive: find those like it
	limit, offset      int
	fields             [6]string // as searchFilters
}

// searchFilters are the fields that are flags too.
var searchFilters = [...]struct {
	field       index.FieldName
	value, what string
}{
	{index.Unit, "单位", "只要这个单位的（写一部分也行）"},
	{index.Period, "时期", "只要这个报送期的，如 2026H1；写 2026 是全年各期"},
	{index.Year, "年份", "只要这一年的"},
	{index.Section, "标题", "只要有这个章节的（标题的一部分，或部分的代号）"},
	{index.Rule, "规则", "只要有这类问题的，如 placeholder.unfilled 或 placeholder"},
	{index.Profile, "方案", "只要按这个检查方案检查的"},
}

var sorts = []string{string(index.ByRelevance), string(index.ByDate), string(index.ByUnit)}

func newSearch() *cobra.Command {
	var r searchRun
	c := &cobra.Command{
		Use:   "search 检索词",
		Short: "在档案里查找：报告里出现过的任何字词都能找到",
		Long: `在档案里查找。几个词之间用空格隔开，每个都要出现；任何长短的字符串都可以，一个字也行。
  "廉政 谈话"          引号里的原样查找
  党课 OR 党日         出现其中一个；-党课 或 NOT 党课 不出现
  (党课 OR 党日) 纪委  括号里先算
  unit:水务 period:2026H1 year:2026 section:问题 rule:placeholder profile:conduct
  metric:讲党课<3      写明的次数少于 3，也可以用 > = <= >=；metric:讲党课=未填
全角半角、中英文标点、繁体简体、字母大小写都不区分。`,
		Example: `  hegao search 三会一课
  hegao search "廉政谈话 -谈心" --unit 水务局 --sort date
  hegao search "metric:讲党课<3 year:2026" --format json
  hegao search --like 收件/水务局.docx`,
		Args: func(c *cobra.Command, args []string) error {
			least := 1
			if r.like != "" {
				least = 0
			}
			return arguments(least, -1, "写上要查找的字词")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error { return r.run(c, args) },
	}
	f := c.Flags()
	f.SortFlags = false
	addData(f, &r.data)
	for i, filter := range searchFilters {
		f.StringVar(&r.fields[i], string(filter.field), "", filter.what)
		named(f, string(filter.field), filter.value)
	}
	f.StringVar(&r.like, "like", "", "找同这份相像的报告，本单位的在前；写它入库时的文件名，\n或 SHA-256 校验值（前 12 位以上即可）")
	named(f, "like", "报告")
	f.StringVar(&r.sort, "sort", sorts[0], "排列：relevance（最相关的在前）、date（最近的在前）、unit（按单位）")
	named(f, "sort", "次序")
	f.IntVar(&r.limit, "limit", 10, "最多显示几份")
	named(f, "limit", "个数")
	f.IntVar(&r.offset, "offset", 0, "跳过前面几份")
	named(f, "offset", "个数")
	f.StringVar(&r.format, "format", "text", "结果的格式：text、json")
	named(f, "format", "格式")
	return c
}

// mostHits is what one page can hold: each is read and shown.
const mostHits = 1000

func (r *searchRun) run(c *cobra.Command, args []string) error {
	tuneMemory()
	formats := []string{"text", "json"}
	switch {
	case !slices.Contains(formats, r.format):
		return &choiceError{"结果格式", r.format, formats}
	case !slices.Contains(sorts, r.sort):
		return &choiceError{"次序", r.sort, sorts}
	case r.limit < 0 || r.limit > mostHits:
		return &adviceError{fmt.Sprintf("选项“--limit”的值“%d”不对，应当是 0 到 %d 的整数。", r.limit, mostHits)}
	case r.offset < 0:
		return &adviceError{fmt.Sprintf("选项“--offset”的值“%d”不对，应当是 0 以上的整数。", r.offset)}
	}
	dir, err := dataDir(r.data)
	if err != nil {
		return err
	}
	typed := strings.Join(args, " ") // a shell takes it apart
	q, notes := index.Parse(typed)
	for _, n := range notes {
		fmt.Fprintln(c.ErrOrStderr(), n+"。")
	}
	a, err := openArchive(c.Context(), dir, index.Read, "search")
	if err != nil {
		return err
	}
	defer a.Close()
	if n := a.Pending(); n > 0 {
		fmt.Fprintf(c.ErrOrStderr(), "另一个 hegao 正在写这个档案，已经入库的报告里还有 %d 份要等它写完才查得到。\n", n)
	}
	var all index.And
	if r.like != "" {
		like, err := similar(c.Context(), a, r.like)
		if err != nil {
			return err
		}
		all = append(all, like)
	}
	if len(args) > 0 {
		all = append(all, q)
	}
	for i, value := range r.fields {
		if value != "" {
			all = append(all, index.Field{Name: searchFilters[i].field, Value: value})
		}
	}
	if len(all) != 1 {
		q = all
	} else {
		q = all[0]
	}
	began := time.Now()
	result, err := a.Search(c.Context(), q, index.Options{Limit: r.limit, Offset: r.offset, Sort: index.Sort(r.sort), Facets: true})
	if err != nil {
		return inArchive(dir, err)
	}
	if n := min(max(result.Total-r.offset, 0), r.limit) - len(result.Hits); n > 0 {
		fmt.Fprintf(c.ErrOrStderr(), "有 %d 份找到了却读不出来，没有列出；其他报告不受影响。请运行 hegao verify --data %s 查明是哪几份。\n", n, quoted(dir))
	}
	f := found(result)
	f.Query, f.Offset, f.Took = typed, r.offset, time.Since(began)
	out := &output{Writer: c.OutOrStdout()}
	if r.format == "json" {
		err = render.WriteFoundJSON(out, f)
	} else {
		if err := nameValues(f.Facets); err != nil {
			return err
		}
		screen := terminalOf(c.OutOrStdout())
		err = render.WriteFound(out, f, render.Options{Width: screen.width, Color: screen.color})
	}
	if err != nil {
		return out.failed(err)
	}
	return nil
}

// similar returns the query for the reports that are like the one called name.
func similar(ctx context.Context, a *index.Archive, name string) (index.Query, error) {
	ids := idsOf(a.List(), name)
	if len(ids) == 0 {
		return nil, &adviceError{fmt.Sprintf("档案里没有“%s”这份报告。文件名要与入库时显示的一样，也可以写它的 SHA-256 校验值。", name)}
	}
	newest, err := a.Record(ctx, ids[len(ids)-1])
	if err != nil {
		return nil, err
	}
	return index.Similar(newest), nil
}

// facetNames is what users call the fields that are counted.
var facetNames = map[index.FieldName]string{index.Unit: "单位", index.Period: "报送期", index.Profile: "检查方案", index.Rule: "问题", index.Part: "部分"}

// found returns what is shown of a result.
func found(r *index.Result) render.Found {
	f := render.Found{Total: r.Total}
	for _, h := range r.Hits {
		report := render.FoundReport{
			File: h.Record.File, Unit: h.Record.Unit, Period: h.Record.Period, Profile: h.Record.Profile,
			Doc: h.Record.Report.Doc, Score: h.Score,
		}
		for _, p := range h.Passages {
			report.Passages = append(report.Passages, foundPassage(h.Record, p))
		}
		f.Hits = append(f.Hits, report)
	}
	for _, name := range index.Facets {
		facet := render.FoundFacet{Field: string(name), Name: facetNames[name]}
		for _, v := range r.Facets[string(name)] {
			facet.Values = append(facet.Values, render.FoundValue{Value: v.Value, Count: v.Count})
		}
		f.Facets = append(f.Facets, facet)
	}
	return f
}

// nameValues puts titles in place of what rules, parts and profiles are called in files.
func nameValues(facets []render.FoundFacet) error {
	profiles, err := loadProfiles("")
	if err != nil {
		return err
	}
	titles := map[index.FieldName]map[string]string{index.Rule: {}, index.Part: {}, index.Profile: {}}
	for _, c := range check.All() {
		titles[index.Rule][c.ID] = c.Title + "（" + c.ID + "）"
	}
	for _, p := range profiles.Parts() {
		titles[index.Part][p.ID] = p.Title
	}
	for _, name := range profiles.Names() {
		if p, ok := profiles.Get(name); ok {
			titles[index.Profile][name] = p.Title + "（" + name + "）"
		}
	}
	for _, f := range facets {
		for i, v := range f.Values {
			f.Values[i].Value = cmp.Or(titles[index.FieldName(f.Field)][v.Value], v.Value)
		}
	}
	return nil
}

func foundPassage(r *index.Record, p index.Passage) render.FoundPassage {
	shown := render.FoundPassage{}
	text := ""
	switch p.Block {
	case index.InTitle:
		shown.Section, text = "题目", r.Report.Title
	case index.InFile:
		shown.Section, text = "文件名", index.FileName(r)
	default:
		shown.Span = doc.Span{Block: p.Block, Start: p.Marks[0][0], End: p.Marks[0][1]}
		text = r.Report.Doc.Blocks[p.Block].Text
		if p.Section >= 0 {
			shown.Section = heading(r.Report.Sections[p.Section])
		}
	}
	shown.Text = text[p.Start:p.End]
	for _, m := range p.Marks {
		shown.Marks = append(shown.Marks, [2]int{m[0] - p.Start, m[1] - p.Start})
	}
	return shown
}

// heading returns a heading with its number; "" for the report's own title.
func heading(s analyze.Section) string {
	if s.Level == 0 {
		return ""
	}
	return s.Number + s.Title
}
