// Package deepcopy copies values with all that they point to. It stands in for the module
// of the same name, which excelize copies columns and rows by, and does of it what excelize
// asks for.
//
// Why: the module calls methods by reflection, so that the linker has to keep every method
// of every type in the program, 4 MB of them. This one calls none.
package deepcopy

import (
	"fmt"
	"reflect"
)

// An Option is never used by excelize.
type Option func()

// Copy sets what dst points to to a copy of src, or of what src points to, that shares no
// memory with it but for strings, functions and channels. Unexported fields are copied as
// they are. dst must point to a value of the type of src.
func Copy(dst, src any, _ ...Option) error {
	to, from := reflect.ValueOf(dst), reflect.ValueOf(src)
	if to.Kind() != reflect.Pointer || to.IsNil() {
		return fmt.Errorf("copy to %T, which points to nothing", dst)
	}
	to = to.Elem()
	if from.IsValid() && from.Type() != to.Type() {
		from = reflect.Indirect(from)
	}
	if !from.IsValid() || from.Type() != to.Type() {
		return fmt.Errorf("copy %T to %T", src, dst)
	}
	to.Set(deep(from))
	return nil
}

// deep returns a copy of v.
func deep(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(deep(v.Elem()))
		}
	case reflect.Interface:
		if !v.IsNil() {
			out.Set(deep(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(deep(v.Index(i)))
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			out.Index(i).Set(deep(v.Index(i)))
		}
	case reflect.Map:
		if !v.IsNil() {
			out.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
			for _, key := range v.MapKeys() {
				out.SetMapIndex(key, deep(v.MapIndex(key)))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out.Field(i).Set(deep(v.Field(i)))
			}
		}
	}
	return out
}
