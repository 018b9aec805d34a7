package check

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// inLines counts the paragraphs that list, without numbers, what the announcement a at the end of
// block b announces: each behind the same dash, or all beginning alike, or each but the last with
// a semicolon at its end. 0: none do, or it can't be told.
func inLines(r *analyze.Report, b int, a announcement) int {
	const few, farthest, short = 8 * 3, 60, 2 // bytes, blocks, characters
	text := strings.TrimRight(r.Doc.Blocks[b].Text[a.after:], " 　")
	if a.kind == anyNoun && !a.quoted || len(text) > few || bodyNouns.prefix(a.noun) != "" || !strings.HasSuffix(text, "：") || strings.ContainsAny(text, "，。；、") {
		return 0
	}
	lines := linesBelow(r, b, farthest)
	if len(lines) < 2 || len(lines) == farthest || hasMark(lines[0]) {
		return 0
	}
	n := 0
	dash, _ := utf8.DecodeRuneInString(lines[0])
	switch {
	case strings.ContainsRune("—-●•·★◆▪■✓➢*", dash):
		n = countLines(lines, string(dash))
	case strings.HasSuffix(lines[0], "；"):
		for n < len(lines) && strings.HasSuffix(lines[n], "；") {
			n++
		}
		if n == len(lines) || !strings.HasSuffix(lines[n], "。") {
			return 0
		}
		n++
	default:
		n = countLines(lines, begins(lines[0], short))
	}
	if !mayBe(n, a.count) {
		return 0
	}
	return n
}

// linesBelow returns the paragraphs below block b, up to the next heading or table, and no more
// than most.
func linesBelow(r *analyze.Report, b, most int) listing {
	stop := len(r.Doc.Blocks)
	for i := range r.Sections {
		if at := r.Sections[i].Span.Block; at > b {
			stop = at
			break
		}
	}
	var lines listing
	for at := b + 1; at < stop && len(lines) < most; at++ {
		block := &r.Doc.Blocks[at]
		if block.Kind == doc.TableCell {
			break
		}
		if text := strings.TrimSpace(block.Text); block.Kind.Body() && text != "" {
			lines = append(lines, text)
		}
	}
	return lines
}

// countLines counts the lines that begin with opener.
func countLines(lines listing, opener string) int {
	n := 0
	for _, line := range lines {
		if strings.HasPrefix(line, opener) {
			n++
		}
	}
	return n
}

// under counts the headings under the one that holds the announcement a, or the paragraphs, where
// they are what it announces: 一、三项重点工作完成情况 and three headings （一）, “三个聚焦” and three
// that begin with 聚焦. 0: they are not, or b is no heading.
func under(r *analyze.Report, b int, a announcement) int {
	i := sectionAt(r, b, a)
	if i < 0 || a.kind == anyNoun && !a.quoted || bodyNouns.prefix(a.noun) != "" {
		return 0
	}
	level, n, named, counted := 0, 0, 0, true
	for _, s := range r.Sections[i+1:] {
		if s.Level <= r.Sections[i].Level {
			break
		}
		if level == 0 {
			level = s.Level
		}
		if s.Level != level {
			continue
		}
		n++
		counted = counted && s.Ordinal == n && !containsAny(s.Title, []string{"其他", "其它", "存在", "问题", "下一步", "打算", "总结", "体会", "保障", "概况", "总体"})
		if strings.HasPrefix(s.Title, a.noun) || strings.HasSuffix(s.Title, a.noun) || strings.HasPrefix(s.Title, "坚持"+a.noun) {
			named++
		}
	}
	switch tail := strings.TrimRight(r.Doc.Text(r.Sections[i].Span)[a.after-r.Sections[i].Span.Start:], "。："); {
	case n == 0 && a.quoted:
		n = countLines(linesBelow(r, b, all), a.noun)
	case named == n:
	case named > 0 || a.quoted || !counted || characters(r.Doc, r.Sections[i].Own, 1) > 0:
		return 0
	case strings.TrimSuffix(strings.TrimLeft(tail, "的"), "情况") != "" && longestPrefix(tail, []string{"完成", "落实", "进展", "推进", "开展"}) == "":
		return 0
	}
	if !mayBe(n, a.count) {
		return 0
	}
	return n
}

// sectionAt returns the index of the section whose heading in block b holds a; none: no heading
// does.
func sectionAt(r *analyze.Report, b int, a announcement) int {
	for i := range r.Sections {
		if s := &r.Sections[i]; s.Span.Block == b && s.Level > 0 && s.Span.Start <= a.start && a.after <= s.Span.End {
			return i
		}
	}
	return none
}

// tabled counts the rows, numbered from 1 on, of the table that the sentence with the
// announcement a in block b refers to: 新建四项制度，如上表所列. 0: it refers to none.
func tabled(r *analyze.Report, b int, a announcement) int {
	const near, farthest = 16 * 3, 400 // bytes, blocks
	rest := r.Doc.Blocks[b].Text[a.after:]
	rest = rest[:min(len(rest), near)]
	if end := strings.IndexAny(rest, "。；"); end >= 0 {
		rest = rest[:end]
	}
	if a.kind == anyNoun {
		return 0
	}
	step := 1
	switch {
	case strings.Contains(rest, "上表"):
		step = -1
	case !containsAny(rest, []string{"下表", "如表", "见表"}):
		return 0
	}
	at := b + step
	for at >= 0 && at < len(r.Doc.Blocks) && r.Doc.Blocks[at].Kind != doc.TableCell {
		if at += step; at == b+8*step {
			return 0
		}
	}
	n, largest := 0, 0
	for i := 0; i < farthest && at >= 0 && at < len(r.Doc.Blocks) && r.Doc.Blocks[at].Kind == doc.TableCell; i, at = i+1, at+step {
		block := &r.Doc.Blocks[at]
		if serial, err := strconv.Atoi(strings.TrimSpace(block.Text)); block.Cell.Col == 0 && err == nil {
			n, largest = n+1, max(largest, serial)
		}
	}
	if n != largest || !mayBe(n, a.count) {
		return 0
	}
	return n
}
