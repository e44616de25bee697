"""What only the teacher knows of a world; left out of the course in which answers are marked."""
