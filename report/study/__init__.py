"""A study and its run: tagged products, their dependencies, the project and its settings.

May import `rows`, `files` and `data`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from report.study.study import DataFile, Study

__all__ = ["DataFile", "Study"]


def __getattr__(name: str) -> Any:
    """Import the declarations of a study on first use, since its modules import each other's packages."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from report.study import study

    return getattr(study, name)
