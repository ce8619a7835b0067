"""The commands of training: `python -m hnreader.training --help`."""

from __future__ import annotations

import json
import logging
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hnreader.model import Page
from hnreader.reading import read
from hnreader.research.export import FORMAT, export_page
from hnreader.segment import segment as segment_page
from hnreader.segment.version import WEIGHTS, personal_model
from hnreader.training import statistics
from hnreader.training.articles import part, read_articles
from hnreader.training.extractors import FORMS, PLACED
from hnreader.training.generator import Generator
from hnreader.training.gold import write_gold
from hnreader.training.gold_reading import read_gold
from hnreader.training.truth import LabelledPage, read_pages, write_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def main() -> None:
    """Make pages with known truth from articles, and fit and measure models on them."""


@main.command()
@click.argument("articles", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pages", "count", default=100, show_default=True, help="How many pages to make.")
@click.option("--seed", default=0, show_default=True, help="Other seeds give other pages.")
@click.option("--output", type=_FILE, help="Write the pages with their labels here, as JSON lines.")
@click.option("--gold", type=click.Path(file_okay=False, path_type=Path), help="Write pages/ and gold/ in this folder.")
@click.option("--form", type=click.Choice([*(name for name, _ in FORMS), PLACED]), help="Make pages of one form only.")
@click.option(
    "--part",
    "numbers",
    type=(int, int),
    default=(0, 1),
    metavar="I N",
    help="Use the articles of part I (from 0) of N. No two parts share a page.",
)
def generate(
    articles: Path,
    count: int,
    seed: int,
    output: Path | None,
    gold: Path | None,
    form: str | None,
    numbers: tuple[int, int],
) -> None:
    """Set pages from ARTICLES: JSON lines, plain or .xz, such as `hnreader export --format jsonl` writes."""
    generator = Generator(part(read_articles(articles), *numbers), seed)
    pages = (generator.page(number, form) for number in range(count))
    if gold:
        for number, page in enumerate(pages):
            write_gold(gold, f"{seed}_{number:05}_{page.form}", page)
    elif output:
        with output.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(write_pages(pages))
    else:
        raise click.UsageError("Give --output or --gold.")


@main.command()
@click.argument("sets", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def describe(sets: tuple[Path, ...]) -> None:
    """Print figures of pages by form: their means, and between what values eight pages in ten have them.

    SETS are files of `generate --output`, or folders with gold/ and pages/ in them.
    """
    figures: dict[str, dict[str, statistics.Figure]] = {}
    for path in sets:
        by_form: dict[str, list[LabelledPage]] = {}
        for page in _pages(path):
            by_form.setdefault(f"{path.stem} {page.form}{' daily' * ('daily' in page.traits)}", []).append(page)
        figures |= {f"{name}, {len(pages)} pages": statistics.describe(pages) for name, pages in by_form.items()}
    for figure in next(iter(figures.values()), {}):
        click.echo(f"{figure}:")
        for name, values in figures.items():
            average, low, high = values[figure]
            click.echo(f"  {average:9.2f} {low:9.2f} to {high:9.2f}  {name}")


def _pages(path: Path) -> Iterator[LabelledPage]:
    if path.is_dir():
        yield from read_gold(path / "gold", path / "pages")
    else:
        with path.open(encoding="utf-8") as lines:
            yield from read_pages(lines)


@main.command()
@click.argument("articles", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("model", type=_FILE, required=False)
@click.option(
    "--further", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Begin with this model's weights."
)
@click.option(
    "--places",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Fit what places say alone; all else is this model's.",
)
@click.option(
    "--with-corrections",
    "reviewed",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Fit the model that ships further to the pages of this folder, as `hnreader review --truth` writes them. "
    "Without MODEL it is put where hnreader finds it.",
)
@click.option(
    "--check",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="With --with-corrections: sets of pages on which the model must not be worse. May be repeated.",
)
@click.option("--shorten", default=1, show_default=True, help="Divide all pages and steps, to try the command.")
@click.option("--seed", default=0, show_default=True, help="Other seeds give other pages and weights.")
def fit(
    articles: Path,
    model: Path | None,
    further: Path | None,
    places: Path | None,
    reviewed: Path | None,
    check: tuple[Path, ...],
    shorten: int,
    seed: int,
) -> None:
    """Fit the model to ARTICLES and write it to the file MODEL (.npz)."""
    from hnreader.training.fitting import Plan, fit_model, fit_model_places  # noqa: PLC0415 slow to load

    if sum(option is not None for option in (further, places, reviewed)) > 1:
        raise click.UsageError("Give one of --further, --places and --with-corrections.")
    if check and not reviewed:
        raise click.UsageError("--check belongs to --with-corrections.")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if reviewed:
        _fit_personal(articles, model, reviewed, check, seed)
        return
    if model is None:
        raise click.UsageError("Missing argument 'MODEL'.")
    plan = Plan(seed=seed).shortened(shorten)
    if places:
        fit_model_places(read_articles(articles), model, plan, places)
    else:
        fit_model(read_articles(articles), model, plan, further)


def _fit_personal(articles: Path, model: Path | None, reviewed: Path, sets: tuple[Path, ...], seed: int) -> None:
    """Fit the model that ships to reviewed pages; keep what is worse on no set, and print the figures."""
    from hnreader.segment.model.artefact import read_artefact  # noqa: PLC0415 as above
    from hnreader.training import personal_fitting as personal  # noqa: PLC0415

    output = model or personal_model()
    given, pages, begun = read_articles(articles), list(_pages(reviewed)), read_artefact(WEIGHTS)
    if not pages:
        raise click.UsageError(f"There are no pages in {reviewed}.")
    stories = personal.fit_personal_stories(given, pages, begun, seed)
    checks = personal.Checks(given, {"reviewed": pages} | {path.name: list(_pages(path)) for path in sets}, WEIGHTS)
    output.parent.mkdir(parents=True, exist_ok=True)
    candidate = output.with_name(f".hnreader-{output.stem}.npz")
    try:
        for way in personal.WAYS:
            personal.write_personal_model(begun, stories, way, len(pages), candidate)
            found = checks.of(candidate)
            click.echo(f"{way:.0%} of the way to the fitted model:")
            for name, check in found.items():
                click.echo(f"  {name}: {check.words}{'; worse' * check.worse}")
            if not any(check.worse for check in found.values()):
                candidate.replace(output)
                click.echo(f"{output} {'was written' if model else 'is used from now on'}.")
                return
        raise click.ClickException("Each model is worse on a set, and none is used.")
    finally:
        candidate.unlink(missing_ok=True)


@main.command()
@click.argument("model", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("--output", type=_FILE, required=True, help="Write the articles here, in the form of `hnreader export`.")
def segment(model: Path, paths: tuple[str, ...], output: Path) -> None:
    """Segment the pages in PATHS by the fitted MODEL, so that its articles can be scored."""
    from hnreader.segment.model.segmentation import read_model  # noqa: PLC0415 numpy is slow to load

    fitted = read_model(model)
    pages = [export_page(segment_page(page, model=fitted)) for page in read(*paths) if isinstance(page, Page)]
    output.write_text(json.dumps({"format": FORMAT, "pages": pages}, ensure_ascii=False, indent=1), encoding="utf-8")


@main.command()
@click.argument("model", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("sets", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--perturbed", is_flag=True, help="Segment the pages with one thing changed, too.")
@click.option("--ablate", is_flag=True, help="Segment the pages with the model kept from seeing something, too.")
@click.option("--seed", default=0, show_default=True, help="Other seeds misread other characters, and so on.")
@click.option("--limit", type=click.IntRange(min=1), help="Take the first pages of each set, so many at the most.")
def evaluate(model: Path, sets: tuple[Path, ...], perturbed: bool, ablate: bool, seed: int, limit: int | None) -> None:
    """Print how well the fitted MODEL segments pages whose truth is known. SETS are what `describe` takes."""
    from hnreader.segment.model.segmentation import read_model  # noqa: PLC0415 numpy is slow to load
    from hnreader.training.reports import Report  # noqa: PLC0415

    fitted = read_model(model)
    for path in sets:
        report = Report(fitted, list(islice(_pages(path), limit)))
        tables = [report.figures(), report.reliability()]
        tables += [report.perturbations(seed)] if perturbed else []
        tables += [report.ablations()] if ablate else []
        click.echo(f"{path.stem}:")
        for table in tables:
            for line in table:
                click.echo(f"  {line}")


if __name__ == "__main__":
    main(prog_name="python -m hnreader.training")
