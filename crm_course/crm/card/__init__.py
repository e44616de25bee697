"""The card: one customer, all channels, on one time line."""
