"""LinkedIn's analytics of a single post: the only file that splits reactions, comments and reposts."""
