"""Exact references: Erlang's formulas by other ways than the package's, in forty digits and more."""

from types import SimpleNamespace

import mpmath as mp
import pytest


def erlang_b(load, agents, digits=50):
    """By the incomplete gamma function, agents real."""
    with mp.workdps(digits):
        a, n = mp.mpf(load), mp.mpf(agents)
        return a**n * mp.exp(-a) / mp.gammainc(n + 1, a)


def erlang_c(load, agents, digits=50):
    with mp.workdps(digits):
        b, a, n = erlang_b(load, agents, digits), mp.mpf(load), mp.mpf(agents)
        return n * b / (n - a * (1 - b))


def _lower_gamma(s, z):
    """Lower incomplete gamma by its positive series."""
    term = total = mp.mpf(1)
    j, small = 0, mp.mpf(10) ** -mp.mp.dps
    while term > small * total or j + s < z:
        j += 1
        term *= z / (s + j)
        total += term
    return z**s * mp.exp(-z) / s * total


def erlang_a(load, agents, pace, within, digits=70):
    """By differences of incomplete gamma functions, in enough digits that they may cancel."""
    with mp.workdps(digits):
        a, n, r, t = (mp.mpf(float(value)) for value in (load, agents, pace, within))
        x, y = n / r, a / r
        z = y * mp.exp(-r * t)
        idle = 1 / erlang_b(a, n, digits) - 1
        scale = x * mp.exp(y) * y ** (-x)
        waiting, served = scale * _lower_gamma(x, y), scale / y * _lower_gamma(x + 1, y)
        later, served_later = scale * _lower_gamma(x, z), scale / y * _lower_gamma(x + 1, z)
        total = idle + waiting
        return SimpleNamespace(
            wait_share=waiting / total, served_share=(idle + served) / total, served_within=(idle + served - served_later) / total,
            abandonment=(waiting - served) / total, waits_longer=mp.exp(-r * t) * later / total,
        )  # fmt: skip


def chain_a(load, agents, pace, states):
    """Erlang A's wait share, abandonment and mean busy agents from the stationary birth-death chain itself."""
    with mp.workdps(40):
        a, r = mp.mpf(load), mp.mpf(pace)
        chances = [mp.mpf(1)]
        for k in range(1, states):
            chances.append(chances[-1] * a / (min(k, agents) + max(k - agents, 0) * r))
        total = mp.fsum(chances)
        waiting = mp.fsum(chances[agents:]) / total
        queue = mp.fsum(max(k - agents, 0) * chance for k, chance in enumerate(chances)) / total
        busy = mp.fsum(min(k, agents) * chance for k, chance in enumerate(chances)) / total
        return SimpleNamespace(wait_share=waiting, abandonment=r * queue / a, busy=busy)


def agents_c(load, threshold, level=None, occupancy=None, mean_wait=None):
    """The fewest agents in Erlang C, one by one from one on; the load a decimal, times pairs (seconds, handle time)."""
    with mp.workdps(40):
        a = mp.mpf(load)
        late = mp.mpf(threshold[0]) / mp.mpf(threshold[1])
        blocked, n = mp.mpf(1), 0
        while True:
            n += 1
            blocked = a * blocked / (n + a * blocked)
            if n <= a:
                continue
            waits = n * blocked / (n - a * (1 - blocked))
            kept = level is None or 1 - waits * mp.exp(-(n - a) * late) >= mp.mpf(str(level))
            kept &= occupancy is None or a / n <= mp.mpf(str(occupancy))
            kept &= mean_wait is None or waits / (n - a) <= mp.mpf(mean_wait[0]) / mp.mpf(mean_wait[1])
            if kept:
                return n


@pytest.fixture(scope="session")
def exact():
    return SimpleNamespace(erlang_b=erlang_b, erlang_c=erlang_c, erlang_a=erlang_a, chain_a=chain_a, agents_c=agents_c)
