package model

// This file holds the exponential function of a block of numbers, which is where a logit spends its time: by a table of 2^(j/64) and a
// polynomial on what is left (Tang 1989), twice as fast as one call a number, and made of plain sums and products, so that it is the same
// on every machine.

import "math"

// powers are the bits of 2^(j/64), less what adding the whole number of 64ths to the exponent will add for j.
var powers = func() (t [64]uint64) {
	for j := range t {
		t[j] = math.Float64bits(math.Exp2(float64(j)/64)) - uint64(j)<<46
	}
	return t
}()

// exps puts exp(x) into to; they may be the same. It is within two units of the last digit.
func exps(to, x []float64) {
	const (
		perPart = 64 / math.Ln2        // x in 64ths of a power of two
		whole   = 3 << 51              // added and taken off, it leaves the nearest whole number, whose bits are then the lowest
		high    = 0x1.62e42fefa0000p-7 // log(2)/64 in two parts, the first short enough for exact products
		low     = 0x1.cf79abc9e3b3ap-46
	)
	x = x[:len(to)]
	for i, v := range x {
		if !(v > -708 && v < 709) {
			to[i] = math.Exp(v) // zero, infinite, hardly a number, or none
			continue
		}
		shifted := float64(v*perPart) + whole
		bits := math.Float64bits(shifted)
		n := shifted - whole
		r := (v - float64(n*high)) - float64(n*low)
		rr := float64(r * r)
		part := r + float64(rr*(0.5+float64(r*(1./6)))) + float64(float64(rr*rr)*(1./24+float64(r*(1./120))))
		power := math.Float64frombits(powers[bits&63] + bits<<46)
		to[i] = power + float64(power*part)
	}
}
