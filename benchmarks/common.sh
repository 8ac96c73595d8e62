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

# figure1 FOLDER [IMAGE...]: a table of the COVID-19 images of Figure 1's collection, but for some. Its own table names no
# files: the name of an image is its patientid and some ending. Letters behind the number tell the images of a patient
# apart.
figure1() {
  local folder=$1 image files
  shift
  echo 'filename,patientid,finding'
  LC_ALL=C awk -F, '$1 ~ /^COVID-/ && $5 == "COVID-19" { print $1 }' "$folder/metadata.csv" | while read -r image; do
    if [[ " $* " == *" $image "* ]]; then
      continue
    fi
    files=("$folder/images/$image".*)
    echo "$(basename "${files[0]}"),${image%%[a-z]*},COVID-19"
  done
}

# consumer_pom ARTIFACT: a project that stands alone; what configures the plugin besides the classes comes from standard
# input.
consumer_pom() {
  cat <<END
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>

  <groupId>dev.xray.benchmarks</groupId>
  <artifactId>$1</artifactId>
  <version>1.0</version>
  <packaging>pom</packaging>

  <build>
    <plugins>
      <plugin>
        <groupId>dev.xray</groupId>
        <artifactId>xray-maven-plugin</artifactId>
        <version>0.1.0-SNAPSHOT</version>
        <configuration>
          <classes>
            <negative>normal</negative>
            <positive>covid</positive>
          </classes>
END
  cat
  cat <<END
        </configuration>
      </plugin>
    </plugins>
  </build>
</project>
END
}
