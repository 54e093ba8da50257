"""The API: JSON and CSV files, their schemas and description."""
