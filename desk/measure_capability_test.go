package desk

// Tests of what capability and polarity say where their sources are not here, or the question makes no sense. Their figures are held in
// package panel.

import (
	"context"
	"strings"
	"testing"
)

func TestCapabilityRefuses(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	_, cinc := d.MeasureCapability(ctx, CapabilitySpec{})
	_, unknown := d.MeasureCapability(ctx, CapabilitySpec{States: []string{"Atlantis"}})
	_, polarity := d.MeasurePolarity(ctx, PolaritySpec{})
	_, part := d.MeasurePolarity(ctx, PolaritySpec{Part: 2})
	_, list := d.MeasurePolarity(ctx, PolaritySpec{System: "nato"})
	_, by := d.MeasurePolarity(ctx, PolaritySpec{By: []string{"glory"}})
	for what, c := range map[string]struct {
		err  error
		want string
	}{"cinc": {cinc, "comity pull nmc-7.0"}, "state": {unknown, "Atlantis"}, "polarity": {polarity, "comity pull nmc-7.0"}, "part": {part, "--part"}, "list": {list, "cow, gw, un"}, "by": {by, "is no capability"}} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("%s: %v", what, c.err)
		}
	}
}
