"""gunicorn in production and under the supervisor: ``gunicorn -c python:config.gunicorn``.

Behind a proxy sync workers are the fastest here. Directly in front of browsers they are not:
a browser's speculative connection would hold one, so the supervisor asks for threads.
"""

import os
from pathlib import Path

wsgi_app = "config.wsgi:application"
bind = os.environ.get("WEB_ALAMAT", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_PEKERJA", "2"))
threads = int(os.environ.get("WEB_UTAS", "1"))
timeout = int(os.environ.get("WEB_BATAS_DETIK", "60"))
graceful_timeout = 10
preload_app = True
control_socket_disable = True  # its default path is one for all installations of a user
if Path("/dev/shm").is_dir():  # noqa: S108 - a heartbeat on disk can stall a container
    worker_tmp_dir = "/dev/shm"  # noqa: S108
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
accesslog = None
errorlog = "-"
