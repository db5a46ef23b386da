"""What runs, and when: the Dagster code location and the `locality` command."""
