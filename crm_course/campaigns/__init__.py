"""Does the message work? What was sent, what it caused, whom to write to, and when to stop looking.

(The four phases of a customer relation are another funnel: :func:`crm_course.journeys.funnel`.)

>>> from crm_course import campaigns
>>> caused = campaigns.incrementality((500, 10_000), (420, 10_000), margin=20, cost=0.05)
>>> round(caused.roi, 2), round(caused.naive_roi, 2)
(2.2, 19.0)
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
