"""Keeps active content, files from outside the project and network resources out of published documents."""
