"""Checks of an installation: programs and libraries, what they are for and how to install them."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from report.files.engine_hash import extension
from report.quarto import program
from report.render.html.page import ASSETS

PANGO = (
    "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0; "
    "Fedora: dnf install pango; macOS: brew install pango"
)


@dataclass(frozen=True)
class Component:
    """A program or library: its version, whether it is usable, what it is for, and how to install it."""

    name: str
    version: str
    fit: bool
    needed: bool
    use: str
    remedy: str = ""


def examine() -> list[Component]:
    """Return all programs and libraries that a build can use."""
    return [_python(), _engine(), _pandoc(), _weasyprint(), *_packages(), _git(), _quarto()]


_USES = {
    "numpy": "statistics",
    "pandas": "data",
    "semopy": "path models",
    "matplotlib": "figures",
    "lxml": "HTML and Word",
}
#: Parts with a check of their own.
_EXAMINED = ("pypandoc-binary", "weasyprint")


def _packages() -> list[Component]:
    """Return the libraries that the engine's metadata require."""
    try:
        required = importlib.metadata.requires("tracepaper") or []
    except importlib.metadata.PackageNotFoundError:
        return [Component("tracepaper", "", False, True, "everything", "pip install tracepaper")]
    found = [requirement for text in required if not (requirement := Requirement(text)).marker]
    return [_package(each) for each in found if canonicalize_name(each.name) not in _EXAMINED]


def _package(requirement: Requirement) -> Component:
    name = requirement.name
    use, remedy = _USES.get(name, "library"), f"pip install '{requirement}'"
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Component(name, "", False, True, use, remedy)
    fit = requirement.specifier.contains(version, prereleases=True)
    return Component(name, version, fit, True, use, "" if fit else remedy)


def _engine() -> Component:
    """Check the engine's own data files, without which it cannot render."""
    wanted = [*(ASSETS / name for name in _ASSETS), *(extension(Path("/")) / name for name in _FILTERS)]
    missing = [path.name for path in wanted if not path.is_file()]
    remedy = "pip install --force-reinstall tracepaper" if missing else ""
    use = f"everything; missing: {', '.join(missing)}" if missing else "everything"
    return Component("tracepaper", _version(), not missing, True, use, remedy)


_ASSETS = ("page.html", "page.js", "screen.css", "print.css", "tables.css", "provenance.css", "provenance.js")
_FILTERS = ("crossref.lua", "tracepaper.lua", "html.lua", "tables.lua", "word.lua")


def _version() -> str:
    try:
        return importlib.metadata.version("tracepaper")
    except importlib.metadata.PackageNotFoundError:
        return ""


def _python() -> Component:
    return Component("python", platform.python_version(), True, True, "everything")


def _pandoc() -> Component:
    try:
        import pypandoc

        version = str(pypandoc.get_pandoc_version())
    except (ImportError, OSError):
        return Component("pandoc", "", False, True, "HTML and Word", "pip install pypandoc_binary")
    return Component("pandoc", version, True, True, "HTML and Word")


def _weasyprint() -> Component:
    try:
        module = importlib.import_module("weasyprint")
    except OSError:
        return Component("weasyprint", "", False, False, "PDF; the library Pango is missing", PANGO)
    except ImportError:
        return Component("weasyprint", "", False, False, "PDF", "pip install weasyprint")
    return Component("weasyprint", module.__version__, True, False, "PDF")


def _version_of(program: str) -> str:
    path = shutil.which(program)
    if not path:
        return ""
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\d+(\.\d+)+", done.stdout)
    return found[0] if found else ""


def _git() -> Component:
    version = _version_of("git")
    return Component(
        "git", version, bool(version), False, "the commit in each output", "" if version else "install git"
    )


def _quarto() -> Component:
    use = "optional second engine"
    version = program.version()
    if not version:
        return Component("quarto", "", False, False, use, program.ADDRESS)
    old = program.is_too_old(version)
    return Component("quarto", version, not old, False, use, program.TOO_OLD if old else "")
