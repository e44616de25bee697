"""Scripts that run under node, in no pytest."""

collect_ignore = ["doctests.py", "lessons.py", "world.py"]
