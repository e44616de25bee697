"""The companies that make the data: synthetic worlds with a known truth.

parameters  worlds/   what makes a company, and the companies
streams     names/    where chance and names come from, the same on every machine
calendar  environment  when people buy, what they find
people  commerce  service  marketing  eventlog  silos   the story, one chapter each
block  summaries  frames  making   from the story to tables
effects/  estimators  view  truth  key   what was planted, and how it is found again
dirt  cleaning  coherence   errors, scores, checks
files  writers  sheets  datapackage  guide  large   from tables to files, of any size
roster  classes  custody   a class's data, and whose they are
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
