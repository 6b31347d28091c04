"""The words of the seller's own posts, by topic, so that a composed post stays on one subject."""

# ruff: noqa: E501 - a phrase is a line

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GERMAN_POSTS", "QUESTIONS", "TOPICS", "Topic", "lines"]


def lines(block: str) -> tuple[str, ...]:
    """One phrase per line; ` / ` inside a phrase stands for a line break, ` // ` for an empty line."""
    return tuple(line.strip().replace(" // ", "\n\n").replace(" / ", "\n") for line in block.strip().splitlines())


@dataclass(frozen=True)
class Topic:
    """One subject that the seller posts about: any hook, body and lesson of it fit together."""

    name: str
    hooks: tuple[str, ...]
    bodies: tuple[str, ...]
    lessons: tuple[str, ...]
    tags: str


TOPICS = (
    Topic(
        "slots",
        lines("""
            42 trucks. 11 docks. One phone that never stops ringing.
            A site manager told me last week: "we do not have a dock problem, we have a phone problem", and he was right.
            The busiest hour at most warehouses is the one that nobody planned.
            I stood at a gate in the rain for an hour this morning, counting.
        """),
        lines("""
            Between 6 and 8 everyone wants in. / At 11 the ramp is empty. / Same building, same crew, same trucks.
            We moved nine regular suppliers by 45 minutes each. / Nobody hired anyone. / The queue at the gate was gone in two weeks.
            The slots were booked in a spreadsheet, confirmed by mail and changed by phone. / Three truths, and the driver had the fourth.
            They had bought a second yard tractor. / What was missing was a rule for who may book before seven.
        """),
        lines("""
            Smoothing the peak is cheaper than building for it.
            A slot is a promise. If nobody measures whether it is kept, it is only a wish.
            Start with the ten suppliers who cause half of the queue, not with all three hundred.
        """),
        "#warehouse #dockscheduling #logistics",
    ),
    Topic(
        "carriers",
        lines("""
            The cheapest carrier in the tender was the most expensive one by March.
            What carriers think of you is in no offer, and in every price.
            A carrier declined 31 % of the loads it had won. Nobody noticed for a quarter.
            "We have long-term partners", said the buyer, and had changed nine of twelve in two years.
        """),
        lines("""
            Rate per kilometre: fine. / Tender acceptance: 69 %. / Spot buys to cover the rest: more than the whole saving.
            Three questions that I would ask before the next tender. / 1. How long do your trucks stand with us? / 2. What do you need to know a day earlier? / 3. Which of our sites do your drivers avoid?
            Carriers keep score too. / Long waits, unclear gates, no toilet: that goes straight into the next offer.
            One shipper publishes its own waiting times to its carriers each Friday. / It got better offers within two rounds.
        """),
        lines("""
            Being a shipper of choice is a process, not a poster.
            What you measure at the ramp is what you pay in the tender.
            Ask for the acceptance rate before you ask for the discount.
        """),
        "#freight #procurement #transport",
    ),
    Topic(
        "waiting",
        lines("""
            Two hours and ten minutes. That is the average wait I heard quoted as "normal" this month.
            Detention is the most honest KPI in the whole building.
            Nobody owns the waiting time, so it grows.
            A driver showed me his week in waiting minutes. It was most of a working day.
        """),
        lines("""
            The carrier invoices it. / Finance disputes it. / Operations never sees the number. / So nothing changes.
            We put one time stamp at the gate and one at the ramp. / Within a month the discussion was about causes and no longer about blame.
            58 % of the waiting came from four suppliers with mixed pallets. / The rest was lunch.
            They paid 84,000 a year in detention and disputed half of it by mail. / The mails cost more than the trucks.
        """),
        lines("""
            Measure from the gate, not from the slot: the driver does.
            Two time stamps beat twenty opinions.
            Pay fair detention quickly and fix the cause slowly. Not the other way round.
        """),
        "#detention #supplychain #drivers",
    ),
    Topic(
        "visibility",
        lines("""
            An ETA that nobody acts on is a decoration.
            We asked forty dispatchers what they do with the live map. The answer was quiet.
            Real-time visibility is sold to the board and used by the gatekeeper.
            The truck was 90 minutes late, everyone could see it, and the crew still stood at door 7.
        """),
        lines("""
            The map turned red at 9:10. / The slot was moved at 11:40. / What is missing between the two is a decision, not a signal.
            A good alert has three parts: what is late, whom it hurts, what you can still do. / Most have the first.
            They cut 60 alerts a day to 7. / Each one has a name next to it. / Now they are read.
            Late trucks get a new slot by themselves, unless it costs another one its place. / Only then a person decides.
        """),
        lines("""
            Visibility without a next step is surveillance.
            Count the decisions, not the dots on the map.
            The best dashboard is the one that you do not have to open.
        """),
        "#visibility #eta #supplychain",
    ),
    Topic(
        "paperwork",
        lines("""
            The consignment note is the last piece of paper that can stop a plant.
            17 signatures for one pallet of valves. I counted twice.
            Digital freight documents are not an IT project. They are a Tuesday.
            "We will go paperless when our partners do", said all of the partners.
        """),
        lines("""
            We began with one lane, one carrier, two gates. / After six weeks the drivers asked for the next lane.
            The note was printed, signed, scanned, mailed, printed again and filed. / Nobody in the chain needed the second print.
            Customs held a load for three days for one digit in a tariff number. / The digit had been right in the order and wrong in the mail.
            The invoice went out nine days earlier on average, since the proof of delivery did not travel by post any more.
        """),
        lines("""
            Pick one lane and finish it.
            Every retyped number is a delay that has not happened yet.
            The driver is the user. Test it with gloves on.
        """),
        "#ecmr #digitalfreight #customs",
    ),
    Topic(
        "data",
        lines("""
            Your master data is a time machine: it shows how the site worked in 2017.
            Every integration project starts with the sentence "it is only one interface", and then meets the pallet types.
            Five systems, five opinions about what a delivery is.
            The best hour of a rollout is the one with the bad data on the wall.
        """),
        lines("""
            Same supplier, four numbers. / Same dock, three names. / And one very patient colleague who knows them all by heart.
            We printed the 200 most frequent bookings and had the shift leads mark what is wrong. / Two hours, 61 corrections, no workshop.
            Unloading time per pallet was a default of 3 minutes. / Measured: 1.4 for full pallets, 9 for floor-loaded parcels.
            The interface was done in a week. / Agreeing who may change a slot took two months.
        """),
        lines("""
            Clean what you use daily, and leave the rest in peace.
            Definitions first, interfaces second.
            A wrong default is worse than a missing value: nobody questions it.
        """),
        "#masterdata #integration #logisticsIT",
    ),
    Topic(
        "selling",
        lines("""
            I lost a deal on Friday and learnt more than in the last three wins.
            My best discovery question this year has five words: who gets called at six?
            I stopped sending the deck before the first call.
            The champion was ready, the CFO was ready, and I had forgotten the shift lead.
        """),
        lines("""
            The business case was right. / The timing was wrong. / I had asked for the budget cycle and not for the roof that was being rebuilt.
            No slides, twenty minutes, one number of their own that we work out together. / Second meetings went from one in four to one in two.
            He had to live with it every morning, and heard of it in week nine. / He said no in one sentence, and he was right.
            I now visit the gate before I visit the office. / It costs half a day and saves a quarter.
        """),
        lines("""
            Sell to the person with the problem. Prove it to the person with the budget.
            "No decision" is the strongest competitor that I have.
            Curiosity scales better than slides.
        """),
        "#b2bsales #discovery #saas",
    ),
    Topic(
        "people",
        lines("""
            The most important user of our software wears safety shoes and has no mail address.
            Night shift, 2 am, 28 loads. The calmest person in the hall was 61.
            We talk about automation. They talk about who has the key for gate 4.
            A thank-you to all who load, unload and never post about it.
        """),
        lines("""
            We wrote the manual with the shift leads, in their words. / It became one page. / Training went from two days to one coffee.
            She knew which driver speaks which language, which trailer leaks and which supplier packs badly. / None of it was in a system.
            Rollouts fail at the handover between early and late shift, / in the ten minutes which no project plan contains.
            The pilot was voted on by the crew: keep or drop. / 19 to 2. / I have never been prouder of a contract.
        """),
        lines("""
            Ask the person who does it. Then ask again a week later.
            Respect is a rollout method.
            If it does not work at 2 am, it does not work.
        """),
        "#warehouselife #changemanagement #teams",
    ),
)

QUESTIONS = lines("""
    How do you handle this at your site?
    What would you try first?
    Who has solved this without new headcount?
    Where am I wrong?
    Which number do you look at on a Monday?
    Curious what carriers think about it.
    What did it take at your company?
    Happy to share the template, a short message is enough.
    Agree, or is this only my corner of the industry?
""")

GERMAN_POSTS = lines("""
    Drei Tage auf der Messe, 46 Gespräche, eine Erkenntnis: // Alle reden über KI. Gekauft wird, was morgens um sechs das Telefon leiser macht. // Was war Ihr Eindruck? // #logistik #intralogistik
    "Das haben wir schon immer per Fax gemacht", sagte der Pförtner und hatte einen guten Grund dafür. // Das Fax war die einzige Quittung, die im Streitfall zählte. Erst als die Zeitstempel am Tor galten, durfte es in Rente. // #rampe #digitalisierung
    Standzeit ist kein Naturgesetz. // Bei einem Lebensmittelhändler haben wir zwölf Wochen lang gemessen: von 104 auf 61 Minuten, ohne ein neues Tor. / Der Hebel war die Reihenfolge, nicht die Technik. // #supplychain #standzeiten
    Heute zum ersten Mal eine Einführung komplett in der Nachtschicht begleitet. // Fazit: Wer Software für Lager verkauft, sollte einmal im Jahr um 2 Uhr nachts danebenstehen. Danke an das ganze Team in Bremen! // #lager #vertrieb
    Wir suchen Verstärkung im Vertrieb: DACH, gern mit Stallgeruch aus Spedition oder Lager. // Wer lieber am Tor steht als Folien baut, ist bei uns richtig. Nachricht genügt. // #jobs #logistik
    Ein Kunde hat seine Zeitfenster veröffentlicht, für alle Frachtführer sichtbar. // Nach vier Wochen kamen 20 Prozent weniger Anrufe. Transparenz ist manchmal einfach nur Höflichkeit. // #zeitfenster #transport
""")
