"""Telegram, on python-telegram-bot as transport only."""
