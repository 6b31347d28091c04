"""The report page and its charts: numbers add up, nothing unmeasured is shown as zero, nothing is loaded or run."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from openssi.activity import Activity, Coverage, DailyRow
from openssi.activity.report import FileReport, Rejection, SkippedFile
from openssi.insight import Assessment, next_steps
from openssi.member.report import report_page
from openssi.render.escaping import reveal_invisible
from openssi.render.html.notebook import score_fragment
from openssi.render.svg import gauge, pillar_bar
from openssi.render.words.score import coverage_in_words
from openssi.scoring import score
from tests.models import MODEL_2026_1 as MODEL
from tests.unit import samples

DAY = 20_000
HOSTILE = 'a"><img src=x onerror=alert(1)><script>alert(2)</script>\u202egpj.exe\x07'
VOID = frozenset(("meta", "br", "hr", "img", "input", "link"))


class Tree(HTMLParser):
    """Parse a page, and fail on a tag that is not closed or closed out of order."""

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
    return report_page(an_assessment())


@pytest.fixture(scope="module")
def few() -> str:
    return report_page(an_assessment(an_activity(records=9)))


def test_tags_are_closed_in_order(full: str, few: str) -> None:
    for text in (full, few, score_fragment(an_assessment()), score_fragment(an_assessment(an_activity(records=9)))):
        Tree(text)


def test_page_has_language_title_landmarks_and_ordered_headings(full: str, few: str) -> None:
    for tree in (Tree(full), Tree(few)):
        names = [tag for tag, _ in tree.tags]
        assert ("html", {"lang": "en"}) in tree.tags
        for landmark in ("header", "main", "footer", "h1"):
            assert names.count(landmark) == 1
        assert names.index("title") < names.index("body")
        assert all(after - before <= 1 for before, after in zip(tree.headings, tree.headings[1:], strict=False))
        ids = [attrs["id"] for _, attrs in tree.tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        referred = {attrs["aria-labelledby"] for _, attrs in tree.tags if "aria-labelledby" in attrs}
        referred |= {(attrs["href"] or "")[1:] for tag, attrs in tree.tags if tag == "a"}
        assert referred <= set(ids)


def test_page_has_no_scripts_and_loads_nothing(full: str, few: str) -> None:
    for text in (full, few, score_fragment(an_assessment())):
        tree = Tree(text)
        assert not {"script", "link", "img", "iframe", "object", "embed", "base"} & {tag for tag, _ in tree.tags}
        for _, attrs in tree.tags:
            assert not any(name.startswith("on") or name in {"src", "srcset", "style"} for name in attrs)
            assert (attrs.get("href") or "#").startswith("#")
        assert not re.search(r"url\(|@import", text)
        assert set(re.findall(r"https?://[^\s\"<]+", text)) <= {"http://www.w3.org/2000/svg"}  # a name, not an address


def test_content_security_policy_allows_no_loading(full: str) -> None:
    policy = next(attrs for tag, attrs in Tree(full).tags if tag == "meta" and "http-equiv" in attrs)
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert (policy["content"] or "").startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_imported_text_is_escaped_and_invisible_characters_are_shown(full: str, few: str) -> None:
    for text in (full, few):
        assert "<img" not in text
        assert "<script" not in text
        assert "\u202e" not in text
        assert "\x07" not in text
        words = Tree(text).words
        assert words.count("<img src=x onerror=alert(1)>") >= 3  # the source, the file not opened, the note
        assert words.count("⟨U+202E⟩gpj.exe⟨U+0007⟩") >= 3


def test_harmless_names_are_unchanged() -> None:
    for honest in ("Comments.csv", "Straße – 履歴.csv", "می\u200cخواهم.csv"):
        assert reveal_invisible(honest) == honest
    assert reveal_invisible("a\nb\u2066c\ud800") == "a⟨U+000A⟩b⟨U+2066⟩c⟨U+D800⟩"


def test_page_is_valid_utf_8_for_any_file_name() -> None:
    broken = replace(an_assessment(), notes=("a name from a folder \udcff",))
    assert "⟨U+DCFF⟩".encode() in report_page(broken).encode()


def test_shown_points_add_up() -> None:
    chance = random.Random(7)
    for _ in range(12):
        assessment = an_assessment(an_activity(scale=chance.randrange(1, 9)))
        shown = assessment.score.shown
        words = Tree(report_page(assessment)).words
        pillars = [round(10 * float(found)) for found in re.findall(r"(\d+\.\d) of [\d.]+ points", words)[:4]]
        assert sum(pillars) == shown.index
        assert f"{(shown.index + 5) // 10} ± {assessment.interval} {assessment.score.band.capitalize()}" in words
        for pillar in assessment.score.pillars:
            title = next(p.title for p in MODEL.pillars if p.id == pillar.id)
            section = words.split(title)[-1]
            points = re.findall(r"(\d+\.\d) of \d\b", section)[: sum(s.status == "measured" for s in pillar.signals)]
            assert sum(round(10 * float(point)) for point in points) == shown.pillars[pillar.id]


def test_index_and_coverage_are_shown_in_words(full: str) -> None:
    words = Tree(full).words
    assert "12 ± 3 Starting 18 points to Building. 30 of 100 measured." in words
    assert "Your files cover 30 of 100 points. Measuring the other 70 could raise your index by as much." in words
    assert "12 ± 3 of 100: starting" in Tree(score_fragment(an_assessment())).words


def test_full_coverage_adds_nothing() -> None:
    assert coverage_in_words(score(samples.activity(), MODEL, samples.TODAY)) == "Your files cover all 100 points."


def test_next_steps_show_gain_time_and_reason(full: str) -> None:
    words = Tree(full).words
    assessment = an_assessment()
    assert assessment.next_steps
    for step in assessment.next_steps:
        assert step.do in words
        assert f"{step.minutes} min" in words
        assert step.because in words
        assert f"+{step.gain // 100_000 / 10:.1f}" in words


def test_too_little_data_shows_counts_and_no_index(few: str) -> None:
    for text in (few, score_fragment(an_assessment(an_activity(records=9)))):
        tree = Tree(text)
        assert "Not enough data yet: 10 of 28 days of data and 10 of 20 dated records" in tree.words
        assert not re.search(r"\d\.\d of|of 100\b|of 25\b|[^U]\+\d|up to \d", tree.words)
        assert "svg" not in [tag for tag, attrs in tree.tags if attrs.get("role") == "img"]
    assert "3 posts in the last 90 days" in Tree(few).words


def test_unmeasured_signals_are_listed_with_file_and_reason(full: str) -> None:
    words = Tree(full).words
    missing = words.split("70 of 100 points None of this counts as zero", 1)[1]
    for scored in an_assessment().score.signals.values():
        signal = MODEL.signals[scored.id]
        if scored.status == "not_measured":
            assert signal.title in missing
            assert signal.brought_by[1:] in missing
    assert "Nothing tells which side of a conversation is you: add Profile.csv" in missing
    assert "Coworkers connected: your profile names no present employer" in missing


def test_unmeasured_signals_are_never_shown_as_zero(full: str) -> None:
    words = Tree(full).words
    assert "0.0 of" not in words  # nothing that was measured earned nothing here
    unmeasured = [scored for scored in an_assessment().score.signals.values() if scored.status != "measured"]
    assert len(re.findall(r"\(up to \d+\)", words)) == len(unmeasured)
    insights = dict.fromkeys(("comment_given", "reaction_given", "post_shared"), Coverage())
    nothing = report_page(an_assessment(replace(an_activity(), coverage=insights)))
    assert "0.0 of 25" not in nothing
    assert Tree(nothing).words.count("Establishing a professional brand not measured") == 1


def test_record_counts_balance_and_rejections_are_listed(full: str) -> None:
    words = Tree(full).words
    assert "Comments.csv 12 9 1 2 3 4 Sep 2024 4 Oct 2024" in words
    assert "All files 13 10 1 2 3" in words
    for said in ("a remark", "2 rejected: no date", "line 4: no date", "Logins.csv"):
        assert said in words


def test_tone_is_calm(full: str, few: str) -> None:
    for text in (full, few):
        words = Tree(text).words.lower().replace(reveal_invisible(HOSTILE).lower(), "")
        assert "!" not in words
        assert not re.search(r"\b(bad|poor|fail(ed|ure)?|worst|wrong|must improve|unfortunately)\b", words)


def test_charts_have_text_alternatives() -> None:
    dial = gauge(542, 719, MODEL.bands, 5)
    assert "<title>The index: 54 ± 5 of 100</title>" in dial
    assert "<desc>A dial from 0 to 100, filled to 54, give or take 5. A hatched arc goes on to 71.9" in dial
    assert "Bands begin at 30 and 70." in dial
    bar = pillar_bar(151, 30, 25)
    assert "<title>15.1 of 25 points</title>" in bar
    assert "The last 3 points are hatched: not measured.</desc>" in bar
    for chart in (dial, bar):
        (svg, attrs), *_ = Tree(chart).tags
        assert (svg, attrs["role"]) == ("svg", "img")
        assert not re.search(r"#[0-9a-f]{3,}|style=", chart)


def test_gauge_without_an_index_has_no_number() -> None:
    dial = gauge(None, 0, MODEL.bands, 0)
    assert "<title>No index yet</title>" in dial
    assert Tree(dial).words == "not enough data yet"
    assert "ssi-earned" not in dial


def test_gauge_has_no_range_where_everything_was_measured() -> None:
    assert "ssi-possible" in gauge(300, 301, (), 1)
    assert "ssi-possible" not in gauge(300, 300, (), 1)
    assert "ssi-earned" not in gauge(0, 0, (), 1)
    assert "ssi-track" not in gauge(1000, 1000, (), 1)


def rects(chart: str) -> dict[str, tuple[float, float]]:
    found = [attrs for tag, attrs in Tree(chart).tags if tag == "rect"]
    return {(a["class"] or ""): (float(a["x"] or 0), float(a["width"] or 0)) for a in found}


def test_bar_is_to_scale_and_hatches_only_unmeasured_points() -> None:
    parts = rects(pillar_bar(125, 50, 25))
    assert parts["ssi-earned"] == (0, 200)
    assert parts["ssi-track"] == (0, 320)
    assert sum(parts["ssi-possible"]) == 400
    assert set(rects(pillar_bar(0, 0, 25))) == {"ssi-track"}
    assert set(rects(pillar_bar(0, 250, 25))) == {"ssi-possible"}
    assert set(rects(pillar_bar(250, 0, 25))) == {"ssi-track", "ssi-earned"}
    assert Tree(pillar_bar(0, 0, 0)).tags  # a signal of a model of one's own may be worth nothing


def test_hatch_stays_inside_its_bar() -> None:
    for unmeasured in range(10, 260, 10):
        chart = pillar_bar(0, unmeasured, 25)
        start, width = rects(chart)["ssi-possible"]
        path = next(attrs["d"] for _, attrs in Tree(chart).tags if attrs.get("class") == "ssi-hatch")
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path or ""):
            assert start <= float(x) <= start + width
            assert 0 <= float(y) <= 18
