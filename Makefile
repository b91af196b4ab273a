# The index of what one can do here. `make` alone prints it.

.DEFAULT_GOAL := help
.PHONY: help build install test race fuzz reliability replicate bench case-answers pictures lint ci core demo clean bridges ideal-points

help: ## print this index
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build the command: dist/comity, one static binary
	CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o dist/comity ./cmd/comity

install: ## install the command into Go's bin folder
	go install ./cmd/comity

demo: ## check the example article
	go run ./cmd/comity check examples/two-rivers.txt --date 2024-03-01

test: ## run every test: units, laws, floors, cases, commands shown in the docs
	go test ./...

race: ## run the tests under the race detector (needs a C compiler)
	go test -race ./...

fuzz: ## let every fuzz target run for 20 seconds
	@go list -f '{{if .TestGoFiles}}{{.ImportPath}}{{end}}' ./... | while read -r pkg; do \
	  for f in $$(go test -list '^Fuzz' "$$pkg" | grep '^Fuzz'); do \
	    echo "$$pkg $$f"; go test -run '^$$' -fuzz "^$$f\$$" -fuzztime 20s "$$pkg" || exit 1; \
	  done; \
	done

reliability: ## kill, flip and fill the disk at full numbers (docs/RELIABILITY.md); a quarter of an hour
	nice go test ./record -v -timeout 3h -run Reliability -kills 1000 -flips 10000

replicate: ## estimate the published ideal points in full (docs/MEASURES.md); some minutes
	nice go test ./cases -v -count=1 -timeout 3h -run TestIdealpointFullRun -full

bench: ## run every benchmark; the figures of docs/PERFORMANCE.md come from here
	go test -run '^$$' -bench . -benchmem ./...

case-answers: ## rewrite the answers in cases/, to be read as a diff
	go test ./cases -update

pictures: ## rewrite the pictures in chart/testdata and docs/pair.svg, to be looked at
	go test ./chart -run TestPictures -update
	go test ./cases -run TestReadmePicture -update

lint: ## gofmt, vet and staticcheck
	@test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

bridges: ## find the repeated resolutions of the General Assembly anew (source/bridges.tsv); wants the sources of votes in ../shared/data
	go test ./source -run TestBridges -update

ideal-points: ## estimate comity's own ideal points anew (source/own): four chains, half an hour on two cores that do nothing else; then write size and sha256 into the card, and make core
	nice go test ./panel -run TestEstimateOwnIdealPoints -estimate -v -timeout 12h

core: ## build the core record anew from fetched sources
	go run ./cmd/comity build --core

ci: ## all that is asked of a change, as it is run for every one
	.ci/run

clean: ## remove what was built
	rm -rf dist
