package org.statescope.training.gpu;

import static org.bytedeco.opencl.global.OpenCL.CL_FALSE;
import static org.bytedeco.opencl.global.OpenCL.CL_MAP_READ;
import static org.bytedeco.opencl.global.OpenCL.CL_MAP_WRITE;
import static org.bytedeco.opencl.global.OpenCL.CL_MEM_ALLOC_HOST_PTR;
import static org.bytedeco.opencl.global.OpenCL.CL_MEM_READ_WRITE;
import static org.bytedeco.opencl.global.OpenCL.CL_PROGRAM_BUILD_LOG;
import static org.bytedeco.opencl.global.OpenCL.CL_TRUE;
import static org.bytedeco.opencl.global.OpenCL.clBuildProgram;
import static org.bytedeco.opencl.global.OpenCL.clCreateBuffer;
import static org.bytedeco.opencl.global.OpenCL.clCreateCommandQueue;
import static org.bytedeco.opencl.global.OpenCL.clCreateContext;
import static org.bytedeco.opencl.global.OpenCL.clCreateKernel;
import static org.bytedeco.opencl.global.OpenCL.clCreateProgramWithSource;
import static org.bytedeco.opencl.global.OpenCL.clEnqueueFillBuffer;
import static org.bytedeco.opencl.global.OpenCL.clEnqueueMapBuffer;
import static org.bytedeco.opencl.global.OpenCL.clEnqueueReadBuffer;
import static org.bytedeco.opencl.global.OpenCL.clEnqueueUnmapMemObject;
import static org.bytedeco.opencl.global.OpenCL.clEnqueueWriteBuffer;
import static org.bytedeco.opencl.global.OpenCL.clFinish;
import static org.bytedeco.opencl.global.OpenCL.clGetProgramBuildInfo;
import static org.bytedeco.opencl.global.OpenCL.clReleaseCommandQueue;
import static org.bytedeco.opencl.global.OpenCL.clReleaseContext;
import static org.bytedeco.opencl.global.OpenCL.clReleaseKernel;
import static org.bytedeco.opencl.global.OpenCL.clReleaseMemObject;
import static org.bytedeco.opencl.global.OpenCL.clReleaseProgram;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl._cl_command_queue;
import org.bytedeco.opencl._cl_context;
import org.bytedeco.opencl._cl_device_id;
import org.bytedeco.opencl._cl_kernel;
import org.bytedeco.opencl._cl_mem;
import org.bytedeco.opencl._cl_program;

/// One OpenCL device: a context, an in-order queue, buffers and compiled programs.
final class OpenClRuntime implements GpuRuntime {
  private static final String OPTIONS = "-cl-std=CL1.2";

  private final OpenClDevice device;
  private final _cl_context context;
  private final _cl_command_queue queue;
  private final DeviceAddresses<_cl_mem> addresses = new DeviceAddresses<>();
  private final List<_cl_mem> buffers = new ArrayList<>();
  private final List<_cl_kernel> kernels = new ArrayList<>();
  private final Map<_cl_mem, Pointer> hostBuffers = new LinkedHashMap<>();
  private final List<OpenClMark> marks = new ArrayList<>();
  private final Map<Program, _cl_program> programs = new HashMap<>();
  private long allocated;

  private OpenClRuntime(OpenClDevice device, _cl_context context, _cl_command_queue queue) {
    this.device = device;
    this.context = context;
    this.queue = queue;
  }

  static OpenClRuntime open(OpenClDevice device) {
    int[] status = new int[1];
    try (PointerPointer<_cl_device_id> ids = new PointerPointer<_cl_device_id>(1)) {
      ids.put(0, device.id());
      _cl_context context =
          SignalHandlers.keep(() -> clCreateContext(null, 1, ids, null, null, status));
      OpenClStatus.check(status[0], "open a context");
      _cl_command_queue queue = clCreateCommandQueue(context, device.id(), 0, status);
      if (status[0] != 0) {
        clReleaseContext(context);
      }
      OpenClStatus.check(status[0], "open a queue");
      return new OpenClRuntime(device, context, queue);
    }
  }

  @Override
  public String description() {
    return "%s (OpenCL, %s)".formatted(device.name(), device.platformName());
  }

  @Override
  public Parallelism parallelism() {
    return device.parallelism();
  }

  @Override
  public long allocatedBytes() {
    return allocated;
  }

  @Override
  public MemorySegment allocate(long bytes) {
    if (allocated + bytes > device.memory()) {
      throw new OutOfDeviceMemory(device.name(), bytes, allocated, device.memory());
    }
    int[] status = new int[1];
    _cl_mem buffer = clCreateBuffer(context, CL_MEM_READ_WRITE, bytes, null, status);
    if (OpenClStatus.isOutOfMemory(status[0])) {
      throw new OutOfDeviceMemory(device.name(), bytes, allocated, device.memory());
    }
    OpenClStatus.check(status[0], "allocate %,d bytes".formatted(bytes));
    buffers.add(buffer);
    allocated += bytes;
    try (BytePointer zero = new BytePointer(new byte[] {0})) {
      OpenClStatus.check(
          clEnqueueFillBuffer(queue, buffer, zero, 1, 0, bytes, 0, (PointerPointer<?>) null, null),
          "clear its memory");
      finish();
    }
    return addresses.add(buffer, bytes);
  }

  @Override
  public void write(MemorySegment from, MemorySegment to) {
    DeviceAddresses.Place<_cl_mem> place = addresses.find(to);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment stage =
          from.isNative() ? from : arena.allocate(from.byteSize(), Long.BYTES).copyFrom(from);
      OpenClStatus.check(
          clEnqueueWriteBuffer(
              queue,
              place.handle(),
              CL_TRUE,
              place.offset(),
              from.byteSize(),
              new Address(stage),
              0,
              (PointerPointer<?>) null,
              null),
          "take data");
    }
  }

  @Override
  public void read(MemorySegment from, MemorySegment to) {
    DeviceAddresses.Place<_cl_mem> place = addresses.find(from);
    long bytes = Math.min(from.byteSize(), to.byteSize());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment stage = to.isNative() ? to : arena.allocate(bytes, Long.BYTES);
      OpenClStatus.check(
          clEnqueueReadBuffer(
              queue,
              place.handle(),
              CL_TRUE,
              place.offset(),
              bytes,
              new Address(stage),
              0,
              (PointerPointer<?>) null,
              null),
          "finish its work");
      if (!to.isNative()) {
        to.copyFrom(stage);
      }
    }
  }

  @Override
  public MemorySegment hostMemory(long bytes) {
    int[] status = new int[1];
    _cl_mem buffer =
        clCreateBuffer(context, CL_MEM_READ_WRITE | CL_MEM_ALLOC_HOST_PTR, bytes, null, status);
    OpenClStatus.check(status[0], "allocate %,d bytes of the host's memory".formatted(bytes));
    Pointer mapped =
        clEnqueueMapBuffer(
            queue,
            buffer,
            CL_TRUE,
            CL_MAP_READ | CL_MAP_WRITE,
            0,
            bytes,
            0,
            (PointerPointer<?>) null,
            null,
            status);
    if (status[0] != 0) {
      clReleaseMemObject(buffer);
    }
    OpenClStatus.check(status[0], "reach the host's memory");
    hostBuffers.put(buffer, mapped);
    return MemorySegment.ofAddress(mapped.address()).reinterpret(bytes).fill((byte) 0);
  }

  @Override
  public void writeLater(MemorySegment from, MemorySegment to) {
    DeviceAddresses.Place<_cl_mem> place = addresses.find(to);
    OpenClStatus.check(
        clEnqueueWriteBuffer(
            queue,
            place.handle(),
            CL_FALSE,
            place.offset(),
            from.byteSize(),
            new Address(from),
            0,
            (PointerPointer<?>) null,
            null),
        "take data");
  }

  @Override
  public void readLater(MemorySegment from, MemorySegment to) {
    DeviceAddresses.Place<_cl_mem> place = addresses.find(from);
    OpenClStatus.check(
        clEnqueueReadBuffer(
            queue,
            place.handle(),
            CL_FALSE,
            place.offset(),
            from.byteSize(),
            new Address(to),
            0,
            (PointerPointer<?>) null,
            null),
        "return data");
  }

  @Override
  public Mark mark() {
    OpenClMark mark = new OpenClMark(queue);
    marks.add(mark);
    return mark;
  }

  @Override
  public void finish() {
    OpenClStatus.check(clFinish(queue), "finish its work");
  }

  @Override
  public Launch launch(Program program, String name, Grid grid, List<Argument> arguments) {
    int[] status = new int[1];
    _cl_kernel kernel =
        clCreateKernel(programs.computeIfAbsent(program, this::build), name, status);
    OpenClStatus.check(status[0], "make the kernel " + name);
    kernels.add(kernel);
    return new OpenClLaunch(queue, kernel, name, grid, arguments, addresses);
  }

  private _cl_program build(Program program) {
    byte[] text = KernelSource.of(program).getBytes(StandardCharsets.UTF_8);
    int[] status = new int[1];
    try (SizeTPointer length = new SizeTPointer(new long[] {text.length})) {
      _cl_program built = clCreateProgramWithSource(context, 1, text, length, status);
      OpenClStatus.check(status[0], "take the kernels of " + program.file());
      int result =
          SignalHandlers.keep(() -> clBuildProgram(built, 1, device.id(), OPTIONS, null, null));
      if (result != 0) {
        throw new GpuException(
            "The kernels of %s do not compile for %s: %s"
                .formatted(program.file(), device.name(), log(built)));
      }
      return built;
    }
  }

  private String log(_cl_program program) {
    int longest = 1 << 16;
    try (BytePointer text = new BytePointer(longest);
        SizeTPointer length = new SizeTPointer(1)) {
      clGetProgramBuildInfo(program, device.id(), CL_PROGRAM_BUILD_LOG, longest, text, length);
      byte[] bytes = new byte[Math.toIntExact(Math.clamp(length.get(0), 0, longest))];
      text.get(bytes);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }

  @Override
  public void close() {
    clFinish(queue);
    kernels.forEach(kernel -> clReleaseKernel(kernel));
    programs.values().forEach(program -> clReleaseProgram(program));
    marks.forEach(OpenClMark::release);
    hostBuffers.forEach(this::unmap);
    clFinish(queue);
    buffers.forEach(buffer -> clReleaseMemObject(buffer));
    clReleaseCommandQueue(queue);
    clReleaseContext(context);
  }

  private void unmap(_cl_mem buffer, Pointer mapped) {
    clEnqueueUnmapMemObject(
        queue, buffer, mapped, 0, (PointerPointer<?>) null, (PointerPointer<?>) null);
    clReleaseMemObject(buffer);
  }

  /// A pointer to memory that Java owns.
  private static final class Address extends Pointer {
    Address(MemorySegment segment) {
      super((Pointer) null);
      address = segment.address();
    }
  }
}
