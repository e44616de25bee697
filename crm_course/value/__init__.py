"""What are they worth? Who comes back, what each will bring, whom to serve how, when to stop writing.

>>> from crm_course import value
>>> round(value.fit_renewals([1000, 869, 743, 653, 593, 551, 517, 491]).parameters["alpha"], 3)  # Fader and Hardie (2007), High End
0.668
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
