"""How fast are the doors? The reader of sheets, of dates and of addresses beside what does less.

python benchmarks/bench_sheets.py
"""

import csv
import io
import time

import pandas as pd
import phonenumbers

from crm_course.foundations import addresses, dates, sheets

LINES = 200_000
RUNS = 3


def best(work):
    """The shortest CPU time of some runs, in seconds."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def told(name, ours, peer, peer_name, count):
    print(f"{name:44s} {count / ours:12,.0f} /s   {peer_name}: {count / peer:12,.0f} /s   × {ours / peer:.2f}")


def main():
    line = "Durand{n};Hélène;client{n}@example.org;06 39 98 {a:02} {b:02};{d:02}/03/2026 09:{a:02};Besançon\n"
    text = "nom;prénom;email;téléphone;vu le;ville\n" + "".join(line.format(n=n, a=n % 60, b=n % 100, d=n % 28 + 1) for n in range(LINES))
    utf8, windows, quoted = text.encode(), text.encode("cp1252"), text.replace("Besançon", '"Besançon"').encode()
    mixed = utf8 + windows[windows.index(b"\n") + 1 :][:2_000]
    peer = best(lambda: pd.read_csv(io.BytesIO(utf8), sep=";", dtype=str, keep_default_na=False))
    plain = best(lambda: list(csv.reader(io.StringIO(text), delimiter=";")))
    for name, content in (
        ("UTF-8", utf8),
        ("Windows", windows),
        ("UTF-8 and Windows mixed", mixed),
        ("a quoted cell in each line", quoted),
    ):
        ours = best(lambda content=content: sheets.read(content, largest=10**9))
        told(f"lines of a CSV, {name}", ours, peer, "pandas.read_csv", LINES)
        told("", ours, plain, "csv.reader", LINES)
    moments = [f"{n % 28 + 1:02}/03/2026 {n % 24:02}:{n // 24 % 60:02}:{n // 1440 % 60:02}" for n in range(LINES)]
    told(
        "moments, convention found",
        best(lambda: dates.read(moments)),
        best(lambda: pd.to_datetime(moments, format="%d/%m/%Y %H:%M:%S")),
        "to_datetime, format given",
        LINES,
    )
    numbers = [f"06 39 98 {n % 100:02} {n // 100 % 100:02}" for n in range(LINES // 10)]

    def by_plan():
        for number in numbers:
            phonenumbers.format_number(phonenumbers.parse(number, "FR"), phonenumbers.PhoneNumberFormat.E164)

    told("telephone numbers", best(lambda: [addresses.phone(number) for number in numbers]), best(by_plan), "phonenumbers", len(numbers))


if __name__ == "__main__":
    main()
