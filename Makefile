# `make` lists what can be made. Everything is installed into .venv, nothing outside this folder.
# No target here ever removes build/: it is the source code.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.ONESHELL:

PYTHON ?=
REPORTS ?=
OUT ?= $(if $(REPORTS),,datapackage)
SITE ?= $(if $(filter datapackage,$(OUT)),site,$(OUT)-site)
COUNT ?=
SEED ?=
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help site serve build specimen test lint format goldens accuracy bench constraints clean

help:
	@echo 'make site         install, read the originals, write datapackage/ and site/'
	@echo 'make serve        show site/ on this computer'
	@echo 'make test         install, then lint, types and every test'
	@echo 'make build        originals -> datapackage/ only'
	@echo 'make specimen     write the synthetic reports in datapackage/originals/ again'
	@echo 'make lint         ruff and mypy only'
	@echo 'make format       let ruff format and repair what it can'
	@echo 'make goldens      rewrite tests/corpus/*/expected.json, showing every change'
	@echo 'make accuracy     read damaged reports of every format, compare every figure, write docs/accuracy.md (COUNT=2000 SEED=…)'
	@echo 'make bench        time every stage on 1,000 synthetic reports (COUNT=…)'
	@echo 'make constraints  write constraints.txt again from a fresh install'
	@echo 'make clean        remove .venv, site/ and caches'
	@echo
	@echo 'Your own reports: make site REPORTS=folder OUT=another-folder'

site: build
	@echo
	started=$$SECONDS
	echo 'Making $(SITE)/ …'
	$(BIN)/gongkai publish --datapackage '$(OUT)' --site-dir '$(SITE)' | sed '/^Next: /d'
	echo "$(SITE)/: $$(find '$(SITE)' -type f | wc -l) files in $$((SECONDS - started)) s"
	echo
	echo 'Look at it:  make serve$(if $(filter site,$(SITE)),, SITE=$(SITE))'
	echo 'Publish it:  copy $(SITE)/ to any static host; it calls no other host.'

serve: .venv/.site
	@$(BIN)/gongkai serve '$(SITE)'

build: .venv/.site
	@$(if $(OUT),,echo "Say where the data goes too: make $(MAKECMDGOALS) REPORTS=$(REPORTS) OUT=another-folder" >&2; exit 1)
	$(BIN)/gongkai build $(if $(REPORTS),--reports '$(REPORTS)') --out '$(OUT)'

specimen: .venv/.test
	@$(BIN)/gongkai specimen --out datapackage/originals

test: lint
	@$(BIN)/python -m pytest -q -n auto --dist loadfile

lint: .venv/.test
	@$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/.test
	@$(BIN)/ruff format
	$(BIN)/ruff check --fix

goldens: .venv/.test
	@$(BIN)/python -m pytest -q tests/test_corpus.py --rewrite-expected

accuracy: .venv/.test
	@$(BIN)/python -m tests.accuracy --write $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))

bench: .venv/.test
	@folder=$$(mktemp -d)
	trap 'rm -rf "$$folder"' EXIT
	TIMEFORMAT='%R s, %U s on the processors'
	timed() { echo; echo "== $$1"; shift; time "$$@" | sed '/^Next: /d'; }
	timed 'Writing $(or $(COUNT),1000) synthetic reports' $(BIN)/gongkai specimen --count $(or $(COUNT),1000) --out "$$folder/originals"
	timed 'Reading, recognising, checking, packaging' $(BIN)/gongkai build --quiet --reports "$$folder/originals" --out "$$folder/data"
	timed 'The same again, nothing changed' $(BIN)/gongkai build --quiet --reports "$$folder/originals" --out "$$folder/data"
	timed 'Reading and recognising beside the usual recipes' $(BIN)/python tests/bench/stages.py "$$folder/originals"
	timed 'Making the site' $(BIN)/gongkai publish --datapackage "$$folder/data" --site-dir "$$folder/site"

constraints:
	@echo 'Installing the newest versions that pyproject.toml allows (use the oldest Python: make constraints PYTHON=python3.11) …'
	fresh=$$(mktemp -d)
	trap 'rm -rf "$$fresh"' EXIT
	python=$$($(find_python))
	"$$python" -m venv "$$fresh"
	"$$fresh/bin/python" -m pip install -qq -e '.[test]'
	{ sed '/^[^#]/,$$d' constraints.txt; "$$fresh/bin/python" -m pip freeze --exclude-editable; } > "$$fresh/constraints.txt"
	diff -U0 constraints.txt "$$fresh/constraints.txt" || cp "$$fresh/constraints.txt" constraints.txt

clean:
	@rm -rf .venv site .accuracy .gongkai-cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

# One stamp an extra: `test` includes `site`.
.venv/.site: pyproject.toml constraints.txt
	@extra=site; $(install)
	touch $@

.venv/.test: pyproject.toml constraints.txt
	@extra=test; $(install)
	touch $@ .venv/.site

# Prints a Python that can make a virtual environment, or says what to install.
define find_python
for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.11); do
  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
  "$$python" -c 'import ensurepip, venv' 2>/dev/null && { command -v "$$python"; exit 0; }
  echo "$$python has no venv: install it (Debian, Ubuntu: apt install python3-venv)." >&2; exit 1
done
echo "gongkai needs Python 3.11 or newer; found: $$(python3 --version 2>&1 || true). Install one or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 1
endef

define install
if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then
  python=$$($(find_python))
  "$$python" -m venv --clear .venv
fi
echo "Installing gongkai[$$extra] into .venv (once; about 1 GB, a minute or two) …"
$(BIN)/python -m pip install -c constraints.txt -e ".[$$extra]" >.venv/pip.log 2>&1 || {
  tail -n 20 .venv/pip.log >&2
  echo 'Installing failed: see above; all of it is in .venv/pip.log.' >&2
  exit 1
}
endef
