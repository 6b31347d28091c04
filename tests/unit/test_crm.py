"""Exports of CRMs: columns in several products and languages, and an account of every row."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from openssi.activity.calendar import to_day
from openssi.errors import InputError
from openssi.sources.crm import Mapping, Sales, read_mapping, read_sales, write_mapping
from openssi.sources.crm.numbers import decimal_of

MARCH, APRIL = 2026 * 12 + 2, 2026 * 12 + 3


def sales(tmp_path: Path, text: str, mapping: Mapping | None = None, *, encoding: str = "utf-8") -> Sales:
    path = tmp_path / "crm.csv"
    path.write_bytes(text.encode(encoding))
    return read_sales([path], mapping or Mapping())


def counted(found: Sales) -> dict[str, dict[str, dict[int, float]]]:
    return {name: one.outcomes for name, one in found.sellers.items()}


def refusal(tmp_path: Path, text: str) -> InputError:
    with pytest.raises(InputError) as error:
        sales(tmp_path, text)
    return error.value


ONE_WON = {"Ada Stone": {"opportunities": {MARCH: 2.0}, "deals_won": {APRIL: 1.0}}}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Deal owner,Associated Company\n"
            "1,One,Closed Won,1000,2026-04-05 10:00,2026-03-02 09:00,Ada Stone,Acme\n"
            "2,Two,Appointment scheduled,1000,2026-09-05 10:00,2026-03-31 09:00,Ada Stone,Acme\n",
            id="HubSpot",
        ),
        pytest.param(
            'Pipeline report\n"Filter: all"\n\n'
            "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date,Created Date,Closed,Won\n"
            'Ada Stone,Acme,One,Closed Won,"$1,000",4/5/2026,3/2/2026,1,1\n'
            'Ada Stone,Acme,Two,Prospecting,"$1,000",9/25/2026,3/31/2026,0,0\n',
            id="Salesforce with a title and American dates",
        ),
        pytest.param(
            "Opportunity-Inhaber;Opportunity-Name;Phase;Schlusstermin;Erstelldatum\n"
            "Ada Stone;Eins;Geschlossen und gewonnen;05.04.2026;02.03.2026\n"
            "Ada Stone;Zwei;Angebot;25.09.2026;31.03.2026\n",
            id="Salesforce in German",
        ),
        pytest.param(
            "Deal - ID,Deal - Title,Deal - Status,Deal - Owner,Deal - Deal created,Deal - Won time,Deal - Expected close date\n"
            "1,One,Won,Ada Stone,2026-03-02 09:00:00,2026-04-05 10:00:00,2026-06-01\n"
            "2,Two,Open,Ada Stone,2026-03-31 09:00:00,,2026-06-01\n",
            id="Pipedrive",
        ),
        pytest.param(
            "Negócio - ID,Negócio - Título,Negócio - Status,Negócio - Proprietário,Negócio - Negócio criado em,Negócio - Ganho em\n"
            "1,Um,Ganho,Ada Stone,2026-03-02 09:00:00,2026-04-05 10:00:00\n"
            "2,Dois,Aberto,Ada Stone,2026-03-31 09:00:00,\n",
            id="Pipedrive in Portuguese",
        ),
        pytest.param(
            "Datensatz-ID,Dealname,Deal-Phase,Abschlussdatum,Erstellungsdatum,Zuständiger Mitarbeiter für Deal\n"
            "1,Eins,Geschlossen & gewonnen,2026-04-05 10:00,2026-03-02 09:00,Ada Stone\n"
            "2,Zwei,Geschlossen & verloren,2026-04-05 10:00,2026-03-31 09:00,Ada Stone\n",
            id="HubSpot in German",
        ),
        pytest.param(
            "Propriétaire de l'opportunité;Étape;Date de création;Date de clôture;Fermée;Gagnée\n"
            "Ada Stone;Fermée gagnée;02/03/2026;05/04/2026;VRAI;VRAI\n"
            "Ada Stone;Fermée perdue;31/03/2026;25/04/2026;VRAI;FAUX\n"
            "Copyright salesforce.com;;;;;\n",
            id="Salesforce in French with a note below the table",
        ),
        pytest.param(
            "Organisation - Propriétaire,Affaire - Statut,Affaire - Propriétaire,Affaire - Affaire créée,Affaire - Heure de gain\n"
            "Ben Brook,Gagnée,Ada Stone,2026-03-02 09:00:00,2026-04-05 10:00:00\n"
            "Ben Brook,En cours,Ada Stone,2026-03-31 09:00:00,\n",
            id="Pipedrive in French with the owner of an organization",
        ),
        pytest.param(
            "Deal - ID,Deal - Eigenaar,Deal - Status,Deal - Aangemaakt op,Deal - Gewonnen op\n"
            "1,Ada Stone,Gewonnen,2026-03-02 09:00:00,2026-04-05 10:00:00\n2,Ada Stone,Open,2026-03-31 09:00:00,\n",
            id="Pipedrive in Dutch",
        ),
        pytest.param(
            "Id,IsWon,IsClosed,StageName,CloseDate,CreatedDate,Owner.Name\n"
            "006A,true,true,Closed Won,2026-04-05,2026-03-02T09:00:00.000+0000,Ada Stone\n"
            "006B,false,false,Prospecting,2026-09-25,2026-03-31T09:00:00.000Z,Ada Stone\n",
            id="Salesforce by the names of its API",
        ),
        pytest.param(
            "seller,month,opportunities,deals won\nAda Stone,2026-03,2,0\nAda Stone,2026-04,0,1\n", id="a table by hand"
        ),
        pytest.param(
            "Seller,Date,Kind,Count\nAda Stone,2026-03-31,opportunity,2\nAda Stone,2026-04-30,deal,1\n",
            id="one outcome a row",
        ),
    ],
)
def test_products_and_languages_are_read_alike(text: str, tmp_path: Path) -> None:
    found = {
        name: {kind: {month: count for month, count in by_month.items() if count} for kind, by_month in kinds.items()}
        for name, kinds in counted(sales(tmp_path, text)).items()
    }
    assert found == ONE_WON


def test_a_spreadsheet_with_hidden_columns_and_real_dates_is_read(tmp_path: Path) -> None:
    path = tmp_path / "opportunities.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("My Open Opportunities")
        sheet.write_row(
            0,
            0,
            [
                "(Do Not Modify) Opportunity",
                "(Do Not Modify) Row Checksum",
                "Topic",
                "Status",
                "Owner",
                "Created On",
                "Actual Close Date",
            ],
        )
        sheet.write_row(1, 0, ["a-1", "x==", "One", "Won", "Ada Stone", 46083.4, 46117])  # 2 March and 5 April 2026
        sheet.write_row(2, 0, ["a-2", "y==", "Two", "Open", "Ada Stone", 46112])  # 31 March
    assert counted(read_sales([path], Mapping())) == ONE_WON


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    found = sales(
        tmp_path,
        "Record ID,Deal Name,Deal owner,Create Date,Status Reason\n"
        "1,One,Ada Stone,2026-03-02,\n"
        "1,One,Ada Stone,2026-03-02,\n"  # exported twice
        "2,Two,Ada Stone,2026-03-03,\n"
        "2,Two,Ben Brook,2026-03-03,\n"  # another seller now: nobody can tell who opened it
        "3,Three,,2026-03-03,\n"
        "4,Four,Ada Stone,soon,\n"
        "5,Five,Ada Stone,,\n"
        f"6,Six,{'x' * 201},2026-03-03,\n"
        "7,Seven,Ada Stone,2026-03-02,Error/duplicate\n"
        "Total,,,,\n"
        "Confidential,,,,\n",
    )
    (file,) = found.files
    assert (file.records, file.imported, file.duplicate, file.rejected) == (11, 1, 1, 9)
    assert dict(file.reasons) == {
        "the same deal under two sellers": 2,
        "no seller": 1,
        "Create Date is not a date that can be read": 1,
        "no created date": 1,
        "a seller of more than 200 characters": 1,
        "a duplicate, as the CRM says": 1,
        "a line of totals": 1,
        "a note below the table": 1,
    }
    assert counted(found) == {"Ada Stone": {"opportunities": {MARCH: 1.0}}}


def test_two_deals_of_one_name_are_two(tmp_path: Path) -> None:
    found = sales(tmp_path, "Deal Name,Deal owner,Create Date\nRenewal,Ada,2026-03-02\nRenewal,Ada,2026-03-02\n")
    assert counted(found) == {"Ada": {"opportunities": {MARCH: 2.0}}}


def test_the_close_date_of_an_open_deal_is_not_a_sale(tmp_path: Path) -> None:
    text = "Deal owner,Deal Stage,Create Date,Close Date\nAda,Almost there,2026-03-02,2026-04-05\n"
    found = sales(tmp_path, text)
    assert counted(found) == {"Ada": {"opportunities": {MARCH: 1.0}}}
    assert found.open_stages == ("Almost there",)
    won = sales(tmp_path, text, Mapping(won=("Almost there",)))
    assert counted(won)["Ada"]["deals_won"] == {APRIL: 1.0}


def test_moments_are_dated_where_the_crm_is(tmp_path: Path) -> None:
    """A deal made in Arizona on 31 March at 18:09 is one of April in UTC."""
    path = tmp_path / "crm.csv"
    path.write_text("Deal owner,Create Date\nAda,2026-04-01T01:09:00Z\n")
    assert counted(read_sales([path], Mapping()))["Ada"] == {"opportunities": {APRIL: 1.0}}
    assert counted(read_sales([path], Mapping(), time_zone="America/Phoenix"))["Ada"] == {"opportunities": {MARCH: 1.0}}


def test_other_people_in_a_row_are_not_the_seller(tmp_path: Path) -> None:
    found = sales(
        tmp_path,
        "Account Owner,Created By,Contact Owner,Opportunity Owner,Created Date\nBen,Cid,Dee,Ada,2026-03-02\n",
    )
    assert list(found.sellers) == ["Ada"]


def test_working_days_and_strata_are_read(tmp_path: Path) -> None:
    found = sales(
        tmp_path, "Seller,Month,Meetings,Working days,Territory\nAda,2026-03,4,21,North\nAda,2026-04,5,12,North\n"
    )
    ada = found.sellers["Ada"]
    assert ada.outcomes == {"meetings": {MARCH: 4.0, APRIL: 5.0}}
    assert ada.exposure == {MARCH: 21.0, APRIL: 12.0}
    assert ada.stratum == "North"


@pytest.mark.parametrize(
    ("written", "value"), [("1,5", 1.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("12 345", 12345.0), ("87 %", 87.0)]
)
def test_numbers_are_read_as_people_write_them(written: str, value: float, tmp_path: Path) -> None:
    found = sales(tmp_path, f'Seller,Month,Quota attainment\nAda,2026-03,"{written}"\n')
    assert found.sellers["Ada"].outcomes == {"quota": {MARCH: value}}


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (("817.345", "1204.5"), "."),  # the second decides for both
        (("817.345", "1.204.500"), ","),
        (("12 500", "817.345"), "."),  # spaces group thousands, so the point doesn't
        (("$1,000", "$817,345"), "."),  # no currency has three decimals next to it
        (("0,125", "1,250"), ","),
        (("12,345.6",), "."),
        (("5", "1234"), "."),
    ],
)
def test_separators_are_decided_by_all_cells_of_a_column(cells: tuple[str, ...], decimal: str) -> None:
    assert decimal_of(cells) == decimal


@pytest.mark.parametrize(
    ("cells", "example"),
    [
        (("817.345", "12"), '"817.345" can be a fraction or more than a thousand'),
        (("1,5", "2.5"), '"2.5" has a decimal point and "1,5" a decimal comma'),
        (("1,000", "2.000"), '"2.000" and "1,000" are written in two ways'),
    ],
)
def test_numbers_that_can_be_read_both_ways_are_refused_with_an_example(
    cells: tuple[str, ...], example: str, tmp_path: Path
) -> None:
    rows = "".join(f'Ada,2026-0{at},"{cell}"\n' for at, cell in enumerate(cells, 1))
    error = refusal(tmp_path, f"Seller,Month,Quota\n{rows}")
    assert (error.code, example in str(error)) == ("crm-number", True)
    assert 'decimals = "point"' in error.hint
    if cells[0] == "817.345":
        found = sales(tmp_path, f"Seller,Month,Quota\n{rows}", Mapping(decimals="comma"))
        assert found.sellers["Ada"].outcomes["quota"][MARCH - 2] == 817345.0


def test_a_spreadsheets_own_fractions_are_no_thousands(tmp_path: Path) -> None:
    path = tmp_path / "quota.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Quota")
        sheet.write_row(0, 0, ["Seller", "Month", "Quota"])
        sheet.write_row(1, 0, ["Ada", "2026-03", 817.345])
    assert counted(read_sales([path], Mapping())) == {"Ada": {"quota": {MARCH: 817.345}}}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_recognized(encoding: str, tmp_path: Path) -> None:
    assert list(sales(tmp_path, "Seller,Month,Meetings\nZoë Brück,2026-03,4\n", encoding=encoding).sellers) == [
        "Zoë Brück"
    ]


def test_an_export_without_creation_date_is_refused_with_the_column_to_add(tmp_path: Path) -> None:
    error = refusal(tmp_path, "Deal Name,Deal owner,Close Date\nOne,Ada,2026-03-02\n")
    assert error.code == "crm-column"
    assert "Create Date" in error.hint


def test_an_export_of_won_deals_says_that_it_lacks_the_creation_date(tmp_path: Path) -> None:
    found = sales(tmp_path, "Deal Stage,Deal owner,Close Date\nClosed Won,Ada,2026-04-05\n")
    assert counted(found) == {"Ada": {"deals_won": {APRIL: 1.0}}}
    assert found.notes == (
        "crm.csv has no creation date, so opportunities aren't counted. Add that column to the export.",
    )
    assert sales(tmp_path, "Deal owner,Created\nAda,2026-03-02\n").notes == (
        "crm.csv has no closing date, so won deals aren't counted. Add that column to the export.",
    )


def test_a_deal_won_before_it_was_created_counts_as_won_only(tmp_path: Path) -> None:
    rows = "Won,Ada,2026-04-05,2026-05-02\nWon,Ada,2026-04-06,2026-04-06\nOpen,Ada,2026-01-01,2026-04-02\n"
    found = sales(tmp_path, f"Deal Stage,Deal owner,Close Date,Created\n{rows}")
    assert counted(found) == {"Ada": {"deals_won": {APRIL: 2.0}, "opportunities": {APRIL: 2.0}}}
    [note] = found.notes
    assert "1 won deal closed before the creation date" in note


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("", "is empty"),
        ("\0\0\0", "has no text"),
        ("O\0w\0n\0e\0r\0,\0D\0a\0t\0e\0", "in an encoding that can't be read"),
        ("a,b\n1,2\n", "no column with the seller and a date"),
        ("Created,Amount\n2026-03-02,1\n", "no column with the seller. Its"),
        ("Owner,Amount\nAda,1\n", "no column with a date"),
    ],
)
def test_a_file_without_seller_or_date_is_refused(text: str, lacks: str, tmp_path: Path) -> None:
    error = refusal(tmp_path, text)
    assert error.code == "crm-header"
    assert lacks in str(error)


def test_a_mapping_names_what_no_alias_knows(tmp_path: Path) -> None:
    mapping = Mapping(
        {"seller": "Kollege", "created": "Angelegt"}, ("Fertig",), (), {"a.zip": 'Ada "A" Stone'}, decimals="comma"
    )
    path = tmp_path / "crm.toml"
    write_mapping(path, mapping)
    assert read_mapping(path) == mapping
    found = sales(tmp_path, "Kollege,Angelegt\nAda,2026-03-02\n", read_mapping(path))
    assert counted(found) == {"Ada": {"opportunities": {MARCH: 1.0}}}


@pytest.mark.parametrize(
    "text",
    ["[columns]\nsellr = 'x'\n", "columns = 1\n", "[stages]\nwon = 'x'\n", "kind = 'call'\n", "else = 1\n", "[[["],
)
def test_a_mapping_with_a_mistake_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "crm.toml"
    path.write_text(text)
    with pytest.raises(InputError, match="can't be used"):
        read_mapping(path)


def test_a_label_that_no_export_has_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        sales(tmp_path, "Kollege,Angelegt\nAda,2026-03-02\n", Mapping({"seller": "Kolege", "created": "Angelegt"}))
    assert error.value.code == "crm-mapping"
    assert error.value.hint == 'Did you mean "Kollege"?'


def test_labels_in_other_alphabets_are_distinguished(tmp_path: Path) -> None:
    found = sales(
        tmp_path,
        "Создано,Владелец\n2026-03-02,Ада\n2026-03-03,Борис\n",
        Mapping({"seller": "Владелец", "created": "Создано"}),
    )
    assert list(found.sellers) == ["Ада", "Борис"]


def test_a_field_that_means_nothing_is_refused_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "crm.toml"
    path.write_text("[columns]\nsellr = 'x'\n")
    with pytest.raises(InputError, match=r"\[columns\] has sellr, which means nothing; did you mean seller\?"):
        read_mapping(path)


def test_two_columns_of_one_label_that_differ_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, "Owner,Owner,Created\nAda,Ben,2026-03-02\n").code == "crm-column"
    assert list(sales(tmp_path, "Owner,Owner,Created\nAda,Ada,2026-03-02\n").sellers) == ["Ada"]


def test_a_deal_in_two_exports_counts_once_as_it_is_in_the_last(tmp_path: Path) -> None:
    """Deal 1 was reopened, deal 2 won; deal 3 changed hands, so that nobody can tell whose it is."""
    head = "Record ID,Deal owner,Status,Created,Closed date\n"
    first, second = tmp_path / "q1.csv", tmp_path / "q2.csv"
    first.write_text(f"{head}1,Ada,Won,2026-03-02,2026-04-05\n2,Ada,Open,2026-03-03,\n3,Ada,Open,2026-03-04,\n")
    second.write_text(
        f"{head}1,ADA,Open,2026-03-02,2026-04-05\n2,Ada,Won,2026-03-03,2026-04-06\n3,Ben,Open,2026-03-04,\n"
    )
    found = read_sales([first, second], Mapping())
    assert counted(found) == {"ADA": {"opportunities": {MARCH: 2.0}, "deals_won": {APRIL: 1.0}}}
    assert [(file.imported, file.duplicate, file.rejected) for file in found.files] == [(0, 2, 1), (2, 0, 1)]


def test_rows_without_an_id_in_two_exports_count_once(tmp_path: Path) -> None:
    text = "Seller,Month,Meetings\nAda,2026-03,4\nAda,2026-03,4\n"
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text(text)
    found = read_sales([tmp_path / "one.csv", tmp_path / "two.csv"], Mapping())
    assert counted(found) == {"Ada": {"meetings": {MARCH: 8.0}}}
    assert [file.duplicate for file in found.files] == [2, 0]


def in_order(tmp_path: Path, *texts: str) -> Sales:
    paths = [tmp_path / f"{at}.csv" for at in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return read_sales(paths, Mapping())


def test_a_corrected_month_replaces_the_one_of_an_older_export(tmp_path: Path) -> None:
    """March was 4 meetings and is 6; April is new; the blank of deals corrects nothing."""
    old = "Seller,Month,Meetings,Deals\nAda,2026-03,4,1\nBen,2026-03,2,0\n"
    new = "Seller,Month,Meetings,Deals\nada,2026-03,6,\nAda,2026-04,5,2\n"
    found = in_order(tmp_path, old, new)
    assert counted(found) == {
        "Ada": {"meetings": {MARCH: 6.0, APRIL: 5.0}, "deals_won": {MARCH: 1.0, APRIL: 2.0}},
        "Ben": {"meetings": {MARCH: 2.0}, "deals_won": {MARCH: 0.0}},
    }
    assert found.notes[0].startswith("0.csv: 1 count was replaced by a later export")
    kinds = "Seller,Date,Kind,Count\nAda,2026-03,meeting,{}\n"
    assert counted(in_order(tmp_path, old, kinds.format(9)))["Ada"]["meetings"] == {MARCH: 9.0}


def test_a_deal_without_an_id_in_two_exports_counts_once_by_seller_date_and_name(tmp_path: Path) -> None:
    """One was won since, and the columns changed; two deals of one name are two in both; the last is new."""
    old = "Deal owner,Deal name,Created,Stage\nAda,One,2026-03-02,Open\nAda,Two,2026-03-03,Open\nAda,Two,2026-03-03,Open\n"
    new = (
        "Created,Stage,Close date,Deal owner,Deal name\n2026-03-02 09:00,Won,2026-04-05,ADA,One\n"
        "2026-03-03,Open,,Ada,Two\n2026-03-03,Open,,Ada,Three\n"
    )
    found = in_order(tmp_path, old, new)
    assert counted(found) == {"Ada": {"opportunities": {MARCH: 4.0}, "deals_won": {APRIL: 1.0}}}
    assert [(file.imported, file.duplicate) for file in found.files] == [(1, 2), (3, 0)]
    assert found.notes[-1].startswith("0.csv: 2 rows without an ID were taken for those of a later export")


def test_an_export_with_ids_and_one_without_are_said_to_count_twice(tmp_path: Path) -> None:
    found = in_order(
        tmp_path,
        "Record ID,Deal owner,Created\n1,Ada,2026-03-02\n",
        "Deal owner,Created\nAda,2026-03-02\n",
    )
    assert counted(found) == {"Ada": {"opportunities": {MARCH: 2.0}}}
    assert any("a deal in both counts twice" in note for note in found.notes)


@pytest.mark.parametrize("text", ["1", "Yes", "Ja", "true"])
def test_yes_means_won_only_below_a_label_that_asks(text: str, tmp_path: Path) -> None:
    for label in ("Status", "Stage"):
        found = sales(tmp_path, f"Owner,Created,Close date,{label}\nAda,2026-03-02,2026-04-05,{text}\n")
        assert counted(found) == {"Ada": {"opportunities": {MARCH: 1.0}}}
        assert found.open_stages == (text,)
    for label in ("Won", "IsWon", "Closed won?"):
        found = sales(tmp_path, f"Owner,Created,Close date,{label}\nAda,2026-03-02,2026-04-05,{text}\n")
        assert counted(found)["Ada"]["deals_won"] == {APRIL: 1.0}


def test_a_deal_won_in_the_future_is_rejected(tmp_path: Path) -> None:
    """The closing date of an open deal may lie ahead. Today is 5 April; where the sun rises first, it is the 6th."""
    path = tmp_path / "crm.csv"
    path.write_text(
        "Owner,Created,Stage,Close date\nAda,2026-03-02,Won,2029-04-05\nAda,2026-03-02,Won,2026-04-06\n"
        "Ada,2026-03-02,Prospecting,2029-04-05\n"
    )
    found = read_sales([path], Mapping(), today=to_day(date(2026, 4, 5)))
    assert dict(found.files[0].reasons) == {"Close date is in the future": 1}
    assert counted(found) == {"Ada": {"opportunities": {MARCH: 2.0}, "deals_won": {APRIL: 1.0}}}


def test_an_id_next_to_counts_is_the_sellers_own(tmp_path: Path) -> None:
    found = sales(tmp_path, "ID,Seller,Month,Meetings\n7,Ada,2026-03,4\n7,Ada,2026-04,5\n")
    assert counted(found) == {"Ada": {"meetings": {MARCH: 4.0, APRIL: 5.0}}}


def test_a_reopened_deal_in_a_won_stage_is_open(tmp_path: Path) -> None:
    text = "Owner,Status,Stage,Created,Closed date\nAda,Open,Won,2026-03-02,2026-04-05\n"
    assert counted(sales(tmp_path, text)) == {"Ada": {"opportunities": {MARCH: 1.0}}}


def test_dates_that_can_be_read_both_ways_are_not_guessed(tmp_path: Path) -> None:
    text = "Owner,Created\nAda,03/04/2026\n"
    assert "can be read both ways" in str(refusal(tmp_path, text))
    assert counted(sales(tmp_path, text, Mapping(dates="day first")))["Ada"]["opportunities"] == {APRIL: 1.0}
    assert counted(sales(tmp_path, text, Mapping(dates="month first")))["Ada"]["opportunities"] == {MARCH: 1.0}
    other = "Owner,Created,Stage,Close date\nAda,03/04/2026,Won,25/04/2026\n"  # another column decides
    assert counted(sales(tmp_path, other))["Ada"]["opportunities"] == {APRIL: 1.0}


@pytest.mark.parametrize(
    "written", ["2026-03", "2026/3", "03/2026", "March 2026", "Mar-2026", "2026-03-31T23:30:00-07:00"]
)
def test_months_and_instants_are_read_as_people_and_products_write_them(written: str, tmp_path: Path) -> None:
    """The last one is 1 April in UTC; the CRM is in Phoenix."""
    path = tmp_path / "crm.csv"
    path.write_text(f"Seller,Month,Meetings\nAda,{written},4\n")
    found = read_sales([path], Mapping(), time_zone="America/Phoenix")
    assert counted(found) == {"Ada": {"meetings": {MARCH: 4.0}}}


DEAL = "Owner,Created,Stage,Close date,Amount,Currency\n"


def test_a_quota_without_percent_among_some_with_it_is_rejected(tmp_path: Path) -> None:
    rows = "Ada,2026-03,87 %\nAda,2026-04,1.05\nBen,2026-04,\n"
    for head in ("Seller,Month,Quota", "Seller,Month,Count"):
        file = sales(tmp_path, f"{head}\n{rows}", Mapping(kind="quota" if "Count" in head else "")).files[0]
        assert [one.line for one in file.rejections] == [3]
    bare = sales(tmp_path, "Seller,Month,Quota\nAda,2026-03,87\nAda,2026-04,105\n")
    assert counted(bare) == {"Ada": {"quota": {MARCH: 87.0, APRIL: 105.0}}}


def test_amounts_of_won_deals_are_added_up_if_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "crm.csv"
    path.write_text(f'{DEAL}Ada,2026-03-02,Won,2026-04-05,"1.234,50",EUR\nAda,2026-03-02,Open,2026-04-05,9,EUR\n')
    assert "amount_won" not in read_sales([path], Mapping()).outcomes
    found = read_sales([path], Mapping(), amounts=True)
    assert (counted(found)["Ada"]["amount_won"], found.currency) == ({APRIL: 1234.5}, "EUR")


@pytest.mark.parametrize(
    "rows",
    [
        "Ada,2026-03-02,Won,2026-04-05,10,EUR\nAda,2026-03-02,Won,2026-04-05,10,USD\n",
        "Ada,2026-03-02,Won,2026-04-05,$10,\nAda,2026-03-02,Won,2026-04-05,£10,\n",
    ],
)
def test_amounts_in_several_currencies_are_refused(rows: str, tmp_path: Path) -> None:
    path = tmp_path / "crm.csv"
    path.write_text(DEAL + rows)
    with pytest.raises(InputError) as error:
        read_sales([path], Mapping(), amounts=True)
    assert error.value.code == "crm-currency"
    company = tmp_path / "company.csv"
    for label in ("Amount in company currency", "Betrag (umgerechnet)"):
        company.write_text((DEAL + rows).replace("Amount", label))
        assert counted(read_sales([company], Mapping(), amounts=True))["Ada"]["amount_won"] == {APRIL: 20.0}


@pytest.mark.parametrize("written", ["", "about 10", "1 2.3.4", "-5", "(5)", "12 or 15"])
def test_an_amount_that_is_not_one_is_rejected(written: str, tmp_path: Path) -> None:
    path = tmp_path / "crm.csv"
    path.write_text(f'{DEAL}Ada,2026-03-02,Won,2026-04-05,"{written}",EUR\nBen,2026-03-02,Open,,,\n')
    file = read_sales([path], Mapping(), amounts=True).files[0]
    assert (file.rejected, "negative" in file.reasons[0][0]) == (1, written in {"-5", "(5)"})


def test_meetings_that_have_not_taken_place_are_rejected(tmp_path: Path) -> None:
    found = sales(
        tmp_path,
        "Activity - ID,Activity - Type,Activity - Deal,Activity - Assigned to user,Activity - Due date,Activity - Done\n"
        "1,Meeting,Acme,Ada,2026-03-02,Done\n2,Meeting,Acme,Ada,2026-04-02,To do\n3,Call,Acme,Ada,2026-03-02,Done\n",
    )
    assert counted(found) == {"Ada": {"meetings": {MARCH: 1.0}}}
    assert dict(found.files[0].reasons) == {"it hasn't taken place": 1, "a kind of outcome that isn't compared": 1}


def test_an_export_without_a_row_that_counts_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, "Owner,Created\nAda,soon\n").code == "crm-rows"
    assert refusal(tmp_path, "Owner,Created\n").code == "crm-rows"


def test_a_table_in_the_second_sheet_is_found(tmp_path: Path) -> None:
    path = tmp_path / "deals.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Cover").write_row(0, 0, ["Deals of 2026"])
        sheet = book.add_worksheet("Deals")
        sheet.write_row(0, 0, ["Owner", "Created"])
        sheet.write_row(1, 0, ["Ada", "2026-03-02"])
    assert counted(read_sales([path], Mapping())) == {"Ada": {"opportunities": {MARCH: 1.0}}}
