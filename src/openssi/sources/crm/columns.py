"""Which column of a CRM's export is what, by the labels that products write in several languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

__all__ = [
    "COMPANY_AMOUNTS",
    "FIELDS",
    "LOST_WORDS",
    "NOT_DONE",
    "OPEN_WORDS",
    "OUTCOMES",
    "WON_WORDS",
    "find_columns",
    "has_label",
    "plain",
]

#: Amounts that the CRM has converted into one currency.
COMPANY_AMOUNTS = ("amount in company currency", "amount converted", "amount in home currency")

#: Labels of each field, normalized. Sources: public fixtures of HubSpot, Salesforce, Pipedrive, Dynamics and Zoho exports.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": (
        "record id", "opportunity id", "deal id", "do not modify opportunity", "id de fiche d informations", "id de registro",
        "identificador de la oportunidad", "id do registro", "id",
    ),
    "seller": (
        "deal owner", "opportunity owner", "opportunity inhaber", "verkaufschance inhaber", "besitzer",
        "proprietaire de l opportunite", "proprietaire de la transaction", "proprietaire", "propietario del negocio",
        "propietario de oportunidad", "propietario de la oportunidad", "propietario", "proprietario do negocio",
        "proprietario da oportunidade", "proprietario", "owner", "inhaber", "seller", "verkaufer", "vendeur", "vendedor", "rep",
        "sales rep", "salesperson", "assigned to user", "activity assigned to", "assigned", "user name",
    ),
    "created": (
        "create date", "created date", "deal created", "add time", "created on", "created time", "date created", "created",
        "created at", "erstelldatum", "erstellt am", "deal erstellt", "date de creation", "fecha de creacion", "data de criacao",
        "negocio criado em",
    ),
    "closed": (
        "won time", "date won", "deal closed on", "actual close date", "close date", "closing date", "closed date",
        "datum des gewonnenen deals", "deal abgeschlossen am", "schlusstermin", "oppt schlusstermin", "abschlussdatum",
        "date de cloture", "date de fermeture", "fecha de cierre", "data de fechamento", "ganho em",
    ),
    "date": (
        "date", "day", "month", "datum", "monat", "mois", "fecha", "mes", "data", "activity date", "due date", "due date only",
        "meeting start time", "hs meeting start time", "start", "period", "week",
    ),
    "stage": (
        "deal stage", "stage", "pipeline phase", "sales stage", "phase", "opportunity phase", "verkaufsphase",
        "phase de la transaction", "etape", "etapa del negocio", "etapa", "etapa do negocio", "fase",
    ),
    "status": ("status", "statut", "estado del negocio", "estado", "status label", "status type"),
    "won": ("won", "is closed won", "gewonnen", "is won"),
    "done": ("done", "completed", "erledigt", "completado", "concluido", "meeting outcome"),
    "kind": ("kind", "type of outcome", "outcome", "activity type", "art", "event"),
    "count": ("count", "quantity", "number", "anzahl", "nombre", "cantidad", "quantidade", "value of outcome"),
    "exposure": (
        "working days", "workdays", "days worked", "arbeitstage", "jours travailles", "dias trabajados", "dias trabalhados",
        "exposure",
    ),
    "stratum": ("territory", "segment", "region", "team", "gebiet", "territoire", "territorio", "tenure"),
    "amount": (
        *COMPANY_AMOUNTS, "amount", "actual revenue", "deal value", "value", "total amount", "est revenue", "betrag",
        "opportunity betrag", "wert", "montant", "valeur", "importe", "valor",
    ),
    "currency": (
        "currency", "amount currency", "currency of value", "opportunity betrag wahrung", "wahrung", "devise", "moneda", "moeda",
        "deal currency code", "value currency", "currencyisocode",
    ),
}  # fmt: skip

#: Outcomes, and how a row or a column names them.
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "opportunities": (
        "opportunity", "opportunities", "opportunities created", "opp", "opps", "deals created", "chancen", "verkaufschancen",
        "opportunites", "oportunidades",
    ),
    "deals_won": ("deal", "deals", "deals won", "deal won", "won", "won deals", "wins", "sale", "sales", "gewonnene deals"),
    "meetings": (
        "meeting", "meetings", "meetings held", "demo", "demos", "termin", "termine", "besprechung", "rendez vous", "reunion",
        "reuniones", "reunioes",
    ),
    "quota": ("quota", "quota attainment", "attainment", "quota percent", "zielerreichung"),
    "amount_won": ("amount won", "won amount", "revenue", "revenue won", "umsatz", "chiffre d affaires", "ingresos", "receita"),
}  # fmt: skip

WON_WORDS = frozenset(
    (
        "won", "closed won", "closedwon", "gewonnen", "geschlossen und gewonnen", "geschlossen gewonnen", "gagne", "gagnee",
        "ferme gagne", "fermee gagnee", "ganado", "cerrado ganado", "ganho", "ganha", "fechado ganho", "vendido", "vyhrano",
        "true", "yes", "ja", "oui", "si", "sim", "1",
    )
)  # fmt: skip
LOST_WORDS = frozenset(
    (
        "lost", "closed lost", "closedlost", "closed lost to competition", "verloren", "geschlossen und verloren", "perdu",
        "perdue", "perdido", "perdida", "cerrado perdido", "no concretado", "fechado perdido", "canceled", "cancelled",
        "false", "no", "nein", "non", "nao", "0",
    )
)  # fmt: skip
#: What a status says of a deal that is neither won nor lost, or of a deal that was reopened.
OPEN_WORDS = frozenset(
    (
        "open", "active", "in progress", "on hold", "reopened", "offen", "en cours", "ouvert", "ouverte", "abierto", "aberto",
        "em andamento",
    )
)  # fmt: skip
#: What a column says of a meeting that didn't take place.
NOT_DONE = LOST_WORDS | {"to do", "todo", "scheduled", "planned", "no show", "rescheduled", "not started"}

#: The prefix of a label in Pipedrive ("Deal - Owner") and Salesforce ("Opportunity: Owner").
_ENTITY = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+)?\s*(?: [-–] |: )\s*(?=\S)")
_NOT_LETTERS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Normalise a label: no case, accents, punctuation or doubled spaces ("Date de création", "date de creation")."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_LETTERS.sub(" ", "".join(one for one in letters if not unicodedata.combining(one))).strip()


def find_columns(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """Return the column of each field that is found. A column is used once; labels first in `FIELDS` win.

    Args:
        header: the labels in the file.
        chosen: labels that a mapping file names for fields.
    """
    labels = [_forms(label) for label in header]
    found: dict[str, int] = {}
    for name, label in chosen.items():
        at = next((at for at, forms in enumerate(labels) if plain(label) in forms), None)
        if at is not None:
            found[name] = at
    for name, aliases in {**FIELDS, **OUTCOMES}.items():
        if name in found:
            continue
        match = _first(labels, aliases, set(found.values()))
        if match is not None:
            found[name] = match
    return found


def has_label(header: Sequence[str], label: str) -> bool:
    """Return whether a header has a label, as `find_columns` compares them."""
    return any(plain(label) in _forms(one) for one in header)


def _forms(label: str) -> tuple[str, str]:
    """Return a label as it is compared: whole, and without the entity before it."""
    return plain(label), plain(_ENTITY.sub("", label))


def _first(labels: Sequence[tuple[str, str]], aliases: Sequence[str], used: set[int]) -> int | None:
    for alias in aliases:
        for at, pair in enumerate(labels):
            if at not in used and alias in pair:
                return at
    return None
