from .comparison import Breakdown as Breakdown
from .comparison import Comparison as Comparison
from .comparison import compare as compare
from .comparison import on_extra_sales as on_extra_sales
from .plan import CostLine as CostLine
from .plan import Plan as Plan
