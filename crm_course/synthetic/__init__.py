"""The companies that make the data: synthetic worlds with a known truth.

parameters  worlds/   what makes a company, and the companies
streams     names/    where chance and names come from, the same on every machine
calendar  environment  when people buy, what they find
people  commerce  service  marketing  eventlog  silos   the story, one chapter each
block  summaries  frames  dataset  generate   from the story to tables
effects/    what was planted, how it is found again, the causal diagram
truth/      what only the teacher knows, and the answer key
quality/    errors put in, the score of a cleaning, rules of coherence
delivery/   from tables to files of any size; a class's data, and whose they are
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
