package org.statescope.training.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.javacpp.Loader;
import org.statescope.training.run.MatrixPrecision;

/// The NVIDIA cards, and what their libraries lack. The driver (libcuda) comes with the card;
/// libcudart, libnvrtc and libcublas of CUDA 13 with the CUDA toolkit.
final class CudaDiscovery {
  private static final String CUDA = "cuda";

  /// The oldest cards whose machine code NVRTC 13 writes.
  private static final int OLDEST_CAPABILITY = 75;

  /// The toolkit whose libraries are called; a driver serves the toolkits up to its own version.
  private static final int CUDA_MAJOR = 13;

  private CudaDiscovery() {}

  static List<GpuDevice> devices() {
    if (!loads(cudart.class)) {
      return List.of(
          new GpuDevice.Unusable(
              CUDA,
              "NVIDIA's driver (libcuda) or CUDA's runtime (libcudart.so.13) is not on this"
                  + " machine.",
              "Install NVIDIA's driver 580 or newer and the CUDA 13 toolkit (package"
                  + " cuda-cudart-13-0)."));
    }
    try {
      return ofDriver();
    } catch (GpuException e) {
      return List.of(new GpuDevice.Unusable(CUDA, e.sentence(), "Check the card with nvidia-smi."));
    }
  }

  private static List<GpuDevice> ofDriver() {
    if (CudaDevice.driverMajor() < CUDA_MAJOR) {
      return List.of(
          new GpuDevice.Unusable(
              CUDA,
              "NVIDIA's driver on this machine serves CUDA %s, but CUDA 13 is needed."
                  .formatted(CudaDevice.driverVersion()),
              "Install NVIDIA's driver 580 or newer."));
    }
    if (!loads(nvrtc.class)) {
      return List.of(
          new GpuDevice.Unusable(
              CUDA,
              "CUDA's run-time compiler (libnvrtc.so.13) is not on this machine.",
              "Install the package cuda-nvrtc-13-0 of the CUDA toolkit."));
    }
    return cards();
  }

  private static List<GpuDevice> cards() {
    boolean withCublas = loads(cublas.class);
    Optional<NvmlLibrary> nvml = Nvml.find();
    List<GpuDevice> devices = new ArrayList<>();
    for (CudaDevice card : CudaDevice.all()) {
      devices.add(candidate(CUDA + ":" + devices.size(), card, withCublas, nvml));
    }
    if (devices.isEmpty()) {
      devices.add(
          new GpuDevice.Unusable(
              CUDA, "NVIDIA's driver finds no card.", "Check the card with nvidia-smi."));
    }
    return devices;
  }

  private static GpuDevice candidate(
      String name, CudaDevice card, boolean withCublas, Optional<NvmlLibrary> nvml) {
    if (card.capability() < OLDEST_CAPABILITY) {
      return new GpuDevice.Unusable(
          name,
          "%s has compute capability %d.%d, but CUDA 13 compiles for 7.5 and newer."
              .formatted(card.name(), card.capability() / 10, card.capability() % 10),
          "Choose another device, or this card through OpenCL.");
    }
    if (CudaCompiler.architecture(card.capability()).isEmpty()) {
      return new GpuDevice.Unusable(
          name,
          "%s has compute capability %d.%d, which CUDA's run-time compiler on this machine does not know."
              .formatted(card.name(), card.capability() / 10, card.capability() % 10),
          "Install a newer libnvrtc.so.13 (package cuda-nvrtc-13-1 or later).");
    }
    String products =
        withCublas
            ? "cuBLAS"
            : "no cuBLAS (libcublas.so.13): install the package libcublas-13-0 for faster matrix"
                + " products";
    return new GpuDevice.Usable(
        name,
        "%s (CUDA %s, %s)".formatted(card.name(), CudaDevice.driverVersion(), products),
        card.memory(),
        card.parallelism(),
        nvml.<DeviceSensors>map(library -> new NvmlSensors(library, card.busId()))
            .orElse(DeviceSensors.NONE),
        precision -> open(card, withCublas, precision));
  }

  private static GpuBackend open(CudaDevice card, boolean withCublas, MatrixPrecision precision) {
    if (precision == MatrixPrecision.TF32 && !withCublas) {
      throw new GpuException(
          "tf32 needs cuBLAS (libcublas.so.13), which is not on this machine: install the package"
              + " libcublas-13-0, or choose --precision float32 or bf16.");
    }
    return new GpuBackend(CudaRuntime.open(card, withCublas, precision), precision);
  }

  private static boolean loads(Class<?> preset) {
    try {
      Loader.load(preset);
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }
}
