# The image of the bot: docker build -t iptv-support-assistant .
# How to run it stands in README.md. To pin the base as well: --build-arg BASE=python:3.11-slim@sha256:…
ARG BASE=python:3.11-slim

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
RUN python -m venv --without-pip /opt/bot && mkdir /data
COPY requirements.txt ./
# The one step that uses the network: what the lock names, each file by its hash. From here on there is no index.
RUN pip download --quiet --require-hashes --only-binary=:all: --dest=/wheels --requirement=requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
COPY migrations migrations
# Building the wheel compiles the knowledge too (bot/library/build_hook.py); what builds it stays out of the image. The
# bytecode is never compared with its source: nobody can write a newer one.
RUN pip wheel --quiet --no-index --find-links=/wheels --no-deps --wheel-dir=/wheels . \
    && pip --python=/opt/bot install --quiet --no-index --find-links=/wheels --no-compile \
        /wheels/iptv_support_assistant-*.whl \
    && python -m compileall -q -j 0 --invalidation-mode=unchecked-hash /opt/bot/lib

FROM ${BASE}
# The base comes without bytecode: every start, also of the health check, would compile the standard library for nothing.
RUN python -m compileall -q -j 0 --invalidation-mode=unchecked-hash \
        -x '/(ensurepip|idlelib|lib2to3|pydoc_data|site-packages|tkinter|turtledemo)/' /usr/local/lib/python3.11
COPY --from=build /opt/bot /opt/bot
COPY --from=build --chown=10001:10001 /data /data
# Only its own network reaches a container's ports. HTTP_LISTEN=0.0.0.0:9090 shows health and metrics to others there.
ENV PATH=/opt/bot/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/bot.db TELEGRAM_WEBHOOK_LISTEN=0.0.0.0:8080 HTTP_LISTEN=127.0.0.1:9090
# By number: it needs no entry in /etc/passwd, and Kubernetes can see that it is not root.
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["bot", "health"]
# Without a shell in between, SIGTERM reaches the bot itself, which ends within ten seconds.
ENTRYPOINT ["bot"]
CMD ["serve"]
