package outline

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// FindEnd finds the signature and the index of the paragraph that ends the report
// proper: the signature, the attachments listed before it, or an appendix. What is
// behind gets the role tail or appendix. Where nothing stands under the report, unit
// and date under its title count.
func findEnd(paras []para, t title) (analyze.Signature, int) {
	stop := appendixStart(paras, t.end)
	for i := stop; i < len(paras); i++ {
		paras[i].role = appendix
	}
	sig, at := signatureTable(paras, t.end, stop)
	if at < 0 {
		sig, at = signatureBefore(paras, t.end, stop)
	}
	if at < 0 {
		return signatureUnderTitle(paras, t), attachmentsBefore(paras, t.end, stop)
	}
	if paras[at].kind == doc.TextBox { // it floats: the report may go on behind it
		for i := at; i < stop; i++ {
			if paras[i].role == running && dateAtEnd(paras[i].trimmed()) < 0 {
				at = i + 1
			}
		}
	}
	for i := at; i < stop; i++ {
		paras[i].role = tail
	}
	return sig, attachmentsBefore(paras, t.end, at)
}

// SignatureTable reads the signature in a table that ends the report and holds nothing
// else. At is the index of the first cell, negative where there is none.
func signatureTable(paras []para, from, stop int) (sig analyze.Signature, at int) {
	const most = 6 // cells
	at = stop
	for at > from && paras[at-1].kind == doc.TableCell {
		at--
		p := &paras[at]
		day := dateAtEnd(p.trimmed())
		switch {
		case stop-at > most:
			return analyze.Signature{}, -1
		case day >= 0 && sig.Date.Empty():
			sig.Date = doc.Span{Block: p.block, Start: p.start + day, End: p.end}
		case p.last == '：' || p.last == ':':
		case isUnit(p.text[p.afterLabel():p.end]) && sig.Unit.Empty():
			sig.Unit = doc.Span{Block: p.block, Start: p.afterLabel(), End: p.end}
		default:
			return analyze.Signature{}, -1
		}
	}
	if sig.Date.Empty() || sig.Unit.Empty() {
		return analyze.Signature{}, -1
	}
	return sig, at
}

// AfterLabel returns the byte behind a label 单位： at the start of p, else the first of p.
func (p *para) afterLabel() int {
	for i, r := range p.trimmed() {
		if r == '：' || r == ':' {
			return skipSpace(p.text, p.start+i+utf8.RuneLen(r))
		}
	}
	return p.start
}

// MaySign reports whether p stands where a signature may: in the text or in a drawing.
func (p *para) maySign() bool { return p.role == running || p.role == row && p.kind == doc.TextBox }

// SignatureBefore looks for the signature among the last lines before stop. At is the
// index of its first line, negative where there is none.
func signatureBefore(paras []para, from, stop int) (sig analyze.Signature, at int) {
	at = -1
	for i, seen := stop-1, 0; i >= from && seen < 10; i-- {
		p := &paras[i]
		if !p.maySign() || p.level > 0 {
			continue
		}
		seen++
		day := dateAtEnd(p.trimmed())
		if day < 0 || p.runes > 50 || day > 0 && !signsBefore(p.trimmed()[:day]) {
			continue
		}
		sig.Date = doc.Span{Block: p.block, Start: p.start + day, End: p.end}
		at = i
		if before := trimSpaceRight(p.text, p.start+day); before > p.start {
			sig.Unit = doc.Span{Block: p.block, Start: p.start, End: before}
			return sig, at
		}
		if i > from && isSigner(&paras[i-1]) {
			sig.Unit = spanOf(&paras[i-1])
			at = i - 1
			for at > from && isUnit(paras[at-1].trimmed()) && isSigner(&paras[at-1]) {
				at-- // several units sign together
			}
		} else if i+1 < stop && isSigner(&paras[i+1]) {
			sig.Unit = spanOf(&paras[i+1])
		}
		return sig, at
	}
	for i := stop - 1; i >= from && i >= stop-4; i-- { // a unit without a date
		p := &paras[i]
		if p.role == running && p.level == 0 && isUnit(p.trimmed()) && isSigner(p) && (i == from || paras[i-1].closed() || paras[i-1].runes > 40) {
			sig.Unit = spanOf(p)
			return sig, i
		}
	}
	return sig, -1
}

// SignsBefore reports whether t may stand before the date of a signature on the same
// line: no point of a list, no label of something else than signing.
func signsBefore(t string) bool {
	if _, numbered := leadingNumber(t); numbered || strings.ContainsAny(t, "，。；,;") || startsWithAny(t, "截至", "截止", "责任", "整改", "完成", "时限") {
		return false
	}
	label, _, labelled := strings.Cut(strings.ReplaceAll(fold(t), ":", "："), "：")
	return !labelled || endsWithAny(bareTitle(label), []string{"人", "单位", "日期", "时间", "部门"})
}

// SignatureUnderTitle returns unit and date where they stand between title and text.
func signatureUnderTitle(paras []para, t title) (sig analyze.Signature) {
	for i := range paras[:t.end] {
		p := &paras[i]
		if len(t.lines) == 0 || p.block <= t.lines[0].after.Block || p.role != front {
			continue
		}
		line := strings.Trim(p.trimmed(), "（）() ")
		start := p.start + strings.Index(p.trimmed(), line)
		span := doc.Span{Block: p.block, Start: start, End: start + len(line)}
		day := dateAtEnd(line)
		signer := trimSpaceRight(line, max(day, 0))
		switch {
		case day == 0 || day > 0 && isUnit(line[:signer]):
			sig.Date = doc.Span{Block: p.block, Start: start + day, End: span.End}
			if signer > 0 {
				sig.Unit = doc.Span{Block: p.block, Start: start, End: start + signer}
			}
		case day < 0 && sig.Unit.Empty() && (isUnit(line) || isPerson(line)):
			sig.Unit = span
		}
	}
	return sig
}

// AttachmentsBefore returns the index of the line 附件：… that lists what is attached,
// when only such lines stand between it and end; else end.
func attachmentsBefore(paras []para, from, end int) int {
	for i := end - 1; i >= from && i >= end-12; i-- {
		p := &paras[i]
		if p.closed() || p.runes > 60 || p.role != running {
			return end
		}
		if isAttachmentLine(p) {
			for j := i; j < end; j++ {
				paras[j].role = tail
			}
			return i
		}
	}
	return end
}

// AppendixStart returns the index of the line 附件 with which the text of an attachment
// begins, or len(paras).
func appendixStart(paras []para, from int) int {
	for i := from; i < len(paras); i++ {
		p := &paras[i]
		if p.role > row || !isAttachmentLine(p) || i == 0 {
			continue
		}
		signed := false // a signature stands above
		for j := i - 1; j >= from && j >= i-4 && !signed; j-- {
			signed = dateAtEnd(paras[j].trimmed()) >= 0 && paras[j].runes <= 50
		}
		listed := false // a signature stands below: the line lists what is attached
		for j := i + 1; j < len(paras) && j <= i+8 && !listed && !paras[j].prose(); j++ {
			listed = dateAtEnd(paras[j].trimmed()) >= 0 && paras[j].runes <= 50
		}
		if signed || !listed && i+2 < len(paras) {
			return i
		}
	}
	return len(paras)
}

// IsAttachmentLine reports whether p is a line 附件, 附件1, 附件：1.……
func isAttachmentLine(p *para) bool {
	switch r := runeAt(p.text, p.start); {
	case p.runes > 60 || p.closed():
		return false
	case r == '名' || r == '注' || r == '用':
		t := fold(p.trimmed())
		return t == "名词解释" || t == "名词说明" || t == "注释" || t == "用语说明"
	case r != '附':
		return false
	}
	t := fold(p.trimmed())
	for _, w := range [...]string{"附件", "附录", "附表"} {
		rest, ok := strings.CutPrefix(t, w)
		if !ok {
			continue
		}
		r, _ := utf8.DecodeRuneInString(rest)
		return rest == "" || r == '：' || r == ':' || isDigit(r) || isHanDigit(r) || isOpenParen(r)
	}
	return strings.HasPrefix(t, "附：")
}

// IsSigner reports whether a short line may name who signs.
func isSigner(p *para) bool {
	if !p.maySign() || p.runes > 40 || p.level > 0 || p.closed() || p.last == '：' || p.last == ':' || isAttachmentLine(p) || dateAtEnd(p.trimmed()) >= 0 {
		return false
	}
	if _, numbered := p.number(); numbered {
		return false
	}
	return !startsWithAny(p.trimmed(), "联系人", "联系电话", "注：", "抄送", "特此", "以上", "此致", "敬礼", "一是", "谢谢")
}

// Words that the names of units end with.
var unitNouns = []string{"局", "委", "办", "院", "校", "中心", "党组", "党委", "支部", "总支", "委员会", "政府", "厅", "部", "处", "科", "室", "所", "站", "队", "馆", "社",
	"会", "公司", "集团", "小学", "中学", "大学", "学院", "镇", "乡", "街道", "单位", "组", "台", "园", "企业", "银行", "支行", "分行", "矿", "工委", "法院", "检察院"}

// IsUnit reports whether t, a line or a part of one, reads like the name of a unit.
func isUnit(t string) bool {
	t = bareTitle(t)
	return len(t) >= len("某局") && utf8.RuneCountInString(t) <= 40 && endsWithAny(t, unitNouns) &&
		!strings.ContainsAny(t, "，。；：,;“”\"") && !startsWithAny(t, deeds...)
}

// Words that no unit's name starts with.
var deeds = []string{"加强", "落实", "推进", "强化", "深化", "开展", "坚持", "抓", "做", "完善", "建好", "建强", "建设", "组织", "打造", "开好", "办好", "提升", "提高", "优化",
	"聚焦", "紧盯", "紧抓", "立足", "围绕", "树", "培育", "营造", "守", "筑", "凝聚", "争", "规范", "健全", "构建", "创", "压实", "履行", "持续", "全面", "扎实", "不断"}

// IsPerson reports whether t is a unit or a post and a name: 松岭县民政局 王某, 县长　李某.
func isPerson(t string) bool {
	i := strings.IndexFunc(t, isSpace)
	if i < 0 {
		return false
	}
	n := han(t[i:])
	return n >= 2 && n <= 4 && n == utf8.RuneCountInString(fold(t[i:])) && (isUnit(t[:i]) || endsWithAny(t[:i], posts))
}

// Words that the names of posts end with.
var posts = []string{"长", "主任", "书记", "主席", "经理", "主管", "委员", "记者", "通讯员"}

// IsDateLine reports whether t is a date and nothing else.
func isDateLine(t string) bool { return dateAtEnd(strings.Trim(t, "（）() ")) == 0 }

// DateAtEnd returns the byte where the date begins that ends t, filled in or not, or -1:
// 2025年7月8日, 二〇二五年七月八日, 2025.7.8, 20××年×月×日, 2025年  月  日.
func dateAtEnd(t string) int {
	if i := numericDateAtEnd(t); i >= 0 {
		return i
	}
	i := len(t)
	if r, n := utf8.DecodeLastRuneInString(t[:i]); r == '日' || r == '号' {
		i = skipDateFill(t, i-n)
	}
	r, n := utf8.DecodeLastRuneInString(t[:i])
	if r != '月' {
		return -1
	}
	i = skipDateFill(t, i-n)
	r, n = utf8.DecodeLastRuneInString(t[:i])
	if r != '年' {
		return -1
	}
	year := i - n
	i = skipDateFill(t, year)
	return min(skipSpace(t, i), year)
}

// SkipDateFill returns the byte before the digits, numerals, placeholders and white
// space that end t[:i].
func skipDateFill(t string, i int) int {
	for n := 0; i > 0 && n < 16; n++ {
		r, size := utf8.DecodeLastRuneInString(t[:i])
		switch {
		case isDigit(r), isHanDigit(r), isSpace(r):
		case strings.ContainsRune("〇○零Oo*＊×xX＿_□△ＸＯ●", r):
		default:
			return i
		}
		i -= size
	}
	return i
}

// NumericDateAtEnd is dateAtEnd for 2025.7.8, 2025-07-08 and 2025/7/8.
func numericDateAtEnd(t string) int {
	i := len(t)
	for part := range 3 {
		j := i
		for j > 0 && '0' <= t[j-1] && t[j-1] <= '9' {
			j--
		}
		if part == 2 {
			if i-j != 4 {
				return -1
			}
			return j
		}
		if i-j < 1 || i-j > 2 || j == 0 || t[j-1] != '.' && t[j-1] != '-' && t[j-1] != '/' {
			return -1
		}
		i = j - 1
	}
	return -1
}

func spanOf(p *para) doc.Span { return doc.Span{Block: p.block, Start: p.start, End: p.end} }
