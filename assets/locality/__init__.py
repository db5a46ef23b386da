"""What the localities keep by hand: workbooks, their cells, and what the cells mean."""
