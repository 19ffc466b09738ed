"""A build is published as a whole or not at all, and no file of the user is lost."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from report.files import manifest, publishing, scratch
from report.files.interrupts import uninterrupted
from report.files.publishing import check_target, publish
from report.files.survey import survey
from report.files.system_errors import system_errors
from report.rows.errors import StoreError


def build(target, key, fail=False, discard=False, **files):
    """Publish a few files under a key; double underscores in names are slashes, single ones dots."""
    with scratch.scratch(target) as folder:
        for name, text in ({"index_html": key} | files).items():
            path = folder / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        manifest.seal(folder, key, {})
        if fail:
            raise RuntimeError
        return publish(folder, target, discard=discard)


def content(folder):
    return {
        path.relative_to(folder).as_posix(): os.readlink(path) if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if (path.is_file() or path.is_symlink()) and path.name != "manifest.json"
    }


@pytest.fixture(params=["exchanged", "renamed", "in place"])
def target(request, tmp_path, monkeypatch):
    """A folder to publish in, by each of the ways to put a build in its place."""
    if request.param == "renamed":
        monkeypatch.setattr(publishing, "_swap_at_once", lambda *_: False)
    if request.param == "in place":
        monkeypatch.setattr(scratch, "is_immovable", Path.is_dir)
    return tmp_path / "_output"


def test_a_build_replaces_the_old_one_whole(target):
    """Files of the old build do not linger, and no scratch folder stays."""
    build(target, "one", figures__a_svg="a", supplement_html="s")
    build(target, "two", figures2__b_svg="b")
    assert content(target) == {"index.html": b"two", "figures2/b.svg": b"b"}
    assert not (target / "figures").exists()
    assert manifest.is_whole(target, "two")
    assert os.listdir(target.parent) == ["_output"]


def test_a_failed_build_changes_nothing(target):
    """The old build stays, to the byte."""
    build(target, "one")
    with pytest.raises(RuntimeError):
        build(target, "two", fail=True)
    assert manifest.is_whole(target, "one")
    assert os.listdir(target.parent) == ["_output"]


def test_a_changed_file_is_noticed(tmp_path):
    """A published folder is whole only with the bytes that were published."""
    build(tmp_path / "_output", "one")
    (tmp_path / "_output" / "index.html").write_text("edited")
    assert not manifest.is_whole(tmp_path / "_output", "one")


def test_unknown_files_links_and_folders_stay_where_they_are(target):
    """A build leaves files that it did not write unchanged."""
    build(target, "one", figures__a_svg="a")
    (target / "index-AM-comments.docx").write_text("comments")
    (target / "figures" / "mine.svg").write_text("mine")
    (target / "notes").mkdir()
    (target / "deep" / "er").mkdir(parents=True)
    (target / "deep" / "er" / "note.txt").write_text("note")
    (target / "link").symlink_to("../elsewhere")
    (target / "deep" / "er" / "note.txt").chmod(0o600)
    build(target, "two", figures__b_svg="b")
    assert content(target) == {
        "index.html": b"two",
        "figures/b.svg": b"b",
        "index-AM-comments.docx": b"comments",
        "figures/mine.svg": b"mine",
        "deep/er/note.txt": b"note",
        "link": "../elsewhere",
    }
    assert (target / "notes").is_dir()
    assert (target / "deep" / "er" / "note.txt").stat().st_mode & 0o777 == 0o600


def test_an_edited_file_stops_the_build_with_its_name(target):
    """Whether the next build would overwrite it or drop it; nothing changes."""
    build(target, "one", supplement_html="s")
    (target / "supplement.html").write_text("edited")
    before = content(target)
    with pytest.raises(StoreError, match=r"supplement\.html  was changed.*\n.*report check.*--discard-edits"):
        build(target, "two")
    assert content(target) == before
    assert os.listdir(target.parent) == ["_output"]
    with pytest.raises(StoreError, match=r"supplement\.html"):
        check_target(target)
    check_target(target, discard=True)


def test_an_unknown_file_in_the_way_stops_the_build(target):
    """A file that no manifest lists is not overwritten, with or without a manifest beside it."""
    target.mkdir()
    (target / "index.html").write_text("mine")
    with pytest.raises(StoreError, match=r"index\.html  was not written by this command"):
        build(target, "one")
    assert content(target) == {"index.html": b"mine"}
    assert build(target, "one", discard=True) == ("index.html",)
    (target / "figures").mkdir()
    (target / "figures" / "a.svg").write_text("mine")
    with pytest.raises(StoreError, match=r"a\.svg"):
        build(target, "two", figures__a_svg="a")


def test_a_file_that_would_stay_the_same_is_in_nobodys_way(target):
    """The same bytes cannot be lost."""
    target.mkdir()
    (target / "index.html").write_text("one")
    assert build(target, "one") == ()
    (target / "manifest.json").write_bytes(b"\xff\x00")
    with pytest.raises(StoreError, match=r"manifest\.json"):
        build(target, "one")


def test_discarded_edits_are_named(target):
    """`--discard-edits` overwrites, and says what."""
    build(target, "one")
    (target / "index.html").write_text("edited")
    assert build(target, "two", discard=True) == ("index.html",)
    assert content(target) == {"index.html": b"two"}


def test_folders_and_files_in_each_others_place_are_faults(target):
    """A user's folder named as an output, or a file named as its folder, is never deleted, not even when asked."""
    build(target, "one")
    (target / "index.html").unlink()
    (target / "index.html").mkdir()
    (target / "index.html" / "mine").write_text("mine")
    (target / "figures").write_text("mine")
    before = content(target)
    with pytest.raises(StoreError) as caught:
        build(target, "two", discard=True, figures__a_svg="a")
    assert {Path(fault.where).name for fault in caught.value.faults} == {"index.html", "figures"}
    assert content(target) == before


def test_a_file_saved_while_the_build_is_published_is_kept(tmp_path, monkeypatch):
    """What changes between the look and the exchange undoes the exchange."""
    target = tmp_path / "_output"
    build(target, "one")
    exchange = publishing._swap_at_once

    def saved_meanwhile(one, other):
        if (target / "index.html").read_text() == "one":
            (target / "index.html").write_text("saved meanwhile")
        return exchange(one, other)

    monkeypatch.setattr(publishing, "_swap_at_once", saved_meanwhile)
    with pytest.raises(StoreError, match="while it was being published"):
        build(target, "two")
    assert content(target) == {"index.html": b"saved meanwhile"}


def test_the_folders_permissions_stay(target):
    """A folder that a group may write into is one afterwards."""
    build(target, "one")
    target.chmod(0o775)
    build(target, "two")
    assert target.stat().st_mode & 0o777 == 0o775


@pytest.mark.parametrize(
    "name",
    ["_output/sub", "_output/a/b", "templates/x", ".git/x", ".tracepaper/x", "templates", "exports/t/s"],
)
def test_outputs_are_not_nested_in_outputs_or_sources(tmp_path, name):
    """Such a folder would be replaced, or read by the next build."""
    build(tmp_path / "exports" / "t", "one")
    with pytest.raises(StoreError, match="choose a folder outside it"):
        check_target(tmp_path / name, tmp_path)
    assert not (tmp_path / name).exists()


def test_somebody_elses_folder_is_refused(tmp_path):
    """A folder with files that no build made is never replaced."""
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(StoreError, match="no build created"):
        check_target(tmp_path)


def test_the_working_folder_stays(tmp_path, monkeypatch):
    """Built from inside the output folder, a shell there sees the new files."""
    build(tmp_path / "_output", "one")
    monkeypatch.chdir(tmp_path / "_output")
    build(tmp_path / "_output", "two")
    assert Path("index.html").read_text() == "two"


def tmpfs(folder, size="2m"):
    return subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False
    )


@pytest.fixture
def mounted(tmp_path):
    """A small device of its own, where the system lets a test have one."""
    folder = tmp_path / "_output"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or tmpfs(folder).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=False)


def test_a_mount_point_is_published_in(mounted):
    """It cannot be renamed, so its files are replaced one by one."""
    for key in ("one", "two"):
        build(mounted, key)
        assert content(mounted) == {"index.html": key.encode()}
        assert os.listdir(mounted.parent) == ["_output"]


def test_a_full_device_changes_nothing(mounted):
    """The fault names it; the old build is whole."""
    build(mounted, "one")
    with pytest.raises(StoreError, match="No space left"), system_errors(mounted):
        build(mounted, "two", large_bin="x" * 3_000_000)
    assert manifest.is_whole(mounted, "one")
    assert sorted(os.listdir(mounted)) == ["index.html", "manifest.json"]


def test_a_device_mounted_inside_is_left_alone(mounted):
    """A folder around another device is published file by file, and nothing on that device is touched."""
    outer = mounted.parent
    (mounted / "mine.txt").write_text("mine")
    (outer / "manifest.json").write_text(
        '{"schema": "tracepaper/manifest/1", "key": "", "facts": {}, "files": {}}'
    )
    build(outer, "one")
    assert (mounted / "mine.txt").stat().st_dev == mounted.stat().st_dev
    assert (mounted / "mine.txt").read_text() == "mine"


def test_what_the_system_refuses_is_one_line(tmp_path):
    """A full disk is reported with place and remedy."""
    with pytest.raises(StoreError, match=r"No space left.*\n.*free some space"), system_errors(tmp_path):
        raise OSError(28, "No space left on device", str(tmp_path))


KILLED = """
import os, signal, sys
from pathlib import Path
from report.files import manifest, publishing, scratch

fatal, count = int(sys.argv[1]), 0
def step(event, arguments):
    global count
    if event in ("os.rename", "os.link", "os.remove", "os.mkdir", "shutil.rmtree", "open"):
        if str(arguments[0]).startswith(sys.argv[2]) or event.startswith("os"):
            count += 1
            if count == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

target = Path(sys.argv[2], "_output")
if sys.argv[3] == "in place":
    scratch.is_immovable = Path.is_dir
if sys.argv[3] == "renamed":
    publishing._swap_at_once = lambda *_: False
sys.addaudithook(step)
with scratch.scratch(target) as folder:
    (folder / "index.html").write_text("two")
    (folder / "new").mkdir()
    (folder / "new" / "page.html").write_text("two")
    manifest.seal(folder, "two", {})
    publishing.publish(folder, target)
print(count)
"""


def killed(fatal, folder, way):
    command = [sys.executable, "-c", KILLED, str(fatal), str(folder), way]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("way", ["exchanged", "renamed", "in place"])
def test_killed_at_any_step_leaves_the_old_or_the_new_build(tmp_path, way):
    """After the next command has looked through the folder, one of them is whole and the user's files are there."""
    target = tmp_path / "_output"
    build(target, "one", old__page_html="one")
    (target / "notes.txt").write_text("mine")
    done = killed(0, tmp_path, way)
    assert done.returncode == 0, done.stderr
    steps = int(done.stdout)
    moments = range(1, steps + 1) if steps < 25 else random.Random(1).sample(range(1, steps + 1), 24)
    for moment in moments:
        build(target, "one", old__page_html="one")
        assert killed(moment, tmp_path, way).returncode == -signal.SIGKILL
        scratch.sweep_project(tmp_path)
        found = content(target)
        assert found.pop("notes.txt") == b"mine"
        old = {"index.html": b"one", "old/page.html": b"one"}
        assert found in (old, {"index.html": b"two", "new/page.html": b"two"}), moment
        assert manifest.is_whole(target, found["index.html"].decode()), moment
        assert [name for name in os.listdir(tmp_path) if name.startswith(".building")] == []
        assert [name for name in os.listdir(target) if name.startswith(".building")] == []


def test_scratch_folders_of_killed_commands_go_and_those_of_running_ones_stay(tmp_path):
    """In the project, and wherever a note of the project leads."""
    elsewhere = tmp_path / "elsewhere"
    left = [tmp_path / ".building-_output-999999999", tmp_path / "exports" / ".building-tables-999999999"]
    for folder in left:
        folder.mkdir(parents=True)
    (tmp_path / ".building-thoughts.txt").write_text("mine")
    with scratch.scratch(tmp_path / "_output", tmp_path) as running:
        with contextlib.suppress(RuntimeError), scratch.scratch(elsewhere / "out", tmp_path) as folder:
            (elsewhere / ".building-out-999999999").mkdir()
            scratch.sweep_project(tmp_path)
            assert folder.is_dir()
        assert running.is_dir()
    assert not any(folder.exists() for folder in left)
    assert os.listdir(elsewhere) == []
    assert (tmp_path / ".building-thoughts.txt").read_text() == "mine"


def test_a_scratch_folder_whose_number_another_process_has_now_goes(tmp_path):
    """A number of a process says little; the lock on the folder says whether it is in use."""
    left = tmp_path / f".building-_output-{os.getpid()}"
    left.mkdir()
    os.utime(left, (time.time() - 60,) * 2)
    scratch.sweep(tmp_path)
    assert not left.exists()


def test_ctrl_c_waits_until_publishing_is_done():
    """Then it is raised, once, also where one publishing is part of another."""
    done = []
    with pytest.raises(KeyboardInterrupt), uninterrupted():  # noqa: PT012
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            done.append("inner")
        done.append("outer")
    assert done == ["inner", "outer"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_publishing_in_another_thread_is_possible():
    """Signals are for the main thread; elsewhere there is nothing to wait for."""
    done = []

    def work():
        with uninterrupted():
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe\x00",
        b'{"schema": "tracepaper/manifest/1"}',
        b'{"schema": "tracepaper/manifest/1", "key": 1, "facts": {}, "files": {}}',
        b'{"schema": "tracepaper/manifest/1", "key": "", "facts": [], "files": {}}',
        b'{"schema": "tracepaper/manifest/1", "key": "", "facts": {}, "files": ["index.html"]}',
        b'{"schema": "tracepaper/manifest/1", "key": "", "facts": {}, "files": {"../thesis.docx": "a"}}',
        b'{"schema": "tracepaper/manifest/1", "key": "", "facts": {}, "files": {"/etc/passwd": "a"}}',
        b'{"schema": "tracepaper/manifest/1", "key": "", "facts": {}, "files": {"index.html": 5}}',
        b"[" * 100_000,
    ],
)
def test_a_manifest_in_another_form_is_none(tmp_path, text):
    """What no command wrote vouches for no file, and leads to none outside the folder."""
    (tmp_path / "manifest.json").write_bytes(text)
    assert manifest.read(tmp_path) is None
    assert survey(tmp_path).unknown == ("manifest.json",)
