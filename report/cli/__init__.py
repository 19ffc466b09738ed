"""The console command `report`."""

from report.cli.app import main

__all__ = ["main"]
