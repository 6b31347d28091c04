"""Run the SQL text: a small protocol, and one module per engine, the only one that imports that engine's package."""

from openssi.engines.duck import DuckDB
from openssi.engines.protocol import Engine
from openssi.engines.spark import Spark
from openssi.files.atomic_directory import ABOUT

__all__ = ["ABOUT", "DuckDB", "Engine", "Spark"]
