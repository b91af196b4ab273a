package cli

// This file is what a command line is told when it cannot be read: what was wanted, what came, and what to write instead.

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// wants says how many arguments a command takes and what they are, in words.
func wants(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= least && len(args) <= most {
			return nil
		}
		return fmt.Errorf("%s wants %s, and %s given; for instance: %s", cmd.Name(), what, given(args), firstExample(cmd))
	}
}

func given(args []string) string {
	switch len(args) {
	case 0:
		return "none is"
	case 1:
		return "only " + quoted(args) + " is"
	}
	return quoted(args) + " are"
}

func quoted(args []string) string {
	list := make([]string, len(args))
	for i, a := range args {
		list[i] = fmt.Sprintf("%q", a)
	}
	return strings.Join(list, ", ")
}

func firstExample(cmd *cobra.Command) string {
	line, _, _ := strings.Cut(strings.TrimSpace(cmd.Example), "\n")
	return line
}

// nothing is for commands without arguments.
func nothing(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return fmt.Errorf("%s takes no arguments (given: %s); see %s --help", cmd.Name(), quoted(args), cmd.CommandPath())
}

// known is for a command of commands: what stands there should have been one of them.
func known(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if info, err := os.Stat(args[0]); err == nil && info.Mode().IsRegular() {
		return fmt.Errorf("unknown command %q; it is a file: to check it as an article, write: comity check %s", args[0], args[0])
	}
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return fmt.Errorf("unknown command %q: did you mean %s %s? (%s --help lists the commands)", args[0], cmd.CommandPath(), near[0], cmd.CommandPath())
	}
	return fmt.Errorf("unknown command %q; %s --help lists the commands", args[0], cmd.CommandPath())
}

// flagError says what is wrong with a flag, and which was perhaps meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var value *pflag.InvalidValueError
	if errors.As(err, &value) && errors.Is(err, strconv.ErrSyntax) && strings.Contains(value.GetFlag().Value.Type(), "int") {
		return fmt.Errorf("--%s wants a whole number, not %q; see %s --help", value.GetFlag().Name, value.GetValue(), cmd.CommandPath())
	}
	if !errors.As(err, &unknown) {
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	}
	name, near := unknown.GetSpecifiedName(), ""
	least := min(3, len(name))
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if d := levenshtein.ComputeDistance(f.Name, name); d < least {
			near, least = f.Name, d
		}
	})
	if near != "" {
		return fmt.Errorf("unknown flag --%s: did you mean --%s? (%s --help lists the flags)", name, near, cmd.CommandPath())
	}
	return fmt.Errorf("unknown flag %s; %s --help lists the flags", strings.Repeat("-", min(2, len(name)))+name, cmd.CommandPath())
}
