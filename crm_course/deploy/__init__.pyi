from .check import check as check
from .hub import configure as configure
from .learner import prepare as prepare
