"""What a copy may try, and the mark that it gets all the same; the machine and the others are unharmed.

Each attack is bounded by itself, so that it would do no harm even where every wall failed: at
most 150 processes that end after five seconds, 1.5 GB of memory, 300 MB of files or output. And
none is made before the walls have been seen to hold, by counting how many processes a copy may start.
"""

import re
from pathlib import Path

import pytest

from crm_course.grading import course_copy, isolation
from crm_course.grading.isolation import LEVELS, available, usable
from crm_course.grading.sandbox import SandboxLost

from .room import FULL, HEAD, LIMITS, PACK, cell, code, graded, grader, honest, points, processes_started, sandbox, with_attack


def test_the_number_of_processes_is_limited_and_none_is_root(box, run):
    assert 0 < processes_started(box) <= LIMITS.processes
    result = run([code(HEAD), cell("small.nps", "import os\nnps = [os.getuid(), *os.getgroups()]")])
    users = next(mark for mark in result.marks if mark.question == "small.nps").answer
    assert "0" not in re.findall(r"\d+", users)


def test_an_honest_copy_gets_every_point(run):
    result = run(honest())
    assert points(result) == FULL
    assert {mark.status for mark in result.marks} == {"right", "to-read"}


def test_marks_do_not_depend_on_the_level_of_isolation(submissions):
    levels = [level for level in LEVELS if level != available() and usable(level)]
    if not levels:
        pytest.skip(f"only {available()} works here")
    for level in levels:
        with sandbox(level, hidden=[submissions]) as other:
            assert processes_started(other) <= LIMITS.processes
            assert points(graded(grader(other), submissions, "honnête")) == FULL


def test_a_level_that_does_not_work_here_is_refused(monkeypatch):
    monkeypatch.setattr(isolation, "usable", lambda level: False)
    with pytest.raises(SandboxLost, match="apt install bubblewrap"):
        sandbox("namespaces")


# -- ending, hanging, filling --------------------------------------------------------------


@pytest.mark.parametrize(
    "source", ["import sys; sys.exit(0)", "raise KeyboardInterrupt", "raise GeneratorExit", "exit()", "1/0", "def x(:"]
)
def test_a_cell_that_ends_or_fails_costs_nothing_else(run, source):
    result = run(with_attack(source))
    assert points(result) == FULL
    assert result.errors


@pytest.mark.parametrize("source", ["import os; os._exit(0)", "import ctypes; ctypes.string_at(0)", "import os; os.abort()"])
def test_a_cell_that_ends_the_process_is_left_out(run, source):
    result = run(with_attack(source))
    assert points(result) == FULL
    assert "Une cellule a arrêté Python" in result.notices[0]


ENDLESS = "import time\nend = time.monotonic() + 40\nwhile time.monotonic() < end: pass"


def test_an_endless_cell_is_left_and_the_next_ones_run(run):
    result = run(with_attack(ENDLESS))
    assert points(result) == FULL
    assert result.errors == ("2 · CellTime: ",)


def test_an_endless_cell_that_refuses_to_be_left_is_ended(run):
    result = run(with_attack(f"import signal\nsignal.setitimer(signal.ITIMER_PROF, 0)\n{ENDLESS}"))
    assert points(result) == FULL
    assert "temps" in result.notices[0]


def test_an_endless_function_is_wrong_on_that_input_only(run):
    endless = "import time\nend = time.monotonic() + 40\ncalls = []\ndef margin(price, cost):\n    calls.append(1)\n    while len(calls) == 2 and time.monotonic() < end: pass\n    return 1 - cost / price"
    cells = [cell("small.margin", endless) if "small.margin" in each["source"] else each for each in honest()]
    assert points(run(cells)) == {**FULL, "small.margin": pytest.approx(2 * 4 / 5)}


def test_a_memory_bomb_is_an_error_of_its_cell(run):
    result = run(with_attack("bomb = []\nfor _ in range(150): bomb.append(bytearray(10_000_000))"))
    assert points(result) == FULL
    assert "MemoryError" in result.errors[0]


def test_memory_spread_over_processes_is_counted_together(run):
    source = "import os, time\nfor _ in range(8):\n    if not os.fork():\n        x = bytearray(os.urandom(1000) * 150_000); time.sleep(5); os._exit(0)\ntime.sleep(5)"
    result = run(with_attack(source))
    assert points(result) == FULL
    assert "mémoire" in result.notices[0]


def test_a_fork_bomb_is_ended(run):
    result = run(with_attack(FORK_BOMB))
    assert points(result) == FULL


FORK_BOMB = """
import os, time
def burst(depth):
    for _ in range(3):
        try:
            if os.fork() == 0:
                if depth: burst(depth - 1)
                time.sleep(5)
                os._exit(0)
        except OSError: time.sleep(0.01)
burst(3)
time.sleep(5)
"""
"""3 + 9 + 27 + 81 processes at most, each of which ends after five seconds."""


def test_a_thread_bomb_is_an_error_of_its_cell(run):
    source = "import threading, time\nfor _ in range(120): threading.Thread(target=time.sleep, args=(2,), daemon=True).start()"
    result = run(with_attack(source))
    assert points(result) == FULL
    assert "can't start new thread" in result.errors[0]


def test_a_process_left_behind_is_ended(run):
    source = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(30)', 'attaque-crm'], start_new_session=True)"
    assert points(run(with_attack(source))) == FULL


def test_gigabytes_of_output_go_nowhere(run):
    source = "import sys, os\nfor _ in range(100): print('x' * 1_000_000); os.write(1, b'y' * 1_000_000); sys.stderr.write('z' * 1_000_000)"
    assert points(run(with_attack(source))) == FULL


def test_answers_of_megabytes_end_the_copy_where_it_stands(run):
    source = "import os\nfor handle in range(3, 60):\n    try:\n        for _ in range(30): os.write(handle, b'{' * 100_000)\n    except OSError: pass"
    result = run(with_attack(source, first=False))
    assert points(result) == {**FULL, "small.margin": points(result)["small.margin"]}
    assert result.notices


def test_a_million_files_stay_in_memory_and_few(run, box):
    source = "for count in range(3000): open(f'f{count}', 'w').close()"
    assert points(run(with_attack(source))) == FULL
    if box.level != "process":
        assert "No space left" in run(with_attack(source)).errors[0]


def test_a_huge_file_is_refused(run):
    result = run(with_attack("with open('big', 'wb') as file:\n    for _ in range(200): file.write(b'0' * 1_000_000)"))
    assert points(result) == FULL
    assert "OSError" in result.errors[0]


# -- looking and reaching out --------------------------------------------------------------


@pytest.mark.skipif(available() != "bubblewrap", reason="bubblewrap hides other files: apt install bubblewrap")
def test_nothing_but_python_and_the_course_can_be_read(run, submissions):
    looked = [
        str(submissions),
        str(submissions / "honnête" / "secret.txt"),
        str(PACK / "small.py"),
        str(Path.home()),
        "/etc/passwd",
        "/home",
        "/sys",
    ]
    looked += [str(course_copy.PACKAGE / "workbook" / "questions.py"), str(course_copy.PACKAGE / "lessons" / "sens_confort" / "exercises")]
    looked += [str(course_copy.PACKAGE / "synthetic" / name) for name in ("truth", "truth/answer_key.py", "prediction.py")]
    source = (
        f"import os\nnps = {{path: os.path.exists(path) and bool(os.listdir(path) if os.path.isdir(path) else 1) for path in {looked!r}}}"
    )
    result = run([code(HEAD), cell("small.nps", source)])
    seen = next(mark for mark in result.marks if mark.question == "small.nps").answer
    home_holds_python = "'/root': True" if str(Path.home()) == "/root" else "-"
    assert "True" not in seen.replace(home_holds_python, "")


@pytest.mark.parametrize(
    "source",
    [
        "import crm_course.lessons.sens_confort.exercises",
        "from crm_course.workbook.contents import question",
        "from crm_course.workbook import questions, contents; contents.CONTENTS[0].id",
        "import crm_course.grading.grader",
        "from crm_course.grading.catalogue import Catalogue",
        "import crm_course.lessons.experience.exercises",
        "import crm_course.lessons.experience.lesson",
        "from crm_course.lessons.experience import PART",
        "import crm_course.synthetic.truth",
        "import crm_course.synthetic.truth.answer_key",
    ],
)
def test_the_course_inside_has_no_answer(run, source):
    result = run(with_attack(f"{source}\nfound = True"))
    assert points(result) == FULL
    assert (
        any(words in " ".join(result.errors) for words in ("No module named", "cannot import", "has no attribute"))
        or "contents.CONTENTS" in source
    )


def test_nothing_expected_is_in_the_memory_of_the_process(run):
    source = """
import gc, sys
names = [name for name in sys.modules if "exercises" in name or "grader" in name or "pack" in name and "crm" in name]
held = [thing for thing in gc.get_objects() if type(thing).__name__ in ("Question", "Mistake", "Exercise", "Catalogue", "Grader")]
job = [thing for thing in gc.get_objects() if isinstance(thing, dict) and thing.get("calls")]
opinion = f"{len(names)} {len(held)} {len(job)}"
"""
    result = run([code(HEAD), cell("small.opinion", source)])
    assert next(mark for mark in result.marks if mark.question == "small.opinion").answer == "0 0 0"


def test_nothing_of_the_teachers_environment_is_there(run):
    result = run([code(HEAD), cell("small.opinion", "import os\nopinion = ' '.join(sorted(os.environ))")])
    seen = set(next(mark for mark in result.marks if mark.question == "small.opinion").answer.split())
    single = {f"{name}_NUM_THREADS" for name in ("OPENBLAS", "OMP", "MKL", "NUMEXPR")}
    assert seen <= {"PATH", "LANG", "LC_CTYPE", "HOME", "PWD", "TMPDIR", "CRM_COURSE_LANGUAGE", *single}


def test_the_network_is_off(run):
    source = "import socket\nsocket.create_connection(('127.0.0.1', 80), timeout=1)"
    result = run(with_attack(source))
    assert points(result) == FULL
    assert "Operation not permitted" in result.errors[0]


@pytest.mark.skipif(available() == "process", reason="needs user namespaces")
def test_nothing_is_written_outside(run, tmp_path):
    targets = [
        str(tmp_path / "x"),
        "/tmp/attaque-crm",
        str(Path.home() / "attaque-crm"),
        str(course_copy.PACKAGE / "attaque.py"),
        "/dev/shm/attaque-crm",
    ]
    source = f"done = []\nfor path in {targets!r}:\n    try:\n        open(path, 'w').write('x'); done.append(path)\n    except OSError: pass\nopinion = str(done)"
    result = run([code(HEAD), cell("small.opinion", source)])
    assert next(mark for mark in result.marks if mark.question == "small.opinion").answer == "[]"
    written = [target for target in targets if Path(target).exists()]
    for target in written:
        Path(target).unlink()
    assert written == []


@pytest.mark.skipif(available() == "process", reason="needs user namespaces")
def test_other_processes_can_neither_be_seen_nor_stopped(run):
    source = """
import os
others = [entry for entry in (os.listdir("/proc") if os.path.isdir("/proc") else []) if entry.isdigit() and int(entry) != os.getpid()]
for pid in range(2, 400):  # signal 0 asks whether one could be sent, and sends none
    try: os.kill(pid, 0); others.append(pid)
    except OSError: pass
opinion = str(others)
"""
    result = run([code(HEAD), cell("small.opinion", source)])
    assert next(mark for mark in result.marks if mark.question == "small.opinion").answer == "[]"


def test_walls_cannot_be_taken_down(run):
    source = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
os.mkdir("own")
tried = [libc.unshare(0x10000000), libc.mount(b"tmpfs", b"own", b"tmpfs", 0, None), libc.ptrace(0x4206, os.getppid(), 0, 0), libc.chroot(b"/"),
         libc.syscall(319, b"x", 0), libc.setns(0, 0)]
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (1 << 60, 1 << 60)); tried.append(0)
except (ValueError, OSError):
    tried.append(-1)
opinion = str(set(tried))
"""
    result = run([code(HEAD), cell("small.opinion", source)])
    assert next(mark for mark in result.marks if mark.question == "small.opinion").answer == "{-1}"
