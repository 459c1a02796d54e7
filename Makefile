# Two commands do everything: `make site` and `make test`. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export UV_PROJECT_ENVIRONMENT := $(VENV)
export NO_MKDOCS_2_WARNING := 1

.PHONY: site guide test check valid servers bench setup browser format clean

site: setup
	$(BIN)/policyloom build

guide: setup
	$(BIN)/mkdocs build --quiet --config-file docs/mkdocs/mkdocs.yml

test: setup browser
	$(BIN)/pytest -n 2 --dist worksteal

check: setup
	$(BIN)/ruff format --check build_tools tests
	$(BIN)/ruff check build_tools tests
	$(BIN)/mypy
	$(MAKE) test

# The checker of HTML needs Java and npm; without them its test is skipped.
valid: setup
	mkdir -p build/valid
	npm install --silent --no-save --no-package-lock --prefix build/valid vnu-jar@26
	$(BIN)/pytest tests/site/test_valid.py

# nginx and Apache run the settings that the guide shows; without them those tests are skipped.
servers: setup
	$(BIN)/python tests/guide/install.py

# WeasyPrint is there to be compared with; it needs Pango. Without it, its case is left out.
bench: setup
	-$(BIN)/uv sync --locked --inexact --quiet --group bench
	$(BIN)/python -m tests.bench

format: setup
	$(BIN)/ruff format build_tools tests
	$(BIN)/ruff check --fix build_tools tests

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml uv.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	$(BIN)/uv sync --locked --inexact --quiet
	touch $@

browser: setup
	$(BIN)/python tests/browser/install.py

clean:
	rm -rf site build $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
