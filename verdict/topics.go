package verdict

// This file ties what people say of a matter to roll calls of the General Assembly: which topics of the record speak of it,
// and what a yes vote means. A matter that is not here is sought among the record's own topic labels, where yes is support.

import "strings"

// matter is something people are for or against.
type matter struct {
	name   string
	labels []string // topic labels of roll calls, the nearest first
	yes    string   // what a yes vote does to the matter: support or oppose
}

var matters = []matter{
	{"unilateral coercive measures", []string{"human rights and unilateral coercive measures", "unilateral economic coercion of developing countries"}, "oppose"},
	{"sanctions", []string{"human rights and unilateral coercive measures", "unilateral economic coercion of developing countries"}, "oppose"},
	{"cuba embargo", []string{"United States embargo against Cuba"}, "oppose"},
	{"war in ukraine", []string{"war in Ukraine", "territorial integrity of Ukraine"}, "oppose"},
	{"ukraine", []string{"war in Ukraine", "territorial integrity of Ukraine"}, "support"},
	{"palestine", []string{"question of Palestine"}, "support"},
	{"israeli settlements", []string{"Israeli settlements"}, "oppose"},
	{"nuclear weapons", []string{"ban on nuclear weapons by treaty", "nuclear disarmament"}, "oppose"},
	{"nuclear disarmament", []string{"nuclear disarmament"}, "support"},
	{"death penalty", []string{"death penalty moratorium"}, "oppose"},
	{"arms race in outer space", []string{"arms race in outer space"}, "oppose"},
	{"apartheid", []string{"apartheid and South Africa"}, "oppose"},
	{"glorification of nazism", []string{"glorification of Nazism"}, "oppose"},
	{"mercenaries", []string{"use of mercenaries"}, "oppose"},
}

// matterOf finds the matter of a claim's topic.
func matterOf(topic string) matter {
	for _, m := range matters {
		if strings.EqualFold(m.name, topic) {
			return m
		}
	}
	return matter{topic, []string{topic}, "support"}
}
