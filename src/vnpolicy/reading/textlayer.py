"""Whether the text layer of a PDF page is fit to read, and its letters as Unicode.

    (a page that is one picture)            ->  it has no text layer
    "7UXQJ ѭѫQJ" for "Trung ương"           ->  its letters make no words of any language
    "TØnh uû §¾k L¾k" in a nameless font    ->  "Tỉnh uỷ Đắk Lắk"

A blank page has no fault.
"""

import re
import unicodedata
from statistics import median

import msgspec

from vnpolicy.language.detect import Restored, restored
from vnpolicy.language.legacy import is_unicode
from vnpolicy.language.syllables import is_syllable
from vnpolicy.reading.pdfium import Page
from vnpolicy.reading.pdfium_words import Text
from vnpolicy.reading.words import Word, on_one_line

_PICTURE, _WHOLE_PAGE = 0.02, 0.6  # of a page
_LITTLE = 200  # letters; what a signature stamps on a scan, and too few to judge a text by
_DRAWING = 50  # paths, of letters that were drawn and not written
_HUGE, _WATERMARK = 36.0, 3.0  # points, and times the usual height: letters that no heading has
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")
_MOST_LOST = 0.1  # of the characters
_WORDS = re.compile(r"[^\W\d_]{2,}")
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)  # without its marks
# Of the words of a page: in Vietnamese two of three bear a mark and nearly all are syllables, in English and French
# a third looks like syllables, and in any language all have a vowel.
_FEWEST_MARKED, _FEWEST_MARKED_ON_PICTURE, _MOST_BARE, _FEWEST_VOWELS = 0.03, 0.2, 0.6, 0.85


class Fault(msgspec.Struct, frozen=True):
    """Why a page counts as a scan, and whether what text it has can be read all the same."""

    reason: str
    legible: bool = False


def is_layered(page: Page) -> bool:
    """Whether a page is a picture behind whose letters others stand, unseen: those that some OCR has read."""
    return bool(page.text.hidden) and page.pictured > _WHOLE_PAGE


def sorted_out(page: Page) -> Page:
    """The page without hidden words: they are its text where it is a picture, else no more than a watermark is."""
    words, aside = page.text.words, page.text.turned
    if is_layered(page):
        words += page.text.hidden
    else:
        aside += page.text.hidden
    usual = median(word.bottom - word.top for word in words) if words else 0.0
    huge = tuple(word for word in words if word.bottom - word.top > max(_HUGE, _WATERMARK * usual))
    words = tuple(word for word in words if word not in huge) if huge else words
    return msgspec.structs.replace(page, text=Text(words=words, turned=aside + huge))


def fault_of(page: Page) -> Fault | None:
    """What is wrong with the text layer of a page; None where it is fit to read, or the page is blank."""
    words = [word.text for word in (*page.text.words, *page.text.turned)]
    text = " ".join(words)
    if not text:
        seen = page.pictured > _PICTURE or page.paths > _DRAWING
        return Fault("has no text layer") if seen else None
    if page.pictured > _WHOLE_PAGE and len(text) < _LITTLE:
        return Fault("is a picture with little text on it", legible=True)
    if len(_LOST.findall(text)) > len(text) * _MOST_LOST:
        return Fault("has a text layer whose fonts do not tell their letters")
    if len(text) >= _LITTLE and (reason := _no_language(text, on_picture=page.pictured > _WHOLE_PAGE)):
        return Fault(f"has a text layer {reason}")
    return None


def _no_language(text: str, *, on_picture: bool) -> str | None:
    """Why a long text is none: what scanners and broken fonts make of Vietnamese.

    >>> _no_language("7UXQJ ѭѫQJ .Ӄ KRҥFK WULӇQ KKDL &Kӏ WKӏ", on_picture=False)
    'that makes no words'
    >>> _no_language("The plan sets out the tasks of each ministry", on_picture=False)
    """
    words = _WORDS.findall(text)
    syllables = [word for word in words if is_syllable(word)]
    marked = sum(not word.isascii() for word in syllables) / max(1, len(words))
    if on_picture:
        return "that is no Vietnamese" if marked < _FEWEST_MARKED_ON_PICTURE else None
    if marked >= _FEWEST_MARKED:
        return None
    if len(syllables) > len(words) * _MOST_BARE:
        return "that has lost the marks of its letters"
    voiced = sum(_VOWEL.search(unicodedata.normalize("NFD", word)) is not None for word in words)
    return "that makes no words" if voiced < len(words) * _FEWEST_VOWELS else None


def in_unicode(page: Page) -> tuple[Page, Restored | None]:
    """The page with its words in Unicode, and what was converted in which of its lines."""
    if is_unicode("".join(word.text for word in page.text.words)):
        return page, None
    rows = on_one_line(page.text.words)
    found = restored([" ".join(word.text for word in row) for row in rows])
    words: list[Word] = []
    for row, line in zip(rows, found.lines, strict=True):
        texts = line.split(" ")
        words += (msgspec.structs.replace(word, text=text) for word, text in zip(row, texts, strict=True))
    return msgspec.structs.replace(page, text=Text(tuple(words), page.text.turned)), found
