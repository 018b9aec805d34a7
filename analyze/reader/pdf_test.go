package reader

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
)

// Lines of 28 characters, as many as fit between the edges 73 and 521 in these tests.
const (
	opening  = "上半年局党组认真落实全面从严治党主体责任坚持把纪律和" // of a paragraph
	middling = "挺在前面召开专题会议研究部署并带头讲廉政党课同时督促班子"
)

func TestPDFParagraphs(t *testing.T) {
	p := (&pdfPage{}).text(165, 100, 22, "岚溪县水务局二〇二六年上").text(187, 133, 22, "党风廉政建设工作报告")
	p.lines(73, 200, 16, 28,
		"县纪委：",
		"　　"+opening,
		middling,
		"做好本职工作。",
		"　　一、工作开展情况",
		"　　召开会议12次。",
		"　　二、存在的问题及产生这些问题的主观原因和客观原因的深",
		"入分析",
	)
	p.lines(361, 600, 16, 28, "中共岚溪县水务局党组", "　　2026年7月1日")
	wantBlocks(t, readPDF(t, p),
		"岚溪县水务局二〇二六年上党风廉政建设工作报告",
		"县纪委：",
		opening+middling+"做好本职工作。",
		"一、工作开展情况",
		"召开会议12次。",
		"二、存在的问题及产生这些问题的主观原因和客观原因的深入分析",
		"中共岚溪县水务局党组",
		"2026年7月1日",
	)
}

func TestPDFPages(t *testing.T) {
	var pages []*pdfPage
	for i, number := range []string{"— 1 —", "— 2 —"} {
		p := (&pdfPage{}).text(200, 50, 10, "岚溪县党风廉政建设材料").text(280, 800, 14, number)
		if i == 0 {
			p.lines(73, 100, 16, 28, "　　"+opening, middling, "共开展警示教育会议以及廉政谈话和家访活动等各类活动共1")
		} else {
			p.lines(73, 100, 16, 28, "2次，参加300人次。", "　　"+opening, middling, "完毕。")
		}
		pages = append(pages, p)
	}
	d := readPDF(t, pages...)
	wantBlocks(t, d,
		opening+middling+"共开展警示教育会议以及廉政谈话和家访活动等各类活动共12次，参加300人次。",
		opening+middling+"完毕。",
		"header 岚溪县党风廉政建设材料",
	)
	b := d.Blocks[0]
	if len(b.Runs) != 2 || b.Runs[0].Src.Page != 1 || b.Runs[1].Src.Page != 2 || b.Text[b.Runs[1].Start:] != "2次，参加300人次。" {
		t.Errorf("runs %v", b.Runs)
	}
	at := strings.Index(b.Text, "300人次")
	if got := d.Place(doc.Span{Block: 0, Start: at, End: at + len("300人次")}); got.Paragraph != 1 || []rune(b.Text)[got.Start] != '3' || got.End-got.Start != 5 {
		t.Errorf("place %v", got)
	}
}

func TestPDFColumns(t *testing.T) {
	p := (&pdfPage{}).text(150, 80, 18, "岚溪县水务局半年工作小结")
	p.lines(60, 120, 12, 18,
		"　　上半年局党组认真落实全面从",
		"严治党主体责任，召开党风廉政专",
		"题会议3次，研究事项12项，开",
		"展谈话20人次。",
		"　　各股室各负其责，把纪律要求",
		"落实到日常管理各个环节当中去，")
	p.lines(310, 120, 12, 18,
		"没有发生违纪问题。",
		"　　下半年将继续抓好作风建设，",
		"开展警示教育2次，组织观看警示",
		"教育片，推动各项任务落地见效，",
		"确保全年目标完成。",
		"　　特此报告。")
	wantBlocks(t, readPDF(t, p),
		"岚溪县水务局半年工作小结",
		"上半年局党组认真落实全面从严治党主体责任，召开党风廉政专题会议3次，研究事项12项，开展谈话20人次。",
		"各股室各负其责，把纪律要求落实到日常管理各个环节当中去，没有发生违纪问题。",
		"下半年将继续抓好作风建设，开展警示教育2次，组织观看警示教育片，推动各项任务落地见效，确保全年目标完成。",
		"特此报告。",
	)
}

func TestPDFTable(t *testing.T) {
	first := (&pdfPage{}).text(73, 600, 12, "　　情况如下：")
	first.grid([]float64{73, 173, 353, 521}, []float64{620, 650, 700, 730})
	first.text(80, 640, 12, "项目").text(180, 640, 12, "内容").text(360, 640, 12, "次数")
	first.text(80, 668, 12, "学习教育").lines(180, 668, 12, 18, "党组理论学习中心组集体学习和", "研讨").text(360, 668, 12, "6次")
	first.text(80, 720, 12, "廉政谈话").text(180, 720, 12, "班子成员").text(360, 720, 12, "*人次")
	second := (&pdfPage{}).grid([]float64{73, 173, 353, 521}, []float64{80, 110, 140})
	second.text(80, 100, 12, "项目").text(180, 100, 12, "内容").text(360, 100, 12, "次数")
	second.text(80, 130, 12, "警示教育").text(180, 130, 12, "全体干部").text(360, 130, 12, "2次")
	second.text(73, 170, 12, "特此报告。")
	wantBlocks(t, readPDF(t, first, second),
		"情况如下：",
		"1.0.0 项目", "1.0.1 内容", "1.0.2 次数",
		"1.1.0 学习教育", "1.1.1 党组理论学习中心组集体学习和研讨", "1.1.2 6次",
		"1.2.0 廉政谈话", "1.2.1 班子成员", "1.2.2 *人次",
		"1.3.0 警示教育", "1.3.1 全体干部", "1.3.2 2次",
		"特此报告。",
	)
}

func TestPDFMergedCells(t *testing.T) {
	p := &pdfPage{}
	p.grid([]float64{73, 521}, []float64{100, 190})
	p.rule(73, 130, 521, 130).rule(173, 160, 521, 160).rule(173, 100, 173, 190).rule(347, 130, 347, 190)
	p.text(80, 120, 12, "类别").text(320, 120, 12, "数量")
	p.text(80, 165, 12, "谈话").text(180, 150, 12, "提醒谈话").text(355, 150, 12, "3人次")
	p.text(180, 180, 12, "诫勉谈话").text(355, 180, 12, "0人次")
	wantBlocks(t, readPDF(t, p),
		"1.0.0 类别", "1.0.1 数量",
		"1.1.0 谈话", "1.1.1 提醒谈话", "1.1.2 3人次",
		"1.2.1 诫勉谈话", "1.2.2 0人次",
	)
}

func TestPDFAlignedTable(t *testing.T) {
	p := (&pdfPage{}).lines(73, 100, 16, 28, "　　"+opening, middling, "情况见下表。")
	for i, row := range [][3]string{{"项目", "一季度", "二季度"}, {"廉政谈话", "3人次", "5人次"}, {"警示教育", "1次", "*次"}, {"廉政党课", "1次", "2次"}} {
		for j, text := range row {
			p.text(90+150*float64(j), 200+28*float64(i), 16, text)
		}
	}
	wantBlocks(t, readPDF(t, p),
		opening+middling+"情况见下表。",
		"1.0.0 项目", "1.0.1 一季度", "1.0.2 二季度",
		"1.1.0 廉政谈话", "1.1.1 3人次", "1.1.2 5人次",
		"1.2.0 警示教育", "1.2.1 1次", "1.2.2 *次",
		"1.3.0 廉政党课", "1.3.1 1次", "1.3.2 2次",
	)
}

// What is drawn another way than it is read.
func TestPDFDrawing(t *testing.T) {
	t.Run("turned page", func(t *testing.T) {
		p := &pdfPage{rotate: 90}
		p.turned(100, 800, 16, 0, 1, "1.工作开展情况").turned(130, 800, 16, 0, 1, "召开会议3次。")
		wantBlocks(t, readPDF(t, p), "1.工作开展情况", "召开会议3次。")
	})
	t.Run("drawn twice", func(t *testing.T) {
		p := &pdfPage{}
		p.text(73, 100, 16, "一、工作开展情况").text(73.3, 100, 16, "一、工作开展情况").text(73, 128, 16, "召开会议3次。")
		wantBlocks(t, readPDF(t, p), "一、工作开展情况", "召开会议3次。")
	})
	t.Run("watermark", func(t *testing.T) {
		p := (&pdfPage{}).text(73, 100, 16, "召开会议3次。").turned(150, 500, 60, 0.7071, 0.7071, "内部资料")
		wantBlocks(t, readPDF(t, p), "召开会议3次。")
	})
	t.Run("radicals", func(t *testing.T) {
		p := (&pdfPage{}).text(73, 100, 16, "召开⽀部⼤会3次，⺠主评议党员⼆次。")
		wantBlocks(t, readPDF(t, p), "召开支部大会3次，民主评议党员二次。")
	})
	t.Run("single characters", func(t *testing.T) {
		p := &pdfPage{}
		for i, r := range []rune("召开支委会 三次") {
			p.text(73+16*float64(i), 100, 16, string(r))
		}
		wantBlocks(t, readPDF(t, p), "召开支委会 三次")
	})
	t.Run("turned page without figures", func(t *testing.T) {
		p := (&pdfPage{rotate: 90}).turned(100, 800, 16, 0, 1, "一、工作开展情况").turned(130, 800, 16, 0, 1, "召开会议三次。")
		wantBlocks(t, readPDF(t, p), "一、工作开展情况", "召开会议三次。")
	})
	t.Run("blanks below each other", func(t *testing.T) {
		p := (&pdfPage{}).text(73, 100, 16, "召开会议三次")
		for y := 128.0; y < 800; y += 28 {
			p.text(73, y, 16, " ")
		}
		wantBlocks(t, readPDF(t, p), "召开会议三次")
	})
	t.Run("in pieces", func(t *testing.T) {
		p := (&pdfPage{}).text(153, 100, 16, "党组会议").text(73, 100, 16, "上半年召开").text(217, 100, 16, "3").text(233, 101, 16, "次。")
		wantBlocks(t, readPDF(t, p), "上半年召开党组会议3次。")
	})
}

func TestPDFStatus(t *testing.T) {
	page := func() *pdfPage { return (&pdfPage{}).text(73, 100, 16, "召开会议3次。") }
	whole := composePDF(page())
	locked := bytes.Replace(whole, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<"+
		strings.Repeat("AB", 32)+">/U<"+strings.Repeat("CD", 32)+">>>"), 1)
	many := make([]*pdfPage, limit.Pages+1)
	for i := range many {
		many[i] = &pdfPage{}
	}
	tests := map[string]struct {
		data   []byte
		status doc.Status
		reason string
	}{
		"locked":         {locked, doc.Encrypted, "密码"},
		"cut off":        {whole[:len(whole)/4], doc.Damaged, "已损坏"},
		"no pages":       {composePDF(), doc.Damaged, "一页也没有"},
		"too many pages": {composePDF(many...), doc.Limit, "5000 页"},
		"blank":          {composePDF(&pdfPage{}), doc.Empty, "没有文字"},
		"scan":           {composePDF(&pdfPage{picture: true}), doc.Scanned, "扫描件"},
		"partly scan":    {composePDF(page(), &pdfPage{picture: true}), doc.Partial, "第2页"},
		"no characters":  {composePDF((&pdfPage{}).text(73, 100, 16, strings.Repeat("\ue001\ue002\ue003", 12))), doc.Scanned, "没有可用的文字"},
		"odd characters": {composePDF((&pdfPage{}).text(73, 100, 16, "召开党组会议\ue001次。")), doc.Partial, "1 处字符"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			pool := &Pool{NoOCR: true, state: poolAlone}
			d := pool.Read(t.Context(), Bytes("报告.pdf", time.Time{}, test.data))
			if d.Status != test.status || !strings.Contains(d.Reason, test.reason) || !strings.Contains(d.Reason, "请报送单位") {
				t.Errorf("%s: %s", d.Status, d.Reason)
			}
		})
	}
}

// A reading that is ended leaves the next one alone.
func TestPDFStopped(t *testing.T) {
	pages := make([]*pdfPage, 300)
	for i := range pages {
		pages[i] = (&pdfPage{}).lines(73, 100, 16, 28, "　　"+string(rune('一'+i))+opening[3:], middling+"。")
	}
	source := Bytes("报告.pdf", time.Time{}, composePDF(pages...))
	Read(t.Context(), Bytes("报告.pdf", time.Time{}, composePDF(pages[0]))) // so that all is ready
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	began := time.Now()
	if d := Read(ctx, source); d.Status != doc.Timeout {
		t.Errorf("%s: %s", d.Status, d.Reason)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("stopped only after %v", took)
	}
	if d := Read(t.Context(), source); d.Status != doc.OK || len(d.Blocks) != 300 {
		t.Errorf("%s: %s, %d blocks", d.Status, d.Reason, len(d.Blocks))
	}
}
