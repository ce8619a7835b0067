"""The commands by which a page is corrected."""

from __future__ import annotations

from typing import Final

from hnreader.app.commands.command import Command
from hnreader.messages import N_

_ROLES: Final = {
    "headline": (("1", "１"), N_("headline"), N_("It is a headline")),
    "kicker": (("2", "２"), N_("kicker"), N_("It is a kicker, above the headline")),
    "subhead": (("3", "３"), N_("subhead"), N_("It is a subhead, below the headline")),
    "column": (("4", "４"), N_("column"), N_("It is the name of a standing column")),
    "byline": (("5", "５"), N_("byline"), N_("It is a byline")),
    "body": (("6", "６"), N_("body"), N_("It is body text")),
    "heading": (("7", "７"), N_("heading"), N_("It is a heading within the text")),
    "caption": (("8", "８"), N_("caption"), N_("It is the caption of a picture")),
    "credit": (("9", "９"), N_("picture credit"), N_("It is the credit of a picture")),
    "furniture": (
        ("0", "x", "０"),
        N_("no article"),
        N_("It belongs to no article: masthead, page label, stray characters"),
    ),
    "signature": (("S",), N_("signature"), N_("It is a signature below the text")),
    "editor_note": (("E",), N_("editor’s note"), N_("It is an editor’s note")),
    "jump": ((">", "》"), N_("jump line"), N_("It is a line that leads to another page")),
}
"""Role of a text → the keys by which it is said to be of it, and how that is called."""
_FREQUENT: Final = ("headline", "body", "furniture")

_NAME_ROLES: Final = {
    "reporters": ("a", N_("reporter"), N_("The selected characters are a reporter’s name")),
    "correspondents": ("A", N_("correspondent"), N_("The selected characters are a correspondent’s name")),
    "photographers": ("P", N_("photographer"), N_("The selected characters are a photographer’s name")),
    "commentators": ("C", N_("commentator"), N_("The selected characters are a commentator’s name")),
    "none": ("Z", N_("no contributor"), N_("The selected characters name nobody who made the article")),
}
"""How somebody contributed → the key by which a name is said to be theirs, and how that is called."""

CORRECTING_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "begins_story",
        ("s",),
        "screen.decide('begins a story')",
        ("correct",),
        N_("new article"),
        N_("An article begins with this line"),
        shown=True,
    ),
    Command(
        "belongs",
        ("t",),
        "screen.relate('belongs to')",
        ("correct",),
        N_("belongs to"),
        N_("It belongs to the same article as another text"),
        shown=True,
    ),
    Command(
        "follows",
        ("f",),
        "screen.relate('follows')",
        ("correct",),
        N_("read after"),
        N_("It is read after another text of the same article"),
        shown=True,
    ),
    Command(
        "goes_on",
        ("c",),
        "screen.relate('goes on with')",
        ("correct",),
        N_("goes on from"),
        N_("It goes on from another text, in the same paragraph"),
    ),
    Command(
        "begins_paragraph",
        ("p",),
        "screen.decide('begins a paragraph')",
        ("correct",),
        N_("new paragraph"),
        N_("A paragraph begins with this line"),
        shown=True,
    ),
    Command(
        "copies",
        ("d",),
        "screen.relate('copies')",
        ("correct",),
        N_("second copy of"),
        N_("It is printed here a second time; the other text is the first"),
    ),
    *(
        Command(
            f"is_{role}", keys, f"screen.decide('is', '{role}')", ("correct",), label, text, shown=role in _FREQUENT
        )
        for role, (keys, label, text) in _ROLES.items()
    ),
    Command(
        "issue_of_page",
        ("i",),
        "screen.ask('the page is of')",
        ("correct",),
        N_("date and page"),
        N_("Say which issue and page number this is"),
    ),
    Command(
        "reads",
        ("r",),
        "screen.ask('reads')",
        ("correct",),
        N_("misread"),
        N_("Note what the selected characters are, where they are misread or misprinted"),
    ),
    Command(
        "continues_on",
        ("m",),
        "screen.ask('continues on page')",
        ("correct",),
        N_("continues on page"),
        N_("Say on which page the article continues"),
    ),
    Command(
        "continues_from",
        ("M",),
        "screen.ask('continues from page')",
        ("correct",),
        N_("continues from page"),
        N_("Say from which page the article continues"),
    ),
    *(
        Command(f"names_{role}", (key,), f"screen.decide('names', '{role}')", ("correct",), label, text)
        for role, (key, label, text) in _NAME_ROLES.items()
    ),
    Command(
        "undo_decision",
        ("u",),
        "screen.turn('undo')",
        ("correct",),
        N_("undo"),
        N_("Undo the last step"),
        shown=True,
    ),
    Command(
        "redo_decision",
        ("ctrl+r",),
        "screen.turn('redo')",
        ("correct",),
        N_("redo"),
        N_("Redo the step undone last"),
    ),
    Command(
        "withdraw",
        ("D", "delete"),
        "screen.withdraw",
        ("correct",),
        N_("withdraw"),
        N_("Withdraw what was decided about this text"),
    ),
    Command(
        "withdraw_all",
        ("X",),
        "screen.withdraw(True)",
        ("correct",),
        N_("withdraw all"),
        N_("Withdraw all decisions about the page"),
    ),
    Command(
        "select_passage",
        ("v",),
        "screen.select",
        ("correct",),
        N_("select"),
        N_("Select: move by lines or characters to extend it"),
    ),
    Command(
        "previous_character", ("left", "h"), "go('character', -1)", ("correct",), N_("left"), N_("Previous character")
    ),
    Command("next_character", ("right", "l"), "go('character', 1)", ("correct",), N_("right"), N_("Next character")),
    Command("next_text", ("tab",), "go('text', 1)", ("correct",), N_("next text"), N_("Next text of the page")),
    Command(
        "previous_text",
        ("shift+tab",),
        "go('text', -1)",
        ("correct",),
        N_("previous text"),
        N_("Previous text of the page"),
    ),
    Command("next_on_page", ("J",), "go('story', 1)", ("correct",), N_("next article"), N_("Next article of the page")),
    Command(
        "previous_on_page",
        ("K",),
        "go('story', -1)",
        ("correct",),
        N_("previous article"),
        N_("Previous article of the page"),
    ),
    Command(
        "read_corrected", ("o",), "screen.read", ("correct",), N_("read article"), N_("Read the article at the cursor")
    ),
    Command(
        "give_up",
        ("escape",),
        "screen.give_up",
        ("correct",),
        N_("give up"),
        N_("Give up the selection or what was begun, or leave"),
    ),
    Command(
        "leave_correcting", ("e", "q"), "screen.close", ("correct",), N_("back"), N_("Back to reading"), shown=True
    ),
)
