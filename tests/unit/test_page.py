"""The page and its charts: what is shown adds up, the unmeasured is never a zero, nothing is loaded or run."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from openssi.activity import Activity, Coverage, DailyRow
from openssi.activity.report import FileReport, Rejection, SkippedFile
from openssi.insight import Assessment, next_steps
from openssi.model import DEFAULT as MODEL
from openssi.render.escaping import reveal_invisible
from openssi.render.html.page import fragment, page
from openssi.render.svg import gauge, pillar_bar
from openssi.scoring import score

DAY = 20_000
HOSTILE = 'a"><img src=x onerror=alert(1)><script>alert(2)</script>\u202egpj.exe\x07'
VOID = frozenset(("meta", "br", "hr", "img", "input", "link"))


class Tree(HTMLParser):
    """Reads a page and complains of every tag that is not closed, or closed out of order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.headings: list[int] = []
        self.feed(text)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if not {"style", "title", "desc"} & set(self.open):
            self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


def rows(*days: int, quantity: int = 1) -> tuple[DailyRow, ...]:
    return tuple(DailyRow(DAY - age, DAY - age, quantity) for age in sorted(days, reverse=True))


def an_activity(*, records: int = 60, scale: int = 1) -> Activity:
    found = {
        "post_published": rows(3, 17, 40),
        "comment_given": rows(1, 5, 30, quantity=700 * scale),
        "connection_made": rows(*range(100, 400), quantity=scale),
        "invitation_sent": rows(2, 4, 6),
        "invitation_accepted": rows(2),
        "active_day": rows(*range(1, 30)),
    }
    return Activity(
        rows=found,
        last_day=DAY,
        attributes={"profile_completeness": ((0, 700_000),)},
        coverage={name: Coverage() for name in (*found, "profile_completeness")},
        reasons={"outreach_answered": "nothing tells which side of a conversation is you: add Profile.csv"},
        not_applicable={"coworker_connection_made": "your profile names no present employer"},
        open_parts={"profile_completeness": ("website",)},
        records=tuple((DAY - age, 1) for age in range(records, -1, -1)),
    )


def an_assessment(activity: Activity | None = None) -> Assessment:
    member = activity or an_activity()
    scored = score(member, MODEL, DAY)
    comments = FileReport(
        "Comments.csv",
        "a.zip",
        12,
        9,
        1,
        2,
        3,
        DAY - 30,
        DAY,
        (Rejection(4, "no date"),),
        (("no date", 2),),
        ("a remark",),
    )
    sources = (comments, FileReport(HOSTILE, "a.zip", 1, 1, 0, 0, 0, None, None))
    skipped = (SkippedFile(HOSTILE, "a.zip", "unknown: not opened"), SkippedFile("Logins.csv", "a.zip", "private"))
    return Assessment(
        scored, MODEL, member, next_steps(member, MODEL, scored), sources, skipped, (f"A note {HOSTILE}",)
    )


@pytest.fixture(scope="module")
def full() -> str:
    return page(an_assessment())


@pytest.fixture(scope="module")
def few() -> str:
    return page(an_assessment(an_activity(records=9)))


def test_every_tag_is_closed_in_order(full: str, few: str) -> None:
    for text in (full, few, fragment(an_assessment()), fragment(an_assessment(an_activity(records=9)))):
        Tree(text)


def test_the_page_has_a_language_a_title_landmarks_and_headings_in_order(full: str, few: str) -> None:
    for tree in (Tree(full), Tree(few)):
        names = [tag for tag, _ in tree.tags]
        assert ("html", {"lang": "en"}) in tree.tags
        for landmark in ("header", "main", "footer", "nav", "h1"):
            assert names.count(landmark) == 1
        assert names.index("title") < names.index("body")
        assert all(after - before <= 1 for before, after in zip(tree.headings, tree.headings[1:], strict=False))
        ids = [attrs["id"] for _, attrs in tree.tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        referred = {attrs["aria-labelledby"] for _, attrs in tree.tags if "aria-labelledby" in attrs}
        referred |= {(attrs["href"] or "")[1:] for tag, attrs in tree.tags if tag == "a"}
        assert referred <= set(ids)


def test_nothing_is_loaded_and_nothing_runs(full: str, few: str) -> None:
    for text in (full, few, fragment(an_assessment())):
        tree = Tree(text)
        assert not {"script", "link", "img", "iframe", "object", "embed", "base"} & {tag for tag, _ in tree.tags}
        for _, attrs in tree.tags:
            assert not any(name.startswith("on") or name in {"src", "srcset", "style"} for name in attrs)
            assert (attrs.get("href") or "#").startswith("#")
        assert not re.search(r"url\(|@import", text)
        assert set(re.findall(r"https?://[^\s\"<]+", text)) <= {"http://www.w3.org/2000/svg"}  # a name, not an address


def test_the_page_forbids_the_browser_to_load_anything(full: str) -> None:
    policy = next(attrs for tag, attrs in Tree(full).tags if tag == "meta" and "http-equiv" in attrs)
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert (policy["content"] or "").startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_imported_text_is_escaped_and_what_hides_in_it_is_shown(full: str, few: str) -> None:
    for text in (full, few):
        assert "<img" not in text
        assert "<script" not in text
        assert "\u202e" not in text
        assert "\x07" not in text
        words = Tree(text).words
        assert words.count("<img src=x onerror=alert(1)>") >= 3  # the source, the file not opened, the note
        assert words.count("⟨U+202E⟩gpj.exe⟨U+0007⟩") >= 3


def test_visible_leaves_honest_names_alone() -> None:
    for honest in ("Comments.csv", "Straße – 履歴.csv", "می\u200cخواهم.csv"):
        assert reveal_invisible(honest) == honest
    assert reveal_invisible("a\nb\u2066c\ud800") == "a⟨U+000A⟩b⟨U+2066⟩c⟨U+D800⟩"


def test_a_page_can_always_be_written_as_utf_8() -> None:
    broken = replace(an_assessment(), notes=("a name from a folder \udcff",))
    assert "⟨U+DCFF⟩".encode() in page(broken).encode()


def test_the_shown_parts_add_up() -> None:
    chance = random.Random(7)
    for _ in range(12):
        assessment = an_assessment(an_activity(scale=chance.randrange(1, 9)))
        shown = assessment.score.shown
        words = Tree(page(assessment)).words
        pillars = [round(10 * float(found)) for found in re.findall(r"(\d+\.\d) of 25", words)[:4]]
        assert sum(pillars) == shown.index == round(10 * float(re.findall(r"(\d+\.\d) of 100", words)[0]))
        for pillar in assessment.score.pillars:
            title = next(p.title for p in MODEL.pillars if p.id == pillar.id)
            section = words.split(title)[-1].split(" of 25 ", 1)[1]
            points = re.findall(r"(\d+\.\d) of \d\b", section)[: sum(s.status == "measured" for s in pillar.signals)]
            assert sum(round(10 * float(point)) for point in points) == shown.pillars[pillar.id]


def test_the_range_and_what_could_be_measured_are_said_in_words(full: str) -> None:
    assessment = an_assessment()
    low, high = assessment.score.shown.index / 10, assessment.score.shown.upper / 10
    words = Tree(full).words
    assert f"{low:.1f} of 100: {assessment.score.band}" in words
    assert f"{low:.1f} to {high:.1f} if all could be measured" in words
    assert f"{assessment.score.measurable} of 100 points could" in words


def test_each_next_step_says_what_gains_time_and_why(full: str) -> None:
    words = Tree(full).words
    assessment = an_assessment()
    assert assessment.next_steps
    for step in assessment.next_steps:
        assert step.do in words
        assert f"{step.minutes} minutes" in words
        assert step.because in words
        assert f"+{step.gain // 100_000 / 10:.1f}" in words


def test_where_there_is_not_enough_no_number_is_shown_but_the_counts_are(few: str) -> None:
    for text in (few, fragment(an_assessment(an_activity(records=9)))):
        tree = Tree(text)
        assert "Not enough yet: 10 of 28 days, 10 of 20 records" in tree.words
        assert not re.search(r"\d\.\d of|of 100\b|of 25\b|[^U]\+\d|up to \d", tree.words)
        assert "svg" not in [tag for tag, attrs in tree.tags if attrs.get("role") == "img"]
    assert "3 posts in the last 90 days" in Tree(few).words


def test_what_was_not_measured_is_named_with_its_file_and_reason(full: str) -> None:
    words = Tree(full).words
    missing = words.split("What was not measured", 1)[1]
    for scored in an_assessment().score.signals.values():
        signal = MODEL.signals[scored.id]
        if scored.status == "not_measured":
            assert signal.title in missing
            assert signal.brought_by[1:] in missing
    assert "Nothing tells which side of a conversation is you: add Profile.csv" in missing
    assert "Coworkers connected: your profile names no present employer" in missing


def test_what_was_not_measured_is_never_a_zero(full: str) -> None:
    words = Tree(full).words
    assert "0.0 of" not in words  # nothing that was measured earned nothing here
    unmeasured = [scored for scored in an_assessment().score.signals.values() if scored.status != "measured"]
    assert len(re.findall(r"\bup to \d+\b", words)) >= len(unmeasured)
    nothing = page(an_assessment(replace(an_activity(), coverage={})))
    assert "0.0 of 25" not in nothing
    assert Tree(nothing).words.count("Establishing a professional brand not measured") == 2


def test_the_sources_balance_and_say_what_was_rejected(full: str) -> None:
    words = Tree(full).words
    assert "Comments.csv 12 9 1 2 3 2024-09-04 2024-10-04" in words
    assert "All files 13 10 1 2 3" in words
    for said in ("a remark", "2 rejected: no date", "line 4: no date", "Logins.csv"):
        assert said in words


def test_the_tone_is_calm(full: str, few: str) -> None:
    for text in (full, few):
        words = Tree(text).words.lower().replace(reveal_invisible(HOSTILE).lower(), "")
        assert "!" not in words
        assert not re.search(r"\b(bad|poor|fail(ed|ure)?|worst|wrong|must improve|unfortunately)\b", words)


def test_charts_say_in_words_what_they_draw() -> None:
    dial = gauge(542, 719, MODEL.bands)
    assert "<title>The index: 54.2 of 100</title>" in dial
    assert "<desc>A dial from 0 to 100, filled to 54.2. A hatched arc goes on to 71.9" in dial
    assert "Bands begin at 30 and 70." in dial
    bar = pillar_bar(151, 3, 25)
    assert "<title>15.1 of 25 points</title>" in bar
    assert "The last 3 points are hatched: not measured.</desc>" in bar
    for chart in (dial, bar):
        (svg, attrs), *_ = Tree(chart).tags
        assert (svg, attrs["role"]) == ("svg", "img")
        assert not re.search(r"#[0-9a-f]{3,}|style=", chart)


def test_a_dial_without_an_index_has_no_number() -> None:
    dial = gauge(None, 0, MODEL.bands)
    assert "<title>No index yet</title>" in dial
    assert Tree(dial).words == "not enough yet"
    assert "ssi-earned" not in dial


def test_a_dial_draws_no_range_where_everything_was_measured() -> None:
    assert "ssi-possible" in gauge(300, 301, ())
    assert "ssi-possible" not in gauge(300, 300, ())
    assert "ssi-earned" not in gauge(0, 0, ())
    assert "ssi-track" not in gauge(1000, 1000, ())


def rects(chart: str) -> dict[str, tuple[float, float]]:
    found = [attrs for tag, attrs in Tree(chart).tags if tag == "rect"]
    return {(a["class"] or ""): (float(a["x"] or 0), float(a["width"] or 0)) for a in found}


def test_a_bar_is_to_scale_and_hatches_only_what_was_not_measured() -> None:
    parts = rects(pillar_bar(125, 5, 25))
    assert parts["ssi-earned"] == (0, 200)
    assert parts["ssi-track"] == (0, 320)
    assert sum(parts["ssi-possible"]) == 400
    assert set(rects(pillar_bar(0, 0, 25))) == {"ssi-track"}
    assert set(rects(pillar_bar(0, 25, 25))) == {"ssi-possible"}
    assert set(rects(pillar_bar(250, 0, 25))) == {"ssi-track", "ssi-earned"}
    assert Tree(pillar_bar(0, 0, 0)).tags  # a signal of a model of one's own may be worth nothing


def test_a_hatch_stays_inside_its_bar() -> None:
    for unmeasured in range(1, 26):
        chart = pillar_bar(0, unmeasured, 25)
        start, width = rects(chart)["ssi-possible"]
        path = next(attrs["d"] for _, attrs in Tree(chart).tags if attrs.get("class") == "ssi-hatch")
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path or ""):
            assert start <= float(x) <= start + width
            assert 0 <= float(y) <= 18
