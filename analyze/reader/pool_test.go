package reader

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hegao/analyze/doc"
)

func TestMain(m *testing.M) {
	Serve()
	if os.Getenv(parentVariable) != "" {
		hangForever()
	}
	os.Exit(m.Run())
}

// parentVariable makes the test a program that reads a file that hangs.
const parentVariable = "READER_TEST_PARENT"

// hangForever prints the number of the process that reads, once it does.
func hangForever() {
	p := NewPool(nil)
	p.readBytes(context.Background(), "a", speaks)
	fmt.Println(p.idle[0].cmd.Process.Pid)
	p.readBytes(context.Background(), "a", hangs)
}

// bad registers a format whose reader does what none should.
func bad(mark string, read func(ctx context.Context, c *content, d *doc.Document) error) string {
	mark = "\x01bad " + mark + "\n"
	register(format{name: "bad", title: "坏文件", apart: true, match: begins(mark), read: read})
	return mark
}

// What a reader can do to the program.
var (
	exits = bad("exit", func(context.Context, *content, *doc.Document) error { os.Exit(3); return nil })
	hangs = bad("hang", func(context.Context, *content, *doc.Document) error {
		for {
			runtime.Gosched()
		}
	})
	deepens = bad("deepen", func(context.Context, *content, *doc.Document) error {
		var deeper func(n int) int
		deeper = func(n int) int { return 1 + deeper(n+1) }
		deeper(0)
		return nil
	})
	panics = bad("panic", func(context.Context, *content, *doc.Document) error {
		go panic("where nobody recovers")
		select {}
	})
	gorges = bad("gorge", func(context.Context, *content, *doc.Document) error {
		var all [][]byte
		for {
			all = append(all, bytes.Repeat([]byte{1}, 8<<20))
			runtime.KeepAlive(all)
		}
	})
	demands = bad("demand", func(context.Context, *content, *doc.Document) error {
		all := make([]byte, 8<<30)
		for i := range all {
			all[i] = 1
		}
		return nil
	})
	lies = bad("lie", func(_ context.Context, c *content, d *doc.Document) error {
		d.Blocks = []doc.Block{{Text: "甲", Marks: []doc.Mark{{Start: 0, End: 400}}}}
		return nil
	})
	obeys = bad("obey", func(ctx context.Context, c *content, d *doc.Document) error {
		<-ctx.Done()
		return ctx.Err()
	})
	dawdles = bad("dawdle", func(ctx context.Context, c *content, d *doc.Document) error {
		allow(ctx, time.Minute, "要等")
		time.Sleep(50 * time.Millisecond)
		d.Blocks = []doc.Block{{Text: "好"}}
		return ctx.Err()
	})
	speaks = bad("speak", func(ctx context.Context, c *content, d *doc.Document) error {
		if isWorker() {
			os.Stdout.WriteString("a library talks")
		}
		d.Blocks = []doc.Block{{Text: string(c.data[len("\x01bad speak\n"):]), Runs: []doc.Run{{Src: doc.Loc{Line: 1}}}}}
		return nil
	})
)

// newPool returns a pool that ends with the test.
func newPool(t testing.TB) *Pool {
	p := NewPool(nil)
	if p == nil {
		t.Fatal("no pool")
	}
	t.Cleanup(p.Close)
	return p
}

func (p *Pool) readBytes(ctx context.Context, name, data string) *doc.Document {
	return p.Read(ctx, Bytes(name, time.Time{}, []byte(data)))
}

// Whatever a reader does costs its file alone, which says what happened and what to do.
func TestPoolBadReaders(t *testing.T) {
	p := newPool(t)
	for _, c := range []struct {
		name, data string
		status     doc.Status
	}{
		{"exit", exits, doc.Crash}, {"hang", hangs, doc.Timeout}, {"deepen", deepens, doc.Crash}, {"panic", panics, doc.Crash},
		{"gorge", gorges, doc.Limit}, {"demand", demands, doc.Limit}, {"lie", lies, doc.Crash}, {"obey", obeys, doc.Timeout},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		start := time.Now()
		d := p.readBytes(ctx, c.name, c.data)
		cancel()
		checkBlocks(t, d)
		if d.Status != c.status || !strings.Contains(d.Reason, "请") || d.Name != c.name || d.Format != "bad" || len(d.SHA256) != 64 {
			t.Errorf("%s: %+v", c.name, d)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s took %v", c.name, took)
		}
		if d := p.readBytes(t.Context(), "a", speaks+"好"); d.Status != doc.OK || d.Blocks[0].Text != "好" {
			t.Errorf("after %s: %+v", c.name, d)
		}
	}
}

// A process is used again, ended by Close, and replaced when it is gone.
func TestPoolProcesses(t *testing.T) {
	p := newPool(t)
	if d := p.readBytes(t.Context(), "a.txt", "甲"); d.Status != doc.OK || len(p.idle) != 0 {
		t.Errorf("%s, %d processes for a text", d.Status, len(p.idle))
	}
	pid := 0
	for range 3 {
		p.readBytes(t.Context(), "a", speaks+"好")
		if len(p.idle) != 1 || pid != 0 && pid != p.idle[0].cmd.Process.Pid {
			t.Fatalf("%d processes", len(p.idle))
		}
		pid = p.idle[0].cmd.Process.Pid
	}
	p.idle[0].end() // as if somebody had ended it
	if d := p.readBytes(t.Context(), "a", speaks+"好"); d.Status != doc.OK || p.idle[0].cmd.Process.Pid == pid {
		t.Errorf("%+v", d)
	}
	w := p.idle[0]
	p.Close()
	if w.cmd.ProcessState == nil {
		t.Error("the process lives on")
	}
}

// Several files are read at a time, each gets its own text.
func TestPoolParallel(t *testing.T) {
	p := newPool(t)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 50 {
				text := strings.Repeat("好", 1+time.Now().Nanosecond()%5000)
				if d := p.readBytes(t.Context(), "a", speaks+text); d.Status != doc.OK || d.Blocks[0].Text != text {
					t.Errorf("%s %s", d.Status, d.Reason)
				}
			}
		})
	}
	wait.Wait()
	if n := len(p.idle); n < 1 || n > 4 {
		t.Errorf("%d processes", n)
	}
}

// While one file hangs, the others are read.
func TestPoolBesideHanging(t *testing.T) {
	p := newPool(t)
	ctx, cancel := context.WithCancel(t.Context())
	var hung sync.WaitGroup
	hung.Go(func() { p.readBytes(ctx, "a", hangs) })
	for range 20 {
		if d := p.readBytes(t.Context(), "a", speaks+"好"); d.Status != doc.OK {
			t.Errorf("%s %s", d.Status, d.Reason)
		}
	}
	cancel()
	hung.Wait()
	if len(p.idle) != 1 {
		t.Errorf("%d processes", len(p.idle))
	}
}

// The end of the context ends the reading at once, and the process with it.
func TestPoolInterrupted(t *testing.T) {
	p := newPool(t)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, cancel)
	start := time.Now()
	d := p.readBytes(ctx, "a", hangs)
	if took := time.Since(start); took > 3*time.Second || d.Status != doc.Timeout || !strings.Contains(d.Reason, "中断") || len(p.idle) != 0 {
		t.Errorf("%v, %+v", took, d)
	}
}

// Where no process can be started, files are read all the same.
func TestPoolAlone(t *testing.T) {
	for _, program := range []string{"/nowhere/hegao", "/bin/true", "/bin/echo"} {
		p := &Pool{program: program}
		if d := p.readBytes(t.Context(), "a", speaks+"好"); d.Status != doc.OK || p.state != poolAlone {
			t.Errorf("%s: %+v", program, d)
		}
		p.Close()
	}
	if d := (*Pool)(nil).readBytes(t.Context(), "a", speaks+"好"); d.Status != doc.OK {
		t.Errorf("%+v", d)
	}
}

// smallPDF is a page with a line of text.
const smallPDF = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>> endobj
4 0 obj <</Length 43>> stream
BT /F 12 Tf 20 200 Td (3 meetings) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
`

// samples is folders with files of every format.
var samples = []string{"testdata/archive", "testdata/excel", "testdata/word", "../../testdata/reports"}

// A pool reads what is read without one.
func TestPoolReadsTheSame(t *testing.T) {
	p := newPool(t)
	dir := write(t, map[string]string{
		"a.rar":  rar5([2]string{"a.txt", "甲"}, [2]string{"b/c.txt", "乙"}),
		"表.ods":  string(odsFile(t, "|<table:table-row><table:table-cell><text:p>次数</text:p></table:table-cell></table:table-row>")),
		"版.ofd":  string(ofdFile(t, map[string]string{"Doc_0/Pages/P.xml": ofdPage(ofdText("", "甲"))})),
		"a.png":  "\x89PNG\r\n\x1a\n",
		"a.pdf":  smallPDF,
		"表.xlsx": string(zipOf(t, workbook(`visible|<sheetData><row>`+text("A1", "次数")+text("B1", "3")+`</row></sheetData>`))),
	})
	alone, err := Find(t.Context(), append(samples, dir))
	if err != nil {
		t.Fatal(err)
	}
	found, err := p.Find(t.Context(), append(samples, dir))
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Sources) != len(alone.Sources) || !slices.Equal(found.Ignored, alone.Ignored) {
		t.Fatalf("%d files, want %d", len(found.Sources), len(alone.Sources))
	}
	met := map[string]bool{}
	for i, s := range alone.Sources {
		want, got := Read(t.Context(), s), p.Read(t.Context(), found.Sources[i])
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want %+v", s.Name, got, want)
		}
		met[got.Format] = true
	}
	for _, f := range formats {
		if f.apart && f.name != "bad" && !met[f.name] {
			t.Errorf("no sample is of format %s", f.name)
		}
	}
}
