"""Random numbers that hang on nothing but their key, compiled.

A key is a seed with what it is for (person, year, event); the same key gives the same number on
any number of threads and in any order. The mixing is the finaliser of SplitMix64 (Steele, Lea and
Flood 2014, "Fast splittable pseudorandom number generators").
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
_HALF_LOG_TAU = 0.5 * math.log(2 * math.pi)


@njit(cache=True, inline="always")
def mixed(word: Any) -> Any:
    """A word of 64 bits, well mixed."""
    word = (word ^ (word >> _30)) * _FIRST
    word = (word ^ (word >> _27)) * _SECOND
    return word ^ (word >> _31)


@njit(cache=True, inline="always")
def key_of(key: Any, part: Any) -> Any:
    """The key that belongs to a part of what `key` is for."""
    return mixed(key + _STEP * (np.uint64(part) + np.uint64(1)))


def key(seed: int, *parts: int) -> np.uint64:
    """The key for a seed and what it is for, outside compiled code."""
    found = np.uint64(seed)
    for part in parts:
        found = np.uint64(key_of(found, np.uint64(part)))
    return found


@njit(cache=True, inline="always")
def chance(key: Any) -> Any:
    """A number from 0 up to 1 for a key."""
    return np.float64(mixed(key + _STEP) >> _11) * _SCALE


@njit(cache=True)
def binomial(number: Any, share: Any, key: Any) -> Any:
    """How many of `number` it happens to, each with chance `share`; exact, in constant time."""
    if number <= 0 or share <= 0.0:
        return 0
    if share >= 1.0:
        return number
    if share > 0.5:
        return number - binomial_half(number, 1.0 - share, key)
    return binomial_half(number, share, key)


@njit(cache=True)
def binomial_half(number: Any, share: Any, key: Any) -> Any:
    """For shares up to a half: by inversion when few are expected, else by rejection."""
    if number * share < _FEW:
        return _by_inversion(number, share, key)
    return _by_rejection(number, share, key)


@njit(cache=True)
def _by_inversion(number: Any, share: Any, key: Any) -> Any:
    odds = share / (1.0 - share)
    term = math.exp(number * math.log1p(-share))
    left, found = chance(key), 0
    while left > term and found < number:
        left -= term
        found += 1
        term *= odds * (number - found + 1) / found
    return found


@njit(cache=True, inline="always")
def _log_factorial(number: Any) -> Any:
    """By Stirling's series, to 1e-10 from nine up; below that exact."""
    if number < 9:
        return math.lgamma(number + 1.0)
    more = number + 1.0
    square = more * more
    rest = (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / more
    return (number + 0.5) * math.log(more) - more + _HALF_LOG_TAU + rest


@njit(cache=True)
def _by_rejection(number: Any, share: Any, key: Any) -> Any:
    """Transformed rejection, algorithm BTRS of Hörmann (1993), without its squeeze steps."""
    spread = math.sqrt(number * share * (1.0 - share))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * share
    middle = number * share + 0.5
    alpha = (2.83 + 5.1 / b) * spread
    turn = np.uint64(0)
    while True:
        u = chance(key_of(key, turn)) - 0.5
        v = chance(key_of(key, turn + np.uint64(1)))
        turn += np.uint64(2)
        near = 0.5 - abs(u)
        found = math.floor((2.0 * a / near + b) * u + middle)
        if found < 0 or found > number:
            continue
        if near >= 0.07 and v <= 0.92 - 4.2 / b:
            return np.int64(found)
        odds = math.log(share / (1.0 - share))
        mode = math.floor((number + 1) * share)
        top = _log_factorial(mode) + _log_factorial(number - mode)
        v = math.log(v * alpha / (a / (near * near) + b))
        most = top - _log_factorial(found) - _log_factorial(number - found)
        if v <= most + (found - mode) * odds:
            return np.int64(found)
