"""Accord: a desktop explorer for international cooperation agreements."""

__version__ = "0.1.0"
