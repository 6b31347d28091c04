"""The seller's world in words: skills, searches, events, articles, recommendations."""

# ruff: noqa: E501 - a phrase is a line

from __future__ import annotations

from openssi.demo.stock_posts import lines

__all__ = ["ARTICLES", "CREATORS", "EVENTS", "RECOMMENDATIONS", "RECOMMENDATIONS_GIVEN", "SEARCHES", "SKILLS", "VOTES"]

SKILLS = lines("""
    Solution Selling
    Logistics
    Supply Chain Management
    Software as a Service (SaaS)
    Key Account Management
    Dock Scheduling
    Yard Management
    Negotiation
    Business Development
    Transport Management Systems (TMS)
    Warehouse Operations
    Stakeholder Management
    Account Planning
    Social Selling
    Freight Forwarding
    CRM
    Pipeline Management
    Public Speaking
    Contract Negotiation
    Customer Discovery
    Value Selling
    Change Management
""")

# Commas stand as people type them: LinkedIn does not quote them.
SEARCHES = lines("""
    supply chain director hamburg
    head of logistics, retail
    leiter logistik bremen
    vp supply chain netherlands
    yard manager, distribution center, germany
    directeur logistique lyon
    dock scheduling
    transport procurement manager
    warehouse manager rotterdam
    jefe de tráfico zaragoza
    operations director food
    cold chain, antwerp
    responsabile logistica verona
    elbkorn lebensmittel
    werrahof molkerei
    kestrel & lowe foods
    geschäftsführer spedition
    ecmr pilot
    diretor de logística porto
    chief operating officer 3pl
    inbound manager, automotive
    manager supply chain leipzig
    tannberg automotive
    logistics manager gothenburg
    site manager felixstowe
    quaymetrics
    procurement manager, freight
    head of warehousing
    bereichsleiter transport
    manager warehousing venlo
""")

EVENTS = lines("""
    Harbour Logistics Days
    Webinar: Detention in numbers
    Yard & Dock Forum, Antwerp
    Women in Supply Chain Evening
    Fachtreff Rampe und Tor
    Freight Procurement Roundtable
    Salon Logistique du Rhône
    Digital Consignment Note: first year
    Night Shift Open Day
    Sales Leaders Breakfast Hamburg
    Jornada Logística del Ebro
    Cold Chain Summit
""")

VOTES = lines("""
    From the gate
    From the slot
    Carriers
    Two hours or more
    Purchasing
    Paper, honestly
    Early shift
    Depends on the site
""")

CREATORS = lines("""
    Thandiwe Mbekwane-Ross
    Gareth Ashgrove
    Dr. Ulrike Rabenhorster
    Loïc Chantecler
    Priya Khandarwal
    Simón Peñarrubia
    Rasmus Nørregårdsen
    Anabela Figueiral
    Brando Lanternari
    Okke Sluiswachter
    Maeve Ravenshaw
    Frauke Zügelmann
    Wyatt Stonebridger
    Élodie Hautecombe
    Jiří Dvořánek
    Wiebke Uhlenbrock
    Callum Mossgate
    Nives Querciola
    Desmond Fennimoor
    Leonor Travanca
    Henning Fährmannsen
    Carlijn Westerhaven
    Rocío Lomagrande
    Tjark Ostersehlte
""")

# Title, paragraphs.
ARTICLES = (
    (
        "What a Truck Driver Taught Me About Discovery Calls",
        lines("""
            It was 5:40 at gate 2, and the driver had been there since four. He did not complain. He just told me how the site works.
            In eleven minutes he named the supplier who packs badly, the door that jams and the planner who answers the phone. No discovery call of mine ever came close.
            Since then I visit the gate before I visit the office. I ask three questions: who waits, who knows it, and who pays. The answers are rarely the same person.
            If you sell software to operations, try it once. Bring coffee. Do not bring slides.
        """),
    ),
    (
        "Detention: the Most Honest Number in the Building",
        lines("""
            Detention invoices are read by finance, disputed by mail and forgotten by operations. That is a pity, since they are a map.
            We took twelve months of them at two sites and coloured the hours. Four suppliers made up 58 % of the waiting. Lunch was most of the rest.
            None of the remedies needed a new door. One needed a label, one a phone number, and one a different lunch.
        """),
    ),
    (
        "Zeitfenster sind Versprechen",
        lines("""
            Ein Zeitfenster, das niemand misst, ist ein Wunsch. Eines, das gemessen wird, ist ein Versprechen, und zwar auf beiden Seiten der Rampe.
            In drei Einführungen haben wir zuerst die eigene Pünktlichkeit gezeigt und erst dann die der Frachtführer. Das hat die Gespräche verändert.
            Mein Rat: mit den zehn Lieferanten beginnen, die die halbe Schlange verursachen. Der Rest kommt von allein.
        """),
    ),
    (
        "Five Questions Before a Slot Booking Rollout",
        lines("""
            Who may book before seven? Who may move a booking? What happens to the early truck? Who reads the alert? What does the night shift say?
            If two people at the same site give two answers, you have found the first week of the project.
        """),
    ),
    (
        "Notes on selling to the night shift",
        lines("""
            Draft. Start with the vote: 19 to 2.
            Then the page in their own words. Ask Wiebke for the photo.
        """),
    ),
)

# Language of the writer, and the text.
RECOMMENDATIONS = (
    (
        "en",
        "I managed Elin for three years at the freight desk. She asks the question that everyone else was too polite to ask.",
    ),
    (
        "en",
        "Working with Elin on the partner side is easy: clear facts, no surprises, and a calculation that survives the CFO.",
    ),
    (
        "de",
        "Elin weiß, wie eine Rampe riecht. Unsere Einführung war die ruhigste seit Jahren, und das lag an ihrer Vorbereitung.",
    ),
    (
        "en",
        "Honest, prepared and quick. She told us in the second meeting which of our sites should not buy yet, and she was right.",
    ),
    (
        "en",
        "Elin sold us something and then stood at the gate at five in the morning to see whether it works. That was new to me.",
    ),
    ("fr", "Une partenaire fiable, qui écoute les équipes de quai avant de parler de logiciel."),
)

RECOMMENDATIONS_GIVEN = (
    ("nl", "The calmest site lead I know. Teams trust the plan, because it is changed with them and not for them."),
    ("en", "Explains interfaces so that a shift lead nods. That is rarer than any certificate."),
    ("fr", "Ran our first rollout in Lyon and wrote the one page that we still use everywhere."),
)
