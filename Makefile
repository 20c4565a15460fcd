# Every job of the house. `make sandbox` and `make test` do all the set-up they need.
PYTHON ?= python3
PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin

.PHONY: sandbox test install lint bench clean

sandbox: install ## the whole product on this machine, no token needed
	$(BIN)/python -m bot sandbox --port $(PORT)

test: install ## every test
	$(BIN)/python -m pytest

lint: install ## format, style, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install ## figures, with ratios against peers in the same run
	$(BIN)/python -m benchmarks

install: $(VENV)/installed

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf $(VENV) build *.egg-info
