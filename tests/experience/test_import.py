"""The chapter opens without loading charts, widgets or scipy."""

import subprocess
import sys

CODE = """
import sys
from crm_course import experience
loaded = lambda *names: [name for name in names if name in sys.modules]
assert not loaded("pandas", "numpy", "altair", "ipywidgets", "scipy"), "a bare import is not bare"
experience.nps([10, 9, 7, 3]).sentence()
assert not loaded("altair", "ipywidgets", "scipy"), loaded("altair", "ipywidgets", "scipy")
"""


def test_scores_load_neither_charts_nor_widgets_nor_scipy():
    subprocess.run([sys.executable, "-W", "error", "-c", CODE], check=True)
