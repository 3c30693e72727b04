package org.statescope.training.gpu;

import static org.bytedeco.opencl.global.OpenCL.clEnqueueNDRangeKernel;
import static org.bytedeco.opencl.global.OpenCL.clFinish;
import static org.bytedeco.opencl.global.OpenCL.clSetKernelArg;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl._cl_command_queue;
import org.bytedeco.opencl._cl_kernel;
import org.bytedeco.opencl._cl_mem;

/// An OpenCL kernel that keeps its arguments.
///
/// A driver may compile a kernel for its grid only when it first runs, so the first run is waited
/// for under [SignalHandlers].
final class OpenClLaunch implements Launch {
  private final _cl_command_queue queue;
  private final _cl_kernel kernel;
  private final String name;
  private final SizeTPointer global;
  private final SizeTPointer local;
  private boolean compiled;

  OpenClLaunch(
      _cl_command_queue queue,
      _cl_kernel kernel,
      String name,
      Grid grid,
      List<Argument> arguments,
      DeviceAddresses<_cl_mem> addresses) {
    this.queue = queue;
    this.kernel = kernel;
    this.name = name;
    global = new SizeTPointer((long) grid.groups() * grid.lanes(), grid.groupsY(), grid.groupsZ());
    local = new SizeTPointer(grid.lanes(), 1, 1);
    int place = 0;
    for (Argument argument : arguments) {
      place += give(place, argument, addresses);
    }
  }

  private int give(int place, Argument argument, DeviceAddresses<_cl_mem> addresses) {
    switch (argument) {
      case Argument.Run run -> {
        DeviceAddresses.Place<_cl_mem> found = addresses.find(run.memory());
        try (PointerPointer<_cl_mem> buffer = new PointerPointer<>(1)) {
          buffer.put(0, found.handle());
          set(place, Long.BYTES, buffer);
        }
        try (LongPointer at = new LongPointer(new long[] {found.offset() / Float.BYTES})) {
          set(place + 1, Long.BYTES, at);
        }
        return 2;
      }
      case Argument.Whole whole -> {
        try (IntPointer value = new IntPointer(new int[] {whole.value()})) {
          set(place, Integer.BYTES, value);
        }
      }
      case Argument.Wide wide -> {
        try (LongPointer value = new LongPointer(new long[] {wide.value()})) {
          set(place, Long.BYTES, value);
        }
      }
      case Argument.Real real -> {
        try (FloatPointer value = new FloatPointer(new float[] {real.value()})) {
          set(place, Float.BYTES, value);
        }
      }
    }
    return 1;
  }

  private void set(int place, long bytes, Pointer value) {
    OpenClStatus.check(
        clSetKernelArg(kernel, place, bytes, value),
        "take argument %d of %s".formatted(place, name));
  }

  @Override
  public void run() {
    if (compiled) {
      enqueue();
    } else {
      OpenClStatus.check(
          SignalHandlers.keep(
              () -> {
                enqueue();
                return clFinish(queue);
              }),
          "run " + name);
      compiled = true;
    }
  }

  private void enqueue() {
    OpenClStatus.check(
        clEnqueueNDRangeKernel(
            queue, kernel, 3, null, global, local, 0, (PointerPointer<?>) null, null),
        "run " + name);
  }
}
