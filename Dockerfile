# syntax=docker/dockerfile:1

# The client is built apart, so that no Node is in the image that runs.
FROM node:24-bookworm-slim AS client
WORKDIR /build
COPY client/package.json client/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY client/ ./
RUN npm run build

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1
RUN useradd --create-home --uid 10001 drivesphere && install --directory --owner drivesphere /photos
WORKDIR /app
# Requirements first: as long as they stay the same, this layer does too.
COPY requirements.txt ./
RUN pip install --requirement requirements.txt
COPY pyproject.toml wsgi.py celery_worker.py ./
COPY migrations_scripts/ migrations_scripts/
COPY drivesphere/ drivesphere/
COPY --from=client /build/dist client/dist
ENV CLIENT_DIST=/app/client/dist PHOTO_DIR=/photos
USER drivesphere
EXPOSE 8000
# The same server and flags as in drivesphere/embedded/children.py, on all interfaces of the container.
CMD ["python", "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws", \
     "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "8", \
     "--http1-header-read-timeout", "5000", "--workers-kill-timeout", "15", "--respawn-failed-workers", \
     "--log-level", "warning", "wsgi:application"]
