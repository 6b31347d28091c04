"""STUB."""
import pickle
__all__ = ["activity_from_bytes", "activity_to_bytes"]
def activity_to_bytes(a): return pickle.dumps(a)
def activity_from_bytes(b): return pickle.loads(b)
