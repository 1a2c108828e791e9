# The verbs. Each does the set-up it misses. `make` alone lists them.
SHELL := /bin/bash
REFERENCE := $(abspath ../shared)
ifneq ($(wildcard $(REFERENCE)/sources),)
export CORNERSTONE_REFERENCE ?= $(REFERENCE)
endif
DEMO := .demo
PORT ?= 8080

.PHONY: help demo test check prove bench format docs release software-list clean

help:
	@echo "make demo     build, load the example city, serve it on http://127.0.0.1:$(PORT)"
	@echo "make test     build and run the tests"
	@echo "make check    format lint, build, tests, house rules, made-up input, release build, and small proofs of the built"
	@echo "              program under attack, fault and load: what CI runs"
	@echo "make prove    the full figures: load, kills, tampering, made-up input, browser (hours)"
	@echo "make bench    speed against the figures the project promises; its table stands in .build/bench.md"
	@echo "make software-list   write what a release is made of, as a CycloneDX list"
	@echo "make format   put the sources into the house form"
	@echo "make docs     write the generated pages of Documentation/ again"

set-up-%:
	@Scripts/set-up $*

release: set-up-build
	swift build -c release --product cornerstone
	swift build -c release --product cornerstone-reader

software-list: release
	Scripts/software-list .build/release/software-list.json

demo: release
	@mkdir -p $(DEMO)
	.build/release/cornerstone demo --data $(DEMO) --port $(PORT)

test: set-up-test
	swift build --build-tests
	Scripts/run-tests

check: set-up-test
	swift format lint --strict --recursive Package.swift Sources Tests Fuzz/Package.swift Fuzz/Sources/Fuzz
	swift build --build-tests
	Scripts/run-tests
	Scripts/fuzz 20
	$(MAKE) release
	Scripts/overload-test --small
	Scripts/hostile-text --small
	Scripts/browser-test --small
	Scripts/check-faults
	Scripts/load-test 20 --actions 200 --updates 2000

bench: release set-up-bench
	Benchmarks/run

prove: check bench
	Scripts/prove

format:
	swift format --in-place --recursive Package.swift Sources Tests

docs: set-up-test
	CORNERSTONE_WRITE_REFERENCE=1 swift test --filter Reference

clean:
	rm -rf .build $(DEMO)
