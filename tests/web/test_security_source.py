"""What the code must not contain: eval, unsafe formats, network clients, inline scripts."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import openssi
from openssi.store.column_docs import doc_of
from openssi.store.tables import METADATA
from tests.architecture.source import Module, imports, modules
from tests.web.logs import logged
from tests.web.site import Site

ROOT = Path(openssi.__file__).parent
#: What reads addresses, or turns bytes into code.
NETWORK = {
    "urllib.request",
    "http.client",
    "httpx",
    "httpx2",
    "requests",
    "aiohttp",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "apprise",
}
UNSAFE = {"pickle", "marshal", "shelve", "yaml", "dill", "cloudpickle", "joblib"}
#: `ssi push` sends what its user asks it to send; `ssi sync` and `ssi crm pull` ask LinkedIn and a CRM for their user's data;
#: single sign-on asks the identity provider in the operator's settings; deliveries go where members and the operator want.
SENDS = {
    "openssi.client.crm",
    "openssi.client.retries",
    "openssi.client.team_server",
    "openssi.client.linkedin.transport",
    "openssi.web.security.oidc",
    "openssi.web.jobs.send_process",
}
#: Java is started to ask for its version, Python to read uploads or send messages in, and pip and npm to fetch what a site is
#: built from: with no text from outside.
STARTS = {
    "openssi.engines.java",
    "openssi.engines.spark",
    "openssi.sandbox.job",
    "openssi.site.inputs",
    "openssi.web.jobs.send_message",
}
#: Compiles this project's own modules to byte code while a site is built, and runs none of them.
COMPILES = {"openssi.site.packing"}


def test_no_module_runs_text_or_reads_unsafe_formats() -> None:
    assert {name: faults for name, module in modules().items() if (faults := list(_unsafe(module)))} == {}


def _unsafe(module: Module) -> Iterator[str]:
    forbidden = {"eval", "exec", "__import__"}
    if module.name not in COMPILES:
        forbidden.add("compile")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in forbidden:
            yield f"line {node.lineno}: {node.func.id}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in {"system", "popen", "extractall"}:
                yield f"line {node.lineno}: {node.func.attr}"
            if any(keyword.arg == "shell" for keyword in node.keywords):
                yield f"line {node.lineno}: shell"
    targets = named(module)
    yield from targets & UNSAFE - ({"marshal"} if module.name in COMPILES else set())
    if module.name not in STARTS and "subprocess" in targets:
        yield "subprocess"


def test_no_module_can_fetch_urls() -> None:
    clients = {
        (name, target)
        for name, module in modules().items()
        for target in named(module)
        if name not in SENDS and (target in NETWORK or target.split(".")[0] in NETWORK)
    }
    assert clients == set()


def named(module: Module) -> set[str]:
    return {target for target, _ in imports(module)}


#: Drawings of ours, made of numbers.
OURS = r"{{ (view\.gauge|pillar\.bar|[a-z.]+\.svg)\|safe }}"
TEMPLATES = sorted(ROOT.glob("web/templates/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_scripts_styles_or_unescaped_text(path: Path) -> None:
    text = re.sub(OURS, "", path.read_text(encoding="utf-8"))
    assert re.findall(r"<script(?! src=\"{{ base }}/static/)", text) == []
    assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:|hx-on|\|\s*safe|autoescape|Markup", text)
    assert "http://" not in text
    for form in re.findall(r"<form[^>]*>", text):
        assert re.search(r'action="{{ base }}(/|{{ (tab|action) }}")', form) or "hx-" in form, form


def test_scripts_store_nothing_and_evaluate_nothing() -> None:
    text = (ROOT / "web" / "static" / "site.js").read_text(encoding="utf-8")
    assert not re.search(
        r"localStorage|sessionStorage|indexedDB|document\.cookie|eval\(|Function\(|innerHTML|insertAdjacentHTML", text
    )
    base = (ROOT / "web" / "templates" / "base.html").read_text(encoding="utf-8")
    assert '"allowEval": false' in base
    assert '"selfRequestsOnly": true' in base
    assert '"historyEnabled": false' in base  # htmx would keep pages in the browser


def test_every_column_states_purpose_audience_and_retention() -> None:
    columns = [column for table in METADATA.sorted_tables for column in table.columns]
    docs = {str(column): doc_of(column) for column in columns}
    assert [name for name, doc in docs.items() if not (doc.meaning and doc.why and doc.seen_by and doc.retention)] == []


def test_sign_ins_and_refusals_are_logged(site: Site) -> None:
    with logged("openssi", logging.INFO) as lines:
        lead = site.person(site.team(), "lead", "lead")
        invited = (
            site.browser(lead).post("/team/invitations", data={"name": "Ada"}, headers={"Accept": "text/html"}).text
        )
        code = re.findall(r"/join#([\w-]+)", invited)[0]
        ada = site.browser()
        ada.post("/join", data={"code": code, "login": "ada", "name": "Ada", "password": "four words of mine"})
        ada.get("/team")
        site.browser().post("/sign-in", data={"login": "ada", "password": "not hers at all"})
        site.browser().get("/api/v1/me")
    log = "\n".join(lines)
    assert '"message": "signed in", "account": "' in log
    for code, route in (("access-denied", "/team"), ("account-sign-in", "/sign-in"), ("access-sign-in", "/api/v1/me")):
        assert re.search(f'"message": "refused", "code": "{code}", "route": "{route}"', log), code
