// Command hegao (核稿) checks the reports that the units of an office submit.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"

	"hegao/analyze/reader"
	"hegao/cmd/internal/cli"
)

func main() {
	reader.Serve()
	log.SetOutput(io.Discard) // a library's words are not for users
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := cli.Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
