"""Everything that can change a number or a page counts: parts of the engine, packages, programs that products start."""

from __future__ import annotations

import importlib.metadata
import json
import re

import pytest

from report.files.engine_hash import LATE
from report.files.installed import PACKAGES, versions
from tests.engine.conftest import Edited

#: Requirements of the engine that write nothing: the command line, types, and helpers of other libraries.
INERT = {
    *(
        "typer",
        "typer-slim",
        "rich",
        "shellingham",
        "click",
        "markdown-it-py",
        "mdurl",
        "colorama",
        "annotated-doc",
    ),
    *(
        "typing-extensions",
        "typing-inspect",
        "typing-inspection",
        "mypy-extensions",
        "typeguard",
        "packaging",
        "six",
    ),
    *(
        "pydantic",
        "pydantic-core",
        "annotated-types",
        "python-dateutil",
        "pytz",
        "tzdata",
        "cycler",
        "pyparsing",
    ),
    *(
        "cffi",
        "pycparser",
        "webencodings",
        "joblib",
        "threadpoolctl",
        "mpmath",
        "patsy",
        "arcp",
        "requests",
        "idna",
    ),
    *("urllib3", "certifi", "charset-normalizer", "tqdm", "cloudpickle", "editables", "wrapt"),
}
PROGRAM = """

import subprocess


@stats
def started():
    subprocess.run(["true"], check=True)
    yield Stat("started.one", 1, "count", "one")
"""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(name: str, seen: set[str]) -> set[str]:
    """The names of all packages that a package needs, with those that they need."""
    for line in importlib.metadata.requires(name) or ():
        needed, _, condition = line.partition(";")
        found = normal(re.match(r"[\w.-]+", needed)[0])
        if "extra" in condition or found in seen:
            continue
        try:
            importlib.metadata.distribution(found)
        except importlib.metadata.PackageNotFoundError:
            continue
        seen.add(found)
        requirements(found, seen)
    return seen


def test_every_requirement_that_can_change_an_output_counts() -> None:
    """The one list of packages names all requirements of the engine, but for those that write nothing."""
    needed = requirements("tracepaper", set())
    assert sorted(needed - {normal(name) for name in PACKAGES} - {normal(name) for name in INERT}) == []


def test_versions_are_those_that_python_knows() -> None:
    """The names of metadata folders give the versions that packages state."""
    for name, version in versions().items():
        if name != "python":
            assert version == importlib.metadata.version(name), name


def test_computing_loads_no_late_part_of_the_engine(study: Edited) -> None:
    """What statistics do not depend on, they do not load."""
    code = (
        "import sys, json\nfrom report.manuscript.computation import Inputs, compute\n"
        "from report.study.project import Project\ncompute(Inputs(Project.find()))\n"
        "print(json.dumps([name for name in sys.modules if name.startswith('report.')]))"
    )
    loaded = json.loads(study.run(code))
    assert [name for name in loaded if name.split(".")[1] in LATE] == []
    assert "report.study.runner" in loaded


@pytest.mark.slow
def test_what_a_program_reads_cannot_be_known(study: Edited) -> None:
    """A study that starts a program is computed at every run, and the author hears where."""
    path = study.root / "lab" / "products.py"
    path.write_text(path.read_text() + PROGRAM)
    first, second = study.computed(), study.computed()
    assert not second["reused"]
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if "subprocess.run" in text)
    assert [hint for hint in second["hints"] if hint.startswith(f"lab/products.py:{line} starts true")]
    assert first["digest"] == second["digest"]
