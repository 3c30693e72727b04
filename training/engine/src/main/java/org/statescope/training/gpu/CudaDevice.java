package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_NO_DEVICE;
import static org.bytedeco.cuda.global.cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR;
import static org.bytedeco.cuda.global.cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR;
import static org.bytedeco.cuda.global.cudart.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT;
import static org.bytedeco.cuda.global.cudart.CU_DEVICE_ATTRIBUTE_SINGLE_TO_DOUBLE_PRECISION_PERF_RATIO;
import static org.bytedeco.cuda.global.cudart.cuDeviceGet;
import static org.bytedeco.cuda.global.cudart.cuDeviceGetAttribute;
import static org.bytedeco.cuda.global.cudart.cuDeviceGetCount;
import static org.bytedeco.cuda.global.cudart.cuDeviceGetName;
import static org.bytedeco.cuda.global.cudart.cuDeviceGetPCIBusId;
import static org.bytedeco.cuda.global.cudart.cuDeviceTotalMem;
import static org.bytedeco.cuda.global.cudart.cuDriverGetVersion;
import static org.bytedeco.cuda.global.cudart.cuInit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.SizeTPointer;

/// An NVIDIA card.
///
/// @param handle the driver's number
/// @param capability compute capability as major · 10 + minor, such as 90
/// @param parallelism its multiprocessors, and float32 operations per one in float64
/// @param memory bytes of device memory
/// @param busId its place on the bus, such as 0000:65:00.0
record CudaDevice(
    int handle, String name, int capability, Parallelism parallelism, long memory, String busId) {
  private static final int LONGEST_NAME = 256;
  private static final int THOUSAND = 1000;

  /// All cards, in the driver's order. The driver must have been loaded.
  static List<CudaDevice> all() {
    int status = cuInit(0);
    if (status == CUDA_ERROR_NO_DEVICE) {
      return List.of();
    }
    CudaStatus.check(status, "start its driver");
    int[] count = new int[1];
    CudaStatus.check(cuDeviceGetCount(count), "count the cards");
    List<CudaDevice> devices = new ArrayList<>();
    for (int i = 0; i < count[0]; i++) {
      devices.add(of(i));
    }
    return devices;
  }

  /// The CUDA version that the driver serves, such as 13.0.
  static String driverVersion() {
    int version = driverNumber();
    return version / THOUSAND + "." + version % THOUSAND / 10;
  }

  /// The major part of the CUDA version that the driver serves.
  static int driverMajor() {
    return driverNumber() / THOUSAND;
  }

  private static int driverNumber() {
    int[] version = new int[1];
    CudaStatus.check(cuDriverGetVersion(version), "tell its driver's version");
    return version[0];
  }

  private static CudaDevice of(int index) {
    int[] handle = new int[1];
    CudaStatus.check(cuDeviceGet(handle, index), "open card " + index);
    byte[] name = new byte[LONGEST_NAME];
    CudaStatus.check(cuDeviceGetName(name, LONGEST_NAME, handle[0]), "name card " + index);
    byte[] busId = new byte[LONGEST_NAME];
    CudaStatus.check(
        cuDeviceGetPCIBusId(busId, LONGEST_NAME, handle[0]), "tell the place of card " + index);
    int major = attribute(handle[0], CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR);
    int minor = attribute(handle[0], CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
    Parallelism parallelism =
        new Parallelism(
            attribute(handle[0], CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT),
            attribute(handle[0], CU_DEVICE_ATTRIBUTE_SINGLE_TO_DOUBLE_PRECISION_PERF_RATIO));
    try (SizeTPointer memory = new SizeTPointer(1)) {
      CudaStatus.check(cuDeviceTotalMem(memory, handle[0]), "tell its memory");
      return new CudaDevice(
          handle[0], string(name), 10 * major + minor, parallelism, memory.get(0), string(busId));
    }
  }

  private static int attribute(int handle, int attribute) {
    int[] value = new int[1];
    CudaStatus.check(cuDeviceGetAttribute(value, attribute, handle), "describe itself");
    return value[0];
  }

  private static String string(byte[] zeroEnded) {
    int end = 0;
    while (end < zeroEnded.length && zeroEnded[end] != 0) {
      end++;
    }
    return new String(zeroEnded, 0, end, StandardCharsets.UTF_8);
  }
}
