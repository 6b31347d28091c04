"""STUB."""
import pickle, hashlib, tempfile
from pathlib import Path
from openssi.sources.archive.read import read_archives
class KeptArchive:
    def __init__(s, data): s.data=data
    @property
    def digest(s): return hashlib.sha256(s.data).hexdigest()
    def to_bytes(s): return s.data
    @staticmethod
    def from_bytes(b): return KeptArchive(b)
def read_kept(path, key, name="", forgotten=(), not_after=None, progress=None):
    read_archives([path], progress=progress)
    return KeptArchive(Path(path).read_bytes())
def merge_kept(archives, time_zone="UTC"):
    with tempfile.TemporaryDirectory() as d:
        ps=[]
        for i,a in enumerate(archives):
            p=Path(d)/f"{i}.zip"; p.write_bytes(a.data); ps.append(p)
        return read_archives(ps, time_zone=time_zone)
