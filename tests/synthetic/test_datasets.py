"""The ready-made extracts are what the command makes today."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_course import synthetic
from crm_course.synthetic.delivery.files import package_of

DATASETS = Path(__file__).parents[2] / "datasets"


@pytest.mark.parametrize("name", synthetic.WORLDS)
def test_an_extract_is_sound_and_made_by_the_command(name: str) -> None:
    assert synthetic.verify(DATASETS / name).empty
    told = {resource["name"]: resource["fingerprint"] for resource in package_of(DATASETS / name)["resources"]}
    assert told == synthetic.world(name, customers=100, months=3, seed=7).fingerprint


def test_every_world_has_its_extract_and_its_line() -> None:
    assert {path.name for path in DATASETS.iterdir() if path.is_dir()} >= set(synthetic.WORLDS)
    readme = (DATASETS / "README.md").read_text("utf-8")
    assert all(f"dataset {name} --customers 100 --months 3 --seed 7" in readme for name in synthetic.WORLDS)
