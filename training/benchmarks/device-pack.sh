#!/usr/bin/env bash
# Packs the device benchmark and a small Java, for a machine that has neither Java nor Maven nor a network:
#
#   JAVA_HOME=/path/to/jdk-25 training/benchmarks/device-pack.sh FOLDER
#   FOLDER/measure --device cuda:0 --precision bf16 --seconds 540 --out rows.jsonl    (there)
#
# The folder has about 60 MB, 40 MB as a .tar.gz. CUDA's own libraries (driver, NVRTC, cuBLAS) and Python with
# torch and transformers are those of that machine; what is missing there is told in a sentence.
set -euo pipefail
target=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")/../.."
libraries=jackson-core,jackson-databind,jackson-annotations,javacpp,cuda,opencl,picocli
libraries+=,statescope-analysis,statescope-run-folder,statescope-engine
mvn -q package dependency:copy-dependencies -pl training/benchmarks -am -DskipTests \
    -DincludeScope=runtime -DincludeArtifactIds=$libraries -DoutputDirectory="$target/lib"
cp training/benchmarks/target/statescope-benchmarks-*.jar "$target/lib"
rm -rf "$target/runtime"
"${JAVA_HOME:?is the JDK 25 to take Java from}/bin/jlink" --output "$target/runtime" --compress zip-9 \
    --add-modules java.base,java.xml,java.management,java.naming,jdk.incubator.vector,jdk.unsupported \
    --strip-debug --no-header-files --no-man-pages
cat > "$target/measure" <<'END'
#!/bin/sh
here=$(dirname "$0")
exec "$here/runtime/bin/java" -cp "$here/lib/*" org.statescope.benchmarks.device.DeviceBenchmark "$@"
END
chmod +x "$target/measure"
du -sh "$target"
