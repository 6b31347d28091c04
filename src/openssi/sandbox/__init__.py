"""Run a job on untrusted input in a process of its own, with limits on memory, CPU time and what it may do."""

from openssi.sandbox.job import Blobs, Data, Job, Limits, SandboxError
from openssi.sandbox.limits import is_sandbox_needed

__all__ = ["Blobs", "Data", "Job", "Limits", "SandboxError", "is_sandbox_needed"]
