"""The site in Chromium: the command line's numbers, nothing sent anywhere, words when something is wrong, and the documentation."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Generator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import openssi
from openssi.demo import write_archive
from openssi.member import open_member
from openssi.model import DEFAULT, PUBLISHED
from openssi.site.build import build_site
from tests.archives import Layout, Sizes, invent, write_zip
from tests.e2e.browser import Visits, chromium, overflow
from tests.e2e.site import COMPLETE, INPUTS, Host, choose, problems, ready, serve, until
from tests.models import MODEL_2026_1
from tests.navigator import usage_report
from tests.workbooks import GERMAN, workbook

SMALL = Sizes(posts=12, comments=30, reactions=60, connections=30)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "built"
    build_site(folder, INPUTS)
    return folder


@pytest.fixture(scope="module")
def host(site: Path) -> Generator[Host]:
    with serve(site) as host:
        yield host


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def page(host: Host, browser: Browser) -> Generator[Page]:
    """A page on which Python has started; console messages and requests to other hosts fail the tests at the end."""
    with Visits(host.base, browser).page() as page:
        page.goto(f"{host.base}/")
        ready(page)
        yield page


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("sample"), seed=7)


def golden_archives(folder: Path, sample: Path) -> dict[str, list[Path]]:
    """Archives in every layout of LinkedIn's, and with each other kind of file."""
    layouts = {
        "2018": Layout("2018"),
        "2022 nested": Layout("2022", nested=True),
        "2024 in chunks": Layout("2024", chunks=20),
        "2024 saved by a spreadsheet": Layout("2024", resaved=True, article_dates=False),
        "2026": Layout("2026-suffix"),
    }
    found: dict[str, list[Path]] = {"sample": [sample]}
    for seed, (name, layout) in enumerate(layouts.items(), 3):
        (folder / name).mkdir()
        found[name] = [write_zip(folder / name, invent(seed, sizes=SMALL), layout)]
    days = {date(2026, 6, day): 100 + day for day in range(1, 29)}
    found["workbook"] = [sample, workbook(folder / "analytics.xlsx", days)]
    found["German workbook"] = [sample, workbook(folder / "inhalte.xlsx", days, dialect=GERMAN, as_text=False)]
    found["navigator"] = [sample, usage_report(folder / "usage.csv", {"Ada Example": (12, 40, 60, 5, 3)})]
    with zipfile.ZipFile(sample) as archive:
        found["one file"] = [Path(archive.extract("Connections.csv", folder))]
    (folder / "Reactions.csv").write_text(
        "Date,Type,Link\n2026-06-01 10:00:00,LIKE,https://www.linkedin.com/a\n2026-06-02 24:00:00,LIKE,https://www.linkedin.com/b\n"
    )
    found["an hour that only Python 3.14 reads"] = [folder / "Reactions.csv"]
    return found


ASK = """async ([model, person]) => {
  const { Python } = await import(new URL("python.js", document.baseURI));
  window.second ??= new Python(() => {});
  window.started ??= window.second.ask("start", { base: new URL("py/", document.baseURI).href });
  await window.started;
  const options = { today: "2026-12-31", model, person };
  const read = () => Promise.all([...document.getElementById("probe").files].map(async (file) => [file.name, await file.arrayBuffer()]));
  await window.second.ask("open", options, await read());
  const answer = JSON.parse((await window.second.ask("save", { name: "score.json" })).text);
  await window.second.ask("close");
  const remembered = await window.second.ask("remember", options, await read());
  return [answer, remembered.index_micro, remembered.model];
}"""


def test_every_golden_archive_scores_as_on_the_command_line(page: Page, sample: Path, tmp_path: Path) -> None:
    """Asked of a second Python of the page, without its report: the whole JSON, and the index of what a device remembers."""
    page.evaluate("""() => {
        const probe = Object.assign(document.createElement("input"), { type: "file", multiple: true, id: "probe", hidden: true });
        document.body.append(probe);
    }""")
    for name, files in golden_archives(tmp_path, sample).items():
        for model in PUBLISHED.values() if name == "sample" else (DEFAULT,):
            expected = open_member(files, model=model, navigator_user="Ada Example").score()
            page.set_input_files("#probe", files)
            answer, remembered, scored_by = page.evaluate(ASK, [model.id, "Ada Example"])
            assert answer == json.loads(json.dumps(expected.to_dict())), (name, model.id)
            assert (remembered, scored_by) == (
                expected.score.index_micro if expected.score.enough else None,
                model.id,
            ), name
    page.evaluate("() => { window.second.stop(); document.getElementById('probe').remove(); }")


def test_a_sample_by_keyboard_on_a_phone_then_a_plan_another_model_and_no_request(
    page: Page, site: Path, host: Host
) -> None:
    expected = open_member(site / "sample.zip")
    page.set_viewport_size({"width": 360, "height": 740})
    assert (problems(page), overflow(page)) == ([], 0)
    page.focus("#sample")
    page.keyboard.press("Enter")
    until(page, COMPLETE)
    assert page.evaluate("() => document.activeElement.id") == "score"
    assert page.get_attribute("#score", "data-index-micro") == str(expected.score().score.index_micro)
    before = len(host.requests)
    for tab in ("overview", "what-if", "works", "mine", "data"):
        page.click(f"#tabs [href='#{tab}']")
        assert page.is_visible(f"#{tab}")
        assert (problems(page), overflow(page)) == ([], 0), tab
    with page.expect_download() as saved:
        page.click("[data-save='score.json']")
    assert json.loads(saved.value.path().read_text(encoding="utf-8")) == expected.score().to_dict()
    page.click("#tabs [href='#what-if']")
    page.evaluate("""() => { const lever = document.getElementById("lever-comments_given"); lever.value = 3;
        lever.dispatchEvent(new Event("input")); }""")
    plan = expected.what_if(["comments_given=3/week"], weeks=8)
    until(page, f"() => document.getElementById('outcome').dataset.endMicro === '{plan.end.index_micro}'")
    assert "3 comments" in page.inner_text("#outcome")
    page.click("#options summary")
    page.select_option("#model", MODEL_2026_1.id)
    earlier = open_member(site / "sample.zip", model=MODEL_2026_1).score().score.index_micro
    until(page, f"() => document.getElementById('score').dataset.indexMicro === '{earlier}'")
    page.select_option("#model", DEFAULT.id)
    until(page, COMPLETE)
    page.set_viewport_size({"width": 1366, "height": 768})
    assert host.requests[before:] == []


def test_what_is_wrong_with_a_file_is_explained_and_the_next_one_is_read(
    page: Page, sample: Path, tmp_path: Path
) -> None:
    damaged, foreign = tmp_path / "damaged.zip", tmp_path / "holiday.zip"
    damaged.write_bytes(b"PK\3\4" + b"x" * 500)
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("beach.jpg", b"\xff\xd8")
    for file in (damaged, foreign):
        choose(page, [file])
        assert file.name in page.inner_text("#error")
        assert "/files/" not in page.inner_text("#error")
        assert not page.is_visible("#result")
    huge = tmp_path / "huge.zip"
    huge.touch()
    os.truncate(huge, 2_000_000_000)  # takes no space on the disk
    page.set_viewport_size({"width": 360, "height": 740})
    choose(page, [huge])
    assert page.inner_text("#error").startswith("These files have 2.0 GB, more than a browser can read.")
    until(page, "() => document.getElementById('error').getBoundingClientRect().bottom < innerHeight")
    page.set_viewport_size({"width": 1366, "height": 768})
    choose(
        page,
        [sample, usage_report(tmp_path / "usage.csv", {"Ada Example": (1, 2, 3, 4, 5), "Bo Sample": (1, 1, 1, 1, 1)})],
    )
    assert "under Options" in page.inner_text("#error")
    assert "--navigator-user" not in page.inner_text("#error")
    with zipfile.ZipFile(sample) as archive:
        part = Path(archive.extract("Connections.csv", tmp_path))
    choose(page, [part])
    assert not page.is_visible("#error")
    assert page.inner_text("#score").startswith("Part of an index: ")
    assert page.get_attribute("#score", "data-index-micro") == str(openssi.score(part).score.index_micro)


def test_python_cannot_reach_another_host(page: Page) -> None:
    """The worker obeys the policy of the page, whatever code runs in it."""
    assert page.workers[0].evaluate("fetch('http://127.0.0.2:9/').then(() => 'sent', () => 'blocked')") == "blocked"


def test_notes_and_linkedins_score_are_in_the_report_and_survive_a_reload_without_network(
    page: Page, sample: Path
) -> None:
    choose(page, [sample])
    micro = page.get_attribute("#score", "data-index-micro")
    page.click("#tabs [href='#mine']")
    page.fill("#notes", "2026-03-02 new role\nsoon")
    page.click("#notes-form button")
    until(page, "() => document.getElementById('report').contentDocument.body.textContent.includes('new role')")
    assert page.inner_text("#notes-left-out").startswith("Line 2 was left out")
    page.fill("#official-form [name=day]", "2026-05-19")
    for name, points in {"brand": "20.5", "people": "6.4", "insights": "10", "relationships": "15"}.items():
        page.fill(f"#official-form [name={name}]", points)
    page.click("#official-form button:not([aria-label])")
    until(page, "() => document.getElementById('official').textContent.includes('19 May 2026: 51.9')")
    page.click("#remember")
    until(page, "() => document.getElementById('status').textContent.startsWith('Remembered')")
    until(page, "() => Boolean(navigator.serviceWorker.controller)")
    page.context.set_offline(True)
    page.reload()
    until(page, COMPLETE)
    assert page.get_attribute("#score", "data-index-micro") == micro
    assert page.input_value("#notes") == "2026-03-02 new role\nsoon"
    second = page.context.new_page()
    second.goto(page.url)
    until(second, COMPLETE)
    page.click("#forget")
    until(page, "() => document.getElementById('status').textContent.startsWith('Everything about you')")
    until(second, "() => document.getElementById('result').hidden")
    ready(second)
    assert not second.is_visible("#result")
    assert page.evaluate("() => import(new URL('memory.js', document.baseURI)).then((memory) => memory.load())") is None
    second.close()
    page.context.set_offline(False)


def test_reading_can_be_cancelled(page: Page, tmp_path: Path) -> None:
    big = write_zip(tmp_path, invent(5, sizes=Sizes(comments=1_500, reactions=10_000)), Layout())
    page.set_input_files("#files", str(big))
    until(page, "() => !document.getElementById('work').hidden")
    page.click("#cancel")
    ready(page)
    assert page.inner_text("#status") == "Cancelled. Nothing was stored."
    with zipfile.ZipFile(big) as archive:
        part = Path(archive.extract("Connections.csv", tmp_path))
    choose(page, [part])
    assert page.is_visible("#result")


def test_the_documentation_is_searched_and_read_without_a_network(page: Page, host: Host) -> None:
    for name in ("reference/commands", "signals/index", "index"):
        page.goto(f"{host.base}/docs/{name}.html")
        assert problems(page) == [], name
    until(page, "async () => Boolean(await caches.match(new URL('docs.css', location)))")
    page.context.set_offline(True)
    page.goto(f"{host.base}/docs/")
    page.fill("#search", "workbook")
    until(page, "() => document.querySelectorAll('.results a').length")
    page.click("text=What counts › The analytics workbook")
    until(page, "() => location.hash === '#the-analytics-workbook'")
    page.context.set_offline(False)


@pytest.mark.parametrize("width", [360, 1366])
def test_a_signals_curve_follows_the_hand(page: Page, host: Host, width: int) -> None:
    """At every step of the slider, the page computes what the model does."""
    page.set_viewport_size({"width": width, "height": 740})
    for name in ("posts_published", "engagement_received", "endorsements_received", "outreach_response"):
        page.goto(f"{host.base}/docs/signals/{name}.html")
        assert (problems(page), overflow(page)) == ([], 0), name
        signal = DEFAULT.signals[name]
        moved: Sequence[Mapping[str, Any]] = page.evaluate("""() => {
            const [range, output] = [document.getElementById("value"), document.querySelector("output")];
            return [0, 1, 50, 99, 133, 200].map((at) => {
              range.value = at; range.dispatchEvent(new Event("input"));
              return { value: Number(output.dataset.value), micro: Number(output.dataset.micro) };
            });
        }""")
        assert [one["micro"] for one in moved] == [
            signal.maximum * signal.curve.fraction(one["value"]) for one in moved
        ]
        assert (moved[0]["micro"], moved[-1]["micro"]) == (0, signal.maximum * 1_000_000)
