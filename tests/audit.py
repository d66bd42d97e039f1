"""`make audit`: are advisories known about the packages that are installed here? Needs a way to PyPI or to osv.dev.

Run by hand where the network allows, before a release; no test depends on it. Exit 0: every package was looked up and
nothing is known; 1: something is; 2: it could not be looked up, wholly or in part, which is not the same as clean.
"""

import json
import subprocess
import sys

CLEAN, KNOWN, UNTOLD = 0, 1, 2
SERVICES = ("pypi", "osv")


def main() -> int:
    """Ask one service, then the other where the first does not answer for every package."""
    looked_up: set[str] = set()
    names: set[str] = set()
    found: dict[str, list[str]] = {}
    for service in SERVICES:
        told = _ask(service)
        for one in told:
            names.add(one["name"])
            if "skip_reason" not in one:
                looked_up.add(one["name"])
                if one["vulns"]:
                    found[f"{one['name']} {one['version']}"] = [each["id"] for each in one["vulns"]]
        if names and looked_up == names:
            break
    print(f"Đã tra {len(looked_up)} trên {len(names)} gói; {len(found)} gói có cảnh báo.")
    for package, ids in found.items():
        print(f"  {package}: {', '.join(ids)}")
    if found:
        return KNOWN
    if not names or looked_up != names:
        print("Chưa kết luận được: không tới được nơi công bố cảnh báo (PyPI, osv.dev). Chạy lại ở máy có Internet.")
        return UNTOLD
    return CLEAN


def _ask(service: str) -> list[dict]:
    command = [sys.executable, "-m", "pip_audit", "--local", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run([*command, "--timeout", "10", "-s", service], capture_output=True, text=True)
    try:
        return json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        said = done.stderr.strip().splitlines()
        print(f"{service}: {said[-1][:200] if said else 'không trả lời'}", file=sys.stderr)
        return []


if __name__ == "__main__":
    sys.exit(main())
