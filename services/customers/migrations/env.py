"""Run the migrations of customers."""

from chassis.migrations import run_env

run_env()
