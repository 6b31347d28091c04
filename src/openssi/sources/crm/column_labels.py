"""Which column of a CRM's export is what, by the labels that products write in several languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

__all__ = [
    "COMPANY_AMOUNTS",
    "DUPLICATE_WORDS",
    "FIELDS",
    "LOST_WORDS",
    "NOT_DONE",
    "NO_WORDS",
    "OPEN_STAGES",
    "OPEN_WORDS",
    "OUTCOMES",
    "WON_WORDS",
    "YES_WORDS",
    "find_columns",
    "has_label",
    "plain",
]

#: Amounts that the CRM has converted into one currency.
COMPANY_AMOUNTS = (
    "amount in company currency", "amount converted", "amount in home currency", "betrag umgerechnet",
    "opportunity betrag umgerechnet", "betrag in unternehmenswahrung", "montant converti", "importe convertido",
    "valor convertido", "importo convertito", "bedrag omgerekend",
)  # fmt: skip

#: Labels of each field, normalized. Sources: public fixtures of HubSpot, Salesforce, Pipedrive, Dynamics and Zoho exports.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": (
        "record id", "opportunity id", "deal id", "do not modify opportunity", "id de fiche d informations", "id de registro",
        "identificador de la oportunidad", "id do registro", "datensatz id", "eintrags id", "id opportunita", "hs object id", "id",
    ),
    "seller": (
        "deal owner", "opportunity owner", "opportunity owner full name", "opportunity inhaber", "verkaufschance inhaber",
        "deal inhaber", "zustandiger mitarbeiter fur deal", "zustandiger mitarbeiter", "besitzer",
        "proprietaire de l opportunite", "proprietaire de la transaction", "proprietaire", "propietario del negocio",
        "propietario de oportunidad", "propietario de la oportunidad", "propietario", "proprietario do negocio",
        "proprietario da oportunidade", "proprietario dell opportunita", "proprietario", "titolare opportunita",
        "titolare dell opportunita", "titolare", "eigenaar van deal", "deal eigenaar", "eigenaar van opportunity", "eigenaar",
        "owner", "inhaber", "owner name", "seller", "verkaufer", "vendeur", "vendedor", "venditore", "verkoper", "rep", "sales rep",
        "salesperson", "assigned to user", "activity assigned to", "assigned", "attribue a l utilisateur", "zugewiesen an benutzer",
        "asignado a usuario", "atribuido ao usuario", "user name", "hubspot owner id", "owner id",
    ),
    "created": (
        "create date", "created date", "deal created", "add time", "created on", "created time", "date created", "created",
        "created at", "createdate", "erstelldatum", "erstellungsdatum", "erstellt am", "angelegt am", "deal erstellt",
        "date de creation", "affaire creee", "cree le", "creee le", "fecha de creacion", "trato creado", "creado el",
        "data de criacao", "negocio criado em", "criado em", "data di creazione", "data creazione", "creato il", "aanmaakdatum",
        "aangemaakt op", "datum aangemaakt", "gemaakt op",
    ),
    "closed": (
        "won time", "date won", "closed won date", "deal closed on", "actual close date", "close date", "closing date",
        "closed date", "closedate", "datum des gewonnenen deals", "gewonnen am", "deal abgeschlossen am", "schlusstermin",
        "oppt schlusstermin", "abschlussdatum", "abschlusstermin", "heure de gain", "date de gain", "gagnee le", "date de cloture",
        "date de fermeture",
        "hora de ganado", "ganado el", "fecha de cierre", "data de fechamento", "ganho em", "data di chiusura", "data chiusura",
        "sluitingsdatum", "sluitdatum", "afsluitdatum", "gewonnen op", "vinto il", "vinta il",
    ),
    "date": (
        "date", "day", "month", "datum", "monat", "mois", "fecha", "mes", "data", "maand", "mese", "activity date", "due date",
        "due date only", "date d echeance", "falligkeitsdatum", "fecha de vencimiento", "data de vencimento", "data di scadenza",
        "vervaldatum", "meeting start time", "hs meeting start time", "start", "period", "week",
    ),
    "stage": (
        "deal stage", "dealstage", "stage", "stage name", "pipeline phase", "sales stage", "phase", "deal phase", "dealfase",
        "opportunity phase", "verkaufsphase", "phase de la transaction", "etape", "etapa del negocio", "etapa",
        "etapa do negocio", "fase",
    ),
    "status": ("status", "statut", "stato", "estado del negocio", "estado", "status label", "status type"),
    "reason": (
        "status reason", "closed lost reason", "lost reason", "loss reason", "statusgrund", "verlustgrund", "raison de la perte",
        "raison du statut", "motivo da perda", "motivo de la perdida",
    ),
    "name": (
        "deal name", "dealname", "opportunity name", "topic", "name", "title", "subject", "verkaufschance name", "betreff", "thema",
        "titel", "nom de la transaction", "nom de l opportunite", "titre", "objet", "nom", "nombre del negocio",
        "nombre de la oportunidad", "titulo", "asunto", "nome do negocio", "nome da oportunidade", "assunto", "nome dell opportunita",
        "nome opportunita", "titolo", "oggetto", "dealnaam", "naam van deal", "naam van opportunity", "onderwerp",
    ),
    "won": (
        "won", "is closed won", "closed won", "gewonnen", "is won", "gagne", "gagnee", "ganado", "ganada", "ganho", "ganha", "vinto", "vinta",
    ),
    "done": (
        "done", "completed", "erledigt", "completado", "concluido", "termine", "terminee", "completato", "voltooid",
        "meeting outcome",
    ),
    "kind": (
        "kind", "type of outcome", "outcome", "activity type", "aktivitat typ", "activite type", "actividad tipo", "atividade tipo",
        "attivita tipo", "activiteit type", "art", "event",
    ),
    "count": ("count", "quantity", "number", "anzahl", "nombre", "cantidad", "quantidade", "value of outcome"),
    "exposure": (
        "working days", "workdays", "days worked", "arbeitstage", "jours travailles", "dias trabajados", "dias trabalhados",
        "exposure",
    ),
    "stratum": ("territory", "segment", "region", "team", "gebiet", "territoire", "territorio", "tenure"),
    "amount": (
        *COMPANY_AMOUNTS, "amount", "actual revenue", "deal value", "value", "total amount", "est revenue", "betrag",
        "opportunity betrag", "wert", "montant", "valeur", "importe", "valor", "importo", "valore", "bedrag", "waarde",
    ),
    "currency": (
        "currency", "amount currency", "currency of value", "opportunity betrag wahrung", "betrag wahrung", "wahrung",
        "montant devise", "devise de valeur", "devise", "moneda", "moeda", "valuta", "deal currency code", "value currency",
        "currencyisocode", "currency iso code",
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
        "reuniones", "reunioes", "riunione", "riunioni", "vergadering", "vergaderingen",
    ),
    "quota": ("quota", "quota attainment", "attainment", "quota percent", "zielerreichung"),
    "amount_won": ("amount won", "won amount", "revenue", "revenue won", "umsatz", "chiffre d affaires", "ingresos", "receita"),
}  # fmt: skip

WON_WORDS = frozenset(
    (
        "won", "closed won", "closedwon", "gewonnen", "geschlossen und gewonnen", "geschlossen gewonnen", "gagne", "gagnee",
        "ferme gagne", "fermee gagnee", "cloture gagne", "cloturee gagnee", "ganado", "ganada", "cerrado ganado", "cerrada ganada",
        "ganho", "ganha", "fechado ganho", "fechada ganha", "vendido", "vinto", "vinta", "chiuso vinto", "chiusa vinta",
        "gesloten gewonnen", "vyhrano",
    )
)  # fmt: skip
#: Yes and no, which say something only below a label that asks: "1" in a column of stages may be the first one.
YES_WORDS = frozenset(
    ("true", "yes", "ja", "oui", "si", "sim", "1", "wahr", "vrai", "verdadero", "verdadeiro", "vero", "waar")
)
NO_WORDS = frozenset(("false", "no", "nein", "non", "nao", "nee", "0", "falsch", "faux", "falso", "onwaar"))
LOST_WORDS = frozenset(
    (
        "lost", "closed lost", "closedlost", "closed lost to competition", "verloren", "geschlossen und verloren",
        "geschlossen verloren", "perdu", "perdue", "ferme perdu", "fermee perdue", "cloture perdu", "cloturee perdue", "perdido",
        "perdida", "cerrado perdido", "cerrada perdida", "no concretado", "fechado perdido", "fechada perdida", "perso", "persa",
        "chiuso perso", "chiusa persa", "gesloten verloren", "canceled", "cancelled", "abandoned",
    )
)  # fmt: skip
#: What a status says of a deal that is neither won nor lost, or of a deal that was reopened.
OPEN_WORDS = frozenset(
    (
        "open", "active", "in progress", "on hold", "reopened", "offen", "en cours", "ouvert", "ouverte", "abierto", "aberto",
        "em andamento", "aperto", "aperta",
    )
)  # fmt: skip
#: Stages that products have before a deal ends, unless a team renames them.
OPEN_STAGES = OPEN_WORDS | frozenset(
    (
        "appointment scheduled", "appointmentscheduled", "qualified to buy", "qualifiedtobuy", "presentation scheduled",
        "presentationscheduled", "decision maker bought in", "decisionmakerboughtin", "contract sent", "contractsent",
        "prospecting", "qualification", "needs analysis", "value proposition", "id decision makers", "perception analysis",
        "proposal price quote", "negotiation review", "qualified", "contact made", "demo scheduled", "proposal made",
        "negotiations started", "qualify", "develop", "propose",
    )
)  # fmt: skip
#: What a column says of a meeting that didn't take place.
NOT_DONE = LOST_WORDS | NO_WORDS | {
    "to do", "todo", "scheduled", "planned", "no show", "rescheduled", "not started", "zu erledigen", "a faire", "por hacer",
    "pendiente", "pendente", "da fare", "te doen",
}  # fmt: skip
#: Words of a reason for closing a deal that was entered twice.
DUPLICATE_WORDS = frozenset(
    {"duplicate", "duplikat", "dublette", "doublon", "duplicado", "duplicada", "duplicato", "duplicaat"}
)

#: The prefix of a label in Pipedrive ("Deal - Owner") and Salesforce ("Opportunity: Owner").
_ENTITY = re.compile(r"^([^\W\d_]+(?: [^\W\d_]+)?)\s*(?: [-–] |: )\s*(?=\S)")
#: Entities next to a deal, which have owners and dates of their own.
_OTHER_ENTITIES = frozenset(
    (
        "organization", "organisation", "organizacion", "organizacao", "organizzazione", "organisatie", "company", "unternehmen",
        "entreprise", "empresa", "azienda", "bedrijf", "account", "konto", "compte", "cuenta", "conta", "person", "personne",
        "persona", "pessoa", "persoon", "contact", "kontakt", "contacto", "contato", "contatto", "lead", "user", "benutzer",
        "product", "produkt", "produit", "producto", "produto", "prodotto",
    )
)  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_LETTERS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Normalize a label: no case, accents, punctuation or doubled spaces ("Date de création", "date de creation")."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_LETTERS.sub(" ", "".join(letter for letter in letters if not unicodedata.combining(letter))).strip()


def find_columns(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """Return the column of each field that is found. A column is used once; labels first in `FIELDS` win.

    Args:
        header: the labels in the file.
        chosen: labels that a mapping file names for fields.
    """
    labels = [_forms(label) for label in header]
    columns: dict[str, int] = {}
    for name, label in chosen.items():
        at = next((at for at, forms in enumerate(labels) if plain(label) in forms), None)
        if at is not None:
            columns[name] = at
    for name, aliases in {**FIELDS, **OUTCOMES}.items():
        if name in columns:
            continue
        match = _first(labels, aliases, set(columns.values()))
        if match is not None:
            columns[name] = match
    return columns


def has_label(header: Sequence[str], label: str) -> bool:
    """Return whether a header has a label, as `find_columns` compares them."""
    return any(plain(label) in _forms(cell) for cell in header)


def _forms(label: str) -> tuple[str, ...]:
    """Return a label as it is compared: whole, without the entity before it, and as words if it is an API's name ("CreatedDate")."""
    entity = _ENTITY.match(label)
    if entity and plain(entity[1]) in _OTHER_ENTITIES:
        return (plain(label),)
    return plain(label), plain(_ENTITY.sub("", label)), plain(_CAMEL.sub(" ", label))


def _first(labels: Sequence[tuple[str, ...]], aliases: Sequence[str], used: set[int]) -> int | None:
    for alias in aliases:
        for at, forms in enumerate(labels):
            if at not in used and alias in forms:
                return at
    return None
