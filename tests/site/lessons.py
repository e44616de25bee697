"""Run in Pyodide: the lessons for students, cell by cell, in IPython's shell; prints where one stopped, and how long each took."""

import json
import os
import sys
import time
import types
import warnings
from pathlib import Path

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from crm_course import workbook
from crm_course.workbook import build
from crm_course.workbook.contents import CONTENTS

warnings.simplefilter("ignore")
folder = Path("/home/pyodide/room")
workbook.prepare(folder, languages=["fr"])
os.chdir(folder / "notebooks" / "fr")
wanted = Path("/room/wanted.txt").read_text().split()
stopped, seconds = {}, {}
for part in (each for each in CONTENTS if each.lesson and (each.id in wanted or "all" in wanted)):
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}), user_module=types.ModuleType("__main__"))
    began = time.monotonic()
    for cell in json.loads(build.lesson_notebook(part, "fr"))["cells"]:
        if cell["cell_type"] == "code":
            with shell.display_trap, capture_output():
                done = shell.run_cell("".join(cell["source"]), store_history=False)
            if error := done.error_in_exec or done.error_before_exec:
                stopped[part.id] = f"{''.join(cell['source'])[:200]} -> {type(error).__name__}: {error}"
                break
    seconds[part.id] = round(time.monotonic() - began, 1)
    print(part.id, seconds[part.id], file=sys.stderr)
print(json.dumps({"stopped": stopped, "seconds": seconds}))
