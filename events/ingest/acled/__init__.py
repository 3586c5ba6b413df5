"""Take ACLED's territory rows in as drafts: each row is judged by itself, and each that is not taken says why."""
