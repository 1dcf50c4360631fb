"""Start the processes of receivables."""

from chassis.process import main
from receivables.app import SERVICE

main(SERVICE)
