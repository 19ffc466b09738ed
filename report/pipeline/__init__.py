"""Orchestration: build, check and export a project. The only room that schedules work."""
