"""The console command `report`."""

import gc
import sys

STOPPED = 130
#: Commands that publish files.
PUBLISHING = ("build", "tables", "figures", "export")
#: A run allocates many long-lived objects and few cycles; collecting after every 700 costs a tenth of its time.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def collect_rarely() -> None:
    """Run the garbage collector less often than Python's default."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 20)


def main() -> None:
    """Run the command line; Ctrl-C ends it with one line, even while modules are still loading."""
    collect_rarely()
    try:
        from report.cli.app import run

        run()
    except KeyboardInterrupt:
        _stop()
    except SystemExit as end:
        # Typer handles Ctrl-C itself: it exits with this code and prints nothing.
        if end.code == STOPPED:
            _stop()
        raise
    finally:
        gc.freeze()  # skips the collection at interpreter exit, which takes half a second after a build


def _stop() -> None:
    left = _left_behind()
    print(f"stopped; {left}" if left else "stopped", file=sys.stderr)
    sys.exit(STOPPED)


def _left_behind() -> str:
    """What an interrupted command had already published or stored."""
    publishing = sys.modules.get("report.files.publishing")
    names = [folder.name for folder in publishing.PUBLISHED] if publishing else []
    if names:
        return f"already published: {', '.join(names)}"
    command = next(iter(sys.argv[1:]), "")
    if command == "sweep" or (command == "audit" and any(each.startswith("--csv") for each in sys.argv)):
        return "finished parts are stored; run the same command to continue"
    return "nothing was published" if command in PUBLISHING else ""
