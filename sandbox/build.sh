# Sourced by ./tessera and ./benchmark, which set $home: finds a JDK, builds what changed.

fail() { printf '%s\n' "$1" >&2; exit 1; }

major() { "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1; }

find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* "$(dirname "$(dirname "$(readlink -f "$(command -v java || echo /)")")")"; do
    if [ -x "$candidate/bin/javac" ] && [ "$(major "$candidate/bin/java")" -ge 25 ] 2>/dev/null; then
      printf '%s' "$candidate"
      return
    fi
  done
  return 1
}

jdk=$(find_jdk) || fail "Tessera needs a JDK 25 or newer: none was found in JAVA_HOME, /usr/lib/jvm or on the PATH."
command -v mvn > /dev/null || fail "Tessera needs Maven 3.8 or newer: there is no mvn on the PATH."

changed_since() {
  [ ! -f "$1" ] || [ -n "$(find "$home"/pom.xml "$home"/*/pom.xml "$home"/*/*/pom.xml "$home"/*/src/main "$home"/*/*/src/main -newer "$1" -print -quit)" ]
}

# build_if_changed MODULE...: builds the modules and all they need, if anything is newer than the first one's last build.
build_if_changed() {
  changed_since "$home/$1/target/built" || return 0
  local log="$home/.tessera/build.log" started=$SECONDS module
  mkdir -p "$home/.tessera"
  printf '  %-58s' "Building (the first time takes a few minutes) …"
  # Maven copies new resources and leaves old ones: a migration that was renamed would run twice.
  rm -rf "$home"/*/target/classes/db "$home"/sandbox/*/target/classes/db
  (cd "$home" && JAVA_HOME="$jdk" mvn -B -q -T 2 -Pquick -DskipTests -pl "$(IFS=,; echo "$*")" -am package) > "$log" 2>&1 \
    || { printf ' failed\n'; tail -n 20 "$log" >&2; fail "The build failed; all of its output is in $log."; }
  for module in "$@"; do touch "$home/$module/target/built"; done
  printf '%5d s\n' $((SECONDS - started))
}
