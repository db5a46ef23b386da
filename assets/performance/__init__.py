"""Indicators, each counted from its evidence."""
