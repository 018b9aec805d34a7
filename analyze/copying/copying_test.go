package copying_test

import (
	"strings"
	"testing"

	"hegao/analyze"
	"hegao/analyze/copying"
	"hegao/analyze/doc"
)

// document returns one with a block a line.
func document(text string) *doc.Document {
	d := &doc.Document{Status: doc.OK}
	for line := range strings.SplitSeq(text, "\n") {
		d.Blocks = append(d.Blocks, doc.Block{Text: line})
	}
	return d
}

func compare(a, b string) (x, y *doc.Document, c analyze.Copy) {
	x, y = document(a), document(b)
	return x, y, copying.Compare(copying.NewText(x), copying.NewText(y))
}

// show puts each passage on a line: what stands in a, what in b, and what differs.
func show(a, b *doc.Document, c analyze.Copy) string {
	var s strings.Builder
	for _, p := range c.Passages {
		s.WriteString(a.Text(p.A) + " = " + b.Text(p.B))
		for _, d := range p.Differences {
			kind := ""
			if d.Number {
				kind = "#"
			}
			s.WriteString(" | " + kind + a.Text(d.A) + "/" + b.Text(d.B))
		}
		s.WriteString("\n")
	}
	return s.String()
}

func TestCompare(t *testing.T) {
	for _, test := range []struct{ name, a, b, want string }{
		{"nothing", "水库大坝巡查记录齐全，责任落实到人。", "图书馆新购少儿读物，周末延长开放。", ""},
		{"a turn of phrase", "认真落实全面从严治党主体责任。水库", "认真落实全面从严治党主体责任，图书", "认真落实全面从严治党主体责任 = 认真落实全面从严治党主体责任\n"},
		{"twelve letters", "一二三四五六七八九十百千。", "，一二三四五六七八九十百千", ""},
		{"other punctuation", "组织干部职工到警示教育基地参观学习，撰写心得体会。", "组织干部职工到警示教育基地参观学习；撰写 心得体会", "组织干部职工到警示教育基地参观学习，撰写心得体会 = 组织干部职工到警示教育基地参观学习；撰写 心得体会\n"},
		{"numbers", "召开支委会6次，开展主题党日活动12次，讲党课3期", "召开支委会*次，开展主题党日活动 11次，讲党课3期", "召开支委会6次，开展主题党日活动12次，讲党课3期 = 召开支委会*次，开展主题党日活动 11次，讲党课3期 | #6/* | #12/11\n"},
		{"numbers in words", "局党组班子成员带头讲廉政党课三次，开展谈心谈话活动", "局党组班子成员带头讲廉政党课五次，开展谈心谈话活动", "局党组班子成员带头讲廉政党课三次，开展谈心谈话活动 = 局党组班子成员带头讲廉政党课五次，开展谈心谈话活动 | #三/五\n"},
		{"the unit's name", "今年以来，县水务局党组坚持把纪律挺在前面，抓早抓小防微杜渐", "今年以来，县融媒体中心党组坚持把纪律挺在前面，抓早抓小防微杜渐", "今年以来，县水务局党组坚持把纪律挺在前面，抓早抓小防微杜渐 = 今年以来，县融媒体中心党组坚持把纪律挺在前面，抓早抓小防微杜渐 | 水务局/融媒体中心\n"},
		{"a word left out", "今年定期开展廉政风险点排查并及时动态更新风险防控措施", "今年定期开展廉政风险点排查并动态更新风险防控措施", "今年定期开展廉政风险点排查并及时动态更新风险防控措施 = 今年定期开展廉政风险点排查并动态更新风险防控措施 | 及时/\n"},
		{"another order", "修订完善内部财务管理制度若干项。\n对重点岗位人员实行定期轮岗交流。", "对重点岗位人员实行定期轮岗交流。\n修订完善内部财务管理制度若干项。", "对重点岗位人员实行定期轮岗交流 = 对重点岗位人员实行定期轮岗交流\n修订完善内部财务管理制度若干项 = 修订完善内部财务管理制度若干项\n"},
		{"not over paragraphs", "认真学习贯彻\n上级会议精神要求", "认真学习贯彻\n上级会议精神要求", ""},
		{"traditional and wide", "ＡＢ类党员干部参加专题轮训测试合格", "ab類黨員幹部參加專題輪訓測試合格", "ＡＢ类党员干部参加专题轮训测试合格 = ab類黨員幹部參加專題輪訓測試合格\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, b, c := compare(test.a, test.b)
			if got := show(a, b, c); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

// What is copied twice from one place counts once for where it comes from.
func TestShares(t *testing.T) {
	const sentence = "组织干部职工到警示教育基地参观"
	_, _, c := compare(sentence+"\n其余内容各不相同写着别的事情啊", sentence+"\n"+sentence)
	if len(c.Passages) != 2 || c.ShareA != 0.5 || c.ShareB != 1 {
		t.Errorf("%d passages, shares %v and %v", len(c.Passages), c.ShareA, c.ShareB)
	}
	if _, _, c := compare("", "。"); c.ShareA != 0 || c.ShareB != 0 || len(c.Passages) > 0 {
		t.Errorf("nothing and nothing: %+v", c)
	}
}

// A report that says the same thing for ever costs no more than its length.
func TestRepetition(t *testing.T) {
	long := strings.Repeat("啊", 200_000)
	_, _, c := compare(long, long)
	if c.ShareB != 1 {
		t.Errorf("share %v", c.ShareB)
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("召开支委会6次，开展主题党日活动12次", "召开支委会*次，开展主题党日活动 11次")
	f.Add("一\n二", "")
	f.Fuzz(func(t *testing.T, x, y string) {
		x, y = strings.ToValidUTF8(x, ""), strings.ToValidUTF8(y, "")
		a, b, c := compare(x, y)
		end := doc.Pos{}
		for _, p := range c.Passages {
			a.Text(p.A)
			b.Text(p.B)
			if from := (doc.Pos{Block: p.B.Block, Off: p.B.Start}); from.Before(end) || p.Same < 13 {
				t.Errorf("passage %+v behind %+v", p, end)
			}
			end = doc.Pos{Block: p.B.Block, Off: p.B.End}
			for _, d := range p.Differences {
				if !p.A.Contains(d.A) || !p.B.Contains(d.B) || a.Text(d.A) == b.Text(d.B) {
					t.Errorf("difference %+v in %+v", d, p)
				}
			}
		}
		if c.ShareA < 0 || c.ShareA > 1 || c.ShareB < 0 || c.ShareB > 1 {
			t.Errorf("shares %v and %v", c.ShareA, c.ShareB)
		}
		if _, _, same := compare(x, x); len(same.Passages) > 0 && same.Passages[0].Differences != nil {
			t.Errorf("differs from itself: %+v", same.Passages[0])
		}
	})
}
