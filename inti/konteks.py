"""The request id that ties a page, its audit rows and its log lines together."""

from contextvars import ContextVar

permintaan_id: ContextVar[str] = ContextVar("permintaan_id", default="")
