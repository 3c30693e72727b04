package org.statescope.training.gpu;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencl.global.OpenCL;
import org.statescope.training.run.MatrixPrecision;

/// The devices of OpenCL's loader.
final class OpenClDiscovery {
  private static final String OPENCL = "opencl";

  /// The largest group of any kernel, and the memory that its lanes share at most.
  private static final int LANES_NEEDED = 256;

  private static final int SHARED_MEMORY_NEEDED = 32 * 1024;

  private OpenClDiscovery() {}

  static List<GpuDevice> devices() {
    try {
      Loader.load(OpenCL.class);
    } catch (LinkageError e) {
      return List.of(
          new GpuDevice.Unusable(
              OPENCL,
              "OpenCL's loader (libOpenCL) is not on this machine.",
              "Install the graphics driver of the card's maker, or ocl-icd-libopencl1 with"
                  + " pocl-opencl-icd (Debian's names) to run the kernels on the processor."));
    }
    List<GpuDevice> devices = new ArrayList<>();
    for (OpenClDevice device : SignalHandlers.keep(OpenClDevice::all)) {
      devices.add(candidate(OPENCL + ":" + devices.size(), device));
    }
    if (devices.isEmpty()) {
      devices.add(
          new GpuDevice.Unusable(
              OPENCL,
              "OpenCL's loader finds no device.",
              "Install the OpenCL part of the card's driver, or pocl-opencl-icd (Debian's name)"
                  + " to run the kernels on the processor."));
    }
    return devices;
  }

  private static GpuBackend open(OpenClDevice device, MatrixPrecision precision) {
    if (precision == MatrixPrecision.TF32) {
      throw new GpuException(
          "%s is reached through OpenCL, which has no tf32: choose --precision float32 or bf16."
              .formatted(device.name()));
    }
    return new GpuBackend(OpenClRuntime.open(device), precision);
  }

  private static GpuDevice candidate(String name, OpenClDevice device) {
    if (device.mostLanes() < LANES_NEEDED || device.sharedMemory() < SHARED_MEMORY_NEEDED) {
      return new GpuDevice.Unusable(
          name,
          "%s has groups of %d lanes and %d bytes of shared memory, but the kernels need %d and %d."
              .formatted(
                  device.name(),
                  device.mostLanes(),
                  device.sharedMemory(),
                  LANES_NEEDED,
                  SHARED_MEMORY_NEEDED),
          "Choose another device.");
    }
    return new GpuDevice.Usable(
        name,
        "%s (OpenCL, %s)".formatted(device.name(), device.platformName()),
        device.memory(),
        device.parallelism(),
        DeviceSensors.NONE,
        precision -> open(device, precision));
  }
}
