# Two commands do everything on a fresh machine: `make run` and `make test`.
SHELL := /bin/bash
SWIFT ?= swift
OUT ?= twosouls-out
SOURCES := Package.swift Sources Plugins Tests
BUILD := .build/release/twosouls

.PHONY: run test check lint format golden docs api install resources build model faults

## Builds the tool, reads the fixtures and says where the report is.
run: build
	@status=0; $(BUILD) run Fixtures/texts --metadata Fixtures/texts/metadata.csv -o $(OUT) --force || status=$$?; \
	if [ $$status -ne 0 ] && [ $$status -ne 65 ]; then exit $$status; fi
	@echo "The report: $(CURDIR)/$(OUT)/report.html"

build: install
	$(SWIFT) build -c release --product twosouls

## Runs every test, those of the example package too.
test: install
	$(SWIFT) build --build-tests
	SWIFT_BACKTRACE=enable=no $(SWIFT) test --skip-build --disable-xctest
	Tests/Scripts/example-package.sh .build

## What must hold before a change is sent: layout, no warnings, tests, and every pipeline that ships.
check: lint
	$(SWIFT) build --build-tests -Xswiftc -warnings-as-errors --scratch-path .build-check
	SWIFT_BACKTRACE=enable=no $(SWIFT) test --skip-build --disable-xctest --scratch-path .build-check
	.build-check/debug/WordCompiler --check
	.build-check/debug/twosouls check Pipelines/*.yaml
	.build-check/debug/twosouls test Pipelines/*.yaml
	Tests/Scripts/example-package.sh .build-check -Xswiftc -warnings-as-errors
	Tests/Scripts/one-folder.sh

lint:
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

format:
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

## Runs the tool 200 times over a stage that crashes, hangs, floods, forks …; some minutes.
faults: build
	python3 Benchmarks/faults.py $(BUILD) --runs 200

## Writes the golden files again; read their diff as carefully as code.
golden: install
	TWOSOULS_GOLDEN=record $(SWIFT) test --disable-xctest --filter "GoldenTests|TranscriptTests"

## Writes the words of the plugins' Resources/ into the Swift files that carry them in the binary.
resources:
	$(SWIFT) run WordCompiler

## Trains the models that ship anew: from the works in TWOSOULS_DATA and the project's own training text, or from that alone.
OWN := $(sort $(wildcard Fixtures/training/*.jsonl))
WORKS := $(wildcard $(TWOSOULS_DATA)/train/train.jsonl)
model: build
	for model in stance attitude; do \
	  $(BUILD) train $$model.model $(if $(WORKS),$(WORKS) $(addprefix --also ,$(OWN)),$(OWN)) \
	    -o Sources/CStanceModel/$$model.model || exit 1; done
	$(SWIFT) build -c release --product twosouls

## Says what has changed in the public API since the newest tag that callers would have to follow.
api: install
	@tag=$$(git describe --tags --abbrev=0 2>/dev/null) || { echo "There is no tag yet to compare the API with."; exit 0; }; \
	echo "Comparing with $$tag …"; \
	$(SWIFT) package diagnose-api-breaking-changes "$$tag" \
	  --products TwoSouls --products PluginTesting

## Makes the documentation as a web page in .build/docs.
docs: install
	$(SWIFT) package dump-symbol-graph --minimum-access-level public >/dev/null
	mkdir -p .build/symbols && find .build -path '*symbolgraph/*.symbols.json' ! -name '*Test*' -exec cp {} .build/symbols/ \;
	docc convert Sources/TwoSoulsTool/TwoSouls.docc --additional-symbol-graph-dir .build/symbols \
	  --fallback-display-name TwoSouls --fallback-bundle-identifier twosouls --output-path .build/docs
	@echo "The documentation: $(CURDIR)/.build/docs/index.html"

## Installs the system libraries that are missing.
install:
	@missing=""; \
	for library in libxml-2.0:libxml2-dev zlib:zlib1g-dev libcrypto:libssl-dev; do \
	  pkg-config --exists "$${library%%:*}" 2>/dev/null || missing="$$missing $${library##*:}"; \
	done; \
	[ -e /usr/include/linear.h ] || [ -e /usr/local/include/linear.h ] || missing="$$missing liblinear-dev"; \
	command -v pkg-config >/dev/null || missing="$$missing pkg-config"; \
	[ -z "$$missing" ] && exit 0; \
	if ! command -v apt-get >/dev/null; then \
	  echo "Please install$$missing (Debian's names) with your system's package manager, then try again."; exit 1; fi; \
	sudo=""; if [ "$$(id -u)" -ne 0 ]; then \
	  if command -v sudo >/dev/null; then sudo=sudo; else \
	    echo "The packages$$missing are missing. Please run as root: apt-get install$$missing"; exit 1; fi; fi; \
	echo "Installing$$missing …"; \
	$$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null
