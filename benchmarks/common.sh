# What the scripts in this folder have in common: source it, then call `arguments`.

house=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# arguments NUMBER ARGUMENT...: DATA and WORK, or WORK alone, as $data and $work. Another number of them ends the script
# with its opening comment.
arguments() {
  local number=$1
  shift
  if (($# != number)); then
    sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0" >&2
    exit 2
  fi
  if ((number == 2)); then
    data=$(cd "$1" && pwd)
    shift
  fi
  mkdir -p "$1"
  work=$(cd "$1" && pwd)
}

step() { printf '\n==> %s\n' "$*" >&2; }

# A local repository of its own: what is installed there is seen by nobody else. What is in yours is not downloaded again.
maven() {
  "$house/mvnw" -B -Dmaven.repo.local="$work/repository" -Dmaven.repo.local.tail="${HOME}/.m2/repository" "$@"
}
