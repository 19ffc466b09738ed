"""A process with the engine loaded: each request is run as `report` in a copy of it, which saves the imports.

Requests are lines of JSON: arguments, folder, environment, and the files for the two outputs. The answer is the exit
code. A copy is a fork that has run nothing, so that a command finds the state of a fresh process.
"""

import importlib
import json
import os
import sys
import time

ENGINE = (
    "report.cli.app",
    "report.pipeline.build",
    "report.pipeline.pages",
    "report.render.html.page",
    "report.render.word",
    "report.trace.page_cards",
    "report.verify",
    "matplotlib.figure",
    "pandas",
    "scipy.stats",
    "weasyprint",
)


def load() -> None:
    """Import the libraries of the engine, with the settings of a run; commands report a library that is missing."""
    importlib.import_module("report.files.pinned").pin()
    for name in ENGINE:
        try:
            importlib.import_module(name)
        except (ImportError, OSError):
            continue


def become(request: dict) -> None:
    """Turn this process into the one of a command."""
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    sys.path[0] = ""
    sys.argv = ["report", *request["arguments"]]
    files = [
        os.open(os.devnull, os.O_RDONLY),
        *(os.open(request[name], os.O_WRONLY) for name in ("out", "err")),
    ]
    for stream, file in enumerate(files):
        os.dup2(file, stream)
        os.close(file)


def main() -> None:
    """Answer requests until there are no more."""
    load()
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            become(json.loads(line))
            from report.cli import main as report

            report()
            return
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
