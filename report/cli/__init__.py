"""The console command `report`."""

import gc
import sys

STOPPED = 130
#: A run makes many objects that stay, and few rings of them: looking for garbage at each 700 costs a tenth of its time.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def collect_seldom() -> None:
    """Look for garbage as seldom as a run needs."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 20)


def main() -> None:
    """Run the command line; a stroke of Ctrl-C ends it with one line, even while it still loads."""
    collect_seldom()
    try:
        from report.cli.app import run

        run()
    except KeyboardInterrupt:
        _stop()
    except SystemExit as end:
        # The command line's library answers Ctrl-C itself, with this code and without a word.
        if end.code == STOPPED:
            _stop()
        raise
    finally:
        gc.freeze()  # what ends with the process is not looked through once more: half a second of a build


def _stop() -> None:
    print(f"stopped; {_published()}", file=sys.stderr)
    sys.exit(STOPPED)


def _published() -> str:
    """What had been published when the command was stopped."""
    publishing = sys.modules.get("report.files.publishing")
    names = [folder.name for folder in publishing.PUBLISHED] if publishing else []
    return f"{', '.join(names)} had been published before" if names else "nothing was published"
