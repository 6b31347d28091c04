"""Types of form fields. All have a maximum length, since forms are parsed before sign-in is checked."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form

__all__ = ["FormFlag", "FormLongText", "FormText", "FormUnsent"]

#: A line of text: longer than any field stores, so that each field reports its own limit.
FormText = Annotated[str, Form(max_length=1_000)]
#: A pasted document, such as a page's data.
FormLongText = Annotated[str, Form(max_length=100_000)]
#: A form that is to be sent after signing in, as JSON.
FormUnsent = Annotated[str, Form(max_length=100_000)]
#: A checkbox.
FormFlag = Annotated[bool, Form()]
