package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.statescope.training.tensor.AdamWMemory;
import org.statescope.training.tensor.AdamWRule;
import org.statescope.training.tensor.AdamWUpdate;
import org.statescope.training.tensor.ParameterMemory;
import org.statescope.training.tensor.ValueLimit;

/// AdamW and the norm, see `optimizer.c`. Launches are bound once per run of memory; the scalars of
/// an update lie in a small run of device memory, so that bound launches stay as they are.
final class OptimizerKernels {
  private static final Program PROGRAM = Program.of("optimizer");
  private static final Program ELEMENTWISE = Program.of("elementwise");
  private static final int GROUPS = 256;
  static final int LANES = 256;

  private final Kernels kernels;
  private final Map<AdamWMemory, Launch> updates = new HashMap<>();
  private final UpdateScalars scalars;
  private final Map<MemorySegment, Launch> norms = new HashMap<>();
  private final MemorySegment sums;
  private final MemorySegment changed;
  private final float[] sumsOnHost = new float[GROUPS];

  OptimizerKernels(Kernels kernels) {
    this.kernels = kernels;
    sums = kernels.runtime.allocate((long) GROUPS * Float.BYTES);
    scalars = new UpdateScalars(kernels.runtime);
    changed = kernels.runtime.allocate((long) LANES * Integer.BYTES);
  }

  void update(AdamWRule rule, AdamWMemory memory) {
    scalars.apply(rule);
    updates
        .computeIfAbsent(memory, key -> update(new AdamWUpdate(key, true), scalars.memory()))
        .run();
  }

  /// The update of one parameter by the scalars that will be in [UpdateScalars].
  Launch update(AdamWUpdate update, MemorySegment withScalars) {
    AdamWMemory memory = update.memory();
    return kernels.bind(
        PROGRAM,
        "adamw",
        Grid.of(memory.count()),
        memory.parameter(),
        memory.gradient(),
        memory.firstMoment(),
        memory.secondMoment(),
        withScalars,
        memory.count(),
        update.decays());
  }

  double squaredNorm(MemorySegment values, long count) {
    norms.computeIfAbsent(values, key -> squares(values, count)).run();
    kernels.runtime.read(sums, MemorySegment.ofArray(sumsOnHost));
    double sum = 0;
    for (float value : sumsOnHost) {
      sum += value;
    }
    return sum;
  }

  private Launch squares(MemorySegment values, long count) {
    return kernels.bind(PROGRAM, "squares", Grid.of(GROUPS, LANES), values, sums, count);
  }

  /// The launches that sum the squares of the gradients, then write norm and scale; see `settle`.
  List<Launch> settle(ParameterMemory parameters, SettleMemory memory, Faults faults) {
    return List.of(
        squares(parameters.gradient(), parameters.count()),
        kernels.bind(
            PROGRAM,
            "settle",
            Grid.of(1, LANES),
            sums,
            memory.record(),
            memory.blocked(),
            faults.places(),
            memory.scalars(),
            GROUPS,
            faults.count()));
  }

  /// The launch that keeps a limit and counts what it changed, into one value per lane.
  Launch limit(ValueLimit limit, MemorySegment counts, boolean add) {
    return kernels.bind(
        ELEMENTWISE,
        "replace_above",
        Grid.of(1, LANES),
        limit.values(),
        counts,
        limit.count(),
        (float) limit.largest(),
        (float) limit.replacement(),
        add);
  }

  /// Writes `replacement` over what is greater than `largest`; returns how many were changed.
  long replaceAbove(MemorySegment values, long count, double largest, double replacement) {
    limit(new ValueLimit(values, count, largest, replacement), changed, false).run();
    int[] counts = new int[LANES];
    kernels.runtime.read(changed, MemorySegment.ofArray(counts));
    return Arrays.stream(counts).asLongStream().sum();
  }
}
