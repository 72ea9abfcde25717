# syntax=docker/dockerfile:1
# One image for web, worker, beat and the SIASN stand-in; the command tells which.
FROM python:3.13-slim AS paket
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.lock /tmp/
RUN /opt/venv/bin/pip install --require-hashes -r /tmp/requirements.lock

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings DATA_DIR=/data
RUN groupadd --gid 10001 portal \
    && useradd --uid 10001 --gid portal --no-create-home --shell /usr/sbin/nologin portal \
    && install -d -o portal -g portal /data
COPY --from=paket /opt/venv /opt/venv
WORKDIR /app
COPY manage.py ./
COPY config config
COPY inti inti
COPY pegawai pegawai
COPY koperasi koperasi
COPY penugasan penugasan
COPY docs/panduan docs/panduan
COPY templates templates
COPY static static
USER portal
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "-c", "python:config.gunicorn", "--no-control-socket"]
