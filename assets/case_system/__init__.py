"""The case recording system: its extract, typed in the shape of the Standard Safeguarding Dataset."""
