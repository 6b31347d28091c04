"""Read deals from a CRM's API and write them as the CSV file that the CRM would export: HubSpot and Salesforce."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

from openssi.client.retries import BusyError, retried
from openssi.client.team_server import normalize_address
from openssi.errors import InputError, UsageError, install_hint
from openssi.render.escaping import escape_cell

if TYPE_CHECKING:
    import httpx2

__all__ = ["HUBSPOT", "pull_hubspot", "pull_salesforce"]

#: Where HubSpot's API is.
HUBSPOT = "https://api.hubapi.com"
_MOST_PAGES = 10_000
_BUSY = {429, 502, 503, 504}

_DEALS = "/crm/v3/objects/deals"
_DEAL_FIELDS = "createdate,closedate,dealstage,hs_is_closed_won,hubspot_owner_id,amount_in_home_currency"
_HUBSPOT_COLUMNS = (
    "Record ID", "Create Date", "Close Date", "Deal Stage", "Is closed won", "Deal owner", "Amount in company currency",
)  # fmt: skip
_SALESFORCE_COLUMNS = ("Id", "CreatedDate", "CloseDate", "StageName", "IsWon", "Owner.Name")
# No amount: with several currencies it needs its currency, and a query for that fails in orgs that have only one.
_QUERY = "SELECT Id, CreatedDate, CloseDate, StageName, IsWon, Owner.Name FROM Opportunity"
_VERSION = "v62.0"


def pull_hubspot(token: str, address: str = HUBSPOT) -> str:
    """Return all deals of a HubSpot account as CSV.

    Args:
        token: of a private app that may read deals and owners.
        address: where the API is.

    Raises:
        InputError: HubSpot can't be reached, or refuses.
        UsageError: the packages are missing, or the address is not one.
    """
    with _connected("HubSpot", address, token) as ask:
        owners = {one["id"]: _owner_name(one) for archived in ("false", "true") for one in _owners(ask, archived)}
        stages = {
            stage["id"]: stage["label"]
            for pipeline in ask("/crm/v3/pipelines/deals", {})["results"]
            for stage in pipeline["stages"]
        }
        deals = _hubspot_pages(ask, _DEALS, {"properties": _DEAL_FIELDS})
        rows = [_deal(one, owners, stages) for one in deals]
    return _as_csv(_HUBSPOT_COLUMNS, rows)


def pull_salesforce(token: str, address: str) -> str:
    """Return all opportunities of a Salesforce org as CSV.

    Args:
        token: an access token of a user who may read opportunities.
        address: the org's, such as https://example.my.salesforce.com.

    Raises:
        InputError: Salesforce can't be reached, or refuses.
        UsageError: the packages are missing, or the address is not one.
    """
    rows: list[Sequence[object]] = []
    with _connected("Salesforce", address, token) as ask:
        page = ask(f"/services/data/{_VERSION}/query", {"q": _QUERY})
        for _ in range(_MOST_PAGES):
            rows += map(_opportunity, page["records"])
            if page["done"]:
                break
            page = ask(_own_path(page["nextRecordsUrl"]), {})
    return _as_csv(_SALESFORCE_COLUMNS, rows)


class _Asking:
    """Requests to one CRM: retried where that helps, never redirected, every refusal a clear error."""

    def __init__(self, product: str, client: httpx2.Client) -> None:
        self._product, self._client = product, client

    def __call__(self, path: str, parameters: Mapping[str, str]) -> Any:
        """Return the JSON of a response. Raises InputError if there is none."""
        import httpx2

        try:
            return retried(lambda: self._answer(self._client.get(path, params=parameters or None)))
        except httpx2.TransportError as error:
            raise self._refused(f"can't be reached: {error}", "Check the address and your connection.") from error

    def _answer(self, response: httpx2.Response) -> Any:
        status = response.status_code
        if status in {401, 403}:
            raise self._refused(
                f"refuses the token (status {status})", "Make a new token that may read deals and their owners."
            )
        if status in _BUSY:
            raise BusyError(response, self._refused(f"is busy (status {status})", "Try again in a minute."))
        try:
            answer: Any = response.json() if status == 200 else None
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self._refused(f"answers with status {status} and no data", "Check the address.")
        return cast("Any", answer)

    def _refused(self, what: str, hint: str) -> InputError:
        return InputError("crm-api", f"{self._product} {what}.", unchanged="Nothing was written.", hint=hint)


@contextmanager
def _connected(product: str, address: str, token: str) -> Generator[_Asking]:
    """Connect to a CRM. An answer of another form than documented is an error too."""
    if not all(map(find_spec, ("httpx2", "stamina"))):
        raise UsageError(
            "crm-api-missing",
            "Reading from a CRM needs packages that aren't installed.",
            hint=install_hint("connect"),
        )
    import httpx2

    logging.getLogger("stamina").addHandler(logging.NullHandler())  # a retry is not worth a warning
    base = normalize_address(address)
    with httpx2.Client(
        base_url=base,
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=httpx2.Timeout(60, connect=10),
        trust_env=base.startswith("https:"),
        follow_redirects=False,  # never send the token to another host
    ) as client:
        try:
            yield _Asking(product, client)
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(
                "crm-api", f"{product} answers in another form than documented.", unchanged="Nothing was written."
            ) from error


def _hubspot_pages(ask: _Asking, path: str, parameters: Mapping[str, str]) -> Iterator[Any]:
    after = ""
    for _ in range(_MOST_PAGES):
        page = ask(path, {**parameters, "limit": "100", **({"after": after} if after else {})})
        yield from page["results"]
        after = page.get("paging", {}).get("next", {}).get("after", "")
        if not after:
            return


def _owners(ask: _Asking, archived: str) -> Iterator[Any]:
    """Yield owners; people who left still own deals, and are listed as archived only."""
    return _hubspot_pages(ask, "/crm/v3/owners", {"archived": archived})


def _owner_name(owner: Mapping[str, Any]) -> str:
    name = f"{owner.get('firstName') or ''} {owner.get('lastName') or ''}".strip()
    return name or str(owner.get("email") or "")


def _deal(one: Mapping[str, Any], owners: Mapping[str, str], stages: Mapping[str, str]) -> Sequence[object]:
    found = cast("Mapping[str, Any]", one["properties"])
    stage, owner = found.get("dealstage") or "", found.get("hubspot_owner_id") or ""
    return (
        one["id"], found["createdate"], found.get("closedate"), stages.get(stage, stage), found.get("hs_is_closed_won"),
        owners.get(owner, owner), found.get("amount_in_home_currency"),
    )  # fmt: skip


def _opportunity(one: Mapping[str, Any]) -> Sequence[object]:
    owner = one["Owner"]
    return (
        one["Id"], one["CreatedDate"], one["CloseDate"], one["StageName"], one["IsWon"], owner["Name"] if owner else "",
    )  # fmt: skip


def _own_path(address: str) -> str:
    """Return the path of the next page. Raises TypeError if it could lead the token to another host."""
    if not address.startswith("/services/"):
        raise TypeError(address)
    return address


def _as_csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([escape_cell("" if cell is None else str(cell)) for cell in row] for row in rows)
    return text.getvalue()
