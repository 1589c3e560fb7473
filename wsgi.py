"""What a WSGI server imports: `granian --interface wsgi wsgi:application`."""

import gc

from drivesphere.app import create_app

application = create_app()

# What is loaded stays until the end. To look through it for garbage takes a tenth of a second, in which no request of
# this process gets on, and a report of thousands of rows makes Python do so several times.
gc.collect()
gc.freeze()
