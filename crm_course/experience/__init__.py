"""Are they happy? Net Promoter Score, satisfaction and effort, with what few answers really tell.

>>> from crm_course import experience
>>> result = experience.nps({1: 8, 2: 14, 3: 16, 4: 16, 5: 18, 6: 10, 7: 7, 8: 5, 9: 4, 10: 2}, scale=(1, 10))
>>> result.score, result.responses
(-76.0, 100)
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
