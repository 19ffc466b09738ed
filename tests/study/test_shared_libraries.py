"""Libraries that are loaded once for several products."""

from __future__ import annotations

import sys
import warnings
from types import ModuleType

import pytest

from report.study.shared_libraries import LIKELY, load, shared_libraries


def test_a_library_is_shared_if_its_room_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Path models need scipy; every study is likely to need pandas."""
    monkeypatch.delitem(sys.modules, "report.pathmodels", raising=False)
    assert shared_libraries() == ["pandas"]
    monkeypatch.setitem(sys.modules, "report.pathmodels", ModuleType("report.pathmodels"))
    assert shared_libraries() == list(LIKELY) == ["pandas", "scipy.special"]


def test_a_library_that_fails_is_left_to_its_product() -> None:
    """Neither its error nor its warning is reported here."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load("no_such_library_anywhere")
        load("json")
