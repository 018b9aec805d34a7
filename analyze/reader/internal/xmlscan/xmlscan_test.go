package xmlscan

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"hegao/analyze/reader/internal/limit"
)

const testSpace = "urn:w"

func tokens(t testing.TB, r io.Reader) (string, error) {
	s := New(r, 0, map[string]Space{testSpace: 1})
	var b strings.Builder
	for s.Next() != EOF {
		switch s.Kind {
		case Start:
			fmt.Fprintf(&b, "<%d:%s", s.Space, s.Local)
			if v, ok := s.Attr(1, "val"); ok {
				fmt.Fprintf(&b, " val=%q", v)
			}
			b.WriteByte('>')
		case End:
			fmt.Fprintf(&b, "</%d:%s>", s.Space, s.Local)
		case Text:
			b.Write(s.Text())
		}
	}
	return b.String(), s.Err()
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<w:p xmlns:w="urn:w"><w:t w:val='a&lt;b'>甲&amp;乙</w:t></w:p>`, `<1:p><1:t val="a<b">甲&乙</1:t></1:p>`},
		{"\ufeff<?xml version='1.0'?>\r\n<p xmlns='urn:w'/>", `<1:p></1:p>`},
		{`<a xmlns="urn:w"><b xmlns=""/><c/></a>`, `<1:a><0:b></0:b><1:c></1:c></1:a>`},
		{`<a><!-- <b> --><![CDATA[<&]]>&#x4e00;&#20108;</a>`, `<0:a><&一二</0:a>`},
		{`<a x="1>2" xmlns:q="urn:w" q:val="3"/>`, `<0:a val="3"></0:a>`},
		{"<a>1\r\n2\r3</a>", "<0:a>1\n2\n3</0:a>"},
	} {
		for name, r := range map[string]io.Reader{"whole": strings.NewReader(c.in), "bytewise": iotest.OneByteReader(strings.NewReader(c.in))} {
			got, err := tokens(t, r)
			if err != nil || got != c.want {
				t.Errorf("%s %q: got %q, %v; want %q", name, c.in, got, err, c.want)
			}
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		in   string
		want error
	}{
		{`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, ErrDoctype},
		{strings.Repeat("<a>", 300), limit.ErrNesting},
		{`<a>&b;</a>`, ErrSyntax},
		{`<a></b>`, ErrSyntax},
		{`text<a/>`, ErrSyntax},
		{`<a`, io.ErrUnexpectedEOF},
		{`<a><!---->`, io.ErrUnexpectedEOF},
		{`<a>text`, io.ErrUnexpectedEOF},
		{`<a xmlns=1/>`, ErrSyntax},
		{`<a><` + strings.Repeat("b", limit.XMLToken) + `/></a>`, limit.ErrText},
	} {
		if _, err := tokens(t, strings.NewReader(c.in)); !errors.Is(err, c.want) {
			t.Errorf("%.40q: got %v, want %v", c.in, err, c.want)
		}
	}
}

// The offsets name the bytes of the stream, over refills of the buffer too.
func TestOffsets(t *testing.T) {
	var in bytes.Buffer
	in.WriteString(`<a>`)
	for i := range 20000 {
		fmt.Fprintf(&in, "<t n='%d'>第%d段</t><t>&amp;</t>", i, i)
	}
	in.WriteString(`</a>`)
	s := New(iotest.HalfReader(bytes.NewReader(in.Bytes())), 0, nil)
	seen := 0
	for s.Next() != EOF {
		raw := string(in.Bytes()[s.Off : s.Off+s.Len])
		switch {
		case s.Kind == Text && s.Exact != (raw == string(s.Text())):
			t.Fatalf("%q: exact %v, text %q", raw, s.Exact, s.Text())
		case s.Kind == Text:
			seen++
		case !strings.HasPrefix(raw, "<") || !strings.HasSuffix(raw, ">"):
			t.Fatalf("tag %q", raw)
		}
	}
	if s.Err() != nil || seen != 40000 {
		t.Fatalf("%d texts, %v", seen, s.Err())
	}
}

// FuzzScanner holds the scanner against encoding/xml: what both accept they read alike.
func FuzzScanner(f *testing.F) {
	f.Add([]byte(`<w:p xmlns:w="urn:w" w:val="1"><w:t>甲&amp;</w:t><!-- --><x/></w:p>`))
	f.Add([]byte("<a b='c'>\r\n<![CDATA[x]]></a>"))
	f.Fuzz(func(t *testing.T, in []byte) {
		got, err := tokens(t, bytes.NewReader(in))
		if err != nil || bytes.Contains(in, []byte("]]>")) {
			return // encoding/xml refuses ]]> in text
		}
		d := xml.NewDecoder(bytes.NewReader(in))
		d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
		var b strings.Builder
		depth := 0
		space := func(n xml.Name) int {
			if n.Space == testSpace {
				return 1
			}
			return 0
		}
		for {
			tok, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				return
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				fmt.Fprintf(&b, "<%d:%s", space(tok.Name), tok.Name.Local)
				for _, a := range tok.Attr {
					if space(a.Name) == 1 && a.Name.Local == "val" {
						fmt.Fprintf(&b, " val=%q", a.Value)
						break
					}
				}
				b.WriteByte('>')
				depth++
			case xml.EndElement:
				fmt.Fprintf(&b, "</%d:%s>", space(tok.Name), tok.Name.Local)
				depth--
			case xml.CharData:
				if depth > 0 {
					b.Write(tok)
				}
			}
		}
		if got != strings.TrimLeft(b.String(), "\ufeff") {
			t.Errorf("%q:\ngot  %q\nwant %q", in, got, b.String())
		}
	})
}

func BenchmarkScanner(b *testing.B) {
	var in bytes.Buffer
	in.WriteString(`<w:document xmlns:w="urn:w" xmlns:r="urn:r" xmlns:mc="urn:mc">`)
	for range 500 {
		in.WriteString(`<w:p w:rsidR="00A77427"><w:pPr><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr></w:pPr><w:r><w:t>召开专题会议3次，开展廉政谈话12人次。</w:t></w:r></w:p>`)
	}
	in.WriteString(`</w:document>`)
	b.SetBytes(int64(in.Len()))
	b.ReportAllocs()
	for b.Loop() {
		s := New(bytes.NewReader(in.Bytes()), int64(in.Len()), map[string]Space{testSpace: 1})
		for s.Next() != EOF {
		}
		if s.Err() != nil {
			b.Fatal(s.Err())
		}
	}
}

func BenchmarkEncodingXML(b *testing.B) {
	in := []byte(`<w:document xmlns:w="urn:w">` + strings.Repeat(`<w:p w:rsidR="00A77427"><w:pPr><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr></w:pPr><w:r><w:t>召开专题会议3次，开展廉政谈话12人次。</w:t></w:r></w:p>`, 500) + `</w:document>`)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		d := xml.NewDecoder(bytes.NewReader(in))
		for {
			if _, err := d.Token(); err != nil {
				break
			}
		}
	}
}
