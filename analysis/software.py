"""The versions of the programs that compute the estimates, as rows."""

from __future__ import annotations

from collections.abc import Iterator

from report.rows.stat import Stat
from report.study.product import stats

PACKAGES = ("numpy", "scipy", "pandas", "semopy", "matplotlib")


@stats
def software() -> Iterator[Stat]:
    """The versions of Python and of the packages that estimate, test and draw."""
    import platform
    from importlib.metadata import version

    yield Stat("software.python", platform.python_version(), "text", "version of Python")
    for package in PACKAGES:
        yield Stat(f"software.{package}", version(package), "text", f"version of {package}")
