"""Products whose numbers come from files."""

import json
import os
import sqlite3
from pathlib import Path

from report import Stat, stats

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
LOADED = json.loads((DATA / "loaded.json").read_text())


@stats
def declared_rows(declared):
    yield Stat("declared.sum", sum(map(int, declared.path.read_text().split())), "count", "declared data")
    yield Stat("declared.named", len(declared.name), "count", "letters of the name")


@stats
def undeclared():
    yield Stat("undeclared.value", int((DATA / "undeclared.csv").read_text()), "count", "a file")
    yield Stat("undeclared.loaded", LOADED["value"], "count", "a file read by a module")
    yield Stat("undeclared.many", len(list((DATA / "many").glob("*.txt"))), "count", "files of a folder")
    yield Stat("undeclared.listed", len(os.listdir(DATA / "many")), "count", "names of a folder")


@stats
def missing():
    try:
        value = int((DATA / "missing.csv").read_text())
    except FileNotFoundError:
        value = 0
    yield Stat("missing.value", value, "count", "a file that is not there yet")


@stats
def scripted():
    names = {}
    exec((HERE / "script.txt").read_text(), names)
    yield Stat("scripted.answer", names["answer"], "count", "code that is no module")


@stats
def stored():
    with sqlite3.connect(DATA / "base.sqlite") as base:
        (value,) = base.execute("select value from numbers").fetchone()
    yield Stat("stored.value", value, "count", "a database")
