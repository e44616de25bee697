"""The course: one folder a part, with its lesson, its exercises and what they give.

A part declares itself in its folder's ``__init__.py``; the table of contents is found, not
listed. While a copy is graded, of all this only each part's ``given.py`` is there.
"""
