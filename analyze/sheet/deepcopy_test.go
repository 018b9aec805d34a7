package sheet_test

import (
	"reflect"
	"testing"

	"github.com/tiendc/go-deepcopy" // as go.mod replaces it
)

func TestDeepCopy(t *testing.T) {
	type inner struct{ Words []string }
	type value struct {
		N       int
		Bytes   [2][]byte
		P, Nil  *inner
		Any     any
		M       map[string]*inner
		private int
	}
	fresh := func() value {
		return value{3, [2][]byte{{1}, nil}, &inner{[]string{"一"}}, nil, []int{4}, map[string]*inner{"键": {[]string{"二"}}}, 5}
	}
	for name, src := range map[string]func(*value) any{
		"a value":         func(v *value) any { return *v },
		"what it is at":   func(v *value) any { return v },
		"over an old one": func(v *value) any { return v },
	} {
		from, to := fresh(), value{N: 9, Nil: &inner{}}
		if err := deepcopy.Copy(&to, src(&from)); err != nil || !reflect.DeepEqual(to, fresh()) {
			t.Errorf("%s: %+v, %v", name, to, err)
		}
		from.Bytes[0][0], from.P.Words[0], from.Any.([]int)[0], from.M["键"].Words[0] = 0, "", 0, ""
		if !reflect.DeepEqual(to, fresh()) {
			t.Errorf("%s shares memory: %+v", name, to)
		}
	}
	var n int
	for name, pair := range map[string][2]any{
		"to no pointer": {n, 1}, "to nil": {(*int)(nil), 1}, "another type": {&n, "一"}, "from nothing": {&n, nil}, "from nil": {&n, (*int)(nil)},
	} {
		if err := deepcopy.Copy(pair[0], pair[1]); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
