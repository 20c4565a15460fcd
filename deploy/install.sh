#!/bin/sh
# Installs the bot from this bundle, without a network. Needs Python 3.11 or newer of a release the bundle has wheels for.
#   sh install.sh            into /opt/daumoi/<version>, and makes /opt/daumoi/current lead there
#   sh install.sh FOLDER     below another folder
#   PYTHON=python3.13 sh install.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=${1:-/opt/daumoi}
python=${PYTHON:-python3}
version=$(cat "$here/VERSION")
target=$top/$version

say() { echo "$*" >&2; }

(cd "$here" && sha256sum --check --quiet --strict SHA256SUMS) || { say "The bundle is damaged or incomplete: nothing was installed."; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "Python 3.11 or newer is needed: PYTHON=python3.13 sh install.sh"; exit 1; }
if [ -e "$target" ]; then
    say "$target is there already: remove it first, or name another folder."
    exit 1
fi

# Made aside, so that a half installed one is never taken for whole; without pip, which Debian has in a package of its own.
umask 022
mkdir -p "$top"
trap 'rm -rf "$target"' EXIT
"$python" -m venv --without-pip "$target"
pip=$(ls "$here"/wheels/pip-*.whl)
(cd "$here" && PYTHONPATH=$pip PIP_CONFIG_FILE=/dev/null "$target/bin/python" -m pip --isolated --quiet --disable-pip-version-check \
    install --no-index --find-links wheels --require-hashes --only-binary :all: --no-compile -r requirements.lock) ||
    { say "Not installed. The wheels are for: $(cat "$here/PYTHONS")"; exit 1; }
"$target/bin/python" -m compileall -q "$target/lib" || true
"$target/bin/daumoi" --version >/dev/null
trap - EXIT
ln -sfn "$version" "$top/current"
say "Installed: $("$top/current/bin/daumoi" --version) in $target"
