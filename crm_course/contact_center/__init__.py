"""Chapter 7. How many agents? Erlang, staffing and the queue that one can see."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
