"""Vietnamese text: one spelling to match by, phrases as patterns, sentences and words with offsets.

Strings come in, strings and offsets go out; nothing here knows what a document is.
"""

from vnpolicy.language.fold import fold, nfc, plain, slug
from vnpolicy.language.phrases import alternation, whole_words

__all__ = ["alternation", "fold", "nfc", "plain", "slug", "whole_words"]
