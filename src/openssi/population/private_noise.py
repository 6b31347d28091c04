"""Noise for differential privacy: discrete Laplace, drawn exactly, in whole numbers, from the system's entropy.

After Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential Privacy" (2020), section 5: no floating point
is involved, so no bit of a result gives away what was added.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from secrets import randbelow

__all__ = ["discrete_laplace"]


def discrete_laplace(scale: Fraction, below: Callable[[int], int] = randbelow) -> int:
    """Return a whole number x with a probability proportional to exp(-|x| / scale).

    Args:
        scale: the sensitivity of a count divided by epsilon.
        below: returns a uniform number from 0 up to its argument, not included.
    """
    top, bottom = scale.numerator, scale.denominator
    while True:
        rest = below(top)
        if not _one_in_e_to(Fraction(rest, top), below):
            continue
        whole = 0
        while _one_in_e_to(Fraction(1), below):
            whole += 1
        size = (rest + top * whole) // bottom
        negative = below(2) == 1
        if not (negative and size == 0):  # or zero would be twice as likely
            return -size if negative else size


def _one_in_e_to(exponent: Fraction, below: Callable[[int], int]) -> bool:
    """Return True with the probability exp(-exponent), for an exponent from 0 to 1."""
    tried = 1
    while below(exponent.denominator * tried) < exponent.numerator:
        tried += 1
    return tried % 2 == 1
