"""Imports a study's modules; an error in one of them becomes a fault at its line."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

from report.files.engine_hash import ENGINE
from report.files.recorder import recording
from report.rows.errors import Fault, ReportError, StudyError, exception_text


def imported(name: str, root: Path, named_in: str) -> ModuleType:
    """Import a module of a project; `named_in` is the location of its name, for the fault if it does not exist."""
    try:
        with recording():
            return importlib.import_module(name)
    except ReportError:
        raise
    except ModuleNotFoundError as error:
        if error.name and f"{name}.".startswith(f"{error.name}."):
            what, remedy = (
                f"names a module that does not exist: {name}",
                "correct the name, or write the module",
            )
            raise StudyError(Fault(named_in, what, remedy)) from None
        raise StudyError(_fault(name, root, error, "install it, or fix the import")) from None
    except (Exception, SystemExit) as error:
        raise StudyError(_fault(name, root, error, "fix the module")) from None


def _fault(name: str, root: Path, error: BaseException, remedy: str) -> Fault:
    return Fault(line_of(error, root, name), f"cannot be imported: {exception_text(error)}", remedy)


def line_of(error: BaseException, root: Path, otherwise: str) -> str:
    """The last line of the project's own code that an error came through: `analysis/models.py:12`."""
    lines = [otherwise]
    tb = error.__traceback__
    while tb is not None:
        lines += own_line(tb.tb_frame.f_code.co_filename, tb.tb_lineno, root)
        tb = tb.tb_next
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        lines += own_line(error.filename, error.lineno, root)
    return lines[-1]


def own_line(name: str, line: int, root: Path) -> list[str]:
    """A location as file:line, if it belongs to the project and not to the engine or an installed library."""
    file = Path(name)
    own = file.is_relative_to(root) and not file.is_relative_to(ENGINE)
    if not own or "site-packages" in file.parts:
        return []
    return [f"{file.relative_to(root).as_posix()}:{line}"]
