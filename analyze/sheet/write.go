// Package sheet reads and writes workbooks.
package sheet

import "io"

// A Book is a workbook to write.
type Book struct{}

// Write writes book as an xlsx file.
func Write(w io.Writer, book Book) error {
	return nil
}
