# `make demo` and `make test` are all that a fresh Debian machine with a Swift toolchain needs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

STRICT := --scratch-path .build/strict --explicit-target-dependency-import-check error -Xswiftc -warnings-as-errors
RELEASE := -c release --static-swift-stdlib
SWIFT_SOURCES := Sources Tests Benchmarks Fuzz migrations Package.swift

.PHONY: help setup build demo test check bench fuzz golden lint format

help: ## list what can be made
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

setup: ## install the system libraries that are missing
	@Scripts/setup

build: setup ## build the release binary into .build/release/catalog
	@swift build $(RELEASE) --product catalog

demo: build ## show the main job: a catalog made, filled and asked
	@Scripts/demo

test: setup ## run every test that needs only Swift and the C libraries
	@swift build --build-tests
	@swift test --skip-build

check: lint setup ## lint, strict build, all tests, tidy, and what needs Python
	@swift build $(STRICT) --build-tests
	@swift test $(STRICT) --skip-build
	@Scripts/check-oracles

bench: build ## run the benchmarks and add their figures to Benchmarks/runs
	@Scripts/bench

fuzz: setup ## feed mutated files and requests to the parsers until something breaks
	@Scripts/fuzz

golden: setup ## write the golden values of Tests/Golden anew from the reference programs
	@Scripts/oracles golden Tests/Golden

lint: ## check the format of every Swift file
	@swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)

format: ## format every Swift file
	@swift format format --in-place --parallel --recursive $(SWIFT_SOURCES)
