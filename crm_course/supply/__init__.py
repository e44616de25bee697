"""Can we promise it? Stock, the promise, the way of a parcel, and what serving costs.

>>> from crm_course import supply
>>> week = supply.availability(50, [0, 0, 40, 0, 0, 40], [20, 10, 15, 5, 12, 8])
>>> week["available_to_promise"].tolist()  # on hand and coming, less what later orders own already
[20.0, 20.0, 28.0, 28.0, 28.0, 60.0]
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
