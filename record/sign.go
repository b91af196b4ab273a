package record

// This file signs the core record and checks its signature (Ed25519), so that whoever has the maintainers' public key from
// elsewhere can tell, offline, that a core is theirs. The key is never in the repository; until a release signs it, the core
// is unsigned and Verify says so.

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"embed"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// The names of the core's signature and of the public key that belongs to it, beside core.comity. The pattern takes in
// signing.txt as well, which is always there: an embedding must find something.
//
//go:embed core/*.[pst]*
var signing embed.FS

const (
	signatureFile = "core/core.sig"
	publicFile    = "core/core.pub"
)

// signDomain opens every signed message, so that a signature of a core is good for nothing else.
const signDomain = "comity core record, signature version 1\n"

// signedMessage is what is signed: the domain, the edition and the checksum of the container.
func signedMessage(container []byte) []byte {
	return []byte(signDomain + editionOf(container) + "\n" + sumOf(container) + "\n")
}

const (
	privateBlock = "PRIVATE KEY" // PKCS #8
	publicBlock  = "PUBLIC KEY"  // PKIX
)

// NewKey makes a key to sign cores with: the private and the public half as PEM files.
func NewKey() (private, public []byte, err error) {
	pub, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, nil, err
	}
	public, err = publicPEM(pub)
	return pem.EncodeToMemory(&pem.Block{Type: privateBlock, Bytes: der}), public, err
}

func publicPEM(pub ed25519.PublicKey) ([]byte, error) {
	der, err := x509.MarshalPKIXPublicKey(pub)
	return pem.EncodeToMemory(&pem.Block{Type: publicBlock, Bytes: der}), err
}

// block reads a PEM file of one block, written exactly as we write it: what a reader would overlook is an error.
func block(data []byte, kind string) ([]byte, error) {
	b, _ := pem.Decode(data)
	if b == nil || b.Type != kind || !bytes.Equal(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: b.Bytes}), data) {
		return nil, fmt.Errorf("it is not a PEM file of one %q as comity keygen writes it", kind)
	}
	return b.Bytes, nil
}

// Sign signs a core with a private key (PEM) and gives the signature and the public key as files.
func Sign(container, private []byte) (signature, public []byte, err error) {
	der, err := block(private, privateBlock)
	if err != nil {
		return nil, nil, fmt.Errorf("private key: %w", err)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, nil, fmt.Errorf("private key: %w", err)
	}
	key, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return nil, nil, errors.New("private key: it is not an Ed25519 key")
	}
	if err := Verify(container); err != nil {
		return nil, nil, err
	}
	public, err = publicPEM(key.Public().(ed25519.PublicKey))
	return []byte(hex.EncodeToString(ed25519.Sign(key, signedMessage(container))) + "\n"), public, err
}

// CheckSignature holds a core against its signature and a public key (PEM).
func CheckSignature(container, signature, public []byte) error {
	der, err := block(public, publicBlock)
	if err != nil {
		return fmt.Errorf("public key: %w", err)
	}
	parsed, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return fmt.Errorf("public key: %w", err)
	}
	key, ok := parsed.(ed25519.PublicKey)
	if !ok {
		return errors.New("public key: it is not an Ed25519 key")
	}
	raw, err := hex.DecodeString(strings.TrimSuffix(string(signature), "\n"))
	if err != nil || len(raw) != ed25519.SignatureSize || hex.EncodeToString(raw)+"\n" != string(signature) {
		return fmt.Errorf("signature: it is not %d lower-case hexadecimal digits and the end of a line", 2*ed25519.SignatureSize)
	}
	if !ed25519.Verify(key, signedMessage(container), raw) {
		return fmt.Errorf("the signature of %s is not that of this key: the core, the signature or the key is another than it was", editionOf(container))
	}
	return nil
}

// verifySignature says whether the core that ships is signed, by whom, and whether rightly. A key given (PEM) takes the place
// of the one that ships, and then an unsigned core is a fault.
func verifySignature(key []byte) Finding {
	signature, serr := fs.ReadFile(signing, signatureFile)
	public, perr := fs.ReadFile(signing, publicFile)
	whose := "the key given"
	if key == nil {
		whose = "the key that ships with it; a key from elsewhere (comity verify --key FILE) says more"
	} else {
		public, perr = key, nil
	}
	switch edition := coreEdition(); {
	case serr != nil && key == nil:
		return Finding{Note, "core", edition + " is unsigned: signatures come with releases"}
	case serr != nil:
		return Finding{Damaged, "core", edition + " is unsigned, so the key given says nothing of it: signatures come with releases"}
	case perr != nil:
		return Finding{Note, "core", edition + " is signed, and no key is at hand to check it: comity verify --key FILE"}
	default:
		if err := CheckSignature(coreBytes(), signature, public); err != nil {
			return Finding{Damaged, "core", err.Error()}
		}
		return Finding{Note, "core", edition + " is signed with " + whose}
	}
}
