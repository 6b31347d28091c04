"""The command `ssi weights`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from openssi.cli.options import JSON, MODEL, ZONE, chosen_model
from openssi.cli.outcomes import FILES, MAPPING, OUTCOME, split_files
from openssi.cli.output import write
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

__all__ = ["weights"]


@click.command()
@FILES
@MAPPING
@OUTCOME
@click.option("--out", metavar="FILE.toml", type=click.Path(path_type=Path), help="Write adopted weights as a model.")
@ZONE
@MODEL
@JSON
def weights(
    files: tuple[Path, ...],
    mapping: Path | None,
    outcome: str,
    out: Path | None,
    time_zone: str,
    model_name: str | None,
    as_json: bool,
) -> None:
    """Check whether your sales data supports different pillar weights.

    It takes 100 sellers and 18 months. Weights are shrunk towards the published ones by cross-validation, and adopted
    only if they predict a later half year better. An adopted model has its own ID; its history never joins another's.
    """
    from openssi.member.weights import own_weights

    if out is not None and out.suffix.lower() != ".toml":
        raise UsageError("out-format", f"{out} doesn't end in .toml.", hint="Choose a name with that ending.")
    archives, crm = split_files(files)
    model = chosen_model(model_name)
    today = datetime.now(UTC).date()
    found = own_weights(archives, crm, mapping=mapping, outcome=outcome, time_zone=time_zone, model=model, today=today)
    content = found.to_toml()
    if out is not None and content:
        write(out, content)
    click.echo(json.dumps(found.to_dict(), indent=1) if as_json else str(found))
    if out is not None and not as_json:
        click.echo(
            escape_controls(f"Written to {out}: ssi score ARCHIVE --model {out}") if content else "Nothing written."
        )
