package cli

// This file is the commands that keep the record: sources, pull, add, build, verify, gc, doctor, keygen.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"comity"
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

func (a *app) pull() *cobra.Command {
	var o desk.PullOptions
	cmd := &cobra.Command{
		Use:   "pull [SOURCE…]",
		Short: "Bring the files of sources into the store, checked by SHA-256",
		Long: "Bring the files of sources (all that may be fetched, where none is named) into the store, each checked against the SHA-256 on its\n" +
			"card. What is there is not brought again; what Ctrl-C or a broken line cut short goes on where it stopped. Several files come at\n" +
			"once, two at most from one host. HTTP_PROXY, HTTPS_PROXY and NO_PROXY are heeded. Then run `comity build`.",
		Example: examples("comity pull", "comity pull cow-trade-4.0", "comity pull --mirror DIR", "comity pull worldbank --mirror DIR --jobs 2"),
	}
	a.writing(cmd, func(ctx context.Context, k desk.Keeper, args []string) (report.Steps, error) {
		if o.AtOnce < 1 {
			return report.Steps{}, fmt.Errorf("--jobs %d: at least one file comes at a time", o.AtOnce)
		}
		if m := os.Getenv("COMITY_MIRROR"); len(o.Mirrors) == 0 && m != "" {
			o.Mirrors = []string{m}
		}
		return k.Pull(ctx, args, o)
	})
	cmd.Flags().StringArrayVar(&o.Mirrors, "mirror", nil, "take the files from a mirror laid out as the cards name them: a `DIR`, or an address (http, https) of one; several are asked in the order given (default: $COMITY_MIRROR, else the files' own addresses)")
	cmd.Flags().IntVar(&o.AtOnce, "jobs", 4, "how many files come at a time")
	cmd.Flags().BoolVar(&o.Offline, "offline", false, "never use the network")
	return cmd
}

func (a *app) add() *cobra.Command {
	var as, name string
	cmd := &cobra.Command{
		Use:   "add FILE --as SOURCE",
		Short: "Take a file you have as a file of a source",
		Long: "Take a file you have as a file of a source, for sources that may not be fetched or where the network is not at hand. Its bytes must\n" +
			"be those the card names (`comity source ID`): another edition or a damaged file is refused, and the store stays as it was. Of a\n" +
			"file whose checksum the card does not know any bytes are taken, and their checksum is noted.",
		Args:    wants(1, 1, "one file"),
		Example: examples("comity add cow_trade_ddy.rds --as cow-trade-4.0"),
	}
	a.writing(cmd, func(ctx context.Context, k desk.Keeper, args []string) (report.Steps, error) {
		if as == "" {
			return report.Steps{}, errors.New("add wants --as SOURCE, the source the file belongs to; comity sources lists them")
		}
		return k.Add(ctx, args[0], as, name)
	})
	cmd.Flags().StringVar(&as, "as", "", "`SOURCE` the file belongs to")
	cmd.Flags().StringVar(&name, "file", "", "the `NAME` of the file on the card, where it is not plain which of several it is")
	return cmd
}

func (a *app) build() *cobra.Command {
	var core, mirror, sign string
	var force bool
	cmd := &cobra.Command{
		Use:   "build [SOURCE…]",
		Short: "Make the tables of the sources whose files are in the store",
		Long: "Make the tables of the sources (all whose files are in the store, where none is named). A table that would come out as it is is left\n" +
			"alone, after its bytes are checked. Each table is put in place whole; a source that fails leaves its old table as it was. From then\n" +
			"on every answer uses them; `--core` before a question leaves them aside.",
		Example: examples("comity build", "comity build cow-trade-4.0", "comity build --core core.comity --mirror DIR"),
	}
	a.writing(cmd, func(ctx context.Context, k desk.Keeper, args []string) (report.Steps, error) {
		switch {
		case (core == "") != (mirror == ""):
			return report.Steps{}, errors.New("build wants --core FILE and --mirror DIR together: the core record is made from a directory of files, the store from what was pulled into it")
		case sign != "" && core == "":
			return report.Steps{}, errors.New("build signs the core record only: --sign goes with --core FILE and --mirror DIR")
		case core != "":
			return desk.BuildCore(ctx, mirror, core, sign)
		}
		return k.Build(ctx, args, force)
	})
	cmd.Flags().BoolVar(&force, "force", false, "build what is up to date as well")
	cmd.Flags().StringVar(&core, "core", "", "make the core record that ships with comity and write it to `FILE`")
	cmd.Flags().StringVar(&mirror, "mirror", "", "with --core: the `DIR` of the sources' files")
	cmd.Flags().StringVar(&sign, "sign", "", "with --core: sign it with the private key in `KEYFILE` (comity keygen); the signature comes beside it (.sig, .pub)")
	return cmd
}

func (a *app) verify() *cobra.Command {
	var key, file string
	cmd := &cobra.Command{
		Use: "verify", Short: "Check every checksum of the core record and the store", Args: nothing,
		Long: "Read every byte of the core record, of every file pulled and of every table built, and hold it against its checksum; check the\n" +
			"signature of the core record, which needs no network. What is damaged is named with the command that mends it, and the exit status\n" +
			"is 1.",
		Example: examples("comity verify"),
	}
	a.keeping(cmd, func(ctx context.Context, k desk.Keeper, _ []string) (report.Steps, error) {
		if file != "" {
			return desk.VerifyCore(file, key)
		}
		return k.Verify(ctx, key)
	})
	cmd.Flags().StringVar(&key, "key", "", "the maintainers' public key in `PUBKEY`: the core record must be signed with it")
	cmd.Flags().StringVar(&file, "file", "", "check the core record in `FILE` and the signature beside it (.sig) instead of the store")
	return cmd
}

func (a *app) gc() *cobra.Command {
	var o desk.CollectOptions
	cmd := &cobra.Command{
		Use: "gc", Short: "Take away files pulled and tables built that nothing names any more", Args: nothing,
		Long: "Take away the files and tables in the store that no source's card, no built table and no lock file (comity.lock) names. Lock files\n" +
			"are those pinned (--pin) and those given. Where a pinned one cannot be read nothing is taken away.",
		Example: examples("comity gc --dry-run", "comity gc"),
	}
	a.writing(cmd, func(ctx context.Context, k desk.Keeper, _ []string) (report.Steps, error) { return k.Collect(ctx, o) })
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false, "only say what would go")
	cmd.Flags().BoolVar(&o.Partial, "partial", false, "also downloads cut short that no card and no lock file waits for")
	cmd.Flags().StringArrayVar(&o.KeepLocks, "keep-lock", nil, "keep what a lock `FILE` names, this time")
	cmd.Flags().StringVar(&o.Pin, "pin", "", "keep what a lock `FILE` names from now on, and take nothing away now")
	cmd.Flags().StringVar(&o.Unpin, "unpin", "", "forget a lock `FILE` that was pinned, and take nothing away now")
	cmd.MarkFlagsMutuallyExclusive("pin", "unpin")
	return cmd
}

func (a *app) doctor() *cobra.Command {
	cmd := &cobra.Command{
		Use: "doctor", Short: "How the store does, and what to do about it", Args: nothing,
		Long: "Look after the store: where it is, whether there is room and it may be written, who is writing, the core record and its signature,\n" +
			"what is built, out of date or damaged, and the settings of the network. What is to be done comes last; the exit status is 1 where\n" +
			"something is damaged.",
		Example: examples("comity doctor"),
	}
	return a.keeping(cmd, func(ctx context.Context, k desk.Keeper, _ []string) (report.Steps, error) { return k.Doctor(ctx) })
}

func (a *app) keygen() *cobra.Command {
	cmd := &cobra.Command{
		Use: "keygen FILE", Short: "Make a key to sign core records with (for maintainers)", Args: wants(1, 1, "the file the private key goes to"),
		Long: "Make an Ed25519 key to sign core records with (`comity build --core FILE --mirror DIR --sign KEYFILE`): the private key in FILE,\n" +
			"readable by its owner alone, the public one in FILE.pub. Neither is ever written over. Keep the private key out of every repository.",
		Example: examples("comity keygen release.key"),
	}
	return a.keeping(cmd, func(_ context.Context, _ desk.Keeper, args []string) (report.Steps, error) {
		return desk.KeyGen(args[0])
	})
}

// writing makes a command of a step that writes to the store: it can wait for its turn.
func (a *app) writing(cmd *cobra.Command, step func(context.Context, desk.Keeper, []string) (report.Steps, error)) *cobra.Command {
	var wait bool
	a.keeping(cmd, func(ctx context.Context, k desk.Keeper, args []string) (report.Steps, error) {
		k.Wait = wait
		return step(ctx, k, args)
	})
	cmd.Flags().BoolVar(&wait, "wait", false, "where another comity is writing to the store, wait until it has finished")
	return cmd
}

// keeping makes a command of a step that keeps the store.
func (a *app) keeping(cmd *cobra.Command, step func(context.Context, desk.Keeper, []string) (report.Steps, error)) *cobra.Command {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.long(cmd, func(ctx context.Context, home string, p desk.Progress) (report.Steps, error) {
			tell := func(who string) { fmt.Fprintln(cmd.ErrOrStderr(), "comity: "+who) }
			return step(ctx, desk.Keeper{Home: home, Tell: tell, Progress: p}, args)
		})
	}
	return cmd
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
	if !ok || !isTerminal(f) {
		return nil
	}
	return func(source, file string, done, total int64) {
		fmt.Fprintf(f, "\r\033[K%s %s %s", amount(done, total), source, file)
		if done >= total {
			fmt.Fprint(f, "\r\033[K")
		}
	}
}

// amount is how much of how much is done: bytes in their own words where there are many.
func amount(done, total int64) string {
	if total < 1<<16 {
		return fmt.Sprintf("%d/%d", done, total)
	}
	return fmt.Sprintf("%d%% of %s", done*100/total, comity.Show(float64(total), "bytes"))
}
