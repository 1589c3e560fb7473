"""What a WSGI server imports: `granian --interface wsgi wsgi:application`."""

from drivesphere.app import create_app

application = create_app()
