# The bot in a container of its own: no root, nothing to write but /data.
FROM python:3.11-slim AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --quiet --require-hashes -r requirements.txt

FROM python:3.11-slim
RUN useradd --uid 10001 --home-dir /srv/lapor-cegah --shell /usr/sbin/nologin lapor \
    && mkdir -p /srv/lapor-cegah /data \
    && chown lapor:lapor /data
WORKDIR /srv/lapor-cegah
COPY --from=builder /venv /venv
COPY models models
COPY views views
COPY handlers handlers
COPY scheduler scheduler
COPY bot bot
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/lapor.db \
    DATA_DIR=/data \
    MPLCONFIGDIR=/tmp/matplotlib \
    LOG_FORMAT=json \
    WEB_HOST=0.0.0.0 \
    WEB_PORT=8080
USER lapor
VOLUME /data
EXPOSE 8080
# What is not well says so: the database, or a poll, an update or a tick that is too long ago.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['WEB_PORT'] + '/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot", "run"]
