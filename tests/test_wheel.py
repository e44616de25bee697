"""The wheel holds all that the course needs: installed alone, in an empty folder, it opens the workbook."""

import os
import site
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="hatchling is not installed (test extra)")

ROOT = Path(__file__).parents[1]


def run(*command, cwd, **more):
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An environment that holds the wheel of this package, and the dependencies of the one that runs the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", ROOT, "--no-deps", "--no-build-isolation", "--quiet", "-w", folder, cwd=folder)
    venv.create(folder / "env", with_pip=False)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "pip", f"--python={scripts / 'python'}", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    home = run(scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    # a plain path line: packages are found, the editable install of this checkout is not
    Path(home, "dependencies.pth").write_text("\n".join({sysconfig.get_path("purelib"), *site.getsitepackages()}))
    return scripts


def test_it_is_the_wheel_that_is_imported(installed, tmp_path):
    where = run(installed / "python", "-c", "import crm_course; print(crm_course.__file__)", cwd=tmp_path)
    assert str(ROOT) not in where


def test_every_notebook_is_made_from_the_wheel(installed, tmp_path):
    code = "from pathlib import Path; from crm_course import workbook; print(len(workbook.prepare(Path('room'), languages=['fr', 'en']).created))"
    made = int(run(installed / "python", "-c", code, cwd=tmp_path))
    assert made == len(list((ROOT / "notebooks").rglob("*.ipynb"))) + len(list((ROOT / "exercises").rglob("*.ipynb")))
    for path in (tmp_path / "room" / "notebooks").rglob("*.ipynb"):
        assert path.read_text(encoding="utf-8") == (ROOT / path.relative_to(tmp_path / "room")).read_text(encoding="utf-8")


def test_the_command_opens_the_lab_from_an_empty_folder(installed, tmp_path):
    import re
    import time
    import urllib.request

    log = tmp_path / "log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [str(installed / "crm-course"), "lab", "--no-browser"], cwd=tmp_path, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        for _ in range(300):
            found = re.search(r"http://127\S+", log.read_text())
            if found:
                try:
                    with urllib.request.urlopen(found[0], timeout=5) as reply:
                        page = reply.read().decode()
                    break
                except OSError:
                    pass
            assert server.poll() is None, log.read_text()
            time.sleep(0.2)
        else:
            raise AssertionError(log.read_text())
    finally:
        server.terminate()
        server.wait(20)
    assert "jupyter-config-data" in page
    assert (tmp_path / "crm-workbook" / "notebooks" / "fr" / "00-accueil.ipynb").exists()
