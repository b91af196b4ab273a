package article

// System: a property of the whole system of states and its trend ("a serious split in the international community", "more
// multipolar").

import "comity/claim"

const world = "[the world|the international system|the world order|the international order|world politics|international politics|international relations|the global order|the global system|the system of states|the international community|the G|G]"

var systemRules = []rule{
	newRule("system/split", "split|division|divide|rift|polaris|polariz|fragment", "[a|the]? [serious|deep|deepening|growing|widening|sharp]? <p:split|division|divide|rift|polarisation|polarization|fragmentation> [has been|is|can be|is being]? [D|now|clearly]? [observed|seen|visible|evident|apparent|noticeable|under way]? [in|within|of|among] "+world, func(x *reading) []found {
		return x.yes(claim.Claim{Form: claim.SystemForm, Column: "system.polarisation", Direction: growing(x)})
	}),
	newRule("system/polar", "multipolar|unipolar|bipolar|polari|divided|fragmented|concentrated", world+" *3 [is|has become|is becoming|has grown|is growing|has been becoming|became|was] [D]? <d:more|less|ever more|increasingly|steadily more>? [and more]? <p:multipolar|unipolar|polarised|polarized|divided|fragmented> <e:than *4>?", func(x *reading) []found {
		c := claim.Claim{Form: claim.SystemForm, Column: "system.polarisation", Direction: "more"}
		switch x.words("p") {
		case "multipolar":
			c.Column = "system.polarity"
		case "unipolar":
			c.Column, c.Direction = "system.polarity", "less"
		}
		if x.words("d") == "less" {
			c.Direction = map[string]string{"more": "less", "less": "more"}[c.Direction]
		}
		if !x.has("d") && !x.anyTag("become", "becoming", "grown", "growing", "became") {
			c.Direction = ""
		}
		return x.yes(c)
	}),
	newRule("system/power", "power|capabilities", "[world|global]? power [is|has become|is becoming] [D]? <d:more|less|increasingly> <p:concentrated|dispersed|diffuse>", func(x *reading) []found {
		c := claim.Claim{Form: claim.SystemForm, Column: "system.concentration", Direction: "more"}
		if (x.words("d") == "less") != (x.words("p") != "concentrated") {
			c.Direction = "less"
		}
		return x.yes(c)
	}),
}

// growing says "more" of a split that is said to grow.
func growing(x *reading) string {
	if x.anyTag("deepening", "growing", "widening") {
		return "more"
	}
	return ""
}
