# Two commands on a fresh machine with Python 3.11+, make and git:  make paper   make test

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: paper test check-all lint types bench data docs lock system browser clean help

help:
	@echo "make paper      build the paper into _output/"
	@echo "make test       run the tests, the linter and the type checker"
	@echo "make check-all  run the long tests too (mutations, coverage of intervals, browser, LibreOffice)"
	@echo "make bench      run the benchmarks"
	@echo "make data       search for the synthetic trial data again (minutes)"
	@echo "make docs       build the documentation site into _site/"
	@echo "make lock       update the lock files"

paper: $(VENV)/.paper system
	@$(BIN)/report build

test: $(VENV)/.dev system browser
	@$(BIN)/ruff check . && $(BIN)/ruff format --check -q . && $(BIN)/mypy
	@$(BIN)/python -m pytest -n auto --dist loadfile -m "not slow"

check-all: $(VENV)/.dev system browser
	@$(BIN)/ruff check . && $(BIN)/ruff format --check -q . && $(BIN)/mypy
	@$(BIN)/python -m pytest -n auto --dist loadfile

bench: $(VENV)/.dev system
	@for file in bench/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

data: $(VENV)/.paper
	@$(BIN)/python -m analysis.synthetic

docs: $(VENV)/.docs
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "open _site/index.html"

lock: $(VENV)/.dev
	@$(PIP) uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --group dev --extra data -c requirements.lock pyproject.toml -o requirements-dev.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --group docs -c requirements-dev.lock -o requirements-docs.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tracepaper needs Python 3.11 or later: make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.paper: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "installing into $(VENV) (once)"
	@$(PIP) --no-deps --require-hashes -r requirements.lock
	@$(PIP) --no-deps --require-hashes -r requirements-build.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q report analysis
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.paper
	@echo "installing the test dependencies into $(VENV) (once)"
	@$(PIP) --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.docs: requirements-docs.lock $(VENV)/.paper
	@echo "installing the documentation tools into $(VENV) (once)"
	@$(PIP) --no-deps --require-hashes -r requirements-docs.lock
	@touch $@

# WeasyPrint draws text with Pango, a system library; without it only HTML and Word are built.
system:
	@sh .ci/pango.sh $(BIN)/python

# The provenance on the page is tested in a real browser, where one is available.
browser:
	@sh .ci/chromium.sh

clean:
	@rm -rf _output _site .tracepaper index.qmd supplement.qmd figures exports _manuscript .quarto
