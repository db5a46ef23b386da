"""Four localities of the invented county, each with its own way of keeping workbooks."""
