"""The class server: its settings, a learner's folder, and the check of the whole, where a hub is installed."""

import asyncio
import json
import os
import stat
import types
from pathlib import Path

import pytest
from traitlets.config import Config

from crm_course.deploy import check, configure, prepare
from crm_course.deploy import learner as learners
from crm_course.deploy.check import Checked, Learner
from crm_course.foundations.errors import CourseError

check_module = __import__("sys").modules["crm_course.deploy.check"]


def test_the_hub_s_settings_speak_french_open_the_home_page_and_spare_the_machine(tmp_path):
    c = Config()
    configure(c, spawner="simple", language="fr", state=tmp_path, hand_in=tmp_path / "in")
    (settings,) = (each.partition("=")[2] for each in c.Spawner.args if "app_settings_dir" in each)
    assert json.loads(Path(settings, "overrides.json").read_text())["@jupyterlab/translation-extension:plugin"] == {"locale": "fr_FR"}
    assert c.Spawner.default_url == "/lab/tree/notebooks/fr/00-accueil.ipynb"
    assert c.Spawner.environment["OMP_NUM_THREADS"] == "1"
    assert c.Spawner.environment["CRM_COURSE_HAND_IN"] == str(tmp_path / "in")
    assert "authenticator_class" not in c.JupyterHub, "who may enter is the school's choice"


@pytest.mark.parametrize(("wrong", "said"), [({"spawner": "docker"}, "docker"), ({"language": "de"}, "de")])
def test_what_is_unknown_is_refused(wrong, said, tmp_path):
    with pytest.raises(CourseError, match=said):
        configure(Config(), state=tmp_path, **wrong)


def test_a_folder_prepared_twice_keeps_what_the_learner_and_the_class_put_there(tmp_path):
    mine = tmp_path / "class" / "students" / "Léa Morvan"
    (mine / "data").mkdir(parents=True)
    (mine / "data" / "base.csv").write_text("a\n1\n")
    folder = tmp_path / "home" / "crm-workbook"
    prepare(folder, mine=mine)
    home = folder / "notebooks" / "fr" / "00-accueil.ipynb"
    book = json.loads(home.read_text())
    book["cells"][0]["source"] = "mine"
    home.write_text(json.dumps(book))
    (folder / "data" / "base.csv").write_text("a\n2\n")
    prepare(folder, mine=mine)
    assert json.loads(home.read_text())["cells"][0]["source"] == "mine"
    assert (folder / "data" / "base.csv").read_text() == "a\n2\n"
    assert (folder / ".crm-course" / "jupyter" / "kernels" / "python3" / "kernel.json").exists()


def test_the_class_folder_is_found_by_the_words_of_the_name(tmp_path):
    for name in ("Léa Morvan", "Noé Garel", "Noé Garel (2)"):
        (tmp_path / "students" / name).mkdir(parents=True)
    assert learners._folder_of(tmp_path, "léa.morvan@lycee.example") == tmp_path / "students" / "Léa Morvan"
    assert learners._folder_of(tmp_path, "morvan_léa") == tmp_path / "students" / "Léa Morvan"
    assert learners._folder_of(tmp_path, "inconnu") is None


def test_while_a_folder_is_prepared_the_hub_answers_others(tmp_path, monkeypatch):
    monkeypatch.setattr(learners, "_account", lambda name: None)
    spawner = types.SimpleNamespace(
        user=types.SimpleNamespace(name="lea"), home_dir_template=str(tmp_path / "{username}"), environment={"A": "1"}
    )
    hook = learners.Preparation(hand_in=str(tmp_path / "in"))

    async def both():
        ticks, preparing = 0, asyncio.ensure_future(hook(spawner))
        while not preparing.done():
            ticks += 1
            await asyncio.sleep(0.01)
        await preparing
        return ticks

    assert asyncio.run(both()) > 1
    assert (tmp_path / "lea" / "crm-workbook" / "notebooks" / "fr" / "00-accueil.ipynb").exists()
    assert stat.S_IMODE((tmp_path / "in" / "lea").stat().st_mode) & 0o007 == 0
    assert spawner.environment["JUPYTER_PATH"].endswith("crm-workbook/.crm-course/jupyter")


def test_a_folder_that_cannot_be_made_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(learners, "_account", lambda name: None)
    (tmp_path / "lea" / "crm-workbook").parent.mkdir()
    (tmp_path / "lea" / "crm-workbook").write_text("a file")
    spawner = types.SimpleNamespace(user=types.SimpleNamespace(name="lea"), home_dir_template=str(tmp_path / "{username}"), environment={})
    with pytest.raises(CourseError, match="lea"):
        asyncio.run(learners.Preparation()(spawner))


def test_without_a_hub_or_its_proxy_the_way_to_them_is_said(monkeypatch):
    monkeypatch.setattr(check_module, "find_spec", lambda _: None)
    with pytest.raises(CourseError, match=r"crm-course\[server\]"):
        check()
    monkeypatch.setattr(check_module, "find_spec", lambda _: True)
    monkeypatch.setattr(check_module.shutil, "which", lambda _: None)
    with pytest.raises(CourseError, match="npm install"):
        check()


def test_learners_are_apart_only_if_none_reads_another():
    one = Learner(name="a", started=1, ran=1, cells=1, server=1, kernel=1, reads=())
    assert Checked(learners=(one,), hub=1, left=0).apart
    assert not Checked(learners=(one, Learner(name="b", started=1, ran=1, cells=1, server=1, kernel=1, reads=("a",))), hub=1, left=0).apart


def test_two_learners_work_a_lesson_on_a_hub_of_this_machine():
    if os.environ.get("CRM_COURSE_HUB") != "1":
        pytest.skip("a hub is started by .ci/run, which installs it: crm-course[server], configurable-http-proxy; CRM_COURSE_HUB=1")
    found = check("simple", "fr")
    assert [each.cells > 10 for each in found.learners] == [True, True]
    assert all(20 < each.kernel < 600 for each in found.learners)
    assert not found.apart, "one account for all: the check must see it"
    assert found.left == 0
