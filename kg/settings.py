"""What a person may set: by a flag of the command line, else by an environment variable ``ZHIZE_…``, else a default.

Nothing else is read: no ``.env`` file, no file in the home folder.
"""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict
from pyoxigraph import NamedNode

from kg.bilingual import Text
from kg.errors import InputError, shown
from kg.files.special_files import refuse_special_folder
from kg.iso_dates import read_day
from kg.resources import PACKAGE, shipped
from kg.sandbox.limits import MEGABYTE, Limits

PREFIX = "ZHIZE_"
HOME_OF_THE_DOCUMENTS = ZoneInfo("Asia/Shanghai")
BASE_IRI = re.compile(r"https?://[^/?#]+(/[^?#]*)?[/#]")
PUBLIC_ADDRESS = re.compile(
    r"https?://(?:[A-Za-z0-9][A-Za-z0-9.-]{0,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
    r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?"
)
Network: TypeAlias = IPv4Network | IPv6Network


class Settings(BaseSettings):
    """The settings of one run.

    Give what the command line's flags say by name; ``None`` means that a flag was not given.
    A value that cannot be raises :class:`~kg.errors.InputError`, which names the flag or the variable.

    >>> Settings(port=8080, host=None).port
    8080
    >>> Settings(port="http")
    Traceback (most recent call last):
    kg.errors.InputError: --port: 'http' is not a port number from 0 to 65535; give one, or leave it out for 8000.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    # A description reads on from "… is not": the error of a wrong value ends in it.
    data: Path | None = Field(
        default=None,
        description="the path of a folder with organizations.toml and documents",
        json_schema_extra={"zh": "含 organizations.toml 和 documents 的文件夹路径"},
    )
    store: Path | None = Field(
        default=None,
        description="the path of a folder for the built graph",
        json_schema_extra={"zh": "存放所建图的文件夹路径"},
    )
    base_iri: str = Field(
        default="https://w3id.org/zhize/id/",
        description="an absolute http or https IRI that ends in / or #",
        json_schema_extra={"zh": "以 / 或 # 结尾的 http 或 https 绝对 IRI"},
    )
    present: date | None = Field(
        default=None, description="a date such as 2021-11-09", json_schema_extra={"zh": "2021-11-09 这样的日期"}
    )
    host: str = Field(
        default="127.0.0.1", description="a host name or an address", json_schema_extra={"zh": "主机名或地址"}
    )
    port: int = Field(
        default=8000,
        ge=0,
        le=65535,
        description="a port number from 0 to 65535",
        json_schema_extra={"zh": "0至65535的端口号"},
    )
    public_address: str = Field(
        default="",
        max_length=500,
        description="an http or https address such as https://example.org or https://example.org/zhize",
        json_schema_extra={"zh": "https://example.org 或 https://example.org/zhize 这样的 http 或 https 地址"},
    )
    proxies: str = Field(
        default="",
        description="a list of addresses or networks with commas, such as 127.0.0.1,10.0.0.0/8",
        json_schema_extra={"zh": "用逗号分隔的地址或网段，如 127.0.0.1,10.0.0.0/8"},
    )
    workers: int = Field(
        default=1, ge=1, description="a number of processes from 1", json_schema_extra={"zh": "不小于1的进程数"}
    )
    validations: int = Field(
        default=2,
        ge=1,
        description="a number of texts to validate at once, from 1",
        json_schema_extra={"zh": "不小于1的同时校验文本数"},
    )
    validation_bytes: int = Field(
        default=1_000_000, ge=1, description="a number of bytes from 1", json_schema_extra={"zh": "不小于1的字节数"}
    )
    validation_seconds: float = Field(
        default=60,
        gt=0,
        allow_inf_nan=False,
        description="a number of seconds above 0",
        json_schema_extra={"zh": "大于0的秒数"},
    )
    sparql_seconds: float = Field(
        default=Limits.seconds,
        gt=0,
        allow_inf_nan=False,
        description="a number of seconds above 0",
        json_schema_extra={"zh": "大于0的秒数"},
    )
    sparql_waiting_seconds: float = Field(
        default=Limits.waiting,
        gt=0,
        allow_inf_nan=False,
        description="a number of seconds above 0",
        json_schema_extra={"zh": "大于0的秒数"},
    )
    sparql_sending_seconds: float = Field(
        default=Limits.sending,
        gt=0,
        allow_inf_nan=False,
        description="a number of seconds above 0",
        json_schema_extra={"zh": "大于0的秒数"},
    )
    sparql_memory_bytes: int = Field(
        default=Limits.memory,
        ge=MEGABYTE,
        description=f"a number of bytes from {MEGABYTE}",
        json_schema_extra={"zh": f"不小于{MEGABYTE}的字节数"},
    )
    sparql_rows: int = Field(
        default=Limits.rows, ge=1, description="a number of rows from 1", json_schema_extra={"zh": "不小于1的行数"}
    )
    sparql_answer_bytes: int = Field(
        default=Limits.answer, ge=1, description="a number of bytes from 1", json_schema_extra={"zh": "不小于1的字节数"}
    )
    sparql_query_characters: int = Field(
        default=Limits.query,
        ge=1,
        description="a number of characters from 1",
        json_schema_extra={"zh": "不小于1的字符数"},
    )
    sparql_depth: int = Field(
        default=Limits.depth,
        ge=1,
        le=1000,
        description="a number of brackets from 1 to 1000",
        json_schema_extra={"zh": "1至1000的括号层数"},
    )
    sparql_places: int = Field(
        default=Limits.places,
        ge=1,
        description="a number of queries at once from 1",
        json_schema_extra={"zh": "不小于1的同时查询数"},
    )
    sparql_queue: int = Field(
        default=Limits.queue,
        ge=1,
        description="a number of queries that wait from 1",
        json_schema_extra={"zh": "不小于1的等待查询数"},
    )
    sparql_kept_bytes: int = Field(
        default=64 * MEGABYTE, ge=0, description="a number of bytes from 0", json_schema_extra={"zh": "不小于0的字节数"}
    )
    access_log: Literal["text", "json", "off"] = Field(
        default="text",
        description="one of text, json and off",
        json_schema_extra={"zh": "text、json、off 之一"},
    )
    log_level: Literal["critical", "error", "warning", "info", "debug"] = Field(
        default="info",
        description="one of critical, error, warning, info and debug",
        json_schema_extra={"zh": "critical、error、warning、info、debug 之一"},
    )

    def __init__(self, **flags: object) -> None:
        given: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
        try:
            super().__init__(**given)
        except ValidationError as error:
            raise _one_sentence(error, given) from None

    @field_validator("data", "store", mode="after")
    @classmethod
    def _from_home(cls, folder: Path | None) -> Path | None:
        """Read ``~`` as the home folder, also where no shell has done so."""
        try:
            return folder.expanduser() if folder else None
        except RuntimeError as error:
            raise ValueError(folder) from error

    @field_validator("base_iri")
    @classmethod
    def _must_be_a_base(cls, base: str) -> str:
        """Refuse a base to which nothing can be appended, or that no RDF store would read."""
        if not BASE_IRI.fullmatch(base):
            raise ValueError(base)
        return NamedNode(base).value

    @field_validator("public_address")
    @classmethod
    def _must_be_an_address(cls, address: str) -> str:
        """Refuse what is no address; one with a stroke at its end means the same as without."""
        if address and not PUBLIC_ADDRESS.fullmatch(address):
            raise ValueError(address)
        return address.rstrip("/")

    @field_validator("proxies")
    @classmethod
    def _must_be_networks(cls, words: str) -> str:
        """Refuse what names no networks."""
        _networks(words)
        return words

    @field_validator("present", mode="before")
    @classmethod
    def _must_be_written_as_a_date(cls, present: object) -> object:
        """Refuse what pydantic would take for seconds since 1970, and every other form."""
        return read_day(present) if isinstance(present, str) else present

    @field_validator("log_level", "access_log", mode="before")
    @classmethod
    def _in_small_letters(cls, level: object) -> object:
        """Take INFO for info."""
        return level.lower() if isinstance(level, str) else level

    @property
    def data_folder(self) -> Path:
        """Return the folder of the documents: the one set, else ``./data`` if it has a register, else the shipped one.

        Raises :class:`~kg.errors.InputError` when the one set is not a folder.
        """
        if self.data:
            refuse_special_folder(self.data)
            if not self.data.is_dir():
                raise InputError(
                    Text("没有这个文件夹", "there is no such folder"),
                    self.data,
                    Text(f"请改正 --data 或 {PREFIX}DATA", f"mend --data or {PREFIX}DATA"),
                )
            return self.data.absolute()
        here = Path("data").absolute()
        return here if (here / "organizations.toml").is_file() else shipped("data")

    @property
    def store_folder(self) -> Path:
        """Return the folder of the built graph: the one set, else ``.zhize/store`` beside the documents.

        An installation is not written to: documents inside the installed package have theirs in the user's cache.
        """
        if self.store:
            refuse_special_folder(self.store)
            return self.store.absolute()
        data = self.data_folder
        if data.resolve().is_relative_to(PACKAGE):
            return _cache_folder() / "zhize" / "store"
        return data.parent / ".zhize" / "store"

    @property
    def proxy_networks(self) -> tuple[Network, ...]:
        """Return the networks of the proxies whose word counts about where this server is, and for whom they ask."""
        return _networks(self.proxies)

    @property
    def sparql_limits(self) -> Limits:
        """Return what a query of a stranger may take."""
        return Limits(
            seconds=self.sparql_seconds,
            waiting=self.sparql_waiting_seconds,
            sending=self.sparql_sending_seconds,
            memory=self.sparql_memory_bytes,
            rows=self.sparql_rows,
            answer=self.sparql_answer_bytes,
            query=self.sparql_query_characters,
            depth=self.sparql_depth,
            places=self.sparql_places,
            queue=self.sparql_queue,
        )

    @property
    def present_date(self) -> date:
        """Return the date that counts as the present: the one set, else today where the documents are in force.

        Without one set, two readings may differ at midnight: read it once in a build.
        """
        return self.present or datetime.now(HOME_OF_THE_DOCUMENTS).date()


def _networks(words: str) -> tuple[Network, ...]:
    """Read addresses and networks with commas between. Raises ``ValueError`` for what is none."""
    return tuple(ip_network(one.strip(), strict=False) for one in words.split(",") if one.strip())


def _cache_folder() -> Path:
    """Return the user's folder for what can be made again (by its standard, a relative ``XDG_CACHE_HOME`` is void)."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return named
    try:
        return Path.home() / ".cache"
    except RuntimeError:
        raise InputError(
            Text("该用户没有主文件夹", "this user has no home folder"),
            None,
            Text(f"请用 --store 或 {PREFIX}STORE 指定一个", f"name one with --store or {PREFIX}STORE"),
        ) from None


def _one_sentence(error: ValidationError, flags: dict[str, object]) -> InputError:
    """Return the first wrong setting in a person's words."""
    first = error.errors()[0]
    name = str(first["loc"][0])
    where = f"--{name.replace('_', '-')}" if name in flags else f"{PREFIX}{name.upper()}"
    field = Settings.model_fields.get(name)
    if field is None:
        return InputError(
            Text("没有这项设置", "there is no such setting"),
            where,
            Text(f"请用 {'、'.join(Settings.model_fields)} 之一", f"use one of {', '.join(Settings.model_fields)}"),
        )
    usual = Text("", "") if field.default is None else Text(f"，即用 {field.default}", f" for {field.default}")
    wrong = repr(shown(str(first["input"])))
    return InputError(
        Text(f"{wrong}不是{_in_chinese(field)}", f"{wrong} is not {field.description}"),
        where,
        Text(f"请给出一个，或省略{usual.zh}", f"give one, or leave it out{usual.en}"),
    )


def _in_chinese(field: FieldInfo) -> str:
    """Return what a setting must be, in Chinese; the description says the same in English."""
    extra = field.json_schema_extra
    return str(extra["zh"]) if isinstance(extra, dict) else str(field.description)
