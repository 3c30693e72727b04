#!/bin/sh
# build.sh FOLDER: compiles the stand-in into FOLDER, where a loader of OpenCL lies as libOpenCL.so.1.
set -eu
cd "$(dirname "$0")"
out=$1
compile() { # name, what it needs, files
  name=$1; needs=$2; shift 2
  # NVIDIA's toolkit names the version of a library's symbols like the library.
  case $name in
    *.13) echo "$name { global: *; };" > "$out/$name.map"; version="-Wl,--version-script=$out/$name.map" ;;
    *) version= ;;
  esac
  ${CC:-cc} -std=gnu11 -O2 -Wall -Wextra -shared -fPIC -I"${CUDA_PATH:-/usr/local/cuda}/include" \
    -Wl,-soname,"$name" $version -o "$out/$name" "$@" $needs -lm -lpthread
}
compile libcuda.so.1 "$out/libOpenCL.so.1" context.c memory.c streams.c copies.c kernels.c
compile libnvrtc.so.13 "" nvrtc.c
compile libcublas.so.13 "$out/libcuda.so.1" cublas.c
compile libcublasLt.so.13 "" nothing.c
compile libcudart.so.13 "" nothing.c
compile libnvidia-ml.so.1 "$out/libcuda.so.1" nvml.c
# For NVRTC alone, which asks a driver that is there for more than the stand-in has.
mkdir "$out/driverless"
(out=$out/driverless; compile libcuda.so.1 "" nothing.c; compile libcudart.so.13 "" nothing.c)
