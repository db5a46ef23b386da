# Two commands do all the set-up: `make nightly` and `make test`. Every path is quoted: a checkout may stand below a folder with spaces.
.PHONY: nightly test check dagster benchmark golden clean

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
	"$(BIN)/basedpyright"
	"$(BIN)/lint-imports"
	@# Its processes leave a semaphore behind, and Python would say so.
	PYTHONWARNINGS=ignore::UserWarning "$(BIN)/sqlfluff" lint --processes 2 --config pyproject.toml sql expectations/rules
	@# In the order of the files, for the longest are in the folders that come first.
	"$(BIN)/python" -m pytest -q --numprocesses 2 --dist loadfile --no-loadscope-reorder

## The Dagster pages at http://127.0.0.1:3000, with their history kept in var/dagster.
dagster: .venv/run
	@mkdir -p var/dagster
	DAGSTER_HOME="$(CURDIR)" STATE_DIR="$(CURDIR)/var/dagster" "$(BIN)/dagster" dev --module-name pipelines.definitions

## The night by stage: wall, CPU, peak memory.
benchmark: .venv/test
	"$(BIN)/python" -m benchmarks.night

clean:
	rm -rf var .venv
