SHELL := /usr/bin/env bash
BIN := .venv/bin
UV := .tools/uv/bin/uv
ENV := .venv/.synced
VALIDATOR := contracts/tools/node_modules/.installed
CONSOLE_TOOLS := console/node_modules/.installed
CONSOLE := console/dist/index.html
RULES_TESTS = $(wildcard services/*/tests/*/test_rules.py)
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

##@ Start
help: ## Print this list
	@scripts/help.sh $(MAKEFILE_LIST)

setup: $(ENV) ## Bring the local environment to what uv.lock says
	@echo "ready: $(BIN)"

setup-browser: ## Install Debian's Chromium and a Chinese font for browser tests, unless they are there
	@scripts/setup_browser.sh

demo: $(ENV) $(CONSOLE) ## Start everything, import the sample company, play the story, stay up
	@$(BIN)/branchline demo

demo-reset: $(ENV) ## Forget the data of the demo
	@$(BIN)/branchline demo --reset

story: $(ENV) ## Play the story once; exit 0 only if every step held
	@$(BIN)/branchline story

migrate: $(ENV) ## Bring the databases to the newest schema
	@$(BIN)/branchline migrate

##@ Test
test: $(ENV) ## Run all tests (more options: make test PYTEST_ARGS="-k credit")
	@$(BIN)/pytest -n 2 -m "not chaos and not browser" $(PYTEST_ARGS)

test-fast: $(ENV) ## Run only the tests of the rules: no I/O, seconds
	@$(BIN)/pytest $(or $(RULES_TESTS),$(error no test_rules.py found)) $(PYTEST_ARGS)

coverage-rules: $(ENV) ## Demand 100 % branch coverage of every rules.py by its own tests
	@scripts/rules_coverage.sh $(RULES_TESTS)

mutants-rules: $(ENV) ## Change the rules at seeded places; every change must be noticed
	@$(BIN)/python -m scripts.mutate_rules

browser-tests: $(ENV) $(CONSOLE) ## Live the story in a browser: pages, pictures (build/screenshots), accessibility
	@$(BIN)/pytest -m browser tests/console $(PYTEST_ARGS)

chaos-check: $(ENV) ## The faults that every check can afford, at most 5 minutes, alone on the machine
	@$(BIN)/pytest -m chaos tests/chaos

mutants: $(ENV) ## Break the reliability code in each way of a list; the tests must notice all (at most 15 min)
	@$(BIN)/python -m scripts.mutate_reliability $(MUTANTS)

model: $(ENV) ## Tell the shortest story against each flaw of the model of journal, relay, cursor and parking
	@$(BIN)/python -m tests.model

chaos: $(ENV) ## Faults on real processes: what CI can afford, at most 10 minutes
	@$(BIN)/python -m tests.chaos --set ci $(CHAOS_ARGS)

chaos-full: $(ENV) ## Every scenario with a tenth of its counts, at most an hour a seed
	@$(BIN)/python -m tests.chaos --set full $(CHAOS_ARGS)

chaos-night: $(ENV) ## Every scenario with its full counts
	@$(BIN)/python -m tests.chaos --set night $(CHAOS_ARGS)

##@ Measure
bench: $(ENV) ## Measure every goal of speed as a ratio; writes build/bench.json (at most 45 min)
	@$(BIN)/python -m bench $(BENCH_ARGS)

bench-quick: $(ENV) ## The same with few rounds and small sizes (at most 5 min)
	@$(BIN)/python -m bench --quick $(BENCH_ARGS)

bench-peer: $(ENV) ## Measure Tryton at the same work, once a machine; `make bench` states ratios to it (10 min)
	@$(BIN)/python -m bench.peering

machine-night: $(ENV) ## The four services beside a plain model, 5,000 random examples (hours)
	@MACHINE_EXAMPLES=5000 MACHINE_STEPS=80 $(BIN)/pytest tests/machine -q

##@ Check
check: lint types contracts manifests console-check coverage-docs-check coverage-rules chaos-check browser-tests test ## Exactly what CI runs

lint: $(ENV) ## Format, ruff, import contracts, house lints
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m scripts.lints
	@$(BIN)/hadolint deploy/Containerfile

types: $(ENV) ## Type-check the sources strictly
	@$(BIN)/mypy

contracts: $(ENV) $(VALIDATOR) ## Generated contracts are fresh and compatible with the released ones
	@$(BIN)/python -m contracts.generate --check
	@$(BIN)/python -m scripts.openapi --check
	@$(BIN)/python -m contracts.compatible
	@npm --prefix contracts/tools run --silent validate

manifests: $(ENV) ## Lint and render the Helm chart; Kubernetes accepts it strictly (build/manifests)
	@$(BIN)/python -m scripts.manifests

$(VALIDATOR): contracts/tools/package-lock.json
	@npm ci --silent --prefix contracts/tools && touch $@

coverage-docs-check: $(ENV) ## Fail when docs/coverage.md is stale or a promise has no test
	@$(BIN)/python -m scripts.coverage_docs --check

console: $(CONSOLE) ## Build the web page
console-check: $(CONSOLE_TOOLS) ## Lint, types, clients, rules and sizes of the web page
	@cd console && npm run --silent lint && npm run --silent api -- --check && npm run --silent types && npm test --silent
	@cd console && npm run --silent build -- --logLevel warn && npm run --silent budgets

##@ Change
fix: $(ENV) ## Format and repair what can be repaired by a machine
	@$(BIN)/ruff check --fix-only . ; $(BIN)/ruff format .

docs: coverage-docs ## Generate the pages that are generated

coverage-docs: $(ENV) ## Generate docs/coverage.md: each promise with the test that shows it
	@$(BIN)/python -m scripts.coverage_docs

$(CONSOLE_TOOLS): console/package-lock.json
	@npm ci --silent --prefix console && touch $@

$(CONSOLE): $(CONSOLE_TOOLS) $(shell git ls-files console)
	@cd console && npm run --silent build -- --logLevel warn && touch ../$@

$(UV): scripts/setup_uv.sh
	@scripts/setup_uv.sh

$(ENV): uv.lock pyproject.toml $(wildcard */pyproject.toml services/*/pyproject.toml) | $(UV)
	@$(UV) sync --frozen --quiet && touch $@

.PHONY: help setup demo demo-reset story migrate bench bench-quick bench-peer test test-fast coverage-rules mutants-rules \
	mutants model machine-night chaos-check chaos chaos-full chaos-night \
	check lint types contracts manifests console-check browser-tests setup-browser console coverage-docs-check fix docs coverage-docs
