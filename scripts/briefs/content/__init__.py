"""Read data/ and docs/ into models, and look values up."""
