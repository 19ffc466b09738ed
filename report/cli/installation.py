"""The health of an installation: programs and libraries, with what they are for and how to get them."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass

from report.quarto import program

PANGO = (
    "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0; "
    "Fedora: dnf install pango; macOS: brew install pango"
)


@dataclass(frozen=True)
class Part:
    """One program or library: its version, whether it is fit, what it is for, and how to get it."""

    name: str
    version: str
    fit: bool
    needed: bool
    use: str
    remedy: str = ""


def examine() -> list[Part]:
    """All parts that a build can use."""
    return [_python(), _pandoc(), _weasyprint(), *map(_package, _PACKAGES), _git(), _quarto()]


_PACKAGES = {
    "numpy": "statistics",
    "pandas": "data",
    "semopy": "path models",
    "matplotlib": "figures",
    "python-docx": "Word",
}


def _package(name: str) -> Part:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Part(name, "", False, True, _PACKAGES[name], "make paper")
    return Part(name, version, True, True, _PACKAGES[name])


def _python() -> Part:
    return Part("python", platform.python_version(), True, True, "everything")


def _pandoc() -> Part:
    try:
        import pypandoc

        version = str(pypandoc.get_pandoc_version())
    except (ImportError, OSError):
        return Part("pandoc", "", False, True, "HTML and Word", "pip install pypandoc_binary")
    return Part("pandoc", version, True, True, "HTML and Word")


def _weasyprint() -> Part:
    try:
        module = importlib.import_module("weasyprint")
    except OSError:
        return Part("weasyprint", "", False, False, "PDF; its library Pango is missing", PANGO)
    except ImportError:
        return Part("weasyprint", "", False, False, "PDF", "pip install weasyprint")
    return Part("weasyprint", module.__version__, True, False, "PDF")


def _answer(program: str) -> str:
    path = shutil.which(program)
    if not path:
        return ""
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\d+(\.\d+)+", done.stdout)
    return found[0] if found else ""


def _git() -> Part:
    version = _answer("git")
    return Part(
        "git", version, bool(version), False, "the commit in each output", "" if version else "install git"
    )


def _quarto() -> Part:
    use = "optional second engine"
    version = program.version()
    if not version:
        return Part("quarto", "", False, False, use, program.ADDRESS)
    old = program.is_too_old(version)
    return Part("quarto", version, not old, False, use, program.TOO_OLD if old else "")
