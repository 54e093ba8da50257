"""Benchmarks; each module is one command of scripts/bench.py."""
