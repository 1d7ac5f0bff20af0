# Everything a newcomer needs: `make demo` shows the product, `make test` holds it to its word.
# Both do their own set-up in .venv and need only Python 3.11 (or newer) and make.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SHELL := /bin/bash
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help install demo test check style types arrows golden score learn bench lock deploy-check clean

help:  ## what can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

install: $(STAMP)  ## make .venv from the hashed locks; quick when nothing changed

# uv reads no pip configuration, so an index that pip was told of is handed on to it, whatever it is. Should uv still not
# reach it, pip installs the same lock, more slowly.
define UV_ENVIRONMENT
index="$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(BIN)/pip config get global.index-url 2>/dev/null || true)}}"; \
if [ -n "$$index" ]; then export UV_DEFAULT_INDEX="$$index"; fi; \
if [ -n "$${PIP_CERT:-}" ] && [ -z "$${SSL_CERT_FILE:-}" ]; then export SSL_CERT_FILE="$$PIP_CERT"; fi; \
export UV_NO_PROGRESS=1 UV_LINK_MODE="$${UV_LINK_MODE:-copy}"
endef

$(STAMP): pyproject.toml requirements.lock bootstrap.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Curbwatch needs Python 3.11 or newer: say which by 'make PYTHON=/path/to/python3.11 …'." >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "No virtual environment could be made: on Debian, 'apt-get install python3-venv' brings what is missing." >&2; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r bootstrap.lock
	@$(UV_ENVIRONMENT); \
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock \
		|| $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

demo: install  ## the June 2026 story on a page of its own; ARGS=--headless prints it
	$(BIN)/curbwatch demo $(ARGS)

test: style types arrows  ## all that must hold; what .ci/run calls
	$(BIN)/pytest -n 2 $(ARGS)

check: style types arrows  ## the quick form, while working
	$(BIN)/pytest -x -q -m "not slow" $(ARGS)

style: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/deptry .

types: install
	$(BIN)/mypy bot events store tests

arrows: install
	$(BIN)/lint-imports

golden: install  ## rewrite the golden files, to be reviewed like code
	$(BIN)/pytest --golden-update $(or $(ARGS),tests)

score: install  ## how well the reader reads, as a table
	$(BIN)/python -m tests.score $(ARGS)

learn: install  ## learn the reader's weights anew from the labelled documents; ARGS=--dry-run only prints the figures
	$(BIN)/python -m tests.learning $(ARGS)

bench: install  ## how fast it is, beside raw sqlite3
	$(BIN)/python -m tests.bench $(ARGS)

COMPILE := uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet

lock: install  ## renew the locks from pyproject.toml; ARGS=--upgrade takes newer releases
	@$(UV_ENVIRONMENT); $(BIN)/$(COMPILE) pyproject.toml --group dev $(ARGS) --output-file requirements.lock
	@$(UV_ENVIRONMENT); grep '^uv==' requirements.lock | cut -d' ' -f1 | $(BIN)/$(COMPILE) - --output-file bootstrap.lock
	@$(UV_ENVIRONMENT); $(BIN)/$(COMPILE) pyproject.toml --constraint requirements.lock --output-file deploy/runtime.lock

deploy-check: install  ## what deploy/ holds, as far as it can be checked without an engine
	$(BIN)/pytest -q -rs tests/house/test_deploy.py

clean:  ## everything that can be made again
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
