"""Settings that are the same for every run, on any machine and terminal."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from report.files import pinned
from report.files.pinned import own_settings, pin, pin_drawing


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """The environment of this process, restored after each test."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
    time.tzset()


def machine(monkeypatch, name, flags):
    monkeypatch.setattr(pinned.platform, "machine", lambda: name)
    monkeypatch.setattr(pinned, "_flags", lambda: set(flags.split()))


def test_threads_language_and_time_zone_are_fixed():
    """Whatever the terminal has set; what would override them goes."""
    os.environ.update({"OMP_NUM_THREADS": "8", "TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"})
    time.tzset()
    assert time.localtime(0).tm_hour == 9
    pin()
    assert os.environ["OMP_NUM_THREADS"] == os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert (os.environ["TZ"], os.environ["LC_ALL"], os.environ["MPLBACKEND"]) == ("UTC", "C.UTF-8", "agg")
    assert "LANGUAGE" not in os.environ
    assert time.localtime(0).tm_hour == 0


@pytest.mark.parametrize(
    ("name", "flags", "kernel"),
    [
        ("x86_64", "sse2 avx2 fma", "Haswell"),
        ("AMD64", "sse2 avx2 fma avx512f", "Haswell"),
        ("x86_64", "sse2 avx2", "Nehalem"),
        ("x86_64", "", ""),
        ("arm64", "", "ARMV8"),
        ("riscv64", "x", ""),
    ],
)
def test_processors_run_the_code_that_all_of_their_kind_have(monkeypatch, name, flags, kernel):
    """A sum has the same last digit on an old and a new one."""
    machine(monkeypatch, name, flags)
    pin()
    assert os.environ["OPENBLAS_CORETYPE"] == kernel


@pytest.mark.parametrize(("flags", "disabled"), [("avx2 fma avx512f", True), ("avx2 fma", False)])
def test_numpy_uses_no_code_of_newer_processors(monkeypatch, flags, disabled):
    """It warns about names of code that the processor does not have, so that there they are not given."""
    machine(monkeypatch, "x86_64", flags)
    pin()
    assert bool(os.environ["NPY_DISABLE_CPU_FEATURES"]) is disabled


def test_drawings_have_the_settings_of_the_project_or_of_the_library(tmp_path):
    """Never those of the user."""
    pin_drawing(tmp_path)
    shipped = Path(os.environ["MATPLOTLIBRC"])
    assert shipped.parts[-3:] == ("matplotlib", "mpl-data", "matplotlibrc")
    own_settings(tmp_path).write_text("font.size: 8\n", encoding="utf-8")
    pin_drawing(tmp_path)
    assert Path(os.environ["MATPLOTLIBRC"]) == tmp_path / "matplotlibrc"
