"""After any edit, a build that reuses earlier results equals a build that does not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.engine.conftest import Edited, picture, set_number
from tests.sampling import sampled

EXTENSION = Path(__file__).parents[2] / "_extensions" / "tracepaper"
Edit = Callable[[Edited], object]


def replaced(name: str, old: str, new: str) -> Edit:
    """An edit of a text."""

    def edit(study: Edited) -> None:
        path = study.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def at_once(name: str, old: str, new: str) -> Edit:
    """An edit that leaves size and time of a module as they were, beside bytecode of the old text."""

    def edit(study: Edited) -> None:
        path = study.root / name
        before = path.stat()
        study.run(f"import py_compile; py_compile.compile({str(path)!r})")
        assert len(old) == len(new)
        replaced(name, old, new)(study)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    return edit


def written(name: str, text: str) -> Edit:
    """An edit that adds or replaces a file."""

    def edit(study: Edited) -> None:
        path = study.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return edit


def written_after(name: str, text: str) -> Edit:
    """An edit that adds text to the end of a file."""

    def edit(study: Edited) -> None:
        path = study.root / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return edit


def removed(name: str) -> Edit:
    """An edit that deletes a file."""
    return lambda study: (study.root / name).unlink()


def variable(name: str, value: str) -> Edit:
    """An edit of the environment."""
    return lambda study: study.variables.update({name: value})


def package(version: str) -> Edit:
    """Another version of a library, found before the installed one."""
    return written(f"elsewhere/numpy-{version}.dist-info/METADATA", f"Name: numpy\nVersion: {version}\n")


def both(*edits: Edit) -> Edit:
    """Several edits at once."""
    return lambda study: [edit(study) for edit in edits]


def shadowing(study: Edited) -> None:
    """The helper moves into a package that takes the place of the module."""
    written("helper/__init__.py", "def total(values):\n    return 100\n")(study)


def renamed(study: Edited) -> None:
    """A product gets another name."""
    replaced("lab/products.py", "def seeded(", "def drawn(")(study)


def linked(study: Edited) -> None:
    """A file becomes a link to another one."""
    path = study.root / "data" / "undeclared.csv"
    path.rename(path.with_name("old.csv"))
    path.with_name("new.csv").write_text("55\n")
    path.symlink_to("new.csv")


CHANGING: dict[str, Edit] = {
    "a constant of a flat study": replaced("paper.py", "FACTOR = 2", "FACTOR = 3"),
    "a constant that flips a claim": replaced("paper.py", "FACTOR = 2", "FACTOR = 1"),
    "a constant that another module compares": replaced("lab/products.py", "LIMIT = 2", "LIMIT = 5"),
    "a helper beside the study": replaced("helper.py", "sum(values)", "max(values)"),
    "a constant of a helper": replaced("helper.py", "SHIFT = 0", "SHIFT = 1"),
    "a module that takes the place of another": both(removed("helper.py"), shadowing),
    "a package that takes the place of a module": shadowing,
    "a package's own constant": replaced("lab/__init__.py", "START = 1", "START = 2"),
    "a decorator": replaced("lab/decorators.py", "* 3", "* 4"),
    "a lambda": replaced("lab/rules.py", "value * 2", "value * 3"),
    "a default argument": replaced("lab/rules.py", "exponent=2", "exponent=3"),
    "an attribute of a class": replaced("lab/rules.py", "weight = 4", "weight = 5"),
    "a closure": replaced("lab/rules.py", "adder(5)", "adder(6)"),
    "a patched function": replaced("lab/patches.py", "11", "12"),
    "an optional module that appears": written("lab/optional.py", "VALUE = 3\n"),
    "an optional package that appears": written("lab/optional/__init__.py", "VALUE = 4\n"),
    "a late import": replaced("lab/late.py", "42", "43"),
    "an import by name": replaced("lab/named.py", "17", "18"),
    "a package from elsewhere": replaced("elsewhere/tools/inner/scale.py", "6", "7"),
    "a namespace package from elsewhere": replaced("elsewhere/loose/part/deep.py", "9", "8"),
    "a package that hides one from elsewhere": both(
        written("tools/__init__.py", ""),
        written("tools/inner/__init__.py", ""),
        written("tools/inner/scale.py", "SCALE = 60\n"),
    ),
    "a namespace that grows": written("loose/part/deep.py", "DEPTH = 90\n"),
    "a seed": replaced("lab/products.py", "SEED = 1", "SEED = 2"),
    "a renamed product": renamed,
    "a new product": replaced(
        "paper.py",
        "@claims",
        "@stats\ndef more():\n    yield Stat('more.one', 1, 'count', 'one')\n\n\n@claims",
    ),
    "a deleted product module": both(removed("lab/reading.py"), replaced("paper.py", ' "lab.reading",', "")),
    "a label": replaced("paper.py", "a helper beside the study", "the helper"),
    "a format": replaced("paper.py", 'FACTOR, "count"', 'FACTOR, "fixed1"'),
    "a declared file": written("data/declared.csv", "1\n2\n4\n"),
    "another declared file": both(
        written("data/other.csv", "7\n"), replaced("paper.py", "data/declared.csv", "data/other.csv")
    ),
    "a declared file under another name": both(
        written("data/renamed.csv", "1\n2\n3\n"),
        replaced("paper.py", "data/declared.csv", "data/renamed.csv"),
    ),
    "a constant of the protocol": replaced("data/protocol.yaml", "value: 3", "value: 4"),
    "an undeclared file": written("data/undeclared.csv", "6\n"),
    "an undeclared file that becomes a link": linked,
    "a file that a module reads": written("data/loaded.json", '{"value": 9}'),
    "a file of a folder that is searched": written("data/many/c.txt", "c\n"),
    "a deleted file of a folder that is searched": removed("data/many/a.txt"),
    "another file of a folder that is listed": written("data/many/c.csv", "c\n"),
    "a file that was missing": written("data/missing.csv", "1\n"),
    "a script that is no module": replaced("lab/script.txt", "23", "24"),
    "a database": lambda study: set_number(study.root, 14),
    "a file read in a process of its own": written("data/separate.txt", "13\n"),
    "a variable of the environment": variable("EDITS_WEIGHT", "8"),
    "an edit of the same size and time": at_once("helper.py", "SHIFT = 0", "SHIFT = 9"),
    "an edit of the same size and time in a package": at_once("lab/late.py", "42", "41"),
    "an edit of the same size and time elsewhere": at_once("elsewhere/loose/part/deep.py", "9", "7"),
    "a file that a function remembers": written("data/remembered.txt", "21\n"),
    "a function that remembers": replaced("lab/sharing.py", "int((DATA / ", "1 + int((DATA / "),
    "the second of two users of shared state": replaced(
        "lab/sharing.py", 'len(SEEN), "count", "the second', '5 + len(SEEN), "count", "the second'
    ),
    "the first of two users of shared state": replaced(
        "lab/sharing.py", "numbers.append(100)", "numbers.append(200)\n    SEEN.append(0)"
    ),
    "a class of a value": replaced("lab/scales.py", "weight = 4", "weight = 5"),
    "a method of a value": replaced("lab/scales.py", "self.value * self.weight", "self.value + self.weight"),
    "a value that cannot be stored": replaced(
        "lab/sharing.py", "value + max(numbers)", "value + min(numbers)"
    ),
    "a registered function": replaced("lab/registry.py", "return value * 2", "return value * 3"),
    "an inherited method": replaced("lab/registry.py", "value + self.step", "value - self.step"),
    "a property": replaced("lab/registry.py", "return 6", "return 7"),
    "an attribute of a base class": replaced("lab/registry.py", "step = 1", "step = 2"),
    "a function by its name": replaced("lab/sharing.py", 'WANTED = "patched"', 'WANTED = "made"'),
    "a name of a star import": replaced("lab/star.py", "STARRED = 3", "STARRED = 4"),
    "a name that a module makes on request": replaced("lab/registry.py", "return 31", "return 32"),
    "a function of a module that hides a built-in one": written_after(
        "lab/sharing.py", "\n\ndef sum(values):\n    return 50\n"
    ),
    "a patch in a new module": both(
        written("lab/later.py", "from lab import rules\n\nrules.double = lambda value: 60\n"),
        replaced("lab/sharing.py", "import lab.registry\n", "import lab.later\nimport lab.registry\n"),
    ),
    "a seed of random numbers that a module sets": replaced(
        "lab/sharing.py", "random.seed(5)", "random.seed(6)"
    ),
    "an import from another module": both(
        written("lab/other.py", "def total(values):\n    return 70\n"),
        replaced("paper.py", "import helper\n", "import lab.other as helper\n"),
    ),
    "a setting": replaced("pyproject.toml", "[tool.report]\n", "[tool.report]\nminimum-count = 5\n"),
}
HARMLESS: dict[str, Edit] = {
    "a comment": replaced("helper.py", "SHIFT = 0", "SHIFT = 0  # none"),
    "a version of a library": package("99.0"),
    "a variable that nothing reads": variable("EDITS_OTHER", "8"),
    "a file that nothing reads": written("data/notes.txt", "notes\n"),
    "a module that nothing imports": written("lab/unused.py", "1 / 0\n"),
    "a docstring of a product": replaced(
        "lab/sharing.py", "def nested():\n", 'def nested():\n    """A total."""\n'
    ),
}


@pytest.mark.parametrize("name", sampled(CHANGING, 50))
def test_statistics_after_an_edit_are_those_of_a_fresh_run(study: Edited, first_run: Any, name: str) -> None:
    """A run with a cache gives the rows of one that ignores it, for every kind of edit that changes a row."""
    CHANGING[name](study)
    cached, fresh = study.computed(), study.computed("fresh")
    assert cached["rows"] == fresh["rows"]
    assert cached["digest"] == fresh["digest"]
    assert first_run["digest"] != fresh["digest"], "the edit changes nothing, so the test shows nothing"


@pytest.mark.parametrize("name", sampled(HARMLESS, 6))
def test_a_harmless_edit_gives_the_same_rows(study: Edited, first_run: Any, name: str) -> None:
    """Whether results are reused or not, an edit that changes no row gives the same rows."""
    HARMLESS[name](study)
    assert study.computed()["digest"] == study.computed("fresh")["digest"] == first_run["digest"]


@pytest.mark.parametrize(
    "name", sampled(["a file that nothing reads", "", "a variable that nothing reads"], 3)
)
def test_results_are_reused_while_nothing_changed(study: Edited, first_run: Any, name: str) -> None:
    """A second run computes nothing, also after edits that cannot matter."""
    assert not first_run["reused"]
    if name:
        HARMLESS[name](study)
    assert study.computed()["reused"]


def test_a_copied_project_depends_on_its_own_files(study: Edited, tmp_path: Path) -> None:
    """A copy with the cache of its original reuses results, and still notices an edit of a file that it reads."""
    copy = Edited(Path(shutil.copytree(study.root, tmp_path / "copy")))
    replaced("paper.py", "FACTOR = 2", "FACTOR = 3")(copy)
    hints = copy.computed()["hints"]
    assert hints == copy.computed("fresh")["hints"]
    written("data/undeclared.csv", "6\n")(copy)
    cached, fresh = copy.computed(), copy.computed("fresh")
    assert cached["rows"] == fresh["rows"]


@pytest.mark.slow
def test_a_package_of_another_version_computes_anew(study: Edited) -> None:
    """Any package may change a number, so that another version of one is reason enough."""
    HARMLESS["a version of a library"](study)
    assert not study.computed()["reused"]


def test_undeclared_files_are_named_with_the_line_that_reads_them(study: Edited, first_run: Any) -> None:
    """Each file that the study does not declare is a hint, with the line that opens it; declared ones are none."""
    hints = first_run["hints"]
    lines = (study.root / "lab" / "reading.py").read_text().splitlines()
    for name in ("undeclared.csv", "loaded.json"):
        line = next(number for number, text in enumerate(lines, 1) if name in text)
        assert f"lab/reading.py:{line} reads data/{name}, which Study(files=...) does not declare" in hints
    assert not [hint for hint in hints if "declared.csv" in hint and "undeclared" not in hint]
    assert any("data/separate.txt" in hint for hint in hints)


PAGES: dict[str, Edit] = {
    "a word of a template": replaced("templates/index.qmd.j2", "The constant", "This constant"),
    "an included template": replaced("templates/part.qmd.j2", "Nothing", "Little"),
    "an entry of the bibliography": replaced("references/list.bib", "{Edits}", "{Changes}"),
    "a citation style": replaced("references/style.csl", 'prefix="("', 'prefix="["'),
    "a picture": lambda study: (study.root / "pictures" / "a picture.png").write_bytes(picture(255)),
    "a filter of the extension": replaced(
        "_extensions/tracepaper/crossref.lua", "pandoc.Plain(caption)", "pandoc.Para(caption)"
    ),
    "the code that a card shows": replaced("paper.py", "def flat():", "def flat():  # as a card shows it"),
    "a number": replaced("paper.py", "FACTOR = 2", "FACTOR = 3"),
    "the alternative text of a figure": replaced("lab/drawn.py", "A bar.", "A high bar."),
    "a drawing": replaced("lab/drawn.py", "bar([0], [1])", "bar([0], [2])"),
    "settings of drawings": written("matplotlibrc", "axes.linewidth: 5\n"),
    "the time of the build": variable("SOURCE_DATE_EPOCH", "1700000000"),
}


def with_drawing(study: Edited) -> Edited:
    """The study with a figure, and with an extension of its own."""
    replaced("paper.py", '"lab.sharing")', '"lab.sharing", "lab.drawn")')(study)
    replaced("templates/index.qmd.j2", "![A picture]", '<< figure("bar") >>\n\n![A picture]')(study)
    shutil.copytree(EXTENSION, study.root / "_extensions" / "tracepaper")
    return study


@pytest.mark.slow
@pytest.mark.parametrize("name", sampled(PAGES, 12))
def test_pages_after_an_edit_are_those_of_a_fresh_build(study: Edited, name: str) -> None:
    """A build that may reuse renderings publishes, byte for byte, what a build without them publishes."""
    before = with_drawing(study).built("--to", "html")
    PAGES[name](study)
    cached = study.built("--to", "html")
    fresh = study.without_cache().built("--to", "html")
    assert [each for each in fresh if fresh[each] != cached.get(each)] == []
    assert before != fresh, "the edit changes nothing, so the test shows nothing"


@pytest.mark.slow
def test_force_computes_and_renders_everything(study: Edited) -> None:
    """With --force no earlier result is read: damaged results with valid checksums do no harm."""
    before = with_drawing(study).built("--to", "html")
    study.run(FALSIFY)
    assert study.built("--to", "html", "--force") == before


FALSIFY = """
from pathlib import Path
from report.files.store import Cache
for path in Path(".tracepaper").rglob("*.entry"):
    cache = Cache(path.parent)
    data = cache.get_bytes(path.stem)
    if data is not None and "traces" not in path.parts and "used" not in path.parts:
        cache.put_bytes(path.stem, data.replace(b"constant", b"CONSTANT"))
"""
