"""Metrics for Prometheus, on a port of their own: requests, uploads, the queue and how old things are.

No names, no IDs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from openssi.errors import StoreError, UsageError, install_hint
from openssi.store import imports
from openssi.web.context import Server

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Histogram

__all__ = ["Metrics", "serve_metrics"]

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


@dataclass(eq=False)  # the registry keeps it by identity
class Metrics:
    """The metrics of one server; requests are counted as they are answered, the rest is read when it is asked for."""

    server: Server
    registry: CollectorRegistry = field(init=False)
    _requests: Counter = field(init=False)
    _seconds: Histogram = field(init=False)

    def __post_init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self.registry = CollectorRegistry()
        self._requests = Counter(
            "openssi_requests", "Requests answered.", ["route", "method", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "openssi_request_seconds", "Time to answer a request.", ["route"], registry=self.registry, buckets=_SECONDS
        )
        self.registry.register(self)

    def observe(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request by its route as written in the code."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def describe(self) -> list[Any]:
        """Return no descriptions: the database need not be there yet."""
        return []

    def collect(self) -> Iterator[Any]:
        """Yield what the database says now; whether it can be read is a metric as well."""
        from prometheus_client.core import GaugeMetricFamily

        up = GaugeMetricFamily("openssi_database_up", "1 if the database can be read.")
        try:
            with self.server.database.read() as connection:
                figures = imports.import_figures(connection)
        except StoreError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        by_state = GaugeMetricFamily("openssi_imports", "Uploads, by state.", labels=["state"])
        for state, count in figures.by_state.items():
            by_state.add_metric([state], count)
        yield by_state
        now = self.server.now()
        for name, meaning, at in (
            (
                "openssi_oldest_waiting_seconds",
                "Age of the oldest upload that waits; 0 if none does.",
                figures.oldest_open,
            ),
            (
                "openssi_last_import_seconds",
                "Time since an upload was last read; 0 before the first.",
                figures.last_finished,
            ),
        ):
            gauge = GaugeMetricFamily(name, meaning)
            gauge.add_metric([], now - at if at else 0)
            yield gauge
        alive = GaugeMetricFamily("openssi_worker_up", "1 if the thread that reads uploads is running.")
        alive.add_metric([], self.server.worker.alive)
        yield alive


def serve_metrics(server: Server, host: str, port: int) -> int:
    """Serve the metrics at `/metrics` of a port, from a thread; return the port.

    Raises:
        UsageError: the client library isn't installed, or the port can't be used.
    """
    try:
        from prometheus_client import start_http_server
    except ImportError as error:
        raise UsageError(
            "server-metrics", "The Prometheus client is not installed.", hint=install_hint("web", "metrics")
        ) from error
    server.metrics = Metrics(server)
    try:
        serving, _ = start_http_server(port, host, server.metrics.registry)
    except OSError as error:
        raise UsageError(
            "server-port",
            f"Can't listen on port {port} of {host}: {error.strerror or error}.",
            hint="Choose another port for --metrics.",
        ) from error
    return serving.server_port
