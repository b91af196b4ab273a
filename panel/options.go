package panel

// Options are the choices made in the name of a column: NAME:key=value,value;key=value, as vote.agreement:scoring=same. A value
// without a key is of the column's first option, as group.in:BRICS; + parts values where a comma already parts columns.

import (
	"fmt"
	"slices"
	"strings"

	"comity/column"
	"comity/topics"
)

// Options are the values chosen of each option, in the order they were given; nil: the usual reading.
type Options map[string][]string

// One gives the first value of an option, or a value for one that was not given.
func (o Options) One(key, otherwise string) string {
	if v := o[key]; len(v) > 0 {
		return v[0]
	}
	return otherwise
}

// parseOptions reads options and holds them to those a column has.
func parseOptions(text string, d column.Column) (Options, error) {
	if len(d.Options) == 0 {
		return nil, fmt.Errorf("%s: the column has no options, so nothing can follow a colon (found %q)", d.Name, text)
	}
	out := Options{}
	for i, part := range strings.Split(text, ";") {
		key, values, keyed := strings.Cut(part, "=")
		if !keyed && i == 0 {
			key, values = d.Options[0].Name, part
		}
		key = strings.TrimSpace(key)
		at := slices.IndexFunc(d.Options, func(o column.Option) bool { return o.Name == key })
		if at < 0 {
			return nil, fmt.Errorf("%s has no option %q; it has %s", d.Name, key, optionNames(d))
		}
		if _, twice := out[key]; twice {
			return nil, fmt.Errorf("%s: the option %s is given twice", d.Name, key)
		}
		list, err := optionValues(d, d.Options[at], values)
		if err != nil {
			return nil, err
		}
		out[key] = list
	}
	return out, nil
}

// optionValues reads the values of one option.
func optionValues(d column.Column, o column.Option, text string) ([]string, error) {
	list := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '+' })
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
		if len(o.Values) > 0 && !slices.Contains(o.Values, list[i]) {
			meant := ""
			if near := topics.Near(list[i], o.Values); len(near) > 0 {
				meant = "; did you mean " + strings.Join(near, ", ") + "?"
			}
			return nil, fmt.Errorf("%s: %s=%s is none of %s%s", d.Name, o.Name, list[i], strings.Join(o.Values, ", "), meant)
		}
	}
	if len(list) == 0 || len(list) > 1 && !o.Many {
		return nil, fmt.Errorf("%s: %s wants one value, not %q", d.Name, o.Name, text)
	}
	return list, nil
}

func optionNames(d column.Column) string {
	var names []string
	for _, o := range d.Options {
		names = append(names, o.Name)
	}
	return strings.Join(names, ", ")
}

// key is the name of a column with its options, the same for the same column however it was written.
func (it Item) key() string {
	var b strings.Builder
	b.WriteString(it.Column.Name)
	for _, o := range it.Column.Options {
		if v := it.Options[o.Name]; v != nil {
			b.WriteString(";" + o.Name + "=" + strings.Join(v, ","))
		}
	}
	return b.String()
}

// suffix is what the options add to the name a column has in a panel.
func (it Item) suffix() string {
	var b strings.Builder
	for _, o := range it.Column.Options {
		for _, v := range it.Options[o.Name] {
			if o.Named {
				b.WriteString("_" + headerOf(strings.ToLower(v)))
			}
		}
	}
	return b.String()
}
