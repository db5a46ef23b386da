"""What must hold: contracts as data, rules, and Great Expectations as their judge."""
