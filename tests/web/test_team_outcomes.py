"""Does it sell? The lead uploads sales once, confirms who is who, and sees one answer for all who share."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

import io
import json
import re
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest
import xlsxwriter

from openssi.store import accounts
from openssi.store.accounts import Account
from tests.unit.samples import reactions, zipped
from tests.web.site import HTML, Site

SALES = "/api/v1/team/sales"
ANSWER = "/api/v1/team/outcomes"
#: Counts of three sellers; the last one is nobody in the team.
TABLE = "Seller,Month,Meetings,Deals won,Territory\n" + "".join(
    f"{name},2026-0{month},{month + at},{at},{'North' if at else 'South'}\n"
    for at, name in enumerate(("Ada Example", "Bo Sample", "Cy Other"))
    for month in range(1, 7)
)


@pytest.fixture
def people(site: Site) -> tuple[Account, Account, Account]:
    """A lead, and two members with archives of half a year; both share."""
    team = site.team("North")
    lead, ada, bo = site.person(team, "lead", "lead"), site.person(team, "ada"), site.person(team, "bo")
    with site.server.database.write() as connection:
        accounts.change_account(connection, ada.id, name="Ada Example", shares=True)
        accounts.change_account(connection, bo.id, name="Bo Sample", shares=True)
    return lead, ada, bo


def give_archives(site: Site, folder: Path, *members: Account) -> None:
    moments = [f"2026-0{month}-{day:02} 10:00:00" for month in range(1, 7) for day in range(1, 29, month)]
    moments += ["2025-10-01 10:00:00", "2026-06-30 10:00:00"]
    file = zipped(folder / "archive.zip", {"Reactions.csv": reactions(*moments)})
    for one in members:
        site.browser(one).post("/api/v1/me/imports", content=file.read_bytes(), headers={"File-Name": "a.zip"})
    site.server.worker.process_pending()


def as_workbook(table: str) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_numbers": True}) as book:
        sheet = book.add_worksheet("Export")
        for at, line in enumerate(table.splitlines()):
            sheet.write_row(at, 0, line.split(","))
    return content.getvalue()


def test_the_lead_confirms_and_gets_one_answer_without_names(
    site: Site, people: tuple[Account, Account, Account], tmp_path: Path
) -> None:
    lead, ada, bo = people
    give_archives(site, tmp_path, ada, bo)
    browser = site.browser(lead)
    assert "Upload your CRM" in browser.get("/team/outcomes", headers=HTML).text
    page = browser.post("/team/outcomes", files={"export": ("deals.xlsx", as_workbook(TABLE))}, headers=HTML)
    sellers = re.findall(r'name="seller" value="([^"]*)"', page.text)
    assert sellers == ["Cy Other", "Ada Example", "Bo Sample"]
    assert "18 rows, all imported." in page.text
    assert "1 of 3 sellers has no member of the same name and comes first." in page.text
    assert page.text.count(" selected") == 2
    counted = re.search(r'<textarea name="counted" hidden>(.*?)</textarea>', page.text)
    assert counted is not None
    form = {"counted": counted[1].replace("&#34;", '"'), "seller": sellers, "member": ["", ada.id, bo.id]}
    browser.post("/team/outcomes/members", data=form, headers=HTML)
    answer = browser.get("/team/outcomes", headers=HTML).text
    assert "2 members have sales" in answer
    assert "There is no test: 2 sellers and 6 months have both" in answer
    assert not re.search("Ada|Bo Sample|Cy", answer)


def test_rest_takes_and_removes_sales(site: Site, people: tuple[Account, Account, Account], tmp_path: Path) -> None:
    lead, ada, bo = people
    give_archives(site, tmp_path, ada, bo)
    browser = site.browser(lead)
    assert browser.get(ANSWER).json()["comparison"] is None
    export = {"name": "deals.csv", "text": TABLE}
    listed = browser.post(f"{SALES}/sellers", json=export).json()
    assert [one["suggested_id"] for one in listed["sellers"]] == [ada.id, bo.id, None]
    assert listed["file"]["imported"] == 18
    book = {"name": "deals.xlsx", "base64": b64encode(as_workbook(TABLE)).decode()}
    assert browser.post(f"{SALES}/sellers", json=book).json()["sellers"] == listed["sellers"]
    for wrong in ({"text": ""}, {"base64": "QQ=="}, {"text": "", "base64": "?"}, {"name": "deals.xlsx"}):
        assert browser.post(f"{SALES}/sellers", json=export | wrong).json()["code"] == "request-format", wrong
    members = {"Ada Example": ada.id, "Bo Sample": bo.id}
    assert browser.put(SALES, json={**export, "members": members}).json() == {"members": 2}
    found = browser.get(f"{ANSWER}?outcome=meetings").json()
    assert (found["stored"], found["compared"], found["outcomes"]) == (2, 2, ["deals_won", "meetings"])
    assert found["comparison"]["outcomes"][0] == {
        "kind": "meetings", "total": 48.0, "detectable_ratio": found["comparison"]["detectable_ratio"],
        "within": None, "between": None, "p_adjusted": None,
    }  # fmt: skip
    assert browser.get(f"{ANSWER}?outcome=quota").json()["code"] == "crm-outcome"
    assert browser.delete(SALES).status_code == 204
    assert browser.get(ANSWER).json()["stored"] == 0


def test_only_members_who_share_are_compared(
    site: Site, people: tuple[Account, Account, Account], tmp_path: Path
) -> None:
    lead, ada, bo = people
    give_archives(site, tmp_path, ada, bo)
    browser = site.browser(lead)
    members = {"Ada Example": ada.id, "Bo Sample": bo.id}
    browser.put(SALES, json={"name": "deals.csv", "text": TABLE, "members": members})
    with site.server.database.write() as connection:
        accounts.change_account(connection, bo.id, shares=False)
    found = browser.get(f"{ANSWER}?outcome=meetings").json()
    assert (found["stored"], found["compared"], found["comparison"]["sellers"]) == (2, 1, 1)
    assert found["comparison"]["outcomes"][0]["total"] == 21.0  # 1 to 6: only Ada's
    assert (site.browser(ada).get(ANSWER).status_code, site.browser(bo).put(SALES, json={}).status_code) == (403, 403)


def test_a_member_gets_their_own_counts_and_erases_them(site: Site, people: tuple[Account, Account, Account]) -> None:
    lead, ada, _ = people
    site.browser(lead).put(SALES, json={"name": "d.csv", "text": TABLE, "members": {"Bo Sample": ada.id}})
    export = zipfile.ZipFile(io.BytesIO(site.browser(ada).get("/api/v1/me/data/export").content))
    stored = json.loads(export.read("sales.json"))
    assert stored["outcomes"]["deals_won"] == {str(2026 * 12 + month): 1.0 for month in range(6)}
    assert "North" not in json.dumps(stored)
    with site.server.database.write() as connection:
        accounts.remove_account(connection, ada.id)
    assert site.browser(lead).get(ANSWER).json()["stored"] == 0


def test_what_does_not_fit_stores_nothing(site: Site, people: tuple[Account, Account, Account]) -> None:
    lead, ada, _ = people
    browser = site.browser(lead)
    other = site.person(site.team("South"), "other")
    export = {"name": "deals.csv", "text": TABLE}
    for members, code in (
        ({"Ada Example": other.id}, "not-found"),
        ({"Nobody": ada.id}, "not-found"),
        ({"Ada Example": ada.id, "Bo Sample": ada.id}, "request-format"),
    ):
        assert browser.put(SALES, json={**export, "members": members}).json()["code"] == code
    assert browser.put(SALES, json={"name": "a", "text": "a,b\n1,2\n", "members": {}}).json()["code"] == "crm-header"
    damaged = browser.post("/team/outcomes", files={"export": ("deals.xlsx", b"PK\3\4" + bytes(99))}, headers=HTML)
    assert "deals.xlsx is not a readable XLSX spreadsheet." in damaged.text
    for counted in ("", "[]", '{"Ada":{}}', '{"Ada":{"outcomes":{"calls":{}},"exposure":{},"stratum":0}}', "[[[" * 9999,
                    '{"Ada":{"outcomes":{"meetings":{"24300":-1}},"exposure":{},"stratum":0}}'):  # fmt: skip
        form = {"counted": counted, "seller": ["Ada"], "member": [ada.id]}
        answer = browser.post("/team/outcomes/members", data=form, headers=HTML)
        assert answer.status_code >= 400, counted
    assert browser.get(ANSWER).json()["stored"] == 0


def test_more_sellers_than_a_form_can_hold_are_refused(site: Site, people: tuple[Account, Account, Account]) -> None:
    browser = site.browser(people[0])
    for sellers, status in ((450, 200), (451, 413)):
        text = "Seller,Month,Meetings\n" + "".join(f"S {at},2026-01,1\n" for at in range(sellers))
        page = browser.post("/team/outcomes", files={"export": ("deals.csv", text)}, headers=HTML)
        assert page.status_code == status
        assert page.text.count('name="seller"') == (450 if status == 200 else 0)
    counted = re.search(r"hidden>(.*?)</textarea>", browser.post(
        "/team/outcomes", files={"export": ("deals.csv", text.rsplit("S 450", 1)[0])}, headers=HTML).text)  # fmt: skip
    assert counted is not None
    parts = [("counted", counted[1].replace("&#34;", '"'))]
    for at in range(450):
        parts += [("seller", f"S {at}"), ("member", people[1].id if at == 0 else "")]
    sent = browser.post("/team/outcomes/members", files=[(name, (None, value)) for name, value in parts], headers=HTML)
    assert sent.status_code == 303
    assert browser.get(ANSWER).json()["stored"] == 1
