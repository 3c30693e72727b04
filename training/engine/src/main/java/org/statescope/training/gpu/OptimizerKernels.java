package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.statescope.training.tensor.AdamWMemory;
import org.statescope.training.tensor.AdamWRule;

/// AdamW and the norm, see `optimizer.c`. Launches are bound once per run of memory.
final class OptimizerKernels {
  private static final Program PROGRAM = Program.of("optimizer");
  private static final Program ELEMENTWISE = Program.of("elementwise");
  private static final int GROUPS = 256;
  private static final int LANES = 256;
  private static final int FIRST_REAL = 5;

  private final Kernels kernels;
  private final Map<AdamWMemory, Launch> updates = new HashMap<>();
  private final Map<MemorySegment, Launch> norms = new HashMap<>();
  private final MemorySegment sums;
  private final MemorySegment changed;
  private final float[] sumsOnHost = new float[GROUPS];

  OptimizerKernels(Kernels kernels) {
    this.kernels = kernels;
    sums = kernels.runtime.allocate((long) GROUPS * Float.BYTES);
    changed = kernels.runtime.allocate((long) LANES * Integer.BYTES);
  }

  void update(AdamWRule rule, AdamWMemory memory) {
    Launch launch = updates.computeIfAbsent(memory, this::bind);
    launch.set(FIRST_REAL, (float) rule.gradientScale());
    launch.set(FIRST_REAL + 1, (float) rule.decay());
    launch.set(FIRST_REAL + 2, (float) rule.beta1());
    launch.set(FIRST_REAL + 3, (float) rule.beta2());
    launch.set(FIRST_REAL + 4, (float) rule.stepSize());
    launch.set(FIRST_REAL + 5, (float) rule.secondScale());
    launch.set(FIRST_REAL + 6, (float) rule.epsilon());
    launch.run();
  }

  private Launch bind(AdamWMemory memory) {
    return kernels.bind(
        PROGRAM,
        "adamw",
        Grid.of(memory.count()),
        memory.parameter(),
        memory.gradient(),
        memory.firstMoment(),
        memory.secondMoment(),
        memory.count(),
        0f,
        0f,
        0f,
        0f,
        0f,
        0f,
        0f);
  }

  double squaredNorm(MemorySegment values, long count) {
    norms
        .computeIfAbsent(
            values,
            key -> kernels.bind(PROGRAM, "squares", Grid.of(GROUPS, LANES), values, sums, count))
        .run();
    kernels.runtime.read(sums, MemorySegment.ofArray(sumsOnHost));
    double sum = 0;
    for (float value : sumsOnHost) {
      sum += value;
    }
    return sum;
  }

  /// Writes `replacement` over what is greater than `largest`; returns how many were changed.
  long replaceAbove(MemorySegment values, long count, double largest, double replacement) {
    kernels
        .bind(
            ELEMENTWISE,
            "replace_above",
            Grid.of(1, LANES),
            values,
            changed,
            count,
            (float) largest,
            (float) replacement)
        .run();
    int[] counts = new int[LANES];
    kernels.runtime.read(changed, MemorySegment.ofArray(counts));
    return Arrays.stream(counts).asLongStream().sum();
  }
}
