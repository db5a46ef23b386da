# Two commands do all the set-up: `make nightly` and `make test`. Every path is quoted: a checkout may stand below a folder with spaces.
.PHONY: nightly test types sql-lint dagster benchmark golden clean

PYTHON ?= python3
BIN := .venv/bin
export LOCALITY_HOME ?= var
export DO_NOT_TRACK = 1

.venv/run: requirements.txt pyproject.toml
	"$(PYTHON)" -m venv .venv
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -r requirements.txt
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch .venv/run

.venv/test: requirements-dev.txt .venv/run
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch .venv/test

## The invented county's night: makes the county once, then runs the night on it.
nightly: .venv/run
	@test -f var/county/county.yaml || "$(BIN)/locality" sample var/county
	@"$(BIN)/locality" nightly --county var/county/county.yaml; code=$$?; test $$code -le 1

## All that CI runs.
test: .venv/test
	"$(BIN)/ruff" check .
	"$(BIN)/ruff" format --check .
	"$(BIN)/lint-imports"
	@# Side by side: each works on one core.
	@$(MAKE) --no-print-directory --jobs 2 types sql-lint
	@# In the order that tests/conftest.py gives them, the longest first. A thousand small databases: without the
	@# setting glibc gives their memory back after each.
	MALLOC_TRIM_THRESHOLD_=1000000000 "$(BIN)/python" -m pytest -q --numprocesses 2 --dist loadfile --no-loadscope-reorder

types: .venv/test
	"$(BIN)/basedpyright"

sql-lint: .venv/test
	"$(BIN)/sqlfluff" lint --config pyproject.toml sql expectations/rules

## The Dagster pages at http://127.0.0.1:3000, with their history kept in var/dagster.
dagster: .venv/run
	@mkdir -p var/dagster
	DAGSTER_HOME="$(CURDIR)" STATE_DIR="$(CURDIR)/var/dagster" "$(BIN)/dg" dev

## The night by stage: wall, CPU, peak memory.
benchmark: .venv/test
	"$(BIN)/python" -m benchmarks.night

clean:
	rm -rf var .venv
