"""The use cases. Each reads like the story it tells; none knows HTTP, Celery, or a database driver."""
