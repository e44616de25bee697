"""Run in Pyodide: every doctest of the package that the browser holds; prints what failed as JSON."""

import doctest
import importlib
import io
import json
import pkgutil
import warnings
from contextlib import redirect_stdout

import crm_course
from crm_course.foundations import language

warnings.simplefilter("ignore")
tried, failed, absent = 0, {}, {}
for module in pkgutil.walk_packages(crm_course.__path__, "crm_course."):
    if module.name.rpartition(".")[2] in ("lesson", "__main__") or ".lessons." in module.name or ".grading" in module.name:
        continue
    try:
        loaded = importlib.import_module(module.name)
    except ImportError as error:
        absent[module.name] = f"{error}"
        continue
    told = io.StringIO()
    language.use("fr")
    with redirect_stdout(told):
        done = doctest.testmod(loaded, optionflags=doctest.ELLIPSIS)
    tried += done.attempted
    if done.failed:
        failed[module.name] = told.getvalue()[-1500:]
print(json.dumps({"tried": tried, "failed": failed, "absent": absent}))
