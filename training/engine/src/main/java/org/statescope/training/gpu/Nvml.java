package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.nvml.NVML_SUCCESS;
import static org.bytedeco.cuda.global.nvml.NVML_TEMPERATURE_GPU;
import static org.bytedeco.cuda.global.nvml.nvmlDeviceGetHandleByPciBusId_v2;
import static org.bytedeco.cuda.global.nvml.nvmlDeviceGetMemoryInfo;
import static org.bytedeco.cuda.global.nvml.nvmlDeviceGetTemperature;
import static org.bytedeco.cuda.global.nvml.nvmlDeviceGetUtilizationRates;
import static org.bytedeco.cuda.global.nvml.nvmlInit_v2;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bytedeco.cuda.global.nvml;
import org.bytedeco.cuda.nvml.nvmlDevice_st;
import org.bytedeco.cuda.nvml.nvmlMemory_t;
import org.bytedeco.cuda.nvml.nvmlUtilization_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;

/// The library that comes with NVIDIA's driver (libnvidia-ml). It may be asked from any thread, and
/// stays open to the end of the process.
final class Nvml implements NvmlLibrary {
  private Nvml() {}

  /// The library, or nothing where it is not installed or does not start.
  static Optional<NvmlLibrary> find() {
    try {
      Loader.load(nvml.class);
      return nvmlInit_v2() == NVML_SUCCESS ? Optional.of(new Nvml()) : Optional.empty();
    } catch (LinkageError e) {
      return Optional.empty();
    }
  }

  @Override
  public int memory(String busId, long[] usedAndTotal) {
    return with(
        busId,
        device -> {
          try (nvmlMemory_t memory = new nvmlMemory_t()) {
            int status = nvmlDeviceGetMemoryInfo(device, memory);
            usedAndTotal[0] = memory.used();
            usedAndTotal[1] = memory.total();
            return status;
          }
        });
  }

  @Override
  public int utilisation(String busId, int[] percent) {
    return with(
        busId,
        device -> {
          try (nvmlUtilization_t rates = new nvmlUtilization_t()) {
            int status = nvmlDeviceGetUtilizationRates(device, rates);
            percent[0] = rates.gpu();
            return status;
          }
        });
  }

  @Override
  public int temperature(String busId, int[] degrees) {
    return with(busId, device -> nvmlDeviceGetTemperature(device, NVML_TEMPERATURE_GPU, degrees));
  }

  private static int with(String busId, ToIntFunction<nvmlDevice_st> task) {
    nvmlDevice_st device = new nvmlDevice_st();
    try (BytePointer name = new BytePointer(busId, StandardCharsets.US_ASCII)) {
      int status = nvmlDeviceGetHandleByPciBusId_v2(name, device);
      return status == NVML_SUCCESS ? task.applyAsInt(device) : status;
    }
  }
}
