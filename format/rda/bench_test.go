package rda

import (
	"bytes"
	"os"
	"testing"

	"comity/format/unpack"
)

// benchmarkShared reads a shared file; the speed is of unpacked bytes.
func benchmarkShared(b *testing.B, path string) {
	packed, err := os.ReadFile(sharedData + "/" + path)
	if err != nil {
		b.Skip("the shared data is not here: ", err)
	}
	plain, _, err := unpack.Stream(bytes.NewReader(packed), unpack.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	var whole bytes.Buffer
	if _, err := whole.ReadFrom(plain); err != nil {
		b.Fatal(err)
	}
	for name, in := range map[string][]byte{"packed": packed, "plain": whole.Bytes()} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(whole.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(bytes.NewReader(in), Limits{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkNumbers reads 2.2 million dyad-years of numbers.
func BenchmarkNumbers(b *testing.B) { benchmarkShared(b, "states/cow_ddy.rda") }

// BenchmarkTrade reads a frame of numbers packed with gzip.
func BenchmarkTrade(b *testing.B) { benchmarkShared(b, "trade/cow_trade_ddy.rds") }

// BenchmarkTexts reads a frame of many texts.
func BenchmarkTexts(b *testing.B) {
	benchmarkShared(b, "diplomacy/china_vitae_engagements_2003_2018.rds")
}
