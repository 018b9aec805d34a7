// Command readtext prints the text of files, for the comparison with other programs.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"time"

	"hegao/analyze/doc/doctest"
	"hegao/analyze/reader"
)

func main() {
	for _, name := range os.Args[1:] {
		data, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Print(doctest.Text(reader.Read(context.Background(), reader.Bytes(name, time.Time{}, data))))
	}
}
