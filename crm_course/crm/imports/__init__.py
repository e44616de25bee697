"""Files of other tools on their way in: what their columns mean, whose each line is, what it changes."""
