"""The fields of the pages' forms: none is endless, since anybody may send them before it is known who they are."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form

__all__ = ["FormFlag", "FormLongText", "FormText"]

#: What somebody types: longer than anything that is kept, so that the fault is told in the field's own words.
FormText = Annotated[str, Form(max_length=1_000)]
#: What somebody pastes: a whole page's data.
FormLongText = Annotated[str, Form(max_length=100_000)]
#: A box that may be ticked.
FormFlag = Annotated[bool, Form()]
