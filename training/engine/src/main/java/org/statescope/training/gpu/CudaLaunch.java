package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cudart.cuLaunchKernel;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/// A CUDA kernel that keeps its arguments: the driver gets pointers to them at each launch.
final class CudaLaunch implements Launch {
  /// In the second and third direction.
  private static final int MOST_GROUPS = 65535;

  private final CudaRuntime runtime;
  private final CUfunc_st function;
  private final String name;
  private final Grid grid;
  private final List<Pointer> values = new ArrayList<>();
  private final PointerPointer<Pointer> pointers;

  CudaLaunch(
      CudaRuntime runtime, CUfunc_st function, String name, Grid grid, List<Argument> arguments) {
    if (grid.groupsY() > MOST_GROUPS || grid.groupsZ() > MOST_GROUPS) {
      throw new GpuException(
          "%s needs %d × %d groups, but CUDA allows %d each: choose a larger --gradient-accumulation or a shorter --length."
              .formatted(name, grid.groupsY(), grid.groupsZ(), MOST_GROUPS));
    }
    this.runtime = runtime;
    this.function = function;
    this.name = name;
    this.grid = grid;
    arguments.forEach(this::give);
    pointers = new PointerPointer<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      pointers.put(i, values.get(i));
    }
  }

  /// A run of memory is a pointer and a place behind it; here the pointer says it all.
  private void give(Argument argument) {
    switch (argument) {
      case Argument.Run run -> {
        values.add(new LongPointer(new long[] {run.memory().address()}));
        values.add(new LongPointer(new long[] {0}));
      }
      case Argument.Whole whole -> values.add(new IntPointer(new int[] {whole.value()}));
      case Argument.Wide wide -> values.add(new LongPointer(new long[] {wide.value()}));
      case Argument.Real real -> values.add(new FloatPointer(new float[] {real.value()}));
    }
  }

  @Override
  public void run() {
    runtime.makeCurrent();
    CudaStatus.check(
        cuLaunchKernel(
            function,
            grid.groups(),
            grid.groupsY(),
            grid.groupsZ(),
            grid.lanes(),
            1,
            1,
            0,
            runtime.stream(),
            pointers,
            (PointerPointer<?>) null),
        "run " + name);
  }
}
