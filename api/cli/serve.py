"""``zhize serve``: the REST API over the published graph."""

from __future__ import annotations

import copy
import gc
import inspect
import os
import socket
import tempfile
import threading
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

import typer

from api.cli import options
from api.cli.keep_up_to_date import keeping_up
from api.cli.output import tell
from api.operating.counts import SHARED
from api.operating.observed import LOGGER
from kg.bilingual import Text
from kg.errors import InputError
from kg.settings import PREFIX, Settings

if TYPE_CHECKING:
    from fastapi import FastAPI
    from uvicorn import Config

APPLICATION = "api.cli.serve:application"
"""Where each process of the server finds its application."""
QUESTION = f"api/v1/organizations/{quote('应急厅')}/tasks"
PATIENCE = 60
"""How many seconds a first answer may take before nothing is said about where to click."""


def serve(
    host: Annotated[str | None, typer.Option("--host", help="A name or an address to listen at [ZHIZE_HOST].")] = None,
    port: Annotated[
        str | None, typer.Option("--port", metavar="NUMBER", help="0 takes any free one [ZHIZE_PORT].")
    ] = None,
    workers: Annotated[
        str | None, typer.Option("--workers", metavar="NUMBER", help="Processes [ZHIZE_WORKERS].")
    ] = None,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
    present: options.Present = None,
) -> None:
    """Serve the published graph until Ctrl-C.

    It catches up with the data folder first, and moves on by itself when a day comes on which another version of a
    document is in force; `--present` holds it at a day.
    """
    settings = Settings(
        data=data, store=store, base_iri=base_iri, present=present, host=host, port=port, workers=workers
    )
    with keeping_up(settings):
        _pass_on(settings)
        listening = _listen(settings.host, settings.port)
        address = _address(settings.host, listening.getsockname()[1])
        threading.Thread(target=_say_where_to_click, args=(address,), daemon=True).start()
        _run(settings, listening)


def other_settings() -> str:
    """List the settings that have no flag, each with its default and with what it is, for the end of the help."""
    told = [
        f"  {PREFIX}{name.upper():<24} {field.default:>9}  {field.description}"
        for name, field in Settings.model_fields.items()
        if name not in inspect.signature(serve).parameters
    ]
    return "\n".join(["\b", "Settings of the environment that have no flag, with their defaults:", *told])


def application() -> FastAPI:
    """Return the application, made from the settings of the environment.

    What is there by now stays for good: a search for garbage that went through it would hold a request up for 0.1 s.
    """
    from api.app import create_app

    made = create_app(Settings())
    gc.collect()
    gc.freeze()
    return made


def _pass_on(settings: Settings) -> None:
    """Put the settings where every process of the server reads them."""
    os.environ[f"{PREFIX}DATA"] = str(settings.data_folder)
    os.environ[f"{PREFIX}STORE"] = str(settings.store_folder)
    os.environ[f"{PREFIX}BASE_IRI"] = settings.base_iri
    if settings.present:
        os.environ[f"{PREFIX}PRESENT"] = settings.present.isoformat()


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is started, so that a taken one is told in one sentence."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # asyncio turns off Nagle's delay (40 ms an answer) only where the protocol is named.
        listening = socket.socket(family, kind, socket.IPPROTO_TCP)
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except OSError as error:
        raise InputError(
            Text(f"无法在此监听（{error.strerror}）", f"nothing can listen there ({error.strerror})"),
            f"{host} port {port}",
            Text("请用 --host 和 --port 另选", "choose another with --host and --port"),
        ) from None
    listening.set_inheritable(True)
    return listening


def _address(host: str, port: int) -> str:
    """Give the address a browser on this machine opens.

    >>> _address("0.0.0.0", 8000), _address("::1", 80)
    ('http://127.0.0.1:8000/', 'http://[::1]:80/')
    """
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - told apart, not listened at
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _say_where_to_click(address: str) -> None:
    """Wait for the first answer, then say where to look, as the last line of the start."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(f"{address}healthz", timeout=PATIENCE).close()
    except urllib.error.HTTPError:
        pass  # It answers; what is amiss it tells at that address.
    except OSError:
        return
    tell(f"Zhize is at {address} - and what 应急厅 must do: {address}{QUESTION}")


def _run(settings: Settings, listening: socket.socket) -> None:
    """Run the server in this process, or several of them under it."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    config = _config(settings)
    if settings.workers > 1:
        with tempfile.TemporaryDirectory(prefix="zhize-counts-") as folder:
            os.environ[SHARED] = folder
            Multiprocess(config, sockets=[listening]).run()
        return
    server = uvicorn.Server(config)
    server.run(sockets=[listening])
    if not server.started:
        raise InputError(
            Text("服务器没有启动", "the server did not start"), None, Text("请看上面的提示", "read what it says above")
        )


def _config(settings: Settings) -> Config:
    """Configure the server: everything it logs goes to stderr, and no request says what it runs on."""
    import uvicorn
    from uvicorn.config import LOGGING_CONFIG

    logging: dict[str, Any] = copy.deepcopy(LOGGING_CONFIG)
    # One line a request is written by api.operating, with what uvicorn does not know: the id, the time it took.
    logging["formatters"]["plain"] = {"format": "%(message)s"}
    logging["handlers"]["plain"] = {
        "class": "logging.StreamHandler",
        "formatter": "plain",
        "stream": "ext://sys.stderr",
    }
    logging["loggers"][LOGGER] = {"handlers": ["plain"], "level": settings.log_level.upper(), "propagate": False}
    return uvicorn.Config(
        APPLICATION,
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_config=logging,
        log_level=settings.log_level,
        server_header=False,
        access_log=False,
        proxy_headers=False,  # api.forwarded reads them, from whom the settings name
    )
