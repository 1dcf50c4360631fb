"""Start the processes of receivables."""

from edge.process import main
from receivables.app import SERVICE

main(SERVICE)
