# Portal Penugasan KKMP. `make` or `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
SEED ?= 1
BENIH ?= 100
KILL ?=
TERPASANG := $(VENV)/.terpasang
TERPASANG_DEV := $(VENV)/.terpasang-dev
TERPASANG_BENCH := $(VENV)/.terpasang-bench
TERPASANG_MUTASI := $(VENV)/.terpasang-mutasi
BENCH ?=
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_NO_INPUT = 1

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-sqlite test-postgresql lint format bench drill-impor drill-siasn drill-kill drill-aturan drill-balapan drill-model drill-pulih drill-rupa mutasi lock bersih

help: ## Daftar perintah ini
	@echo "Portal Penugasan KKMP. Perintah:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 - \2/p' $(MAKEFILE_LIST)

setup: $(TERPASANG) ## Membuat .venv dan memasang paket portal (versi terkunci, dengan hash)

setup-dev: $(TERPASANG_DEV) ## Seperti setup, ditambah alat uji dan pemeriksa

run: $(TERPASANG) ## Menjalankan portal dengan data contoh: http://127.0.0.1:8000 (PORT=... untuk lain)
	@exec $(PY) manage.py portal --demo --port $(PORT)

test: $(TERPASANG_DEV) ## Semua uji, dua kali: SQLite, lalu PostgreSQL dan Redis
	@$(PY) -m tests.jalankan

test-sqlite: $(TERPASANG_DEV) ## Semua uji pada SQLite saja
	@$(PY) -m tests.jalankan --hanya sqlite

test-postgresql: $(TERPASANG_DEV) ## Semua uji pada PostgreSQL dan Redis saja
	@$(PY) -m tests.jalankan --hanya postgresql

lint: $(TERPASANG_DEV) ## Gaya, tipe, arah impor, templat, migrasi, dan nomor pribadi
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) -m djlint templates --check --quiet
	$(PY) -m djlint templates --lint --quiet
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) -m tests.nomor_pribadi

format: $(TERPASANG_DEV) ## Merapikan kode dan templat
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(PY) -m djlint templates --reformat --quiet

bench: $(TERPASANG_BENCH) ## Mengukur impor, ekspor, dan pekerjaan utama terhadap pembanding (BENCH="--cepat")
	@$(PY) -m tests.bench $(BENCH)

drill-impor: $(TERPASANG_DEV) ## Latihan impor: berkas jahat, 20.000 mutasi, berkas berantakan, pulang-pergi (SEED=...)
	@$(PY) -m tests.drill --seed $(SEED)

drill-siasn: $(TERPASANG_DEV) ## Latihan SIASN: 24 gangguan pada tiap panggilan (SEED=..., BENIH=...)
	@$(PY) -m tests.drill_siasn --seed $(SEED) --benih $(BENIH)

drill-kill: $(TERPASANG_DEV) ## Latihan bunuh: pekerja, basis data, dan makelar dipukul selagi mengirim (SEED=..., KILL="--tindakan 1000 --pesan 10000 --laju 15")
	@$(PY) -m tests.drill_bunuh --seed $(SEED) $(KILL)

drill-aturan: $(TERPASANG_DEV) ## Latihan syarat: sejuta orang acak terhadap hitungan kedua yang terpisah (SEED=...)
	@$(PY) -m tests.aturan.drill --seed $(SEED)

drill-balapan: $(TERPASANG_DEV) ## Latihan balapan: 18 keadaan serentak, masing-masing 200 kali, pada PostgreSQL (SEED=...)
	@$(PY) -m tests.balapan.drill --seed $(SEED)

drill-model: $(TERPASANG_DEV) ## Latihan alur: 2.000 kali 50 langkah acak terhadap model sederhana (SEED=...)
	@$(PY) -m tests.penugasan.drill_model --seed $(SEED)

drill-pulih: $(TERPASANG_DEV) ## Latihan cadangan: 50 kali cadangkan dan pulihkan, utuh, terpotong, kunci lain, dua basis data (SEED=...)
	@$(PY) -m tests.drill_pulih --seed $(SEED)

drill-rupa: $(TERPASANG_DEV) ## Setiap halaman di tiga lebar dan dua tema di hadapan axe, warna di semuanya
	@SEMUA_RUPA=1 $(PY) -m tests.jalankan --hanya sqlite --tanpa-cakupan tests/halaman/test_rupa.py tests/e2e/test_aksesibilitas.py tests/e2e/test_layar.py

mutasi: $(TERPASANG_MUTASI) ## Uji mutasi: apakah uji syarat melihat syarat yang salah (5 sampai 30 menit)
	@$(PY) -m tests.aturan.mutasi

lock: $(TERPASANG_DEV) ## Memperbarui requirements*.lock dari pyproject.toml
	$(PY) -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --upgrade --output-file requirements.lock
	$(PY) -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --constraint requirements.lock \
	  --output-file requirements-dev.lock
	$(PY) -m uv pip compile pyproject.toml --extra bench --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --constraint requirements-dev.lock \
	  --output-file requirements-bench.lock
	$(PY) -m uv pip compile pyproject.toml --extra mutasi --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --constraint requirements-dev.lock \
	  --output-file requirements-mutasi.lock

bersih: ## Menghapus .venv dan hasil sementara (data di var/ tetap)
	rm -rf $(VENV) .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# Debian ships Python without ensurepip; then the system's own pip fills the environment.
$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Python 3.11 atau lebih baru tidak ditemukan. Pasang dulu (Debian: sudo apt-get install python3)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Portal memerlukan Python >= 3.11; $(PYTHON) di sini: $$($(PYTHON) -V 2>&1). Pakai: make PYTHON=python3.12 ..." >&2; exit 1; }
	@if $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
	  $(PYTHON) -m venv $(VENV); \
	elif $(PYTHON) -c 'import venv, pip' 2>/dev/null; then \
	  $(PYTHON) -m venv --without-pip $(VENV); \
	else \
	  echo "Python di sini tidak membawa ensurepip, jadi .venv tidak dapat dibuat." >&2; \
	  echo "Debian/Ubuntu: sudo apt-get install python3-venv, lalu ulangi perintah ini." >&2; exit 1; \
	fi

PIP = $$(if [ -x $(VENV)/bin/pip ]; then echo "$(PY) -m pip"; else echo "$(PYTHON) -m pip --python $(PY)"; fi)

# --no-deps: the lock is complete, and old pip trips over an extra ("coverage[toml]") once a newer version is out.
$(TERPASANG): requirements.lock | $(VENV)/bin/python
	@echo "Memasang paket portal ..."
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements.lock
	@touch $@

$(TERPASANG_DEV): requirements-dev.lock | $(TERPASANG)
	@echo "Memasang alat uji dan pemeriksa ..."
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

$(TERPASANG_MUTASI): requirements-mutasi.lock | $(TERPASANG_DEV)
	@echo "Memasang alat uji mutasi ..."
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements-mutasi.lock
	@touch $@

$(TERPASANG_BENCH): requirements-bench.lock | $(TERPASANG_DEV)
	@echo "Memasang pembanding untuk make bench ..."
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements-bench.lock
	@touch $@
