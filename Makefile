# Every job of the house. `make sandbox` and `make test` do all the set-up they need.
PYTHON ?= python3
PORT ?= 8080
SOAK ?= 600
PYTHONS ?= 3.11 3.13
FUZZ ?= 10000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

# Whoever works here starts many processes: what one of them has compiled is kept for the others.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: sandbox test lint fuzz soak bench install lock bundle clean

sandbox: install ## the whole product on this machine, no token needed; PORT= moves the page
	$(BIN)/python -m bot sandbox --port $(PORT)

test: install ## every test; what was skipped, and why, stands at the end
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

lint: install ## format, style, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fuzz: install ## ten thousand mutated files of each kind, and as many mutated updates; FUZZ= changes how many
	$(BIN)/python -m pytest tests/fuzz --fuzz $(FUZZ) -q

soak: install ## ten minutes of floods, kills, faults, clock steps and bad files at once; SOAK= changes how many seconds
	$(BIN)/python -m pytest tests/soak --soak $(SOAK) -q -p no:cacheprovider

bench: install ## whole-process figures beside two bots written the usual way; some thirty minutes
	$(BIN)/python -m benchmarks

# PYTHONWARNINGS: setuptools warns of what is meant.
install: $(VENV)/installed ## .venv, from requirements-dev.lock

$(VENV)/installed: requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --no-compile --require-hashes -r requirements-dev.lock
	$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true # on every core; as pip does, it passes over what is no Python
	PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation -e .
	touch $@

# A machine's own index may lack the wheels of other platforms: the locks are made without its settings.
LOCK = env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" \
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links pyproject.toml

lock: install ## both locks anew, after a change of the dependencies in pyproject.toml: what the bot needs, and with it what we need
	$(LOCK) --extra dev --output-file requirements-dev.lock
	$(LOCK) --constraint requirements-dev.lock --output-file requirements.lock

bundle: install ## dist/daumoi-*.tar.gz, to install on a machine without the Internet (docs/deploy.md); PYTHONS= for which releases
	$(BIN)/python deploy/bundle.py dist $(PYTHONS)

clean:
	rm -rf $(VENV) build dist *.egg-info
