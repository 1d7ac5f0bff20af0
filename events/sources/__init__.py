"""The sources: one file per kind of place that is read, behind one small protocol and one polite HTTP door."""
