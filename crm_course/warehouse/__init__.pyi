from .asking import lineage as lineage
from .asking import quality as quality
from .asking import query as query
from .building import Built as Built
from .building import build as build
from .picture import BOXES as BOXES
from .picture import picture as picture
