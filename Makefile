# A thin door: each target is one Python command that works without make as well (see README.md).
PYTHON ?= python3

.PHONY: run test bench try-real demo journey lock setup

run:      ; @$(PYTHON) manage.py run
test:     ; @$(PYTHON) manage.py test $(ARGS)
bench:    ; @$(PYTHON) manage.py bench $(ARGS)
try-real: ; @$(PYTHON) manage.py try-real $(ARGS)
demo:     ; @$(PYTHON) manage.py demo
journey:  ; @$(PYTHON) manage.py test -m browser $(ARGS)
lock:     ; @$(PYTHON) manage.py lock $(ARGS)
setup:    ; @$(PYTHON) manage.py setup
