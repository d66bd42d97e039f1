"""Owns `python -m danvan serve`: the pages on an address and a port, alone or behind a proxy that speaks TLS."""

import argparse
import os
import sys

from danvan import workspace
from danvan.backup import recovery
from danvan.errors import DanVanError

LOCAL = "127.0.0.1"


class NotAProxy(DanVanError):
    """What was given as the address of a proxy is none: a mistake of the command, not of the data."""

    usage = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it listens, and which proxies may say whom a request is from."""
    parser.add_argument("--port", type=int, default=8501, metavar="CỔNG", help="cổng (mặc định 8501)")
    parser.add_argument("--address", default=LOCAL, metavar="ĐỊA_CHỈ", help="địa chỉ (mặc định chỉ máy này)")
    proxies = "địa chỉ máy chủ trung gian (nginx) được tin khi báo địa chỉ người dùng; ghi lại cho mỗi máy"
    parser.add_argument("--behind-proxy", action="append", default=[], metavar="ĐỊA_CHỈ", help=proxies)
    named = "chỉ trả lời khi được mở bằng tên này, ví dụ danvan.tinh.gov.vn; ghi lại cho mỗi tên (mặc định: mọi tên)"
    parser.add_argument("--host-name", action="append", default=[], metavar="TÊN", help=named)


def command(chosen: argparse.Namespace) -> int:
    """Serve until stopped; 0."""
    from danvan.ui import serve

    proxies = tuple(_proxy(words) for words in chosen.behind_proxy)
    if chosen.data:
        os.environ["DANVAN_DATA"] = str(chosen.data)
    # Refused before anything else is opened or told.
    serve.guarded(chosen.address, proxies)
    _tell_data(chosen)
    host = "localhost" if chosen.address == LOCAL else chosen.address
    print(f"Mở trình duyệt tại: http://{host}:{chosen.port}   (dừng: Ctrl+C)", flush=True)
    return serve.serve(chosen.port, chosen.address, proxies, tuple(chosen.host_name))


def _proxy(words: str) -> str:
    from danvan.server import proxy

    try:
        return proxy.named(words)
    except ValueError as error:
        raise NotAProxy(
            message=f"--behind-proxy: “{words}” không phải địa chỉ của một máy chủ trung gian.",
            remedy="Ghi địa chỉ IP, ví dụ 127.0.0.1 khi nginx chạy trên cùng máy, hoặc một dải như 10.0.5.0/29.",
        ) from error


def _tell_data(chosen: argparse.Namespace) -> None:
    """Whether the data is ready. Damaged data is told here and on the pages, where it can be put back."""
    try:
        database = workspace.open_workspace(workspace.OFFICIAL, chosen.data)
    except recovery.Damaged as fault:
        print(f"{fault.message}\n{fault.remedy}", file=sys.stderr)
        return
    status = database.ask("figure.data_status", indicators=None).iloc[0]
    database.close()
    print(f"Dữ liệu sẵn sàng: {status['observations']} báo cáo từ {status['sources']} tài liệu.")
