"""House lints: what ruff and import-linter cannot know of this project."""
