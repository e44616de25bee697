"""Customer relationships, computed: a course and a decision workbook.

The package is a book; its chapters load when they are first opened:

>>> from crm_course import experience
>>> experience.nps([10, 9, 7, 3]).score
25.0
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

__version__ = "0.2.0"
