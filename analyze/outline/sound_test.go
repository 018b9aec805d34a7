package outline_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/outline"
)

// textOf returns the text of r, blocks parted by a slash.
func textOf(d *doc.Document, r doc.Range) string {
	var b strings.Builder
	for i := r.From.Block; i <= r.To.Block && i < len(d.Blocks); i++ {
		text := d.Blocks[i].Text
		if i == r.To.Block {
			text = text[:r.To.Off]
		} else {
			text += "/"
		}
		if i == r.From.Block {
			text = text[r.From.Off:]
		}
		b.WriteString(text)
	}
	return b.String()
}

// sound fails when a span of o is not one: outside its block, off a rune's boundary,
// out of order, or a range that ends before it starts.
func sound(t testing.TB, d *doc.Document, o outline.Outline) {
	t.Helper()
	span := func(what string, s doc.Span) {
		if s.Block < 0 || s.Block >= len(d.Blocks) || s.Start < 0 || s.Start >= s.End || s.End > len(d.Blocks[s.Block].Text) {
			t.Fatalf("%s: bad span %+v", what, s)
		}
		if text := d.Text(s); !utf8.ValidString(text) {
			t.Fatalf("%s: %q is cut inside a rune", what, text)
		}
	}
	position := func(what string, p doc.Pos) {
		if p.Block == len(d.Blocks) && p.Off == 0 {
			return
		}
		if p.Block > len(d.Blocks) || p.Off > len(d.Blocks[p.Block].Text) || !utf8.ValidString(d.Blocks[p.Block].Text[p.Off:]) {
			t.Fatalf("%s: bad position %+v", what, p)
		}
	}
	var last doc.Pos
	for _, s := range o.Sections {
		span("section", s.Span)
		if start := (doc.Pos{Block: s.Span.Block, Off: s.Span.Start}); start.Before(last) {
			t.Fatalf("section %q starts before the one above it ends", s.Title)
		}
		last = doc.Pos{Block: s.Span.Block, Off: s.Span.End}
		for _, p := range []doc.Pos{s.Own.From, s.Own.To, s.Body.From, s.Body.To} {
			position("section "+s.Title, p)
		}
		if s.Own.From.Before(last) || s.Own.To.Before(s.Own.From) || s.Body.To.Before(s.Own.To) {
			t.Fatalf("section %q: own %+v, body %+v", s.Title, s.Own, s.Body)
		}
		if s.Number != "" && !strings.HasPrefix(d.Text(s.Span), s.Number) {
			t.Fatalf("section %q does not start with its number %q", d.Text(s.Span), s.Number)
		}
		if s.Title == "" {
			t.Fatalf("section %q has no title", d.Text(s.Span))
		}
	}
	for _, e := range o.Enumerations {
		if len(e.Items) == 0 || e.Section < -1 || e.Section >= len(o.Sections) {
			t.Fatalf("enumeration %+v", e)
		}
		var last doc.Pos
		for _, item := range e.Items {
			span("enumeration", item.Span)
			if start := (doc.Pos{Block: item.Span.Block, Off: item.Span.Start}); start.Before(last) {
				t.Fatalf("enumeration out of order: %+v", e)
			}
			last = doc.Pos{Block: item.Span.Block, Off: item.Span.End}
		}
	}
	for id, s := range o.Inline {
		span(id, s)
		if o.Parts[id] != analyze.AsInline {
			t.Fatalf("%s has a place and is %s", id, o.Parts[id])
		}
	}
	for _, s := range []doc.Span{o.Signature.Unit, o.Signature.Date} {
		if !s.Empty() {
			span("signature", s)
		}
	}
}

// TestLarge wants time in proportion to the text: a step that looks at every line from
// every line would take minutes.
func TestLarge(t *testing.T) {
	parts := standardParts(t)
	for _, line := range []string{"一 无", "1.1 无", "一、工作情况", "（一）抓学习", "目录", "附件1", "某局", "2025年7月1日", "抓好学习教育", "一是。九要。", "1.抓。", "（一）" + body} {
		lines := slices.Repeat([]string{line, "工作情况"}, 10_000)
		start := time.Now()
		d := document(lines...)
		sound(t, d, outline.NewReader(parts).Read(d, nil))
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%d lines %q took %v", len(lines), line, took)
		}
		d = document(strings.Repeat(line, 20_000))
		start = time.Now()
		sound(t, d, outline.NewReader(parts).Read(d, nil))
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("one line of many %q took %v", line, took)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("某局工作报告\n一、工作情况\n（一）抓学习。一是学理论；二是学业务。\n二、\n打算：\n某局\n2025年7月1日\n附件1\n①②")
	f.Add("目录\n一、a……1\n# 1.1 标题\n## 第一章 总则\n| 一、表\n其一，其二，首先其次最后(1)(2)")
	f.Add("20××年  月  日\n——副标题报告\n\u3000\u200b一 主要工作\n二 存在问题\n1.2万人次\n第 一 部 分")
	f.Add("二、 ：\n二、\n：\n#\n（1）。， \n① ，。")
	parts := standardParts(f)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 4096 {
			return
		}
		d := document(strings.Split(text, "\n")...)
		sound(t, d, outline.NewReader(parts).Read(d, tokens(d)))
	})
}

func BenchmarkRead(b *testing.B) {
	lines := []string{"某局2025年上半年党风廉政建设工作情况报告", "县纪委监委："}
	for _, part := range []string{"一、工作开展情况", "（一）落实政治责任", "（二）落实主体责任", "（三）抓实日常管理", "（四）深化教育引导", "二、薄弱之处", "三、有关考虑"} {
		lines = append(lines, part)
		for range 8 {
			lines = append(lines, "一是"+body+"二是"+body)
		}
	}
	d := document(lines...)
	size := 0
	for _, block := range d.Blocks {
		size += len(block.Text)
	}
	words, r := tokens(d), outline.NewReader(standardParts(b))
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		r.Read(d, words)
	}
}
