package org.statescope.training.gpu;

import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_DOUBLE_FP_CONFIG;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_LOCAL_MEM_SIZE;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_NAME;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_TYPE;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_TYPE_ALL;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_TYPE_CPU;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_VERSION;
import static org.bytedeco.opencl.global.OpenCL.CL_PLATFORM_NAME;
import static org.bytedeco.opencl.global.OpenCL.clGetDeviceIDs;
import static org.bytedeco.opencl.global.OpenCL.clGetDeviceInfo;
import static org.bytedeco.opencl.global.OpenCL.clGetPlatformIDs;
import static org.bytedeco.opencl.global.OpenCL.clGetPlatformInfo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl._cl_device_id;
import org.bytedeco.opencl._cl_platform_id;

/// An OpenCL device and what must be known of it before it is used.
///
/// @param memory bytes of device memory
/// @param sharedMemory bytes that a group's lanes can share
/// @param mostLanes lanes of the largest group
/// @param parallelism of a plain processor 0 units, since its cores walk the lanes of a group one
///   after another
record OpenClDevice(
    _cl_platform_id platform,
    _cl_device_id id,
    String platformName,
    String name,
    String version,
    long memory,
    long sharedMemory,
    long mostLanes,
    Parallelism parallelism) {
  private static final int MOST = 64;
  private static final int LONGEST_NAME = 512;

  /// A vector register holds half as many.
  private static final int PROCESSOR_DOUBLE_RATIO = 2;

  /// OpenCL does not tell; that of cards made for pictures.
  private static final int CAUTIOUS_DOUBLE_RATIO = 64;

  /// All devices of all platforms, in the order of the loader.
  static List<OpenClDevice> all() {
    List<OpenClDevice> devices = new ArrayList<>();
    int[] count = new int[1];
    try (PointerPointer<_cl_platform_id> platforms = new PointerPointer<>(MOST)) {
      // Without any platform the loader answers with an error, which here means: none.
      if (clGetPlatformIDs(MOST, platforms, count) != 0) {
        return devices;
      }
      for (int p = 0; p < Math.min(count[0], MOST); p++) {
        devices.addAll(of(platforms.get(_cl_platform_id.class, p)));
      }
    }
    return devices;
  }

  private static List<OpenClDevice> of(_cl_platform_id platform) {
    List<OpenClDevice> devices = new ArrayList<>();
    int[] count = new int[1];
    try (PointerPointer<_cl_device_id> ids = new PointerPointer<>(MOST)) {
      if (clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, MOST, ids, count) != 0) {
        return devices;
      }
      for (int d = 0; d < Math.min(count[0], MOST); d++) {
        _cl_device_id id = ids.get(_cl_device_id.class, d);
        devices.add(
            new OpenClDevice(
                platform,
                id,
                platformName(platform),
                text(id, CL_DEVICE_NAME),
                text(id, CL_DEVICE_VERSION),
                number(id, CL_DEVICE_GLOBAL_MEM_SIZE),
                number(id, CL_DEVICE_LOCAL_MEM_SIZE),
                number(id, CL_DEVICE_MAX_WORK_GROUP_SIZE),
                parallelism(id)));
      }
    }
    return devices;
  }

  private static String platformName(_cl_platform_id platform) {
    try (BytePointer text = new BytePointer(LONGEST_NAME);
        SizeTPointer length = new SizeTPointer(1)) {
      OpenClStatus.check(
          clGetPlatformInfo(platform, CL_PLATFORM_NAME, LONGEST_NAME, text, length),
          "name its platform");
      return string(text, length);
    }
  }

  private static String text(_cl_device_id id, int what) {
    try (BytePointer text = new BytePointer(LONGEST_NAME);
        SizeTPointer length = new SizeTPointer(1)) {
      OpenClStatus.check(clGetDeviceInfo(id, what, LONGEST_NAME, text, length), "describe itself");
      return string(text, length);
    }
  }

  /// The text without the zero byte that ends it.
  private static String string(BytePointer text, SizeTPointer length) {
    byte[] bytes = new byte[Math.toIntExact(Math.clamp(length.get(0) - 1, 0, LONGEST_NAME))];
    text.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  private static Parallelism parallelism(_cl_device_id id) {
    boolean isProcessor = (number(id, CL_DEVICE_TYPE) & CL_DEVICE_TYPE_CPU) != 0;
    boolean hasDouble = number(id, CL_DEVICE_DOUBLE_FP_CONFIG) != 0;
    int ratio = isProcessor ? PROCESSOR_DOUBLE_RATIO : CAUTIOUS_DOUBLE_RATIO;
    return new Parallelism(
        isProcessor ? 0 : Math.toIntExact(number(id, CL_DEVICE_MAX_COMPUTE_UNITS)),
        hasDouble ? ratio : 0);
  }

  private static long number(_cl_device_id id, int what) {
    try (LongPointer value = new LongPointer(1);
        Pointer view = new Pointer(value)) {
      value.put(0, 0);
      OpenClStatus.check(
          clGetDeviceInfo(id, what, Long.BYTES, view, (SizeTPointer) null), "describe itself");
      return value.get(0);
    }
  }
}
