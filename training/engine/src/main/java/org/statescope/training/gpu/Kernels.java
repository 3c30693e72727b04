package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.tensor.Tensor;

/// Binds kernels of one runtime; what all operations need.
final class Kernels {
  private static final Program ELEMENTWISE = Program.of("elementwise");

  final GpuRuntime runtime;
  final MatrixPrecision precision;
  final Scratch scratch;
  final RoundedWeights weights;
  final LaterReads reads;
  SequenceSplit split;

  Kernels(GpuRuntime runtime, MatrixPrecision precision, SequenceSplit split) {
    this.runtime = runtime;
    this.precision = precision;
    this.split = split;
    weights = new RoundedWeights(runtime);
    reads = new LaterReads(runtime);
    scratch = new Scratch(runtime);
  }

  /// A kernel; arguments are segments, whole numbers (`int`, `long`, `boolean`) and `float`.
  Launch bind(Program program, String kernel, Grid grid, Object... arguments) {
    List<Argument> bound = new ArrayList<>();
    for (Object argument : arguments) {
      bound.add(
          switch (argument) {
            case MemorySegment memory -> Argument.of(memory);
            case Integer value -> Argument.of(value.intValue());
            case Long value -> Argument.of(value.longValue());
            case Boolean value -> Argument.of(value.booleanValue());
            case Float value -> Argument.of(value.floatValue());
            default -> throw new IllegalArgumentException("no kernel takes " + argument.getClass());
          });
    }
    return runtime.launch(program, kernel, grid, bound);
  }

  /// Sums `parts` runs of `rows × columns` values into `target`, or adds the sum to it.
  Launch sumParts(
      MemorySegment part,
      int parts,
      long rows,
      int columns,
      MemorySegment target,
      int targetStride,
      boolean add) {
    long count = rows * columns;
    return bind(
        ELEMENTWISE,
        "sum_parts",
        Grid.of(count),
        part,
        target,
        parts,
        count,
        columns,
        targetStride,
        add);
  }

  /// The same for a parameter: dense rows, claimed here.
  Launch sumParts(MemorySegment part, int parts, Tensor parameter) {
    boolean add = parameter.claimGradient();
    int count = Math.toIntExact(parameter.shape().count());
    return sumParts(part, parts, 1, count, parameter.gradient(), count, add);
  }
}
