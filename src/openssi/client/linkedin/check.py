"""Check that LinkedIn accepts a token, before it is stored."""

from __future__ import annotations

from collections.abc import Callable

from openssi.client.linkedin.folder import ProductId
from openssi.client.linkedin.portability_api import open_api
from openssi.client.linkedin.statistics import request_one_day
from openssi.client.linkedin.transport import NoDataError, QuotaError
from openssi.errors import InputError
from openssi.sources.portability.domains import FIRST

__all__ = ["check_token"]


def check_token(token: str, address: str, product: ProductId, now: Callable[[], int]) -> None:
    """Check a token by one request. Data that isn't there yet, or a used-up quota, doesn't count against it.

    Raises:
        InputError: LinkedIn can't be reached, or refuses the token.
        UsageError: the extra `connect` is not installed.
    """
    try:
        if product == "statistics":
            request_one_day(token, now, address)
            return
        with open_api(token, lambda _: None, address) as api:
            api.snapshot_page(FIRST.name, 0)
    except (NoDataError, QuotaError):
        return
    except InputError as error:
        error.unchanged = "The token was not stored."
        raise
