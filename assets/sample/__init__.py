"""An invented county, made from a seed, with mistakes in it and a list of them."""
