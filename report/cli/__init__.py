"""The console command `report`."""

import sys

STOPPED = 130


def main() -> None:
    """Run the command line; a stroke of Ctrl-C ends it with one line, even while it still loads."""
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


def _stop() -> None:
    print("stopped; nothing was published", file=sys.stderr)
    sys.exit(STOPPED)
