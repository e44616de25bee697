"""Which system, and how to bring it in? Criteria that cannot be fooled, what it costs, and the weeks of the introduction.

>>> from crm_course import selection
>>> import pandas as pd
>>> offers = pd.DataFrame({"price": [50, 52], "quality": [60, 90]}, index=["Alto", "Brise"])
>>> scales = [selection.Criterion("price", 100, 0, 50), selection.Criterion("quality", 0, 100, 50)]
>>> selection.compare(offers, scales).order
['Brise', 'Alto']
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
