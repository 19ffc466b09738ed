"""The code that a function depends on: an edit of it changes the digests, an edit of other code does not."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from report.files.code_closure import LoadedCode, is_project
from report.files.code_units import units_of
from report.files.lookups import candidates, folders_of
from report.files.sources import loaded_files

ROOT = Path("/project")


def code(modules: Mapping[str, str]) -> LoadedCode:
    """A project of modules; a name that ends with a point is that of a package."""
    paths = {
        name.rstrip("."): f"{ROOT}/{name.replace('.', '/')}{'__init__' * name.endswith('.')}.py"
        for name in modules
    }
    own = set(paths)
    files = {
        paths[name.rstrip(".")]: {
            unit.name: unit
            for unit in units_of(
                text.encode(), lambda each: each.split(".")[0] in {n.split(".")[0] for n in own}
            )
        }
        for name, text in modules.items()
    }
    return LoadedCode(files, paths, ROOT)


def parts(**modules: str) -> set[str]:
    """The units that the function `made` of the module `study` depends on; two underscores are a point."""
    named = {name.replace("__", "."): text for name, text in modules.items()}
    found = code(named).parts([(f"{ROOT}/study.py", "made")])
    return {name for name in found if name != "the order of imports"}


def test_a_function_depends_on_the_names_that_it_uses() -> None:
    """And on those that these use; not on others of the same module."""
    text = "LIMIT = 2\nOTHER = 3\ndef helper(): return LIMIT\ndef made(): return helper()\ndef unused(): return OTHER\n"
    assert parts(study=text) == {"study.py: made", "study.py: helper", "study.py: LIMIT"}


def test_defaults_decorators_and_classes_are_used_names() -> None:
    """A decorator runs when the module is imported; a method belongs to its class."""
    text = (
        "def wrap(f): return f\nN = 1\nclass Rule:\n    weight = N\n    def go(self): return deep()\n"
        "def deep(): return 1\n@wrap\ndef made(rule=Rule()): return rule.go()\n"
    )
    assert {"study.py: wrap", "study.py: Rule", "study.py: N", "study.py: deep"} <= parts(study=text)


def test_an_imported_name_leads_to_its_module() -> None:
    """To this name alone."""
    found = parts(
        study="from helper import total\ndef made(): return total()\n",
        helper="SHIFT = 1\ndef total(): return SHIFT\ndef other(): return 5\n",
    )
    assert found == {"study.py: made", "study.py: total", "helper.py: total", "helper.py: SHIFT"}


def test_attributes_of_an_imported_module_lead_to_its_names() -> None:
    """Also under another name, and in packages."""
    found = parts(
        study="import lab.rules as r\ndef made(): return r.double(1)\n",
        lab__="START = 1\n",
        lab__rules="def double(x): return x * 2\ndef triple(x): return x * 3\n",
    )
    assert "lab/rules.py: double" in found
    assert "lab/rules.py: triple" not in found


def test_a_relative_import_is_resolved_from_its_package() -> None:
    """From a module, from a package, and two levels up."""
    found = parts(
        study="from lab.inner.deep import go\ndef made(): return go()\n",
        lab__="",
        lab__base="BASE = 4\n",
        lab__inner__="SCALE = 3\n",
        lab__inner__deep="from ..base import BASE\nfrom . import SCALE\ndef go(): return BASE * SCALE\n",
    )
    assert {"lab/base.py: BASE", "lab/inner/__init__.py: SCALE", "lab/inner/deep.py: go"} <= found


def test_a_star_import_leads_to_all_names_of_its_module() -> None:
    """Which of them is used cannot be seen."""
    found = parts(
        study="from helper import *\ndef made(): return total()\n",
        helper="def total(): return 1\ndef other(): return 2\n",
    )
    assert {"helper.py: total", "helper.py: other"} <= found


def test_a_module_that_makes_names_on_request_is_used_as_a_whole() -> None:
    """`__getattr__` may return anything."""
    found = parts(
        study="from helper import missing\ndef made(): return missing\n",
        helper="HIDDEN = 1\ndef __getattr__(name): return HIDDEN\n",
    )
    assert {"helper.py: __getattr__", "helper.py: HIDDEN"} <= found


@pytest.mark.parametrize(
    "call", ["eval(text)", "globals()[text]", "sys.modules[text]", "import_module(text)"]
)
def test_names_that_are_looked_up_by_text_may_be_any(call: str) -> None:
    """Then the whole project counts."""
    found = parts(study=f"def made(text): return {call}\n", other="FAR = 1\n")
    assert "other.py: FAR" in found


def test_an_attribute_that_is_looked_up_by_text_may_be_any_of_its_module() -> None:
    """But no name of a module that the code does not have."""
    found = parts(
        study="import helper\ndef made(name): return getattr(helper, name)\n",
        helper="ONE = 1\nTWO = 2\n",
        other="FAR = 1\n",
    )
    assert {"helper.py: ONE", "helper.py: TWO"} <= found
    assert "other.py: FAR" not in found


def test_statements_that_act_when_they_are_imported_count() -> None:
    """A patch of another module, wherever it is."""
    found = parts(
        study="def made(): return 1\n",
        patches="import helper\nhelper.total = lambda: 5\n",
        helper="def total(): return 1\n",
    )
    assert "patches.py" in found


def test_a_function_that_is_called_at_import_and_changes_something_counts() -> None:
    """It registers or patches; one that only computes does not."""
    acting = "SEEN = []\ndef register(x):\n    SEEN.append(x)\n    return x\nONE = register(1)\n"
    assert "other.py: ONE" in parts(study="def made(): return 1\n", other=acting)
    pure = "def double(x): return x * 2\nONE = double(1)\n"
    assert "other.py: ONE" not in parts(study="def made(): return 1\n", other=pure)


def test_code_that_reads_code_depends_on_its_text(tmp_path: Path) -> None:
    """Then comments and lines count as well."""
    path = tmp_path / "study.py"
    text = "def made(): return made.__doc__\n"
    path.write_text(text)
    units = {unit.name: unit for unit in units_of(text.encode(), lambda name: False)}
    found = LoadedCode({str(path): units}, {"study": str(path)}, tmp_path).parts([(str(path), "made")])
    assert "the text of study.py" in found


def test_the_digest_of_a_part_changes_with_its_code() -> None:
    """And only with its own."""
    before = code({"study": "N = 1\ndef made(): return N\n"}).parts([(f"{ROOT}/study.py", "made")])
    after = code({"study": "N = 2\ndef made(): return N\n"}).parts([(f"{ROOT}/study.py", "made")])
    assert [name for name in before if before[name] != after[name]] == ["study.py: N"]


def test_the_order_of_imports_counts_for_modules_that_act() -> None:
    """Two patches of one name: the later wins."""
    first, second = "import x\nx.a = 1\n", "import x\nx.a = 2\n"
    study = "def made(): return 1\n"
    one = code({"study": study, "p": first, "q": second}).parts([(f"{ROOT}/study.py", "made")])
    other = code({"study": study, "q": second, "p": first}).parts([(f"{ROOT}/study.py", "made")])
    assert one["the order of imports"] != other["the order of imports"]


def test_a_function_without_a_known_name_leads_to_its_whole_file() -> None:
    """One that is made by a factory or `exec`."""
    found = code({"study": "ONE = 1\nTWO = 2\n"}).parts([(f"{ROOT}/study.py", "unknown")])
    assert {"study.py: ONE", "study.py: TWO"} <= set(found)


def test_a_file_outside_the_project_has_its_whole_path() -> None:
    """Inside, names are relative, so that a project can be moved."""
    project = code({"study": ""})
    assert project.named(f"{ROOT}/a/b.py") == "a/b.py"
    assert project.named("/elsewhere/b.py") == "/elsewhere/b.py"
    assert project.file_of("study") == f"{ROOT}/study.py"
    assert project.file_of("unknown") == ""


@pytest.mark.parametrize(
    ("name", "own"),
    [("json", False), ("os.path", False), ("pytest.mark", False), ("not_loaded_at_all", True)],
)
def test_installed_modules_are_not_the_projects(name: str, own: bool) -> None:
    """One that is not loaded may be."""
    assert is_project(name) is own


def test_a_module_beside_the_project_is_the_projects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module with a file, and a namespace package without one."""
    module, space = ModuleType("ours"), ModuleType("loose")
    module.__file__ = str(tmp_path / "ours.py")
    space.__path__ = [str(tmp_path / "loose")]
    monkeypatch.setitem(sys.modules, "ours", module)
    monkeypatch.setitem(sys.modules, "loose", space)
    assert is_project("ours.part")
    assert is_project("loose")


def test_loaded_files_are_those_outside_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Installed modules, modules without a file, and objects in place of modules are left out."""
    (tmp_path / "ours.py").write_text("")
    module, gone, odd = ModuleType("ours"), ModuleType("gone"), object()
    module.__file__, gone.__file__ = str(tmp_path / "ours.py"), str(tmp_path / "gone.py")
    monkeypatch.setitem(sys.modules, "ours", module)
    monkeypatch.setitem(sys.modules, "gone", gone)
    monkeypatch.setitem(sys.modules, "odd", odd)  # type: ignore[arg-type]
    found = loaded_files()
    assert found["ours"] == str(tmp_path / "ours.py")
    assert not {"gone", "odd", "json", "numpy", "sys"} & set(found)


def test_candidates_are_what_python_could_import(tmp_path: Path) -> None:
    """Modules, packages and compiled modules of these names, and nothing else."""
    for name in ("tools.py", "tools.cpython-311-x86_64-linux-gnu.so", "tools.txt", "other.py", "toolset.py"):
        (tmp_path / name).write_text("")
    (tmp_path / "loose").mkdir()
    found = set(candidates(str(tmp_path), ["tools", "loose"]))
    assert {"tools.py", "loose"} <= found
    assert not {"tools.txt", "other.py", "toolset.py"} & found
    assert candidates(str(tmp_path / "gone"), ["tools"]) == ()


def test_folders_of_a_package_have_the_names_that_were_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that were loaded and those that were not found; names of installed packages are left out."""
    package = ModuleType("ours")
    package.__path__ = [str(tmp_path)]
    monkeypatch.setitem(sys.modules, "ours", package)
    monkeypatch.setitem(sys.modules, "ours.loaded", ModuleType("ours.loaded"))
    found = folders_of(["ours.missing", "numpy.missing"])
    assert found[str(tmp_path)] == ("loaded", "missing")
    assert not any(f"{os.sep}numpy" in folder for folder in found)


def test_a_module_that_refuses_its_attributes_is_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in its own lookup must not end the build."""

    class Odd(ModuleType):
        """A module whose attributes fail."""

        def __getattr__(self, name: str) -> object:
            raise RuntimeError(name)

    monkeypatch.setitem(sys.modules, "odd", Odd("odd"))
    assert isinstance(folders_of(["odd.missing"]), dict)
