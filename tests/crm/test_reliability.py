"""All or nothing: killed, locked out, out of space, damaged, two at a time."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys

import pytest
import sqlalchemy as sa

from crm_course import crm
from crm_course.crm import engine
from crm_course.foundations.errors import FileProblem

# -- kill -9 ------------------------------------------------------------------------------


def test_an_import_that_is_killed_leaves_all_or_nothing(tmp_path, worker, big_csv):
    url, path, moments = f"sqlite:///{tmp_path / 'k.db'}", big_csv(tmp_path / "big.csv", 3000), random.Random(7)
    usual = worker(f"sqlite:///{tmp_path / 'trial.db'}", "import", str(path))
    seen = []
    for attempt in range(15):
        fresh = f"sqlite:///{tmp_path / f'k{attempt}.db'}" if 3000 in seen else url
        worker(fresh, "import", str(path), moments.uniform(0.05, 1.1) * usual)
        with crm.open(fresh) as store:
            assert store.check()
            counts = [len(store.table(name)) for name in ("customers", "contact_points")]
            assert counts in ([0, 0], [3000, 3000])
            assert len(store.table("search_terms")) in (0, 9000)
            seen.append(counts[0])
    assert 0 in seen, "none was killed before it was through"
    with crm.open(url) as store:
        store.import_file(path)
        assert len(store.table("customers")) == 3000


def test_an_erasure_that_is_killed_leaves_all_or_nothing_and_no_trace(tmp_path, worker, big_csv):
    url, moments = f"sqlite:///{tmp_path / 'e.db'}", random.Random(11)
    with crm.open(url) as store:
        store.import_file(big_csv(tmp_path / "big.csv", 3000))
    usual = worker(url, "erase", 99)
    seen = []
    for number in range(100, 115):
        mail, name = f"p{number - 1}@example.org", f"Nom{number - 1}z"
        worker(url, "erase", number, moments.uniform(0.05, 1.1) * usual)
        with crm.open(url) as store:  # finishes what was begun
            assert store.check()
            there = len(store.search(mail)) == 1
            left = (store.table("contact_points")["value"] == mail).sum(), (store.table("customers")["last_name"] == name).sum()
            assert left == ((1, 1) if there else (0, 0))
            seen.append(there)
        held = b"".join(path.read_bytes() for path in tmp_path.glob("e.db*"))
        assert (mail.encode() in held, name.encode() in held) == (there, there)
    assert any(seen), "none was killed before it was through"


# -- other troubles -----------------------------------------------------------------------

WRITER = """
import sys
from crm_course import crm
store = crm.open(sys.argv[1])
for n in range(25):
    store.add_note(1, f"{sys.argv[2]} {n}")
"""


def test_two_processes_write_at_the_same_time(url, shop):
    with crm.open(url) as store:
        store.load(shop)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, url, name], stderr=subprocess.PIPE) for name in ("a", "b")]
    assert [(writer.wait(), writer.communicate()[1]) for writer in writers] == [(0, b"")] * 2
    with crm.open(url) as store:
        notes = store.table("notes")
        assert len(notes) == 50
        assert notes["note_id"].is_unique
        assert sorted(notes["body"]) == sorted(f"{name} {n}" for name in "ab" for n in range(25))


def test_a_locked_store_says_so_and_a_reader_still_reads(file_url, shop, monkeypatch):
    monkeypatch.setattr(engine, "WAIT_SECONDS", 0.1)
    with crm.open(file_url) as first, crm.open(file_url) as second:
        first.load(shop)
        with first.writing():
            assert second.search("gof")["customer_id"].tolist() == [1]
            with pytest.raises(FileProblem, match="in use by another program. Nothing was changed"):
                second.add_note(1, "x")
        second.add_note(1, "x")


def test_a_full_disk_changes_nothing(file_url, shop, tmp_path, big_csv):
    with crm.open(file_url) as store:
        store.load(shop)

        def small(connection, _):
            connection.execute("PRAGMA max_page_count=200")

        sa.event.listen(store.engine, "connect", small)
        store.close()
        with pytest.raises(FileProblem, match="disk .* is full .* Nothing was changed"):
            store.import_file(big_csv(tmp_path / "big.csv", 20_000))
        assert len(store.table("customers")) == 4
        assert store.check()
        store.add_note(1, "still works")


def test_a_disk_that_refuses_to_grow_changes_nothing(tmp_path, big_csv):
    url, path = f"sqlite:///{tmp_path / 'f.db'}", big_csv(tmp_path / "big.csv", 20_000)
    code = f"""
import resource, signal
from crm_course import crm
from crm_course.foundations.errors import FileProblem
store = crm.open({url!r})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))
try:
    store.import_file({str(path)!r})
except FileProblem as problem:
    print(problem)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "full or does not answer. Nothing was changed" in done.stdout
    with crm.open(url) as store:
        assert store.check()
        assert store.table("customers").empty


def test_a_damaged_file_says_so(tmp_path, shop):
    path = tmp_path / "d.db"
    path.write_bytes(b"this is a letter, not a database" * 200)
    with pytest.raises(FileProblem, match="damaged or no database. It was not changed"):
        crm.open(f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"this is a letter")
    good = tmp_path / "g.db"
    with crm.open(f"sqlite:///{good}") as store:
        store.load(shop)
    content = bytearray(good.read_bytes())
    content[8192:-4096] = random.Random(3).randbytes(len(content) - 12288)
    good.write_bytes(content)
    with pytest.raises(FileProblem, match="damaged"), crm.open(f"sqlite:///{good}") as store:
        store.check()
    cut = tmp_path / "cut.db"
    cut.write_bytes(content[:100])
    with pytest.raises(FileProblem, match="damaged|no database"):
        crm.open(f"sqlite:///{cut}")


def test_a_database_of_something_else_is_left_alone(tmp_path):
    other = sa.create_engine(f"sqlite:///{tmp_path / 'other.db'}")
    with other.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (name TEXT)")
    other.dispose()
    with pytest.raises(FileProblem, match="not a customer base"):
        crm.open(f"sqlite:///{tmp_path / 'other.db'}")


def test_a_folder_that_is_not_there_or_a_server_that_is_not(tmp_path):
    with pytest.raises(FileProblem, match="does not exist"):
        crm.open(f"sqlite:///{tmp_path / 'no' / 'x.db'}")
    with pytest.raises(FileProblem, match="cannot be opened"):
        crm.open(f"sqlite:///{tmp_path}")
    pytest.importorskip("psycopg")
    with pytest.raises(FileProblem, match="does not answer"):
        crm.open("postgresql+psycopg://nobody@127.0.0.1:1/none")


def test_a_broken_line_in_the_middle_of_a_long_file_costs_one_line(tmp_path, big_csv):
    with crm.open("sqlite://") as store:
        report = store.import_file(big_csv(tmp_path / "long.csv", 60_000, broken=30_000))
        assert (report.lines, report.added) == (60_000, 59_999)
        assert report.rejected["line"].tolist() == [30_002]
        assert len(store.search("nom30001z")) == 1
        assert store.contactable("email", "marketing", on=dt.date(2026, 8, 11)).empty
