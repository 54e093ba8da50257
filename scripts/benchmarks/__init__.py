"""What is measured beside a peer or recorded from a run; each module is one command of scripts/bench.py."""
