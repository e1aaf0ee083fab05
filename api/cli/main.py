"""The command ``zhize``: its subcommands, and the one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import re
import sys
from typing import Annotated, Final

import typer

import kg
from api.cli import accept, amend, ask, build, diff, export, history, init, read, serve, store, validate
from api.cli.language import choose, in_one_line
from api.cli.output import put, refuse_closed_output, tell
from kg.bilingual import Language, Text
from kg.errors import InputError, ZhizeError

LONG_RUN: Final = re.compile(r"(\S{200})\S{100,}")
"""What is longer than any name or path in a sentence is shortened."""
app = typer.Typer(
    name="zhize",
    help="职责: who must do what, by when, and where a government's plan says so.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)


def _show_version(wanted: bool) -> None:
    """Print the version and leave, when asked to."""
    if wanted:
        put(f"zhize {kg.__version__}\n")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_show_version, is_eager=True)
    ] = False,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help="The language of errors; without it that of LANG.", callback=choose, is_eager=True),
    ] = None,
) -> None:
    """Take what stands before every subcommand."""


app.command("build")(build.build)
app.command("read")(read.read)
app.command("validate")(validate.validate_command)
app.command("accept")(accept.accept)
app.command("amend")(amend.amend)
app.command("diff")(diff.diff)
app.command("history")(history.history)
app.command("rollback")(history.rollback)
app.command("tasks")(ask.tasks)
app.command("query")(ask.query)
app.command("sparql")(ask.sparql)
app.command("export")(export.export)
app.command("serve", epilog=serve.other_settings())(serve.serve)
app.command("init")(init.init)
app.add_typer(store.app, name="store")


def main() -> None:
    """Run the command line, and leave with its exit code."""
    try:
        refuse_closed_output()
        _refuse_broken_arguments(sys.argv[1:])
        app(prog_name="zhize")
    except ZhizeError as error:
        tell(LONG_RUN.sub(r"\1…", in_one_line(error)))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def _refuse_broken_arguments(arguments: list[str]) -> None:
    """Refuse an argument that is not text: no file of Zhize and no name has such bytes."""
    for argument in arguments:
        try:
            argument.encode("utf-8")
        except UnicodeEncodeError:
            shown = argument.encode("utf-8", "backslashreplace").decode()
            raise InputError(
                Text("有一个参数不是 UTF-8", "an argument is not UTF-8"),
                shown,
                Text("请检查终端的编码", "check the encoding of your terminal"),
            ) from None


if __name__ == "__main__":
    main()
