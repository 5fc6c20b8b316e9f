# Two commands on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: demo test check eval speed docs lock clean

demo: $(VENV)/installed
	@$(BIN)/sayso demo --output brief.html

test: $(VENV)/developing
	@$(BIN)/pytest -n 2

check: $(VENV)/developing
	@$(BIN)/ruff format --check src bench tests training docs
	@$(BIN)/ruff check src bench tests training docs
	@$(BIN)/mypy
	@$(BIN)/python bench/house_rules.py

eval: $(VENV)/developing
	@$(BIN)/python -m bench.evaluate --shared $(SHARED)

speed: $(VENV)/developing
	@$(BIN)/python -m bench.speed --shared $(SHARED)

docs: $(VENV)/developing
	@$(BIN)/python docs/generate.py

$(VENV)/python:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/python requirements.lock pyproject.toml $(shell find src -type f -not -name '*.pyc')
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall .
	@touch $@

$(VENV)/developing: $(VENV)/python requirements-dev.lock pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@rm -f $(VENV)/installed
	@touch $@

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .cache dist
