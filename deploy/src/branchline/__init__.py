"""The command line: development servers, demo, story, operations."""
