package cli

// This file is the commands that keep the record: sources, source, pull, add, build, verify.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"comity/desk"
	"comity/report"

	"github.com/spf13/cobra"
)

func (a *app) sources() *cobra.Command {
	return a.asking(&cobra.Command{
		Use: "sources", Short: "The sources of the record, and how much of each is here", Args: nothing,
		Example: examples("comity sources", "comity sources --json"),
	}, func(d *desk.Desk, _ []string) (report.Answer, error) {
		home, err := a.store()
		if err != nil {
			return nil, err
		}
		return d.Sources(home)
	})
}

func (a *app) source() *cobra.Command {
	return a.asking(&cobra.Command{
		Use: "source ID", Short: "The card of a source: edition, licence, files, checksums, known defects", Args: wants(1, 1, "the id of a source (comity sources lists them)"),
		Example: examples("comity source unga-votes"),
	}, func(d *desk.Desk, args []string) (report.Answer, error) {
		home, err := a.store()
		if err != nil {
			return nil, err
		}
		return d.Source(home, args[0])
	})
}

func (a *app) pull() *cobra.Command {
	var mirror string
	var offline bool
	cmd := &cobra.Command{
		Use:   "pull [SOURCE…]",
		Short: "Bring the files of sources into the store, checked by SHA-256",
		Long: "Bring the files of sources (all that may be fetched, where none is named) into the store, each checked against the SHA-256 on its\n" +
			"card. What is there is not brought again; what Ctrl-C or a broken line cut short goes on where it stopped. Then run `comity build`.",
		Example: examples("comity pull", "comity pull cow-trade-4.0", "comity pull --mirror DIR"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.long(cmd, func(ctx context.Context, home string, p desk.Progress) (report.Steps, error) {
				if mirror == "" {
					mirror = os.Getenv("COMITY_MIRROR")
				}
				return desk.Pull(ctx, home, args, mirror, offline, p)
			})
		},
	}
	cmd.Flags().StringVar(&mirror, "mirror", "", "take the files from a `DIR` laid out as the cards name them (default: $COMITY_MIRROR, else their addresses)")
	cmd.Flags().BoolVar(&offline, "offline", false, "never use the network")
	return cmd
}

func (a *app) add() *cobra.Command {
	var as string
	cmd := &cobra.Command{
		Use:   "add FILE --as SOURCE",
		Short: "Take a file you have as a file of a source",
		Long: "Take a file you have as a file of a source, for sources that may not be fetched or where the network is not at hand. Its bytes must\n" +
			"be those the card names (`comity source ID`): another edition or a damaged file is refused, and the store stays as it was.",
		Args:    wants(1, 1, "one file"),
		Example: examples("comity add cow_trade_ddy.rds --as cow-trade-4.0"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if as == "" {
				return errors.New("add wants --as SOURCE, the source the file belongs to; comity sources lists them")
			}
			return a.long(cmd, func(ctx context.Context, home string, _ desk.Progress) (report.Steps, error) {
				return desk.Add(ctx, home, args[0], as)
			})
		},
	}
	cmd.Flags().StringVar(&as, "as", "", "`SOURCE` the file belongs to")
	return cmd
}

func (a *app) build() *cobra.Command {
	var core, mirror string
	cmd := &cobra.Command{
		Use:   "build [SOURCE…]",
		Short: "Make the tables of the sources whose files are in the store",
		Long: "Make the tables of the sources (all whose files are in the store, where none is named). Each table is put in place whole; a source\n" +
			"that fails leaves its old table as it was. From then on every answer uses them; `--core` before a question leaves them aside.",
		Example: examples("comity build", "comity build cow-trade-4.0", "comity build --core core.comity --mirror DIR"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (core == "") != (mirror == "") {
				return errors.New("build wants --core FILE and --mirror DIR together: the core record is made from a directory of files, the store from what was pulled into it")
			}
			return a.long(cmd, func(ctx context.Context, home string, p desk.Progress) (report.Steps, error) {
				if core != "" {
					return desk.BuildCore(ctx, mirror, core)
				}
				return desk.Build(ctx, home, args, p)
			})
		},
	}
	cmd.Flags().StringVar(&core, "core", "", "make the core record that ships with comity and write it to `FILE`")
	cmd.Flags().StringVar(&mirror, "mirror", "", "with --core: the `DIR` of the sources' files")
	return cmd
}

func (a *app) verify() *cobra.Command {
	return &cobra.Command{
		Use: "verify", Short: "Check every checksum of the core record and the store", Args: nothing,
		Long: "Read every byte of the core record, of every file pulled and of every table built, and hold it against its checksum. What is damaged\n" +
			"is named with the command that mends it, and the exit status is 1.",
		Example: examples("comity verify"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.long(cmd, func(ctx context.Context, home string, _ desk.Progress) (report.Steps, error) {
				return desk.Verify(ctx, home)
			})
		},
	}
}

// long runs a step that takes time: Ctrl-C stops it cleanly, progress goes to a terminal, and what was done is printed even
// where a part failed.
func (a *app) long(cmd *cobra.Command, step func(context.Context, string, desk.Progress) (report.Steps, error)) error {
	home, err := a.store()
	if err != nil {
		return err
	}
	stop := interruptible(cmd)
	defer stop()
	steps, err := step(cmd.Context(), home, progress(cmd.ErrOrStderr()))
	if err == nil && !steps.OK {
		err = errors.New(steps.Title)
	}
	if err != nil {
		steps.Title = "" // it speaks of success
	}
	if steps.Title == "" && len(steps.Lines) == 0 {
		return err
	}
	return errors.Join(err, report.Text(cmd.OutOrStdout(), steps.Document()))
}

// progress writes one line that is overwritten, on a terminal only.
func progress(w io.Writer) desk.Progress {
	f, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return func(source, file string, done, total int64) {
		fmt.Fprintf(f, "\r\033[K%s %s %d/%d", source, file, done, total)
		if done >= total {
			fmt.Fprint(f, "\r\033[K")
		}
	}
}
