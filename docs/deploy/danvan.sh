#!/bin/sh
# Chép thành /usr/local/sbin/danvan (quyền 755): lệnh của phần mềm, chạy bằng tài khoản danvan trên dữ liệu của dịch vụ.
# Ví dụ: danvan user list, danvan doctor, danvan backup /srv/danvan-mang-di/dan-van.zip
set -eu
set -a
. /etc/danvan/danvan.env
set +a
export PYTHONPATH=/opt/danvan/current
umask 077
if [ "$(id -un)" = danvan ]; then
    exec /opt/danvan/current/.venv/bin/python -m danvan "$@"
fi
exec runuser -u danvan -- /opt/danvan/current/.venv/bin/python -m danvan "$@"
