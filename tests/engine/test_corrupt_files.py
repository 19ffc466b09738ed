"""A corrupt JSON file leads to a successful build or to one clear fault."""

import json
import random
import shutil
import subprocess
import sys

import pytest

from report.files import manifest
from report.rows.build_record import Build, Remark
from report.rows.errors import LedgerError
from report.rows.ledger import Ledger
from report.rows.ledger_diff import diff
from report.rows.stat import Claim, Source, Stat
from report.trace.occurrences import Occurrence
from report.trace.occurrences import from_json as occurrences_from_json
from report.trace.occurrences import to_json as occurrences_to_json

STRANGE = [None, True, -1, 0, 1e308, "", "x", "\ud800", [], [5], {}, {"a": {}}, 10**400, ["x"] * 3]


def a_ledger():
    source = Source("hours", "mini/products.py", 12, ("sleep",), (("data/sleep.csv", "ab12"),))
    rows = [
        Stat("hours.mean", 7.5, "fixed1", "mean", "*M*", 3, "h", {"arm": "a"}, ("few",), source),
        Stat("hours.n", 3, "count", "participants"),
        Claim("claim.enough", True, "sleep suffices", ("hours.mean",), (), source),
    ]
    build = Build("Sleep", True, (("data/sleep.csv", "ab12"),), "41a00ef", "", (("python", "3.11"),))
    return Ledger.of(rows, build, [Remark("unused column", "sleep", ("hours",))])


def paths_of(content, path=()):
    """The path of every value inside a JSON value."""
    yield path
    items = (
        content.items()
        if isinstance(content, dict)
        else enumerate(content)
        if isinstance(content, list)
        else ()
    )
    for key, value in items:
        yield from paths_of(value, (*path, key))


def with_value(content, path, change):
    """A copy of a JSON value, changed at one path: its entry is dropped, renamed or replaced."""
    copy = json.loads(json.dumps(content))
    if not path:
        return change
    home = copy
    for key in path[:-1]:
        home = home[key]
    if change is DROPPED:
        del home[path[-1]]
    elif change is RENAMED and isinstance(home, dict):
        home[f"{path[-1]}_"] = home.pop(path[-1])
    elif change is TWICE and isinstance(home, list):
        home.append(home[path[-1]])
    else:
        home[path[-1]] = None if change in (RENAMED, TWICE) else change
    return copy


DROPPED, RENAMED, TWICE = object(), object(), object()


def corruptions(text, seed=1, few=None):
    """Valid JSON with one thing wrong: another type, a missing key, cut off, deeply nested, or not text."""
    content = json.loads(text)
    changes = [(path, change) for path in paths_of(content) for change in (*STRANGE, DROPPED, RENAMED, TWICE)]
    texts = [
        json.dumps(with_value(content, path, change)).encode("utf-8", "replace")
        for path, change in changes
        if path or change not in (DROPPED, RENAMED, TWICE)
    ]
    texts += [text.encode()[:cut] for cut in range(0, len(text), max(1, len(text) // 20))]
    texts += [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe\x00\x01",
        b"\0" * 50,
        text.encode("utf-16"),
        b"NaN",
    ]
    return random.Random(seed).sample(texts, few) if few else texts


def test_a_ledger_is_read_whole_or_refused():
    """What is read can be compared and written again; what is not has one fault with its name."""
    sound = a_ledger()
    read, refused = 0, []
    for corrupt in corruptions(sound.to_json()):
        try:
            ledger = Ledger.from_json(corrupt.decode("utf-8", "replace"), "old.json")
        except LedgerError as error:
            refused.append(error.faults)
            continue
        read += 1
        diff(sound, ledger)
        diff(ledger, sound)
        assert Ledger.from_json(ledger.to_json()) == ledger
    assert read > 20
    assert {(len(faults), faults[0].where) for faults in refused} == {(1, "old.json")}


def test_occurrences_are_read_whole_or_refused():
    """Every place has all its texts."""
    places = [Occurrence("index", "o1", "stat", "hours.mean", "7.5", "Results", "paragraph")]
    sound = occurrences_to_json(places)
    assert occurrences_from_json(sound) == places
    for corrupt in corruptions(sound):
        try:
            found = occurrences_from_json(corrupt.decode("utf-8", "replace"))
        except ValueError:
            continue
        assert all(isinstance(value, str) for each in found for value in vars(each).values())


def test_a_manifest_is_read_whole_or_refused(tmp_path):
    """One that is read names files below its folder only."""
    facts = {"rows": 3, "places": 9, "synthetic": 1, "remarks": ["unused column"]}
    sound = manifest.Manifest("key", facts, {"index.html": "ab", "figures/bar.svg": "cd"}, {"old.html": "ef"})
    manifest.write(tmp_path, sound)
    assert manifest.read(tmp_path) == sound
    for corrupt in corruptions((tmp_path / "manifest.json").read_text()):
        (tmp_path / "manifest.json").write_bytes(corrupt)
        found = manifest.read(tmp_path)
        manifest.is_whole(tmp_path, "key")
        if found is not None:
            assert isinstance(found.count("rows"), int)
            assert all(isinstance(remark, str) for remark in found.remarks)


DRIVER = """
import contextlib, io, json, pathlib, shutil, sys, traceback
from report.cli.app import run

def answer(*words):
    sys.argv = ["report", *words]
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            run()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        except BaseException:
            code, said = 99, io.StringIO(traceback.format_exc())
    return code, said.getvalue()

corrupt, found = pathlib.Path("corrupt"), []
for path in sorted(corrupt.rglob("*-*")):
    name = path.name.partition("-")[0]
    shutil.rmtree("_output")
    shutil.copytree("sound", "_output")
    shutil.copy(path, f"_output/{name}")
    commands = [["build", "--to", "html"], ["trace", "hours.mean"], ["export", "--codecheck"]]
    commands += [["diff", str(path), "_output/ledger.json"], ["diff", "sound/ledger.json", str(path)]]
    commands += [["list"], ["reproduce"]]
    for words in commands:
        found.append([str(path), words, *answer(*words)])
print(json.dumps(found))
"""


@pytest.mark.parametrize("few", [2, pytest.param(8, marks=pytest.mark.slow)])
def test_no_command_ends_with_a_traceback(mini, few):
    """A corrupt file beside the published ones, or given to `report diff`: exit code 0, 1 or 2, and a few lines."""
    assert mini.report("build", "--to", "html").returncode == 0
    shutil.copytree(mini.out, mini.root / "sound")
    (mini.root / "corrupt").mkdir()
    for name in ("ledger.json", "occurrences.json", "manifest.json"):
        sound = (mini.out / name).read_text(encoding="utf-8")
        for number, corrupt in enumerate(corruptions(sound, few=few)):
            (mini.root / "corrupt" / f"{name}-{number}").write_bytes(corrupt)
    done = subprocess.run(
        [sys.executable, "-c", DRIVER], cwd=mini.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert len(answers) == 3 * few * 7
    for path, words, code, said in answers:
        assert code in (0, 1, 2), (path, words, said)
        assert "Traceback" not in said, (path, words)
        if words[0] == "build" and code:
            corrupt = path.split("/")[1].split("-")[0]
            differs = corrupt == "manifest.json" and "was changed after it was published" in said
            assert differs or corrupt in said  # a manifest with another hash accuses the file, not itself
