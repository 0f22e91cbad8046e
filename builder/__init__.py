"""From authored YAML to a checked, private, static site about the role of peer support specialists."""

__version__ = "0.1.0"
