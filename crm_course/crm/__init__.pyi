from .card import Customer as Customer
from .law import RULES as RULES
from .law import Verdict as Verdict
from .law import answer_due as answer_due
from .law import kept_until as kept_until
from .law import rule_on as rule_on
from .store import Store as Store
from .store import open as open
