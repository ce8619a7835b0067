"""The words for every reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.messages.translator import N_
from hnreader.reading.cleaning import clean
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from hnreader.messages.translator import Translator
    from hnreader.model import Evidence
    from hnreader.reasons import Argument, Message

WORDS: Final[dict[Reason, str]] = {
    Reason.TEXT: N_("Lines were put together by what they share, how they read on and where they stand"),
    Reason.MARKUP: N_("The web page has these lines as one article"),
    Reason.DOUBT_LINES: N_("Least certain: which lines belong to this article"),
    Reason.DOUBT_MISSING: N_("Least certain: whether lines of other articles belong to this one"),
    Reason.DOUBT_BODY: N_("Least certain: which lines are body text and which titles or captions"),
    Reason.DOUBT_ORDER: N_("Least certain: the order of the paragraphs"),
    Reason.TITLE: N_("Title “{title}…” assigned by page order only"),
    Reason.TITLE_WORDS: N_("Title “{title}…” assigned by shared words: {words}"),
    Reason.TITLE_BESIDE: N_("Title “{title}…” assigned because it stands next to the text"),
    Reason.JOIN: N_("Text ending in “…{end}” joined to “{start}…”, judging by position and topic"),
    Reason.JOIN_WORD: N_("Text ending in “…{end}” joined to “{start}…”: the word “{word}” spans the break"),
    Reason.JOIN_KNOWN: N_("Text ending in “…{end}” joined to “{start}…”: “{word}” also occurs elsewhere on the page"),
    Reason.JOIN_QUOTE: N_(
        "Text ending in “…{end}” joined to “{start}…”: quotation marks or brackets match across the break"
    ),
    Reason.JOIN_FIGURE: N_("Text ending in “…{end}” joined to “{start}…”: a number continues across the break"),
    Reason.CUT: N_("Text breaks off at “…{end}”; no continuation found on this page"),
    Reason.AS_PRINTED: N_("This does not look like a newspaper page; its lines are shown as they are"),
    Reason.AS_PRINTED_LONG: N_(
        "Longer than {pieces} lines, {units} titles and blocks of text, or {characters} characters, which would take "
        "too long to divide into articles; its lines are shown as they are. Give each page a file of its own"
    ),
    Reason.TURN: N_(
        "Page {page} continues on page {next_page}{mark}, and page {next_page} continues from page {page}{mark}: "
        "the two jump lines agree"
    ),
    Reason.TURN_CUT: N_(
        "Page {page} continues on page {next_page}{mark}, where the broken sentence goes on: …{sentence}…"
    ),
    Reason.TURN_WORDS: N_("Page {page} continues on page {next_page}{mark}; both parts mention {words}"),
    Reason.TURN_LONE: N_(
        "Page {page} continues on page {next_page}{mark} (one of the pages has no number; nothing else fits)"
    ),
    Reason.TURN_CUT_LONE: N_(
        "Page {page} continues on page {next_page}{mark}, where the broken sentence goes on: …{sentence}… (one "
        "of the pages has no number; nothing else fits)"
    ),
    Reason.TURN_WORDS_LONE: N_(
        "Page {page} continues on page {next_page}{mark}; both parts mention {words} (one of the pages has no "
        "number; nothing else fits)"
    ),
    Reason.TURN_DECIDED: N_("Page {page} continues on page {next_page}, as a reader has noted"),
    Reason.DATE_MARKUP: N_("The web page gives the date {date}"),
    Reason.DATE_MASTHEAD: N_("The masthead gives the date {date}"),
    Reason.DATE_NUMBER: N_("Inferred from issue no. {number} in the masthead"),
    Reason.PAGE_FORMS: N_("The same page is there as {files} too, which says less of it and is not shown"),
    Reason.DATE_SAME_FILE: N_("Taken from page {page} of the same file"),
    Reason.DATE_METS: N_("Taken from the METS file {file}"),
    Reason.DATE_FILE: N_("Taken from the file name {file}"),
    Reason.DATE_DATELINE: N_(
        "The latest dateline is {dateline}, the text points to {year}, and the paper appears the next day"
    ),
    Reason.DATE_DATELINE_LAG: N_(
        "The latest dateline is {dateline}, the text points to {year}, and the paper’s lag in days is {days}"
    ),
    Reason.DATE_DECIDED: N_("Corrected by a reader to {date}"),
    Reason.PAGE_METS: N_("The page number is taken from the METS file {file}"),
    Reason.PAGE_PLACE: N_("The page number is taken from the order of the pages in the file: {file}"),
    Reason.PAGE_DECIDED: N_("The page number was corrected by a reader to {page}"),
    Reason.PAPER_NAMED: N_("Newspaper specified: {paper}"),
    Reason.PAPER_MASTHEAD: N_("The masthead is that of {paper}"),
    Reason.PAPER_NUMBER: N_("Issue no. {number} appeared on {date}"),
    Reason.PAPER_LABEL: N_("The page label is that of {paper}"),
    Reason.PAPER_DATELINE: N_("Datelines name {paper}"),
    Reason.PAPER_BYLINE: N_("A byline names {paper}"),
    Reason.PAPER_COLUMN: N_("The column “{column}” appears in this newspaper only"),
    Reason.PROFILE_UNREADABLE: N_("Newspaper profile not used: it cannot be read ({error})"),
    Reason.PROFILE_ID: N_(
        "Newspaper profile not used: its file name must consist of lower-case letters, digits and hyphens"
    ),
    Reason.PROFILE_VALUE: N_("Newspaper profile not used: “{key}” cannot be “{found}” (allowed: {expected})"),
    Reason.PROFILE_KEY: N_("Newspaper profile not used: unknown key “{key}” (available: {known})"),
    Reason.PROFILE_BROKEN: N_("Newspaper profile not used: it is not valid TOML ({error})"),
    Reason.MISSING: N_("No such file or folder"),
    Reason.BROKEN_LINK: N_("Link to a file that does not exist"),
    Reason.LOOP: N_("Link that leads back to itself"),
    Reason.LINK_OUT: N_("Another user’s link that leads out of the folder; give what it leads to as a path of its own"),
    Reason.NO_PERMISSION: N_("Permission denied"),
    Reason.SPECIAL_FILE: N_("Not a regular file"),
    Reason.FILE_TOO_LARGE: N_(
        "Larger than {megabytes} MB; split it into its pages, or raise “largest” in the settings"
    ),
    Reason.TOO_MANY_LINES: N_("It has more than {lines} lines; split it into its pages"),
    Reason.BINARY: N_("Not a text file"),
    Reason.PDF_DAMAGED: N_("The PDF is damaged and cannot be opened; try to print it to a new PDF"),
    Reason.PDF_LOCKED: N_("The PDF needs a password; save a copy without one"),
    Reason.IMAGE_DAMAGED: N_("The image is damaged; scan it or save it again"),
    Reason.IMAGE_MANY: N_("The file has more than {most} images; the others are not read: split it"),
    Reason.IMAGE_TOO_LARGE: N_("The image has more than {megapixels} million pixels; scale it down"),
    Reason.OCR_EXTRA: N_("The page is a scan; to have it read: pip install 'hnreader[ocr]'"),
    Reason.OCR_FAILED: N_("The OCR does not run ({error}); install it again: pip install 'hnreader[ocr]'"),
    Reason.OCR_NOTHING: N_("No text was found on the page"),
    Reason.XML_OTHER: N_("An XML file that is neither ALTO nor PAGE"),
    Reason.XML_DAMAGED: N_("The XML is damaged: {error}; have it written again"),
    Reason.XML_TOO_LARGE: N_("Not used, for the XML has more than {megabytes} MB"),
    Reason.METS_ALONE: N_(
        "A METS file has no text itself; open it directly for the pages that it lists, or let its name end in mets.xml"
    ),
    Reason.METS_ELSEWHERE: N_("Pages outside the folder of the METS file are not read ({count}, such as {file})"),
    Reason.METS_MISSING: N_("Files of pages that the METS file lists are missing ({count}, such as {file})"),
    Reason.METS_OTHER: N_("Contradicts {other} about {page}; {other} is used"),
    Reason.WEB_NO_ARTICLE: N_("No article was found on this web page; save the page of an article itself"),
    Reason.PACKED_DAMAGED: N_("The compressed file is damaged: {error}"),
    Reason.PACKED_DEEP: N_("Compressed files within compressed files, too deep; please unpack it first"),
    Reason.PACKED_LOCKED: N_("The compressed file is protected by a password; please unpack it first"),
    Reason.PACKED_TOO_LARGE: N_(
        "What is in the compressed file takes more than {megabytes} MB; please unpack it first"
    ),
    Reason.PICTURE_EXTRA: N_("To have pictures of pages shown: pip install 'hnreader[pictures]'"),
    Reason.PICTURE_CHANGED: N_("The file has changed since the page was read; its picture is no longer the page’s"),
    Reason.PICTURE_ENDED: N_(
        "The process that draws pages ended, perhaps for want of memory; please report it with the file"
    ),
    Reason.EMPTY: N_("The file contains no text"),
    Reason.NO_PAGE: N_("There are no pages in it (.txt, .md, .pdf, .xml, .hocr, .html, .zip, .jpg, .png, .tif)"),
    Reason.READING_TIME: N_("It takes too long to read; another program may be able to save it anew, or as an image"),
    Reason.SEGMENTATION_ENDED: N_(
        "The process that read it ended, perhaps for want of memory; please report it with the file"
    ),
    Reason.UNREADABLE: N_("Cannot be read: {error}"),
    Reason.QUERY_DATE: N_("“{typed}” is not a date; searched as text"),
    Reason.QUERY_PAGE: N_("“{typed}” is not a page number; searched as text"),
    Reason.QUERY_KIND: N_("“{typed}” is not a kind of article; searched as text"),
    Reason.QUERY_PAPER: N_("“{typed}” is not a known newspaper; searched as text"),
    Reason.QUERY_DID_YOU_MEAN: N_("Instead of “{typed}”, did you mean {suggestions}?"),
    Reason.QUERY_EMPTY: N_("Nothing follows “{typed}” yet"),
    Reason.QUERY_REGEX: N_("“{typed}” is not a valid regular expression; searched as text"),
    Reason.QUERY_LONG: N_("The query has {count} characters; the first {longest} are searched for"),
    Reason.QUERY_REGEX_GROUP: N_(
        "“{typed}”: regular expressions are used without “{group}” (calls of groups, flags, conditions, verbs); "
        "searched as text"
    ),
    Reason.QUERY_REGEX_UNSAFE: N_("“{typed}” takes too much time or memory as a regular expression; searched as text"),
    Reason.QUERY_REGEX_OR: N_("“/{typed}/” cannot be combined with “|”; searched as text"),
    Reason.CORRECTION_DAMAGED: N_("Line {line}: this correction cannot be read; it is left as it is and has no effect"),
    Reason.CORRECTIONS_DAMAGED: N_(
        "Corrections that cannot be read: {count}; “hnreader corrections list” tells in which lines"
    ),
    Reason.CORRECTIONS_MISFIT: N_(
        "Corrections whose words the page does not have any more: {count}; “hnreader corrections list” marks them"
    ),
    Reason.CORRECTION_CHANGED: N_("The page’s file has changed meanwhile; leave the page and open it again"),
    Reason.CORRECTION_UNKNOWN: N_("No correction of this page has the id {id}"),
    Reason.CORRECTIONS_UNREADABLE: N_("The corrections cannot be read: {error}"),
    Reason.SETTING_UNKNOWN: N_("Unknown setting “{setting}” ignored"),
    Reason.SETTING_VALUE: N_("Setting “{setting}” cannot be “{value}” (allowed: {allowed}); the default is used"),
    Reason.SETTING_KEY: N_("Keys are set for “{command}”, but there is no such command"),
    Reason.THEME_BROKEN: N_("Theme {file} not used: {error}"),
    Reason.THEME_KEY: N_("Theme {file} not used: unknown key “{key}” (available: {known})"),
    Reason.THEME_COLOUR: N_("Theme {file} not used: “{key}” must be a colour such as “#1b1a18” (found: “{found}”)"),
    Reason.THEME_CONTRAST: N_(
        "Theme {file} not used: “{key}” stands out too little (contrast {ratio}:1, at least {least}:1 is needed)"
    ),
    Reason.SETTINGS_BROKEN: N_(
        "Settings file {file} has an error: {error}; it was left unchanged, and defaults are used"
    ),
    Reason.SETTINGS_UNREADABLE: N_("Settings file {file} cannot be read: {error}; defaults are used"),
    Reason.SETTINGS_UNWRITABLE: N_("Settings could not be saved to {file}: {error}"),
    Reason.NOTEBOOK_DAMAGED: N_("The notebook was damaged; it was kept as {file}, and a new one was started"),
    Reason.NOTEBOOK_UNWRITABLE: N_("The notebook {file} cannot be written: {error}; changes will be lost on exit"),
    Reason.NOTE_DRAFTS: N_("Notes that could not be saved are in {folder}; remove them there when you have them"),
    Reason.NOTEBOOK_NEWER: N_(
        "The notebook {file} was written by a newer version and was left unchanged; please upgrade, or changes "
        "will be lost on exit"
    ),
    Reason.NAMES_UNKEPT: N_("Names cannot be saved and will have to be found again next time: {file}: {error}"),
    Reason.LIBRARY_DAMAGED: N_("The library was damaged and is being made again from the pages"),
    Reason.LIBRARY_BUSY: N_("The library cannot be used now: {error}"),
    Reason.LIBRARY_FORGOTTEN: N_(
        "Pages of the library are damaged, or another program had it forget them; they are being taken in again"
    ),
    Reason.LIBRARY_OTHER: N_(
        "The file is not what its page was made of, though size and time are the same; hnreader library forget mends it"
    ),
    Reason.LIBRARY_PAGE: N_("The page in the library is damaged; it will be made again"),
    Reason.LIBRARY_LOST: N_("The page in the library lost characters; please report it"),
    Reason.LIBRARY_LACKS: N_(
        "Pages could not be read from the library, and their texts are missing; run again, the command makes them anew"
    ),
    Reason.LIBRARY_NEWER: N_(
        "A newer version writes the library now, and it is not used; started again, this version keeps one of its own"
    ),
    Reason.LIBRARY_BESIDE: N_(
        "The library was written by a newer version and is left as it is; this version keeps one of its own in {folder}"
    ),
    Reason.LIBRARY_UNUSABLE: N_(
        "The library cannot be used: {error}; pages will have to be segmented again next time, unless --library names "
        "another folder"
    ),
    Reason.CLUSTER_EXTRA: N_("--scheduler needs dask.distributed: pip install 'hnreader[cluster]'"),
    Reason.CLUSTER_UNREACHABLE: N_(
        "No scheduler answers at {scheduler} ({error}); check the address, which begins with tcp:// or tls://"
    ),
    Reason.CLUSTER_EMPTY: N_(
        "The scheduler {scheduler} has no worker; start some with “dask worker {scheduler}” and run the command again"
    ),
    Reason.CLUSTER_LOST: N_(
        "The connection to the scheduler {scheduler} was lost; what was taken in is kept, and another run goes on there"
    ),
    Reason.CLUSTER_RECIPE: N_(
        "The worker on {worker} would make other pages than this computer, or none; install the same hnreader and "
        "newspaper profiles there, and run the command again"
    ),
    Reason.CLUSTER_TASK: N_(
        "The cluster cannot run hnreader ({error}); install the same hnreader[cluster] for scheduler and workers"
    ),
    Reason.INDEX_BUSY: N_("Another process is writing the search index; this one indexes in memory"),
    Reason.INDEX_INCOMPLETE: N_(
        "Another process is writing the search index; what it has not reached yet is not found"
    ),
    Reason.INDEX_DAMAGED: N_("The search index was damaged and has been made again"),
    Reason.INDEX_UNUSABLE: N_("The search index cannot be kept: {error}; it will have to be made again next time"),
    Reason.INDEX_UNWRITTEN: N_("The search index cannot be written: {error}; what is not in it yet is not found"),
    Reason.NOTHING_READABLE: N_("Nothing to read: {failures}"),
    Reason.UNKNOWN_ID: N_("No article has the ID {id}"),
    Reason.AMBIGUOUS_ID: N_("The ID {id} matches more than one article: {candidates}"),
    Reason.WORDLESS_QUERY: N_("“{query}” has no search term; add one (filters may stand beside it)"),
    Reason.UNKNOWN_FORMAT: N_("Unknown format {format}; available: {formats}"),
    Reason.UNKNOWN_STYLE: N_("Unknown citation style {style}; available: {styles}"),
    Reason.UNKNOWN_PAPER: N_("Unknown newspaper {paper}; available: {papers}"),
    Reason.NOTEBOOK_ERROR: N_("The notebook could not be read or written: {error}"),
    Reason.TAGGING_ERROR: N_(
        "The process that finds names did not run: {error}; try again, or check that rjieba is installed"
    ),
    Reason.SORTING_ERROR: N_(
        "Nothing can be sorted: no room for temporary files in {folder} ({error}); free some, set TMPDIR to another "
        "folder, or sort by date"
    ),
    Reason.DICTIONARY_ERROR: N_("The dictionary of jieba cannot be used: {error}; please reinstall jieba"),
    Reason.MODEL_ERROR: N_("The model that finds articles cannot be used: {file}: {error}; please reinstall hnreader"),
    Reason.CATALOGUE_MISSING: N_(
        "The message catalogue {file} is missing or damaged; please reinstall (in a checkout: pip install --editable .)"
    ),
    Reason.USAGE_UNKNOWN: N_("No such option: {option}"),
    Reason.USAGE_LACKS: N_("Option {option} requires a value"),
    Reason.USAGE_TAKES_NONE: N_("Option {option} does not take a value"),
    Reason.USAGE_ELSEWHERE: N_("Option {option} cannot be used with {command}"),
    Reason.USAGE_CHOICE: N_("{option} must be one of {choices}, not “{value}”"),
    Reason.USAGE_NUMBER: N_("Option {option} must be a whole number of at least {least}, not “{value}”"),
    Reason.USAGE_DATE: N_("Option {option} must be a date such as 2024-03-09 or 2024-01..2024-06, not “{value}”"),
    Reason.USAGE_FOLDER: N_("--format markdown writes one file per article; give a folder with --output"),
    Reason.USAGE_CONVERT: N_("convert writes a file for each page; give a folder with --output"),
    Reason.USAGE_AMONG: N_(
        "{path} is in a folder that is being read, and would be read as pages next time; choose another place or "
        "add --force"
    ),
    Reason.USAGE_SUBJECT: N_("{command} requires {subject}"),
    Reason.USAGE_NO_INPUT: N_("hnreader {command} takes in files only; write what comes on standard input to one"),
    Reason.USAGE_EITHER: N_("Options {option} and {other} cannot be used together"),
    Reason.USAGE_UNKNOWN_SIMILAR: N_("No such option: {option}; did you mean {suggestion}?"),
    Reason.USAGE_NO_COMMAND: N_("No such command: {word}"),
    Reason.USAGE_NO_COMMAND_SIMILAR: N_("No such command: {word}; did you mean {suggestion}?"),
    Reason.USAGE_NO_PATH: N_("No command, file or folder is called {word}; did you mean the command {suggestion}?"),
    Reason.USAGE_SURPLUS: N_("Too many arguments for {command}"),
    Reason.USAGE_ORIGIN: N_("--origin must be an address such as https://reader.example.org, not “{value}”"),
    Reason.USAGE_HOST: N_(
        "--host {host} is reached from elsewhere, and needs --origin: the https address of a proxy in front of it"
    ),
    Reason.USAGE_STREAM: N_("serve cannot read standard input; give files and folders"),
    Reason.USAGE_TOKEN: N_("--token must have at least 16 letters, digits, - and _, and no other characters"),
    Reason.PAGER_FAILED: N_(
        "The pager failed with exit code {code}, and may have shown nothing; change PAGER, or set PAGER=cat"
    ),
    Reason.SERVE_EXTRA: N_("To serve browsers: pip install 'hnreader[web]'"),
    Reason.SERVE_PORT: N_("{address}: nothing can listen there ({error}); choose another one with --host and --port"),
    Reason.SERVE_USERS: N_(
        "{file}, line {line}: a line “name token” is needed: up to 32 letters, digits, - and _, and at least 16 of "
        "them, each name and token once"
    ),
    Reason.SERVE_USERS_UNREADABLE: N_("{file} cannot be read: {error}"),
}


def words_of(message: Message, tr: Translator) -> str:
    """Put a message into words, in one line; what its arguments hold of control characters is taken out."""
    values = {
        name: _shown(argument, tr) for name, argument in zip(message.reason.parameters, message.arguments, strict=True)
    }
    return tr(WORDS[message.reason], **values)


def words_of_evidence(evidence: Evidence, tr: Translator) -> str:
    """Return evidence in words, one line: what of it is the least certain comes first."""
    why = words_of(evidence.message, tr)
    return tr("{doubt}. {why}", doubt=words_of(evidence.doubt, tr), why=why) if evidence.doubt else why


def _shown(argument: Argument, tr: Translator) -> str:
    return clean(tr(", ").join(argument) if isinstance(argument, tuple) else str(argument))
