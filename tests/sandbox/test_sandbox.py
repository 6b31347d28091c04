"""The sandbox: what it returns, what its limits stop, what it cannot do, how it is cancelled."""

from __future__ import annotations

import errno
import io
import platform
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from openssi.errors import ArchiveError
from openssi.sandbox import Job, Limits, SandboxError
from openssi.sandbox.messages import receive, send
from tests.sandbox import acts

FILTERS = sys.platform == "linux" and platform.machine() in {"x86_64", "aarch64"}


def reason(job: Job, path: Path | None = None) -> str:
    with pytest.raises(SandboxError) as stopped:
        job.run({"path": str(path)})
    return stopped.value.reason


def test_data_and_bytes_come_back_and_progress_is_reported() -> None:
    seen: list[tuple[int, int]] = []
    answer = Job(acts.echo).run(
        {"a": [1, "é", None]}, [b"\x00\xff", b""], lambda done, total: seen.append((done, total))
    )
    assert (answer.data, answer.blobs, seen) == ({"got": {"a": [1, "é", None]}}, [b"\x00\xff", b""], [(1, 2)])


def test_it_inherits_no_settings_and_loads_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "secret")
    answer = Job(acts.see_environment).run({})
    assert set(answer.data["names"]) <= {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONUTF8", "LC_CTYPE"}
    assert not {"sqlalchemy", "fastapi", "click", "duckdb"} & set(answer.data["loaded"])


def test_a_module_without_byte_code_can_be_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a fresh install by uv, which compiles nothing."""
    (tmp_path / "never_compiled.py").write_text("NUMBER = 7")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])  # the sandbox has the import path of its parent
    assert Job(acts.import_module).run({"name": "never_compiled"}).data == {"number": 7}
    assert [path.name for path in tmp_path.iterdir()] == ["never_compiled.py"]


def test_our_own_errors_are_raised_unchanged() -> None:
    with pytest.raises(ArchiveError) as error:
        Job(acts.refuse).run({})
    assert (error.value.code, str(error.value)) == ("archive-empty", "It is empty. Nothing was read. Try again.")


def test_other_exceptions_report_type_and_line_without_data() -> None:
    with pytest.raises(SandboxError) as error:
        Job(acts.fail).run({})
    assert error.value.reason == "fault"
    assert "ZeroDivisionError in acts.py, line " in str(error.value)
    assert "secret" not in str(error.value)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit memory")
@pytest.mark.parametrize("act", [acts.take_memory, acts.abort])
def test_memory_is_limited(act: object) -> None:
    assert reason(Job(act)) == "memory"  # type: ignore[arg-type]


def test_cpu_time_is_limited() -> None:
    assert reason(Job(acts.take_time, Limits(seconds=1))) == "time"


@pytest.mark.parametrize("act", [acts.open_socket, acts.start_process, acts.fork])
def test_network_and_processes_are_forbidden(act: object) -> None:
    assert reason(Job(act)) == "forbidden"  # type: ignore[arg-type]


def test_files_can_be_read_but_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert reason(Job(acts.write_file), path) == "forbidden"
    assert not path.exists()
    path.write_bytes(b"old")
    assert reason(Job(acts.write_file), path) == "forbidden"
    assert reason(Job(acts.delete_file), path) == "forbidden"
    assert Job(acts.read_file).run({"path": str(path)}).blobs == [b"old"]


@pytest.mark.skipif(not FILTERS, reason="the kernel filters system calls on Linux alone")
def test_the_kernel_enforces_the_limits_on_native_code(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    results = Job(acts.act_natively).run({"path": str(path)}).data
    assert results == {**dict.fromkeys(results, errno.EPERM), "getpid": 0}
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]


def test_it_can_be_cancelled_while_it_works() -> None:
    job, working, reasons = Job(acts.wait), Event(), list[bool]()

    def note(_: int, __: int) -> None:
        working.set()

    def follow() -> None:
        with pytest.raises(SandboxError) as stopped:
            job.run({}, progress=note)
        reasons.append(stopped.value.cancelled)

    thread = Thread(target=follow)
    thread.start()
    assert working.wait(60)
    job.cancel()
    thread.join(60)
    assert reasons == [True]


def test_it_can_be_cancelled_before_it_starts() -> None:
    job = Job(acts.wait)
    job.cancel()
    with pytest.raises(SandboxError) as stopped:
        job.run({})
    assert stopped.value.cancelled


def test_an_exception_in_the_progress_callback_stops_it() -> None:
    job = Job(acts.wait)

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        job.run({}, progress=stop)


@pytest.mark.parametrize(
    "stream",
    [b"\x00", b"\x00\x00\x00\x08[{}, [", b"\x00\x00\x00\x02[]", b"\x7f\xff\xff\xff", b"\x00\x00\x00\x07[1,[]]"],
)
def test_a_malformed_message_is_refused(stream: bytes) -> None:
    with pytest.raises(ValueError, match=r"message|Expecting|unpack"):
        receive(io.BytesIO(stream), 1_000_000)


def test_a_message_that_is_too_large_is_not_read() -> None:
    out = io.BytesIO()
    send(out, {}, [b"x" * 1_000])
    with pytest.raises(ValueError, match="too large"):
        receive(io.BytesIO(out.getvalue()), 900)
