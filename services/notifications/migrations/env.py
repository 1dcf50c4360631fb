"""Runs the migrations of notifications."""

from chassis.migrations import run_env

run_env()
