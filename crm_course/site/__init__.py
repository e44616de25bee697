"""The course as pages: a notebook as one file to hand in, every lesson to read, the workbook in a browser."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
