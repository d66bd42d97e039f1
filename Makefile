# make run   – the dashboard on this machine          make test – everything, the browser included
# make check – style of Python and SQL                make test-slow – the long loops
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PORT ?= 8501

.PHONY: help run demo test test-slow bench check audit venv venv-test browser office nginx clean

help:
	@sed -n 's/^# //p' Makefile | head -2

# The pins are installed once; a changed requirements file installs again.
$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python từ 3.11 trở lên (đang có: $$($(PYTHON) --version)). Đặt PYTHON=/đường/dẫn/python3.11."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.test: $(VENV)/.run tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps vietnamadminunits==1.0.4
	@touch $@

venv: $(VENV)/.run

run: $(VENV)/.run
	@$(BIN)/python -m danvan serve --port $(PORT)

demo: $(VENV)/.run
	@$(BIN)/python -m danvan demo

# The browser tests drive Debian's chromium. They are never skipped: without a browser this stops and says what to do.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || [ -n "$$DANVAN_CHROMIUM" ] || \
	{ if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	  else echo "Thiếu trình duyệt cho các kiểm thử. Debian/Ubuntu: sudo apt-get install chromium. Máy khác: cài Chrome hoặc Chromium rồi đặt DANVAN_CHROMIUM=/đường/dẫn."; exit 1; fi; }

# Exports are opened by LibreOffice and read by poppler's tools, as a check only; without them those few tests say so.
office:
	@command -v soffice >/dev/null && command -v pdftotext >/dev/null || \
	{ command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    libreoffice-impress libreoffice-writer libreoffice-calc poppler-utils >/dev/null; } || \
	echo "Không có LibreOffice hoặc poppler-utils: bỏ qua các kiểm thử mở tệp xuất ra bằng LibreOffice."

# The shipped nginx configuration and service are tried with Debian's own programs; they are never skipped.
nginx:
	@PATH="$$PATH:/usr/sbin:/sbin"; command -v nginx >/dev/null && command -v systemd-analyze >/dev/null || \
	{ if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light systemd >/dev/null; \
	  else echo "Thiếu nginx hoặc systemd-analyze cho các kiểm thử triển khai. Debian/Ubuntu: sudo apt-get install nginx-light systemd."; exit 1; fi; }

# File by file on two processors; then the browser's alone, as it needs both for itself and its server.
test: $(VENV)/.test browser office nginx
	$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile --ignore tests/browser $(ARGS)
	$(BIN)/python -m pytest -m "not slow" tests/browser $(ARGS)

test-slow: $(VENV)/.test browser office
	$(BIN)/python -m pytest -m slow -n 2 --dist worksteal $(ARGS)

$(VENV)/.bench: $(VENV)/.test tests/bench/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/bench/requirements.txt
	@touch $@

# How fast, beside floors measured in the same run; nothing is asserted. docs/bench.md says how to read it.
bench: $(VENV)/.bench browser
	$(BIN)/python -m tests.bench $(ARGS)

check: $(VENV)/.test
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check --quiet .
	$(BIN)/python -m sqlfluff lint --disable-progress-bar queries
	$(BIN)/python -m bandit --quiet --configfile pyproject.toml --recursive danvan pages app.py

# Advisories about the packages: needs PyPI or osv.dev, and says so where they cannot be reached. No test depends on it.
audit: $(VENV)/.test
	$(BIN)/python -m tests.audit

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache
