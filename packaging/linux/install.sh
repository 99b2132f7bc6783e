#!/bin/sh
# Puts Accord into the menu of this user's desktop, from wherever it was unpacked.
# usage: install.sh [--remove]
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
data=${XDG_DATA_HOME:-$HOME/.local/share}
programs=$HOME/.local/bin
entry=$data/applications/accord.desktop

refresh() {
  command -v update-mime-database >/dev/null 2>&1 && update-mime-database "$data/mime" || true
  command -v update-desktop-database >/dev/null 2>&1 &&
    update-desktop-database "$data/applications" || true
  command -v gtk-update-icon-cache >/dev/null 2>&1 &&
    gtk-update-icon-cache -q -t -f "$data/icons/hicolor" || true
}

files() {
  (cd "$here/share" && find icons metainfo mime -type f)
}

if [ "${1:-}" = --remove ]; then
  files | while IFS= read -r file; do rm -f -- "$data/$file"; done
  rm -f -- "$entry"
  if [ "$(readlink -- "$programs/accord" || true)" = "$here/accord" ]; then
    rm -f -- "$programs/accord"
  fi
  refresh
  echo "Accord is out of the menu. Its program is still in $here, your library where it was."
  exit 0
fi

files | while IFS= read -r file; do
  mkdir -p -- "$(dirname -- "$data/$file")"
  cp -f -- "$here/share/$file" "$data/$file"
done
mkdir -p -- "$data/applications" "$programs"
# The desktop entry names the program by its full path, quoted as its standard asks: backslash,
# quote, dollar and backtick behind a backslash (which is doubled), per cent doubled.
# shellcheck disable=SC2016 # the dollar and the backtick are meant as they stand
quoted=$(printf '%s' "$here/accord" | sed -e 's/[\\"$`]/\\\\&/g' -e 's/%/%%/g')
while IFS= read -r line; do
  case $line in
    Exec=*) printf 'Exec="%s" %%F\n' "$quoted" ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$here/share/applications/accord.desktop" >"$entry"
if [ ! -e "$programs/accord" ] || [ -L "$programs/accord" ]; then
  ln -sfn -- "$here/accord" "$programs/accord"
fi
refresh
echo "Accord is in the menu, and as a command in $programs."
