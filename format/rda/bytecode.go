package rda

// Compiled functions are read through only to find where they end.

// byteCode passes a compiled expression; its first integer is how many parts are shared.
func (d *decoder) byteCode() {
	d.count("byte code")
	d.code()
}

// code passes the instructions, an item, and the constants they use.
func (d *decoder) code() {
	d.nested(func() *Value {
		d.item()
		for range d.count("byte code's constants") {
			switch t := d.int(); t {
			case typeByteCode:
				d.code()
			case typeLanguage, typePairs, typeCodeDef, typeCodeRef, typeAttrLanguage, typeAttrPairs:
				d.codeCall(t)
			default:
				d.item()
			}
		}
		return nil
	})
}

// codeCall passes a call among the constants: a reference, or a cell whose rest is written the same way.
func (d *decoder) codeCall(t int) {
	d.nested(func() *Value {
		if t == typeCodeDef {
			d.int() // its number
			t = d.int()
		}
		switch t {
		case typeCodeRef:
			d.int()
		case typeLanguage, typePairs, typeAttrLanguage, typeAttrPairs:
			if t == typeAttrLanguage || t == typeAttrPairs {
				d.item()
			}
			d.item() // the tag
			d.codeCall(d.int())
			d.codeCall(d.int())
		default:
			d.item()
		}
		return nil
	})
}
