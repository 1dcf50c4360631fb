"""Run the migrations of receivables."""

from chassis.migrations import run_env

run_env()
