package record

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"strings"
	"testing"
)

func TestSigning(t *testing.T) {
	private, public, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	core := small(t)
	signature, mine, err := Sign(core, private)
	if err != nil || !bytes.Equal(mine, public) {
		t.Fatalf("%v; the public key that comes with the signature is another: %v", err, !bytes.Equal(mine, public))
	}
	if err := CheckSignature(core, signature, public); err != nil {
		t.Fatal(err)
	}
	again, _, err := Sign(core, private)
	if err != nil || !bytes.Equal(again, signature) {
		t.Errorf("signing again gives another signature, %v", err)
	}
	check := func() error { return CheckSignature(core, signature, public) }
	for name, part := range map[string][]byte{"core": core, "signature": signature, "public key": public} {
		for i := range part {
			bit := i % 8
			part[i] ^= 1 << bit
			if check() == nil {
				t.Errorf("%s: bit %d of byte %d was flipped unseen", name, bit, i)
			}
			part[i] ^= 1 << bit
		}
		if check() != nil {
			t.Errorf("%s was put right and does not pass", name)
		}
	}
	_, other, _ := NewKey()
	for name, err := range map[string]error{
		"another's key":           CheckSignature(core, signature, other),
		"no signature":            CheckSignature(core, nil, public),
		"a short signature":       CheckSignature(core, signature[:9], public),
		"a longer signature":      CheckSignature(core, append(bytes.Clone(signature), '\n'), public),
		"no key":                  CheckSignature(core, signature, nil),
		"a private key":           CheckSignature(core, signature, private),
		"a key and something":     CheckSignature(core, signature, append(bytes.Clone(public), ' ')),
		"upper-case digits":       CheckSignature(core, bytes.ToUpper(signature), public),
		"signing with the public": signErr(core, public),
		"signing with nothing":    signErr(core, nil),
		"signing what is damaged": signErr(core[:len(core)-1], private),
	} {
		if err == nil {
			t.Errorf("%s passes", name)
		}
	}
}

func signErr(core, key []byte) error {
	_, _, err := Sign(core, key)
	return err
}

func TestAnUnsignedCoreSaysSo(t *testing.T) {
	if _, err := signing.ReadFile(signatureFile); err == nil {
		t.Skip("this core is signed")
	}
	_, public, _ := NewKey()
	if f := verifySignature(nil); f.Kind != Note || !strings.Contains(f.Text, "is unsigned") {
		t.Error(f)
	}
	if f := verifySignature(public); f.Kind != Damaged || !strings.Contains(f.Text, "is unsigned") {
		t.Error(f)
	}
}

func FuzzCheckSignature(f *testing.F) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize)) // thrown away; the same in every process
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		f.Fatal(err)
	}
	core := small(f)
	signature, public, err := Sign(core, pem.EncodeToMemory(&pem.Block{Type: privateBlock, Bytes: der}))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(signature, public)
	f.Add([]byte(strings.Repeat("0", 128)+"\n"), public)
	f.Add(signature[:70], public[:30])
	f.Fuzz(func(t *testing.T, s, p []byte) {
		if CheckSignature(core, s, p) == nil && (!bytes.Equal(s, signature) || !bytes.Equal(p, public)) {
			t.Errorf("a forged signature passes")
		}
	})
}
