"""What languages call themselves, for lists that no script completes. Browsers know all of them; these are the most written."""

NAMES = {
    "am": "አማርኛ", "ar": "العربية", "bg": "български", "bn": "বাংলা", "cs": "čeština",
    "cy": "Cymraeg", "da": "dansk", "de": "Deutsch", "el": "Ελληνικά", "en": "English",
    "es": "español", "et": "eesti", "fa": "فارسی", "fi": "suomi", "fr": "français",
    "ga": "Gaeilge", "he": "עברית", "hi": "हिन्दी", "hr": "hrvatski", "ht": "kreyòl ayisyen",
    "hu": "magyar", "hy": "հայերեն", "id": "Bahasa Indonesia", "is": "íslenska",
    "it": "italiano", "ja": "日本語", "km": "ខ្មែរ", "ko": "한국어", "lt": "lietuvių",
    "lv": "latviešu", "mi": "te reo Māori", "ms": "Melayu", "nb": "norsk bokmål",
    "ne": "नेपाली", "nl": "Nederlands", "nn": "norsk nynorsk", "pa": "ਪੰਜਾਬੀ", "pl": "polski",
    "ps": "پښتو", "pt": "português", "ro": "română", "ru": "русский", "sk": "slovenčina",
    "sl": "slovenščina", "so": "Soomaali", "sq": "shqip", "sr": "српски", "sv": "svenska",
    "sw": "Kiswahili", "ta": "தமிழ்", "th": "ไทย", "tl": "Tagalog", "tr": "Türkçe",
    "uk": "українська", "ur": "اردو", "vi": "Tiếng Việt", "yo": "Èdè Yorùbá", "zh": "中文",
    "zu": "isiZulu",
}  # fmt: skip


def language_name(tag: str) -> str:
    """Such as `Deutsch` for `de` and `Deutsch (de-AT)` for `de-AT`; the tag itself if its language is not known here."""
    name = NAMES.get(tag.split("-", maxsplit=1)[0].lower())
    return tag if name is None else name if "-" not in tag else f"{name} ({tag})"
