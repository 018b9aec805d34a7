package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"hegao/cmd/internal/cli"
	"hegao/index"
)

// damages is how many damages TestDamaged does; .ci/run asks for more.
var damages = flag.Int("damages", 24, "how often a file of an archive is damaged")

// TestDamaged damages one file of an archive after another, of the engine's too. Verify names
// every report that lost something; the next command puts right by itself all that can be;
// and handing the reports in again mends the rest.
func TestDamaged(t *testing.T) {
	rounds := *damages
	in, pristine := sixty(t)
	extra := filepath.Join(t.TempDir(), "市水务局.txt")
	write(t, extra, "2026年上半年工作报告\n上半年召开支委会6次。\n市水务局\n")
	want := contents(t, pristine)
	if len(want) != 60 {
		t.Fatalf("%d reports", len(want))
	}
	random := rand.New(rand.NewPCG(6, uint64(rounds)))
	lossy := 0
	for range rounds {
		data := filepath.Join(t.TempDir(), "data")
		if err := os.CopyFS(data, os.DirFS(pristine)); err != nil {
			t.Fatal(err)
		}
		what := damage(t, data, random)
		said := tryHegao(t, "verify", "--data", data)
		got := contents(t, data)
		lost := 0
		for name, kept := range want {
			if now, ok := got[name]; !ok || !reflect.DeepEqual(now, kept) {
				lost++
				if !strings.Contains(said, name) {
					t.Errorf("%s: %s is damaged, and verify does not name it:\n%s", what, name, said)
				}
			}
		}
		runHegao(t, 0, "index", extra, "--data", data)
		said = tryHegao(t, "verify", "--data", data)
		if strings.Contains(said, "检索库") || strings.Contains(said, "登记表第") || lost == 0 && said != "" && !strings.Contains(said, "报告另行核对") {
			t.Errorf("%s: not put right:\n%s", what, said)
		}
		if lost > 0 {
			lossy++
			runHegao(t, 0, "index", in, "--data", data)
			runHegao(t, 0, "delete", extra, "--data", data)
			if said = tryHegao(t, "verify", "--data", data); said != "" || !reflect.DeepEqual(contents(t, data), want) {
				t.Errorf("%s: not mended by handing the reports in again:\n%s", what, said)
			}
		}
		os.RemoveAll(data)
	}
	t.Logf("%d damages, %d cost a report something", rounds, lossy)
	if lossy == 0 {
		t.Error("no damage cost anything")
	}
}

// TestSearchDamaged damages one file after another and searches: whatever became of the engine, all
// is found, with no word about it; and where a report can't be read, that is said.
func TestSearchDamaged(t *testing.T) {
	_, pristine := sixty(t)
	random := rand.New(rand.NewPCG(7, uint64(*damages)))
	for range 2 * *damages {
		data := filepath.Join(t.TempDir(), "data")
		if err := os.CopyFS(data, os.DirFS(pristine)); err != nil {
			t.Fatal(err)
		}
		what := damage(t, data, random)
		var stdout, stderr bytes.Buffer
		code := cli.Run(t.Context(), []string{"search", "支委会", "--format", "json", "--limit", "100", "--data", data}, &stdout, &stderr)
		var r struct {
			Total int
			Hits  []struct{ File string }
		}
		err := json.Unmarshal(stdout.Bytes(), &r)
		whole := len(contents(t, data))
		if told := strings.Contains(stderr.String(), "读不出来，没有列出"); code != 0 || err != nil || r.Total != 60 || len(r.Hits) < whole || told != (len(r.Hits) < 60) {
			t.Errorf("%s: exit code %d, %v, %d reports found, %d listed, %d whole; %s", what, code, err, r.Total, len(r.Hits), whole, &stderr)
		}
		os.RemoveAll(data)
	}
}

// sixty returns a folder of 60 reports, which hold 支委会, and an archive of them in three packs.
func sixty(t *testing.T) (in, data string) {
	t.Helper()
	in, data = t.TempDir(), filepath.Join(t.TempDir(), "data")
	for i := range 60 {
		text := fmt.Sprintf("市第%d局2026年上半年工作报告\n一、工作开展情况\n召开支委会%d次，%s\n市第%d局\n2026年7月1日\n", i, i+1, strings.Repeat(fmt.Sprint("逐项抓好落实", i), i), i)
		write(t, filepath.Join(in, fmt.Sprint(i%3), fmt.Sprintf("%03d_市第%d局.txt", i, i)), text)
	}
	for i := range 3 {
		runHegao(t, 0, "index", filepath.Join(in, fmt.Sprint(i)), "--data", data)
	}
	return in, data
}

// tryHegao runs hegao, whatever comes of it, and returns what it writes to stdout.
func tryHegao(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := cli.Run(context.Background(), args, &stdout, &stderr); code == 2 {
		t.Errorf("hegao %s: %s", args[0], &stderr)
	}
	return stdout.String()
}

// A content is what an archive keeps of a report.
type content struct {
	original []byte
	record   *index.Record
}

// contents reads all that can be read of an archive, by the files' names.
func contents(t *testing.T, dir string) map[string]content {
	t.Helper()
	a, err := index.Open(t.Context(), dir, index.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	all := map[string]content{}
	for _, i := range a.List() {
		original, err := a.Original(t.Context(), i.ID)
		if err != nil {
			continue
		}
		record, err := a.Record(t.Context(), i.ID)
		if err != nil {
			continue
		}
		own := *record
		own.Added = own.Added.Local() // one that is mended keeps the time, not the zone's name
		all[filepath.Base(i.File)] = content{original, &own}
	}
	return all
}

// damage damages one file below dir and says how.
func damage(t *testing.T, dir string, random *rand.Rand) string {
	t.Helper()
	var files []string
	below := filepath.Join(dir, []string{"packs", "index", ""}[random.IntN(3)])
	err := filepath.WalkDir(below, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && entry.Name() != "format" { // another number there is another format
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	file := files[random.IntN(len(files))]
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	name, _ := filepath.Rel(dir, file)
	at := 0
	if len(data) > 0 {
		at = random.IntN(len(data))
	}
	how := [...]string{"a bit flipped", "cut off", "a stretch of zeros", "gone", "bytes behind", "empty", "the start of another"}
	kind := random.IntN(len(how))
	switch {
	case kind == 3:
		err = os.Remove(file)
	case len(data) == 0 || kind == 4:
		err = os.WriteFile(file, append(data, "垃圾\n"...), 0o666)
	case kind == 0:
		data[at] ^= 1 << random.IntN(8)
	case kind == 1:
		data = data[:at]
	case kind == 2:
		clear(data[at:min(len(data), at+512)])
	case kind == 5:
		data = nil
	case kind == 6:
		other, _ := os.ReadFile(files[random.IntN(len(files))])
		copy(data, other[:min(len(other), 4096)])
	}
	if err == nil && kind != 3 && kind != 4 {
		err = os.WriteFile(file, data, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s: %s at %d of %d", name, how[kind], at, len(data))
}
