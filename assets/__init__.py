"""What exists: the stages from delivered files to published tables, a folder per area."""
