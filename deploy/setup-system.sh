#!/usr/bin/env bash
# Finds the system packages that are missing, and installs them where that is possible:
#   runtime      Pango and HarfBuzz, with which WeasyPrint sets type; the venv module
#   development  Chromium for the browser tests; a Java compiler and JAXB, with which veraPDF judges PDF/A and PDF/UA
#                and EPUBCheck judges EPUBs; pdftoppm, with which people look at pages
# Otherwise says in one sentence what to install.
set -euo pipefail

has_library() { ldconfig -p 2>/dev/null | grep -q "$1" || ls /usr/lib/*/"$1"* >/dev/null 2>&1; }

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Cần Python 3.11 trở lên (python3). Hãy cài python3 rồi chạy lại." >&2
  exit 1
fi

missing=()
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
for kind in "$@"; do
  case "$kind" in
    runtime)
      has_library libpango-1.0.so.0 || missing+=(libpango-1.0-0)
      has_library libpangoft2-1.0.so.0 || missing+=(libpangoft2-1.0-0)
      has_library libharfbuzz-subset.so.0 || missing+=(libharfbuzz-subset0)
      ;;
    development)
      command -v javac >/dev/null || missing+=(default-jdk-headless)
      [ -e /usr/share/java/jaxb-runtime.jar ] || missing+=(libjaxb-java)
      command -v pg_dump >/dev/null || missing+=(postgresql-client)
      # Ubuntu's package is a stub of another installer; there `make` asks Playwright for its own browser.
      if ! grep -qi ubuntu /etc/os-release 2>/dev/null; then
        command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
      fi
      ;;
  esac
done
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "Thiếu thư viện hệ thống: ${missing[*]}. Hãy cài các gói tương ứng của hệ điều hành rồi chạy lại." >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    echo "Thiếu gói hệ thống. Hãy chạy: sudo apt-get install ${missing[*]}" >&2
    exit 1
  fi
fi
echo "Cài gói hệ thống: ${missing[*]}"
"${as_root[@]}" apt-get update -qq || true
if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
  echo "Không cài được gói hệ thống. Hãy chạy: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
