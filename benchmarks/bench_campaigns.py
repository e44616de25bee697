"""Campaigns: a million members and events through funnel, test and Qini, beside what others use."""

from __future__ import annotations

import time
import warnings

import numpy as np
import pandas as pd

from crm_course import campaigns


def cpu(action, times=3):
    best = np.inf
    for _ in range(times):
        start = time.process_time()
        action()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    n, rng = 1_000_000, np.random.default_rng(0)
    treated = np.arange(n) % 10 < 7
    members = pd.DataFrame({"campaign_id": 1, "customer_id": np.arange(n) + 5, "arm": np.where(treated, "treated", "control")})
    mailed = members["customer_id"].to_numpy()[treated]
    people = np.concatenate([mailed, rng.choice(mailed, n - len(mailed))])
    events = pd.DataFrame({"campaign_id": 1, "customer_id": people, "kind": ["delivered"] * len(mailed) + ["opened"] * (n - len(mailed))})

    def merged() -> None:
        joined = events.merge(members[members["arm"] == "treated"], on=["campaign_id", "customer_id"])
        joined.drop_duplicates(["campaign_id", "customer_id", "kind"])["kind"].value_counts()

    ours, theirs = cpu(lambda: campaigns.funnel(members, events)), cpu(merged)
    print(f"funnel: {1000 * ours:.0f} ms; merge and drop_duplicates {1000 * theirs:.0f} ms ({theirs / ours:.1f}×)")
    values, bought = rng.normal(size=n), rng.random(n) < 0.1
    print(
        f"test with earlier behaviour: {1000 * cpu(lambda: campaigns.test(values[treated], values[~treated], before=(values[treated], values[~treated]))):.0f} ms"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from sklift.metrics import qini_auc_score

        ours = cpu(lambda: campaigns.qini(values, treated, bought))
        theirs = cpu(lambda: qini_auc_score(bought.astype(int), values, treated.astype(int)))
    print(f"Qini with its interval: {1000 * ours:.0f} ms; scikit-uplift without one {1000 * theirs:.0f} ms ({theirs / ours:.1f}×)")


if __name__ == "__main__":
    main()
