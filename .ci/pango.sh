#!/bin/sh
# Make sure that WeasyPrint finds Pango: install it on Debian and Ubuntu as root, elsewhere print how to install it.
python=$1
"$python" -c 'import weasyprint' >/dev/null 2>&1 && exit 0
packages="libpango-1.0-0 libpangoft2-1.0-0"
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing Pango for the PDF: $packages"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } >/dev/null 2>&1
    "$python" -c 'import weasyprint' >/dev/null 2>&1 && exit 0
fi
cat >&2 <<SAY
The system library Pango is missing, so no PDF will be built. To install it:
    Debian, Ubuntu   sudo apt-get install $packages
    Fedora           sudo dnf install pango
    macOS            brew install pango
SAY
exit 0
