"""How the one SQL text runs: a small protocol, and one module an engine, which alone imports that engine's package."""

from openssi.engines.duck import DuckDB
from openssi.engines.protocol import Engine
from openssi.engines.spark import Spark
from openssi.files.atomic_directory import ABOUT

__all__ = ["ABOUT", "DuckDB", "Engine", "Spark"]
