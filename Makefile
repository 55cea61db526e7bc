# Two commands for a newcomer: make demo, make test. The rest is for those who change Sitrep.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint eval bench setup lock clean

demo: .venv/.run
	@$(BIN)/sitrep demo

test: .venv/.dev
	@$(BIN)/python -m pytest

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Figures and errors by cause on the project's own gold; the floors are in gold/floors.toml.
eval: .venv/.dev
	@$(BIN)/python -m gold.report

bench: .venv/.dev
	@for b in benchmarks/*.py; do echo "== $$b"; $(BIN)/python -m benchmarks.$$(basename $$b .py) || exit 1; done

setup: .venv/.dev

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Sitrep needs Python 3.11 to 3.14. Install one, or name it: make PYTHON=/path/to/python3.12 demo"; exit 1; }
	@echo "Setting up .venv with $(PYTHON) (about a minute; once) …"
	@$(PYTHON) -m venv .venv

.venv/.run: requirements/main.txt pyproject.toml | .venv/bin/python
	@$(PIP) install --require-hashes -r requirements/main.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml | .venv/bin/python
	@echo "Installing what the tests need …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ .venv/.run

# Needs uv. Writes hashes and no addresses.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet pyproject.toml requirements/build.in
lock:
	$(LOCK) -o requirements/main.txt
	$(LOCK) --extra dev -o requirements/dev.txt

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache
