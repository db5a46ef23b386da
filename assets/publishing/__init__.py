"""Releases: the tables, files and pages that others read."""
