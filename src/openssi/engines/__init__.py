"""Run the SQL text: a small protocol, and one module per engine, the only one that imports that engine's package."""

from openssi.engines.duck import DuckDB
from openssi.engines.memory import memory_size
from openssi.engines.parquet_files import parquet_files
from openssi.engines.protocol import Engine
from openssi.engines.spark import Spark
from openssi.files.atomic_directory import ABOUT

__all__ = ["ABOUT", "DuckDB", "Engine", "Spark", "memory_size", "parquet_files"]
