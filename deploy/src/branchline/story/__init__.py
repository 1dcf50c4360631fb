"""The main story of Branchline, played through HTTP and Kafka alone."""
