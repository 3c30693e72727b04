package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import org.statescope.training.tensor.AdamWRule;

/// The scalars of an update in device memory, in the order that `optimizer.c` names.
final class UpdateScalars {
  private static final int VALUES = 10;

  private final MemorySegment memory;
  private final Staging staging;

  UpdateScalars(GpuRuntime runtime) {
    memory = runtime.allocate((long) VALUES * Float.BYTES);
    staging = new Staging(runtime, memory);
  }

  MemorySegment memory() {
    return memory;
  }

  /// Sends a rule that is applied as it is.
  void apply(AdamWRule rule) {
    send(rule, rule.gradientScale(), 0, 1);
  }

  /// Sends a rule whose gradients the kernel `settle` clips and whose update it allows.
  void propose(AdamWRule rule, double clip) {
    send(rule, 0, clip, 0);
  }

  private void send(AdamWRule rule, double scale, double clip, double applied) {
    double[] values = {
      scale,
      rule.decay(),
      rule.beta1(),
      rule.beta2(),
      rule.stepSize(),
      rule.secondScale(),
      rule.epsilon(),
      rule.gradientScale(),
      clip,
      applied
    };
    float[] rounded = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      rounded[i] = (float) values[i];
    }
    staging.send(MemorySegment.ofArray(rounded));
  }
}
