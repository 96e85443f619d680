"""`talent-registry issue` and `revoke`: sign what is on record, and change a status by decision."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.vocabulary import CertificateKind, CertificateStatus

if TYPE_CHECKING:
    from registry.office import Office


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command(
        epilog="Example: talent-registry issue --existing --issuer S000032000123 --out credentials"
        "; with --all instead of --issuer, every issuer gets a folder of its own"
    )(issue)
    app.command(
        epilog="Example: talent-registry revoke S000032000123262000017"
        " --reason 查实伪造 --decision 苏人社〔2026〕1号"
    )(revoke)


def issue(
    *,
    out: Annotated[Path, typer.Option(help="Folder for the files, made if it is not there.")],
    issuer: Annotated[str | None, typer.Option(help="Issuer prefix (13 characters).")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every issuer of the registry.")] = False,
    existing: Annotated[bool, typer.Option("--existing", help="Certificates on record.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only an issuer's first so many.")
    ] = None,
) -> None:
    """Sign credentials for certificates on record: NUMBER.txt, and NUMBER.qr.txt for the paper.

    Run again it writes the same files again. New certificates are issued by the mutation
    issueCertificate, which needs an assessment to rest on.
    """
    from registry.cli.office import fail, in_office  # noqa: PLC0415 - help needs none of it
    from registry.issuing.existingfiles import ExistingFiles, Report  # noqa: PLC0415

    if not existing:
        fail("say --existing; new certificates are issued by the mutation issueCertificate")
    if (issuer is None) is not every:
        fail("say either --issuer PREFIX or --all")
    with _progress() as progress:

        async def write(office: Office) -> Report:
            files = ExistingFiles(office.existing)
            if issuer is None:
                return await files.write_all(out, progress=progress)
            return await files.write(issuer, out, limit=limit, progress=progress)

        report = in_office(write)
    typer.echo(f"written {report.written}, unchanged {report.unchanged}, skipped {report.skipped}")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show how far signing is: a bar on a terminal, a line for each batch elsewhere."""
    from rich.console import Console  # noqa: PLC0415 - only long work needs a bar
    from rich.progress import Progress  # noqa: PLC0415

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, total: typer.echo(f"signed {done} of {total}", err=True)
        return
    with Progress(console=console) as bar:
        task = bar.add_task("sign", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def revoke(
    number: Annotated[str, typer.Argument(help="The certificate's number.")],
    *,
    reason: Annotated[str, typer.Option(help="Why.")],
    decision: Annotated[str, typer.Option(help="The number of the decision.")],
    kind: Annotated[CertificateKind | None, typer.Option(help="Where two kinds share it.")] = None,
    to: Annotated[
        CertificateStatus, typer.Option(help="SUSPENDED suspends, VALID reinstates.")
    ] = CertificateStatus.REVOKED,
) -> None:
    """Revoke a certificate (or suspend, reinstate it); status lists follow within a second."""
    from registry.cli.office import fail, in_office  # noqa: PLC0415
    from registry.issuing.certificates import StatusOrder  # noqa: PLC0415
    from registry.recording.refusals import Refusal  # noqa: PLC0415
    from registry.recording.requests import Made, Request  # noqa: PLC0415
    from registry.viewer import Role, Viewer  # noqa: PLC0415

    order = StatusOrder(number, None if kind is None else kind.value, to, reason, decision)
    request = Request(Viewer(Role.ADMINISTRATOR), uuid.uuid4().hex, "revoke", {"number": number})

    async def change(office: Office) -> Made | Refusal:
        return await office.certificates.change_status(request, order)

    answer = in_office(change)
    if isinstance(answer, Refusal):
        fail(f"{answer.code}: {answer.message('en')}")
    typer.echo(f"{number} is {to}")
