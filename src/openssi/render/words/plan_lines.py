"""Lines of a plan in words."""

from __future__ import annotations

from openssi.activity.plan import PlanItem
from openssi.insight.signal_evidence import in_sentence
from openssi.insight.what_if import DailyLimit
from openssi.model import Model

__all__ = ["full_in_words", "limit_in_words", "planned_in_words"]

#: What a step adds to the profile, if it isn't a part of it.
_PROFILE = {"profile_media": ("picture or document on the profile", "pictures or documents on the profile")}


def planned_in_words(item: PlanItem, model: Model) -> str:
    """Write one line of a plan: "2 posts a week", "1 article, once"."""
    return f"{item.count} {_unit(item, item.count, model)}{', once' if item.once else ' a week'}"


def limit_in_words(limit: DailyLimit, model: Model) -> str:
    """Describe a daily limit that a plan exceeds ("At most 2 posts a day count: 90 of these 100 add nothing")."""
    what = _unit(limit.item, limit.most, model)
    return (
        f"At most {limit.most} {what} a day {'counts' if limit.most == 1 else 'count'}: "
        f"{limit.wasted} of these {limit.item.count} {'adds' if limit.wasted == 1 else 'add'} nothing."
    )


def full_in_words(signal: str, model: Model) -> str:
    """Say why more of a signal changes nothing ("Your pace already earns all the points for own posts")."""
    return f"Your pace already earns all the points for {in_sentence(model.signals[signal].title)}; more adds none."


def _unit(item: PlanItem, count: int, model: Model) -> str:
    signal = model.signals[item.signal]
    name = signal.step.adds[0][0] if signal.step else ""
    if name in model.kind:
        singular, plural = model.kind[name].one, model.kind[name].many
    else:
        singular, plural = _PROFILE.get(name, ("part of the profile", "parts of the profile"))
    return singular if count == 1 else plural
