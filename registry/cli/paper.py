"""`talent-registry paper`: print certificates as PDF, SVG or PNG, one or thousands."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.paper.printing import PaperFormat
from registry.vocabulary import CertificateKind

if TYPE_CHECKING:
    from registry.office import Office
    from registry.paper.batch import Choice, Job, Progress, Report


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        epilog="Example: talent-registry paper --issuer S000032000123 --format pdf --out paper"
    )(paper)


def paper(
    *,
    out: Annotated[Path, typer.Option(help="Folder for the files, made if it is not there.")],
    form: Annotated[PaperFormat, typer.Option("--format", help="What to print.")] = PaperFormat.PDF,
    issuer: Annotated[
        str | None, typer.Option(help="All certificates of an issuer (prefix of 13 characters).")
    ] = None,
    numbers: Annotated[
        Path | None, typer.Option(help="A file of numbers, or KIND:NUMBER, one a line.")
    ] = None,
    credential: Annotated[
        Path | None,
        typer.Option(help='A file {"credential", "qrText"}, or NUMBER.txt beside NUMBER.qr.txt.'),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Print also what is there.")] = False,
    attach: Annotated[
        bool, typer.Option("--attach", help="Put the whole credential into the PDF.")
    ] = False,
    show_id: Annotated[bool, typer.Option("--show-id", help="Print the ID number.")] = False,
) -> None:
    """Print certificates: NUMBER.pdf, NUMBER.svg or NUMBER.png for each.

    What is there already is left alone, so a batch that was ended goes on where it stopped. Exit
    status 1 if any could not be printed; each is named with its reason.
    """
    from registry.cli.office import fail  # noqa: PLC0415 - help needs none of it
    from registry.paper.batch import Choice  # noqa: PLC0415

    if sum(source is not None for source in (issuer, numbers, credential)) != 1:
        fail("say one of --issuer, --numbers and --credential")
    if attach and form is not PaperFormat.PDF:
        fail("--attach: only a PDF can hold a file")
    choice = Choice(form, show_id=show_id, attach=attach)
    if credential is not None:
        _print_file(credential, out, choice)
    else:
        _print_record(issuer, numbers, out, choice, force=force)


def _print_file(path: Path, out: Path, choice: Choice) -> None:
    """Print one credential from its file; nothing but the file is needed."""
    from registry.cli.office import fail  # noqa: PLC0415
    from registry.paper.batch import print_job  # noqa: PLC0415

    out.mkdir(parents=True, exist_ok=True)
    job = _job_of(path, out, choice)
    refusal = print_job(job, choice)
    if refusal is not None:
        fail(f"{path}: {refusal}")
    typer.echo(f"printed {job.path}")


def _job_of(path: Path, out: Path, choice: Choice) -> Job:
    from registry.cli.office import fail  # noqa: PLC0415
    from registry.paper.batch import Job  # noqa: PLC0415
    from verifier.errors import MalformedError  # noqa: PLC0415
    from verifier.strict_json import parse_json_object  # noqa: PLC0415

    target = out / f"{path.stem}.{choice.form}"
    try:
        text = path.read_text("utf-8")
        if not text.lstrip().startswith("{"):
            return Job(target, text, path.with_suffix(".qr.txt").read_text("utf-8"))
        members = parse_json_object(text)
        proof = members.get("logProof")
        return Job(target, str(members["credential"]), str(members["qrText"]), proof)
    except OSError as err:
        fail(f"cannot read {err.filename}: {err.strerror}")
    except (KeyError, UnicodeDecodeError, MalformedError) as err:
        fail(f'{path} is neither a credential nor {{"credential", "qrText"}}: {err}')


def _print_record(
    issuer: str | None, numbers: Path | None, out: Path, choice: Choice, *, force: bool
) -> None:
    from registry.cli.office import in_office  # noqa: PLC0415

    with _progress() as progress:
        began = time.monotonic()

        async def work(office: Office) -> Report:
            return await _run(office, issuer, numbers, out, choice, force=force, progress=progress)

        report = in_office(work)
    seconds = time.monotonic() - began
    for number, reason in report.refused.items():
        typer.echo(f"{number}: {reason}", err=True)
    typer.echo(
        f"printed {report.printed} ({report.printed / seconds:.0f}/s), already there"
        f" {report.present}, refused {len(report.refused)}"
    )
    if report.refused:
        raise typer.Exit(1)


async def _run(
    office: Office,
    issuer: str | None,
    numbers: Path | None,
    out: Path,
    choice: Choice,
    *,
    force: bool,
    progress: Progress,
) -> Report:
    from registry.graph.issuing.existing import keys_of_issuer  # noqa: PLC0415
    from registry.graph.issuing.papers import issuers_of  # noqa: PLC0415
    from registry.paper.batch import PaperBatch  # noqa: PLC0415

    database = office.keyring.database
    batch = PaperBatch(office.existing, office.log.proofs, out, choice)
    if issuer is not None:
        issuers = dict.fromkeys(await keys_of_issuer(database, issuer), issuer)
        return await batch.run(issuers, force=force, progress=progress)
    wanted = _numbers(numbers)
    issuers = await issuers_of(database, [key for keys in wanted.values() for key in keys])
    report = await batch.run(issuers, force=force, progress=progress)
    for name, keys in wanted.items():
        if not issuers.keys() & set(keys):
            report.refused[name] = "no such certificate of a filed issuer"
    return report


def _numbers(path: Path | None) -> dict[str, list[str]]:
    """Return what the file names, each with the keys it may have."""
    from registry.cli.office import fail  # noqa: PLC0415

    try:
        lines = [] if path is None else path.read_text("utf-8").split()
    except (OSError, UnicodeDecodeError) as err:
        fail(f"cannot read {path}: {err}")
    return {
        line: [line] if ":" in line else [f"{kind}:{line}" for kind in CertificateKind]
        for line in lines
    }


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show how far printing is: a bar on a terminal, a line now and then elsewhere."""
    from rich.console import Console  # noqa: PLC0415 - only long work needs a bar
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, total: typer.echo(f"printed {done} of {total}", err=True)
        return
    columns = ("print", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("print", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
