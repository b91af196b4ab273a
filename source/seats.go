package source

// This file is who sat in the United Nations under whose code, by day.

import (
	"comity"
	"comity/states"
)

// seat is the key under which a state sat in the United Nations: China's seat was the Republic of China's to 1971-10-24,
// and a source's code for the state that came before or after another in one seat is read by the day.
func seat(s comity.State, on comity.Day) comity.State {
	switch s {
	case taiwan, china:
		if on < chinaSeated {
			return taiwan
		}
		return china
	case yemenNorth, yemen:
		if on < yemenUnited {
			return yemenNorth
		}
		return yemen
	case 255, 260: // Germany, Federal Republic of Germany
		if on < germanyUnited {
			return 260
		}
		return 255
	case 342: // a number of Serbia's by COW's list, but the votes under it in 2016-17 are North Macedonia's, all 168 of them
		return 343
	}
	return s
}

const (
	china, taiwan     comity.State = 710, 713
	yemen, yemenNorth comity.State = 679, 678
)

var (
	chinaSeated   = comity.DayOf(1971, 10, 25)
	yemenUnited   = comity.DayOf(1990, 5, 22)
	germanyUnited = comity.DayOf(1990, 10, 3)
)

// sits says whether a state was a member of the United Nations at some day of the month: before 2010 the days of the voting
// data are numbered within the month rather than true.
func sits(s comity.State, on comity.Day) bool {
	y, m, _ := on.Civil()
	month := comity.Span{From: comity.DayOf(y, m, 1), To: comity.DayOf(y, m+1, 1) - 1}
	for _, span := range states.Alive(comity.UN, s) {
		if span.Overlaps(month) {
			return true
		}
	}
	return false
}
