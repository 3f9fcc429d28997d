# Two commands are enough: `make run` stands Pejl up with the example, `make test` checks everything.
# They need Python 3.11 or newer and nothing else; PYTHON=… chooses another one.

PYTHON ?= python3
ENV := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test test-sqlite test-postgresql test-browser check coverage bench prepare messages wheel lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{printf "%-24s %s\n", $$1, $$2}'

run: ## install what is missing and serve the Greve example on 127.0.0.1:8000 (PORT=… for another)
	@$(PYTHON) setup/prepare.py run
	@exec $(ENV)/python -m pejl demo

test: prepare ## everything: linters, types, tests on SQLite and PostgreSQL, browser tests, the wheel
	@$(ENV)/python setup/suite.py

test-sqlite: prepare ## only the tests without a browser, on SQLite
	@$(ENV)/python setup/suite.py sqlite

test-postgresql: prepare ## the same tests on a throw-away PostgreSQL
	@$(ENV)/python setup/suite.py postgresql

test-browser: prepare ## only the browser tests
	@$(ENV)/python setup/suite.py browser

check: prepare ## only linters, types, translations, migrations and house rules
	@$(ENV)/python setup/suite.py check house

coverage: prepare ## which lines the tests on SQLite never run
	@$(ENV)/coverage run -m pytest -q -m "not browser" && $(ENV)/coverage report

bench: prepare ## the figures of the product, into var/bench.json
	@$(ENV)/python -m bench

prepare: ## all that is needed to develop, without starting anything
	@$(PYTHON) setup/prepare.py test

messages: prepare ## collect new strings into locale/da (needs gettext)
	@$(ENV)/python -m pejl django makemessages --locale da --no-location --no-obsolete \
		--ignore 'var/*' --ignore 'node_modules/*' --ignore 'build/*' --ignore '.venv/*'

wheel: prepare ## the package for an installation, into dist/
	@$(ENV)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: ## choose new versions of all dependencies and write the lock files
	@$(PYTHON) setup/lock.py

clean: ## remove everything that make wrote, the demo database included
	rm -rf .venv var build dist node_modules pejl.egg-info pejl/design/static/vendor pejl/design/vendor locale/*/LC_MESSAGES/*.mo
