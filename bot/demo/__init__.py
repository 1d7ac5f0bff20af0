"""The story of June 2026 as a demonstration: documents arrive, are read, and two subscribers are told."""
