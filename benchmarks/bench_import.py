"""How light is an import? Each measured in fresh interpreters, over bare numpy and pandas.

python benchmarks/bench_import.py
"""

import statistics
import subprocess
import sys

BARE = "import numpy, pandas"
CASES = {
    "numpy + pandas": BARE,
    "+ crm_course": f"{BARE}; import crm_course",
    "+ crm_course.experience": f"{BARE}; import crm_course.experience",
    "+ experience.nps used": f"{BARE}; from crm_course import experience; experience.nps([10, 3])",
    "+ crm_course.roi": f"{BARE}; import crm_course.roi",
    "+ roi.Plan used": f"{BARE}; from crm_course import roi; roi.Plan(turnover=1, variable_rates={{}}, fixed_costs=0).result",
    "+ workbook.check": f"{BARE}; from crm_course import workbook; workbook.check('sens-confort.nps', -76)",
}
RUNS = 9


def seconds(code: str) -> float:
    """The median time of `code` in a fresh interpreter, its own start included."""
    timed = f"import time; t = time.perf_counter(); exec({code!r}); print(time.perf_counter() - t)"
    return statistics.median(
        float(subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True).stdout) for _ in range(RUNS)
    )


if __name__ == "__main__":
    bare = seconds(BARE)
    for name, code in CASES.items():
        taken = seconds(code)
        print(f"{name:28s} {taken:6.3f} s   {taken - bare:+6.3f} s   × {taken / bare:.2f}")
