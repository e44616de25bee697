"""From tables to files that colleagues open, of any size; a class's data, and whose they are."""
