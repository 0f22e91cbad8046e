"""An owner's colours: whether they can be read, and the stylesheet that puts them in the place of ours.

Contrast is that of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

from collections.abc import Mapping
from typing import Any

# Our grounds, from styles/roleclarity.css; a test holds the two equal.
GROUNDS = {"light": ("#fbfaf7", "#ffffff", "#f1eee7"), "dark": ("#14191f", "#1c232b", "#242d37")}
WORDS_ON = {"light": ("#ffffff", "#1c2430"), "dark": ("#06282a", "#ffffff")}
NEEDED = 4.5
"""What text needs: links and buttons are text in this colour or on it."""


def weakest_contrast(scheme: str, colour: str) -> float:
    """The least contrast that the colour has with our grounds, and with the words on a button of it."""
    on_button = max(contrast(colour, words) for words in WORDS_ON[scheme])
    return min(on_button, *(contrast(colour, ground) for ground in GROUNDS[scheme]))


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def stylesheet(colours: Mapping[str, Any]) -> str:
    """CSS that sets the tokens that hang on the main colour. The values have passed a pattern, so nothing can break out."""
    light, dark = (_tokens(scheme, colours[scheme]) for scheme in ("light", "dark"))
    on_screens = f"@media screen and (prefers-color-scheme: dark) {{\n:root:not(:has(.rk-trainer)) {{\n{dark}}}\n}}\n"
    return f":root {{\n{light}}}\n\n{on_screens}"


def _tokens(scheme: str, colour: str) -> str:
    words = max(WORDS_ON[scheme], key=lambda on: contrast(colour, on))
    tokens = {
        "primary": colour,
        "primary-hover": "color-mix(in srgb, var(--rk-primary) 75%, var(--rk-ink))",
        "on-primary": words,
        "tint": "color-mix(in srgb, var(--rk-primary) 12%, var(--rk-surface))",
    }
    return "".join(f"  --rk-{name}: {value};\n" for name, value in tokens.items())
