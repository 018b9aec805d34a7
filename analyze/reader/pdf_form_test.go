package reader

import (
	"fmt"
	"testing"
)

// drawn is an object with what an annotation looks like.
func drawn(width, height float64, text string) string {
	content := fmt.Sprintf("/Tx BMC BT /F 12 Tf 0 4 Td <%s> Tj ET EMC", hexUTF16(text))
	if text == "" {
		content = "/Tx BMC EMC"
	}
	return fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 %g %g]/Resources<</Font<</F 3 0 R>>>>/Length %d>>stream\n%s\nendstream", width, height, len(content), content)
}

// What is written into a form, and what is written over a page, is read where it stands.
func TestPDFForm(t *testing.T) {
	const at = "/Rect[154 %d 400 %d]/F 4"
	widget := func(y int, more string) string {
		return fmt.Sprintf("<</Type/Annot/Subtype/Widget"+at+more+">>", y, y+18)
	}
	utf16 := func(text string) string { return "<FEFF" + hexUTF16(text) + ">" }
	for name, c := range map[string]struct {
		over []string
		want []string
	}{
		"drawn": {[]string{widget(738, "/FT/Tx/T(a)/V"+utf16("市水务局")+"/AP<</N 10 0 R>>"), drawn(240, 18, "市水务局")}, []string{"填报单位：市水务局", "谈话次数："}},
		"not drawn": {[]string{widget(738, "/FT/Tx/T(a)/V"+utf16("市水务局")), widget(708, "/FT/Tx/T(b)/DA(/F 0 Tf)/V"+utf16("共3次"))},
			[]string{"填报单位：市水务局", "谈话次数：共3次"}},
		"drawn empty":  {[]string{widget(738, "/FT/Tx/T(a)/V"+utf16("市水务局")+"/AP<</N 10 0 R>>"), drawn(240, 18, "")}, []string{"填报单位：市水务局", "谈话次数："}},
		"chosen":       {[]string{widget(738, "/FT/Ch/Ff 131072/T(a)/V(B)/Opt[[(A)"+utf16("林业局")+"][(B)"+utf16("市水务局")+"]]")}, []string{"填报单位：市水务局", "谈话次数："}},
		"in two parts": {[]string{"<</FT/Tx/T(a)/V" + utf16("3次") + "/Kids[10 0 R]>>", widget(708, "/Parent 9 0 R")}, []string{"填报单位：", "谈话次数：3次"}},
		"hidden":       {[]string{widget(738, "/FT/Tx/T(a)/F 2/V"+utf16("市水务局"))}, []string{"填报单位：", "谈话次数："}},
		"a password":   {[]string{widget(738, "/FT/Tx/Ff 8192/T(a)/V"+utf16("市水务局"))}, []string{"填报单位：", "谈话次数："}},
		"empty":        {[]string{widget(738, "/FT/Tx/T(a)")}, []string{"填报单位：", "谈话次数："}},
		"free text":    {[]string{fmt.Sprintf("<</Type/Annot/Subtype/FreeText"+at+"/DA(/F 12 Tf)/Contents%s>>", 708, 726, utf16("3次"))}, []string{"填报单位：", "谈话次数：3次"}},
		"free text, drawn": {[]string{fmt.Sprintf("<</Type/Annot/Subtype/FreeText"+at+"/Contents%s/AP<</N 10 0 R>>>>", 708, 726, utf16("3次")), drawn(240, 18, "3次")},
			[]string{"填报单位：", "谈话次数：3次"}},
		"a remark": {[]string{fmt.Sprintf("<</Type/Annot/Subtype/Text"+at+"/Contents%s>>", 708, 726, utf16("请核实"))}, []string{"填报单位：", "谈话次数："}},
	} {
		t.Run(name, func(t *testing.T) {
			p := (&pdfPage{over: c.over, fields: "9 0 R"}).text(73, 100, 16, "填报单位：").text(73, 130, 16, "谈话次数：")
			if name == "not drawn" {
				p.fields += " 10 0 R"
			}
			wantBlocks(t, readPDF(t, p), c.want...)
		})
	}
}
