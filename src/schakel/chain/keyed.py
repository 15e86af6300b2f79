"""Random numbers that hang on nothing but their key, compiled.

A key is a seed with what it is for (person, year, event); the same key gives the same number on
any number of threads and in any order. Numbers for the parts of a key are those of SplitMix64
(Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators") that starts there.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_30, _27, _31, _11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_SCALE = 2.0**-53
_FEW = 10.0
_NEAR = 15
# What Stirling's formula for log(n!) leaves, for n from 0 to 9.
_REST = np.array(
    [
        math.lgamma(n + 1) - (n + 0.5) * math.log(n + 1) + n + 1 - 0.5 * math.log(2 * math.pi)
        for n in range(10)
    ]
)


@njit(cache=True, inline="always")
def key_of(key: Any, part: Any) -> Any:
    """The key, a word of 64 bits, that belongs to a part of what `key` is for."""
    word = key + _STEP * (np.uint64(part) + np.uint64(1))
    word = (word ^ (word >> _30)) * _FIRST
    word = (word ^ (word >> _27)) * _SECOND
    return word ^ (word >> _31)


def key(seed: int, *parts: int) -> np.uint64:
    """The key for a seed and what it is for, outside compiled code."""
    found = np.uint64(seed)
    for part in parts:
        found = np.uint64(key_of(found, np.uint64(part)))
    return found


@njit(cache=True, inline="always")
def as_chance(word: Any) -> Any:
    """A number from 0 up to 1 from a word of 64 bits."""
    return np.float64(word >> _11) * _SCALE


@njit(cache=True, inline="always")
def chance(key: Any, part: Any) -> Any:
    """A number from 0 up to 1 for a part of what `key` is for."""
    return as_chance(key_of(key, part))


@njit(cache=True)
def chances(key: Any, parts: Any) -> Any:
    """A number from 0 up to 1 for each of some parts."""
    found = np.empty(len(parts))
    for place in range(len(parts)):
        found[place] = chance(key, parts[place])
    return found


@njit(cache=True)
def whole(amounts: Any, key: Any) -> Any:
    """Whole numbers from amounts (rows, columns), up or down by chance so that the mean stays."""
    found = np.zeros(amounts.shape, dtype=np.int64)
    for row in range(amounts.shape[0]):
        own = key_of(key, row)
        for column in range(amounts.shape[1]):
            least = np.floor(amounts[row, column])
            more = chance(own, column) < amounts[row, column] - least
            found[row, column] = np.int64(least) + (1 if more else 0)
    return found


@njit(cache=True)
def binomial(number: Any, share: Any, key: Any) -> Any:
    """How many of `number` it happens to, each with chance `share`; exact, in constant time."""
    if number <= 0 or share <= 0.0:
        return 0
    if share >= 1.0:
        return number
    if share > 0.5:
        return number - _binomial_half(number, 1.0 - share, key)
    return _binomial_half(number, share, key)


@njit(cache=True)
def _binomial_half(number: Any, share: Any, key: Any) -> Any:
    """For shares up to a half: by inversion when few are expected, else by rejection."""
    if number * share < _FEW:
        return _by_inversion(number, share, key)
    return _by_rejection(number, share, key)


@njit(cache=True)
def _by_inversion(number: Any, share: Any, key: Any) -> Any:
    odds = share / (1.0 - share)
    term = math.exp(number * math.log1p(-share))
    left, found = chance(key, 0), 0
    while left > term and found < number:
        left -= term
        found += 1
        term *= odds * (number - found + 1) / found
    return found


@njit(cache=True)
def _by_rejection(number: Any, share: Any, key: Any) -> Any:
    """Transformed rejection with decomposition, algorithm BTRD of Hörmann (1993).

    "The generation of binomial random variates", Journal of Statistical Computation and Simulation
    46, 101-110; the names of a, b, u and v are his. Four times in five one number is enough.
    """
    variance = number * share * (1.0 - share)
    spread = math.sqrt(variance)
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * share
    middle, sure = number * share + 0.5, 0.92 - 4.2 / b
    turn = -1
    while True:
        turn += 2
        v = chance(key, turn)
        if v <= 0.86 * sure:
            u = v / sure - 0.43
            return np.int64(math.floor((2.0 * a / (0.5 - abs(u)) + b) * u + middle))
        if v >= sure:
            u = chance(key, turn + 1) - 0.5
        else:
            u = v / sure - 0.93
            u = math.copysign(0.5, u) - u
            v = chance(key, turn + 1) * sure
        near = 0.5 - abs(u)
        found = np.int64(math.floor((2.0 * a / near + b) * u + middle))
        if 0 <= found <= number:
            v *= (2.83 + 5.1 / b) * spread / (a / (near * near) + b)
            if _below(v, found, number, share, variance):
                return found


@njit(cache=True)
def _below(v: Any, found: Any, number: Any, share: Any, variance: Any) -> Any:
    """Whether v is at most the chance of `found` over that of the mode, b(found) / b(mode)."""
    mode, odds = np.int64(math.floor((number + 1) * share)), share / (1.0 - share)
    far = abs(found - mode)
    if far <= _NEAR:
        ratio = 1.0
        for n in range(min(found, mode) + 1, max(found, mode) + 1):
            ratio *= (number + 1) * odds / n - odds
        return v <= ratio if found > mode else v * ratio <= 1.0
    v = math.log(v)
    off = far / variance * (((far / 3 + 0.625) * far + 1 / 6) / variance + 0.5)
    middle = -far * far / (2.0 * variance)
    if abs(v - middle) > off:
        return v < middle
    return v <= (
        (mode + 0.5) * math.log((mode + 1) / (odds * (number - mode + 1)))
        + (number + 1) * math.log((number - mode + 1) / (number - found + 1))
        + (found + 0.5) * math.log((number - found + 1) * odds / (found + 1))
        + _rest(mode) + _rest(number - mode) - _rest(found) - _rest(number - found)
    )  # fmt: skip


@njit(cache=True, inline="always")
def _rest(number: Any) -> Any:
    """What Stirling's formula leaves: log(n!) less (n + ½) log(n + 1) - (n + 1) + ½ log 2π."""
    if number < len(_REST):
        return _REST[number]
    more = number + 1.0
    square = more * more
    return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / more
