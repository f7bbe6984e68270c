# Two commands do everything: `make site` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: site serve serve-fr check test lint types fuzz bench screenshots lighthouse clean

## Install what is needed, check the personas, build the handbook into site/ (English) and site/fr/ (French).
site: .venv/.site
	@started=$$(date +%s%N); set -e; \
	$(BIN)/handbook check; \
	rm -rf site-next; \
	$(BIN)/mkdocs build --quiet --site-dir site-next; \
	$(BIN)/mkdocs build --quiet --config-file mkdocs.fr.yml --site-dir site-next/fr; \
	rm -rf site; mv site-next site; \
	personas=$$($(BIN)/python -c 'import json; print(len(json.load(open("site/personas.json", encoding="utf-8"))["personas"]))'); \
	echo "The handbook is in site/: $$personas personas, in English and French (site/fr/), built in $$(( ($$(date +%s%N) - started) / 1000000 )) ms."; \
	echo "To read it: make serve, or put site/ on any web server."

## Serve the handbook at http://127.0.0.1:8000/ and rebuild when a file changes.
serve: .venv/.site
	$(BIN)/mkdocs serve

## The same in French.
serve-fr: .venv/.site
	$(BIN)/mkdocs serve --config-file mkdocs.fr.yml

## Check the personas only.
check: .venv/.site
	$(BIN)/handbook check

## Everything that CI runs.
test: lint types
	$(BIN)/python -m pytest -n 2 --dist worksteal tests/unit
	$(BIN)/python -m pytest -n 2 --dist worksteal tests/browser tests/robustness tests/build

lint: .venv/.test
	$(BIN)/ruff format --check plugins tests
	$(BIN)/ruff check plugins tests

types: .venv/.test
	$(BIN)/mypy

## A hundred thousand spoiled files, and what each hostile file costs.
fuzz: .venv/.test
	$(BIN)/python tests/fuzz/fuzz.py 100000
	$(BIN)/python tests/fuzz/hostile.py

## Measure against other tools, on this machine, now, and write docs/benchmark.md; the tools come into a temporary folder.
## Less of it: .venv/bin/python tests/bench/run.py --only check start --personas 50 --markdown somewhere.md
bench: .venv/.test
	$(BIN)/python tests/bench/run.py

## A picture of each kind of page, in screenshots/.
screenshots: site .venv/.test
	$(BIN)/python tests/browser/screenshots.py site screenshots

## What Lighthouse says of three pages; it comes from npm into a temporary folder.
lighthouse: site .venv/.test
	$(BIN)/python tests/browser/lighthouse.py site

.venv/.site: pyproject.toml .ci/constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt --editable '.[images]'
	@touch $@

.venv/.test: .venv/.site
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt --editable '.[test]'
	@touch $@

clean:
	rm -rf .venv site site-next screenshots .mypy_cache .ruff_cache .pytest_cache .hypothesis
