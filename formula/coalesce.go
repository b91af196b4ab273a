package formula

// This file fills what is missing, the one thing that must not go unseen: it counts what it fills.

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"comity/format/frame"
)

// oneKind makes several pieces one kind, for a result that is now this one and now that one. The pieces are the arguments of n
// from the first-th on.
func (b *binder) oneKind(n *node, x []*vec, first int) (out *vec, parts []*vec, err error) {
	lead := leading(x)
	model := x[lead]
	out = like(model, nil)
	out.empty = false
	for i, v := range x {
		v, err = b.adapt(n.args[first+i], v, model)
		if err != nil {
			return nil, nil, err
		}
		switch {
		case v.empty || v.kind == out.kind:
		case v.isNumber() && out.isNumber():
			out.kind = wider(out.kind, v.kind)
		default:
			a := n.args[first+i]
			return nil, nil, b.fail(a, a.String()+" is "+v.kindName()+" where "+n.args[first+lead].String()+" is "+model.kindName()+": both must be of one kind")
		}
		if v.unit != out.unit && !v.literal && !v.empty {
			out.unit = ""
		}
		parts = append(parts, v)
	}
	if out.kind == frame.Text {
		out.texts, parts = oneList(parts)
	}
	return out, parts, nil
}

// leading gives the place of the piece the others follow: the first column, else the first that is not a bare letter.
func leading(x []*vec) int {
	lead := slices.IndexFunc(x, func(v *vec) bool { return !v.literal })
	if lead < 0 {
		lead = slices.IndexFunc(x, func(v *vec) bool { return !v.empty })
	}
	return max(lead, 0)
}

// wider is the kind that holds numbers of both kinds.
func wider(a, b frame.Kind) frame.Kind {
	if a == frame.Real || b == frame.Real {
		return frame.Real
	}
	return frame.Whole
}

// oneList puts the texts of several pieces into one list, each once.
func oneList(parts []*vec) (texts []string, out []*vec) {
	places := map[string]float64{}
	for _, x := range parts {
		to := make([]float64, len(x.texts))
		for i, t := range x.texts {
			if _, ok := places[t]; !ok {
				places[t] = float64(len(texts))
				texts = append(texts, t)
			}
			to[i] = places[t]
		}
		y := *x
		y.fill = each(x, func(v float64) float64 { return to[int(v)] })
		out = append(out, &y)
	}
	return texts, out
}

func bindCoalesce(b *binder, n *node, x []*vec) (*vec, error) {
	out, parts, err := b.oneKind(n, x, 0)
	if err != nil {
		return nil, err
	}
	var filled [27]atomic.Int64 // cells filled, by the letter they had
	out.fill = func(s *scratch, lo, hi int, cells []float64) {
		first, other := s.take(hi-lo), s.take(hi-lo)
		parts[0].fill(s, lo, hi, first)
		copy(cells, first)
		for _, p := range parts[1:] {
			p.fill(s, lo, hi, other)
			fillIn(cells, other)
		}
		for i, v := range first {
			if v != v && !isMissing(cells[i]) {
				filled[frame.Letter(v)].Add(1)
			}
		}
		s.give(first)
		s.give(other)
	}
	b.notes = append(b.notes, func() string { return filledNote(n, &filled) })
	return out, nil
}

// fillIn puts other cells where cells are missing; where both are, the graver letter stays.
func fillIn(cells, other []float64) {
	for i, v := range cells {
		switch {
		case v == v:
		case isMissing(other[i]):
			cells[i] = worst(v, other[i])
		default:
			cells[i] = other[i]
		}
	}
}

// filledNote tells how many cells were filled, and for which letters.
func filledNote(n *node, filled *[27]atomic.Int64) string {
	var total int64
	var by []string
	for l := range filled {
		if k := filled[l].Load(); k > 0 {
			total += k
			by = append(by, fmt.Sprintf("%d .%c", k, 'a'+l-1))
		}
	}
	if total == 0 {
		return n.String() + " filled no cell: none was missing."
	}
	return fmt.Sprintf("%s filled %d missing cells (%s): they are not what a source says.", n.String(), total, strings.Join(by, ", "))
}
