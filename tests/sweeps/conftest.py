"""A project with a sweep, in a folder of its own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = """
import os
from report import Design, sweep

GRID = Design(shift=(0, 1, 2), kind=("a", "b"))


def drawn(rng, shift):
    return rng.normal(shift, 1, 10)


@sweep(GRID, replications=20, seed=3)
def simulated(universe, rng, factor):
    sample = drawn(rng, universe["shift"]) * factor
    if universe["kind"] == "b" and sample[0] > 2.5:
        raise ValueError("no luck")
    yield {"mean": sample.mean(), "n": len(sample)}
"""


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Callable[..., ModuleType]]:
    """Writes a module of the project with some replacements, and imports it again."""
    (tmp_path / "pyproject.toml").write_text('[tool.report]\nstudy = "simulation:study"\n', encoding="utf-8")

    def loaded(*replacements: tuple[str, str]) -> ModuleType:
        source = SOURCE
        for old, new in replacements:
            assert old in source
            source = source.replace(old, new)
        path = tmp_path / "simulation.py"
        path.write_text(source, encoding="utf-8")
        spec = importlib.util.spec_from_file_location("simulation", path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules["simulation"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    yield loaded
    sys.modules.pop("simulation", None)
