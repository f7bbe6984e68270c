"""`handbook explain`."""

from __future__ import annotations

import click

from persona_handbook.commands.shared import language_option


@click.command()
@click.argument("rule", required=False)
@language_option
def explain(rule: str | None, lang: str) -> None:
    """Say what RULE refuses, why, and how to keep it; without RULE, list all rules."""
    from persona_handbook.catalogues import catalogue
    from persona_handbook.checks.rules import RULES
    from persona_handbook.exports.explanation import explained, listed
    from persona_handbook.model.words import nearest

    words = catalogue(lang)
    if rule is None:
        click.echo(listed(words))
    elif rule in RULES:
        click.echo(explained(rule, words))
    else:
        meant = nearest(rule, {id: id for id in RULES})
        hint = words.say("rule_meant", rule=meant) if meant else words.say("rules_listed")
        raise click.UsageError(f"{words.say('no_such_rule', rule=rule)} {hint}")
