"""The weekly digest in words, of a member and of a team, on figures worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from openssi.activity.annotations import Note
from openssi.insight.digest import member_digest
from openssi.insight.next_steps import NextStep
from openssi.insight.team import MemberDay, TeamMember, UserReport, user_report
from openssi.model import PUBLISHED
from openssi.render.words.digest import DigestMessage, days_in_words, member_message
from openssi.render.words.team import headline, praise, step_for_team, team_message, work_on
from tests.unit.samples import TODAY, activity

MODEL = PUBLISHED["2026.1"]
P = 1_000_000
SUNDAY = TODAY - 2  # 28 June 2026
ROWS = {
    "reaction_given": [(SUNDAY - 2, SUNDAY - 2, 6)],
    "active_day": [(SUNDAY - at, SUNDAY - at, 1) for at in (2, 3, 4)],
}
STEP = NextStep("comments", "Write a comment", 1_440_000, 30, False, "because", weeks=8)


def message(*, today: int = TODAY, steps: tuple[NextStep, ...] = (STEP,)) -> DigestMessage:
    digest = member_digest(activity(ROWS), MODEL, TODAY, (), steps)
    assert digest is not None
    return member_message(digest, today)


def test_a_week_is_summed_up_in_three_sentences() -> None:
    """Three active days are worth more than six reactions, so they are the change; 0.1 for the reactions is no praise."""
    found = message()
    assert found.period == "Your week, 22 to 28 June 2026"
    assert found.changed.endswith("3 days active brought 0.4.")
    assert found.act == "Write a comment: +1.4 in 8 weeks for 30 minutes a week."
    assert found.praise.startswith("You were active on 3 days")
    assert found.text.splitlines()[0::2] == [
        found.period,
        f"What changed: {found.changed}",
        f"One thing to do: {found.act}",
        f"Well done: {found.praise}",
    ]


def test_a_gain_that_the_change_does_not_name_is_praised() -> None:
    """Two posts are 178 of the 585 that earn 1.6 points, 0.487; two comments 180 of the 1,170 that earn 2.1, 0.323."""
    rows = {"post_published": [(SUNDAY - 1, SUNDAY - 1, 2)], "comment_given": [(SUNDAY, SUNDAY, 2000)]}
    digest = member_digest(activity(rows), MODEL, TODAY)
    assert digest is not None
    found = member_message(digest, TODAY)
    assert found.changed.endswith(" up 0.8. 2 posts brought 0.5.")
    assert found.praise == "Comments brought 0.3."


def test_the_second_action_of_the_change_is_not_praised_again() -> None:
    """Ten searches are 900 of the 1,755 that earn 1.5 points, 0.769; the posts 0.487; 2.5 comments 225 of 1,170, 0.404."""
    rows = {
        "people_search": [(SUNDAY, SUNDAY, 10)],
        "post_published": [(SUNDAY - 1, SUNDAY - 1, 2)],
        "comment_given": [(SUNDAY, SUNDAY, 2500)],
    }
    digest = member_digest(activity(rows), MODEL, TODAY)
    assert digest is not None
    found = member_message(digest, TODAY)
    assert found.changed.endswith("10 searches brought 0.8 and 2 posts 0.5.")
    assert found.praise == "Comments brought 0.4."


def test_old_data_are_the_thing_to_do() -> None:
    assert message(today=TODAY + 30).act.startswith("Write a comment")
    assert message(today=TODAY + 31).act.startswith("Your data end on 30 June 2026. Request a fresh archive")


def test_a_step_that_expires_says_until_when() -> None:
    soon = NextStep("answers", "Follow up", 900_000, 12, True, "because", until=TODAY + 2, count=4)
    assert message(steps=(soon,)).act == "Follow up, until 2 July: +0.9 at once for 12 minutes."
    assert message(steps=()).act.startswith("Keep your pace")


def test_a_week_without_activity_praises_what_is_there() -> None:
    """A pillar with less than half of its points is no praise: of 18, 90 reactions earn less than one."""
    rows = {"reaction_given": [(SUNDAY - 40, SUNDAY - 40, 90)]}
    covered = ["reaction_given", "comment_given", "profile_completeness"]
    complete = {"profile_completeness": ((SUNDAY - 40, P),)}
    for attributes, praised in (
        ({}, ""),
        (complete, "Establishing a professional brand is your strongest pillar: 54% of its measured points."),
    ):
        digest = member_digest(activity(rows, attributes, covered=covered), MODEL, TODAY, (Note(SUNDAY, "a new role"),))
        assert digest is not None
        assert member_message(digest, TODAY).praise == praised


def test_without_a_whole_week_of_data_there_is_no_digest() -> None:
    young = activity(ROWS, records=((SUNDAY - 5, 100),))
    assert member_digest(young, MODEL, TODAY) is None


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (SUNDAY - 6, SUNDAY, "22 to 28 June 2026"),
        (SUNDAY + 1, SUNDAY + 7, "29 June to 5 July 2026"),
        (20_451, 20_457, "29 December 2025 to 4 January 2026"),
    ],
)
def test_periods_name_each_month_and_year_once(first: int, last: int, words: str) -> None:
    assert days_in_words(first, last) == words


def member(
    name: str, now: tuple[int, int], before: tuple[int, int], *, days: int = 3, steps: Mapping[str, int] | None = None
) -> TeamMember:
    """Points of the first two pillars on both days; 10 of the first pillar's points were measured, 20 of the second's."""
    days_of = [
        MemberDay(day, sum(points) * P, (sum(points) + 70) * P, (points[0] * P, points[1] * P, None, None), 30,
                  covered=30, covered_pillars=(10, 20, 0, 0))
        for day, points in ((SUNDAY, now), (SUNDAY - 7, before))
    ]  # fmt: skip
    return TeamMember(name, name, days_of[1], days_of[0], days, SUNDAY, steps=steps or {})


def team(*members: TeamMember) -> UserReport:
    return user_report(members, MODEL, SUNDAY - 6, SUNDAY)


def test_the_headline_counts_whole_points() -> None:
    ada, bea = member("Ada", (5, 9), (3, 8)), member("Bea", (5, 5), (5, 6))
    cy, dan = member("Cy", (5, 5), (5, 5)), member("Dan", (6, 6), (5, 5))
    assert "".join(headline(team(ada, bea, cy))) == "1 of 3 rose: Ada; 1 slipped."
    assert "".join(headline(team(ada, dan))) == "2 of 2 rose: Ada and Dan."
    assert "".join(headline(team(bea, cy))) == "Nobody rose by a point or more; 1 slipped."
    assert headline(team(member("Eve", (5, 5), (1, 1), days=0))) == ("Nobody was active in this period.",)
    many = [member(name, (5, 5), (5, 4)) for name in ("F", "G", "H")]
    assert "".join(headline(team(ada, dan, *many))) == "5 of 5 rose, Ada, Dan and F most."


def test_the_weakest_pillar_is_the_least_fraction_of_what_was_measured() -> None:
    """Ada has 5 of 10 and 9 of 20 points: fewer in the first pillar, but the second is the weaker one."""
    found = work_on(team(member("Ada", (5, 9), (5, 9)), member("Bea", (6, 9), (6, 9)), member("Cy", (1, 9), (1, 9))))
    assert found == (MODEL.pillars[1], "the weakest pillar of 2 of 3 people")


def test_ten_people_have_a_percentage_and_a_common_step() -> None:
    """Six of ten gain 1.2 by comments, nine 0.3 by posts: the first raises the team more, by 1 point in halves."""
    comments, posts, people, *_ = MODEL.signals
    gains = [{comments: 1_200_000, posts: 300_000}] * 6 + [{posts: 300_000}] * 3 + [{people: 9_000_000}]
    members = [member(f"M{at}", (4, 10), (4, 10), steps=one) for at, one in enumerate(gains)]
    report = team(*members)
    assert work_on(report) == (MODEL.pillars[0], "40% of its measured points, the least of the four pillars")
    assert report.step is not None
    assert (report.step.signal, report.step.halves) == (comments, 2)
    found = step_for_team(report)
    assert found is not None
    assert found[1] == "would raise more than half of the team, by about 1 point"
    assert team(*members[:9]).step is None


def test_praise_names_the_pillar_that_rose() -> None:
    best = praise(team(member("Ada", (5, 12), (4, 8)), member("Bea", (6, 8), (5, 8))))
    assert best is not None
    assert "".join(best) == "Ada, up 5, 4 of it in finding the right people"
    busy = praise(team(member("Ada", (5, 8), (5, 8), days=2), member("Bea", (6, 8), (6, 8), days=4)))
    assert busy is not None
    assert "".join(busy) == "Bea, active on 4 days"


def test_a_team_message_escapes_names() -> None:
    report = team(member("A\x1b[31mda\u202e", (9, 9), (5, 5)))
    found = team_message(report, "North\u202e", report.everyone)
    assert found.subject == "North\\x202e, 22 to 28 June 2026"
    assert found.changed == "1 of 1 rose: A\\x1b[31mda\\x202e. Data of 1 of 1 reach 28 June."
    assert found.praise.startswith("A\\x1b[31mda\\x202e, up 8")


def test_only_those_whose_data_are_late_are_asked_for_an_archive() -> None:
    late = [TeamMember(name, name, None, None, 0, SUNDAY - 9) for name in ("Bea", "Cy\u202e", "Dan", "Eve", "Fay")]
    in_time = TeamMember("Ada", "Ada", None, None, 0, SUNDAY)

    def asked(*members: TeamMember, named: bool = True) -> str:
        report = team(*members)
        return team_message(report, "North", report.everyone, named=named).act

    assert asked(in_time, *late[:2]) == "Ask Bea and Cy\\x202e for a fresh archive."
    assert asked(in_time, *late[2:], late[0]) == "Ask Bea, Dan, Eve and Fay for a fresh archive."
    assert asked(in_time, *late) == "Ask Bea, Cy\\x202e, Dan and 2 others for a fresh archive."
    assert asked(in_time, *late, named=False) == "Ask 5 people for a fresh archive: their data end too early."
    assert asked(*late) == "Ask everyone for a fresh archive."
    assert asked(in_time) == "Agree on one small thing that everyone does on LinkedIn next week."
