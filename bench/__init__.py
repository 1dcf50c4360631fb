"""Speed as ratios: each goal is measured beside its raw limit, in the same run on the same machine."""
