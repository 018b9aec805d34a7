package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// signedByOther finds a report that another unit of the same kind has signed.
func signedByOther(p *analyze.Pass, own string) {
	r := p.Report
	span := r.Signature.Unit
	if span.Empty() || r.UnitSource == analyze.BySignature {
		return
	}
	name := strings.Join(strings.Fields(r.Doc.Text(span)), "")
	if r.Directory != nil {
		if unit, size := r.Directory.UnitAt(name); size == len(name) && unit == r.Unit {
			return
		}
	}
	body := strings.TrimPrefix(name, "（盖章）")
	if label, rest, ok := strings.Cut(strings.ReplaceAll(body, ":", "："), "："); ok {
		if !containsAny(label, []string{"报送", "填报", "上报", "报告"}) { // 交叉检查单位：
			return
		}
		body = rest
	}
	if strings.HasPrefix(body, "中共") {
		for _, w := range []string{"总支部委员会", "支部委员会", "工作委员会", "委员会"} {
			body = strings.TrimSuffix(body, w)
		}
	}
	c := core(strings.TrimSuffix(strings.TrimSuffix(body, "办事处"), "人民政府"))
	if utf8.RuneCountInString(c) < 3 || !sameKind(c, own) || within(c, own) || within(own, c) || strings.ContainsAny(name, "、 和与") {
		return
	}
	for b := max(1, span.Block-2); b < min(len(r.Doc.Blocks), span.Block+3); b++ { // several sign together; the first is the title
		if b != span.Block && strings.Contains(r.Doc.Blocks[b].Text, own) {
			return
		}
	}
	p.Emit(analyze.Finding{
		Span:     span,
		Message:  fmt.Sprintf("这是%s的报告，落款却是%s", quote(r.Unit), quote(name)),
		Expected: quote(r.Unit),
		Fix:      fix("核对是谁的报告，改正落款或者标题、文件名"),
	})
}

// within reports whether the characters of short stand in long in their order: 住建局 in
// 住房和城乡建设局.
func within(short, long string) bool {
	for _, r := range long {
		if first, size := utf8.DecodeRuneInString(short); first == r {
			short = short[size:]
		}
	}
	return short == ""
}
