"""From an article to drafts: the reading's proposals, each accepted, edited or discarded by the analyst."""
