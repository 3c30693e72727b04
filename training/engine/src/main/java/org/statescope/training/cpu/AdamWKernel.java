package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromMemorySegment;
import static org.statescope.training.cpu.Memory.ORDER;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;
import org.statescope.training.tensor.AdamWMemory;
import org.statescope.training.tensor.AdamWRule;

/// AdamW and the norm that clipping needs, over runs of parameters. The norm sums blocks of fixed
/// size in float32 and the blocks in double, in their order.
final class AdamWKernel {
  private static final int BLOCK = 1024;

  private final WorkPool pool;
  private final float[] lanes = new float[LANES];
  private final WorkPool.Task updateTask = this::updatePart;
  private @Nullable AdamWRule rule;
  private @Nullable AdamWMemory memory;

  AdamWKernel(WorkPool pool) {
    this.pool = pool;
  }

  double squaredNorm(MemorySegment values, long count) {
    double sum = 0;
    for (long block = 0; block < count; block += BLOCK) {
      int here = (int) Math.min(BLOCK, count - block);
      sum += Rows.dot(values, block, values, block, here, lanes);
    }
    return sum;
  }

  void update(AdamWRule newRule, AdamWMemory newMemory) {
    rule = newRule;
    memory = newMemory;
    pool.run(newMemory.count() < BLOCK ? 1 : pool.threads(), updateTask);
  }

  private void updatePart(int part) {
    AdamWRule with = rule;
    AdamWMemory on = memory;
    if (with == null || on == null) {
      throw new IllegalStateException("no update is under way");
    }
    int count = Math.toIntExact(on.count());
    int parts = count < BLOCK ? 1 : pool.threads();
    int vectors = Math.ceilDiv(count, LANES);
    int last = Math.min(count, WorkPool.start(vectors, parts, part + 1) * LANES);
    int from = WorkPool.start(vectors, parts, part) * LANES;
    int whole = from + Memory.whole(last - from);
    updateVectors(with, on, from, whole);
    updateValues(with, on, whole, last);
  }

  private static void updateVectors(AdamWRule with, AdamWMemory on, int from, int end) {
    float first = (float) with.beta1();
    float second = (float) with.beta2();
    float newFirst = (float) (1 - with.beta1());
    float newSecond = (float) (1 - with.beta2());
    float gradientScale = (float) with.gradientScale();
    float decay = (float) with.decay();
    float stepSize = (float) with.stepSize();
    float secondScale = (float) with.secondScale();
    float epsilon = (float) with.epsilon();
    for (int i = from; i < end; i += LANES) {
      long offset = (long) i * Float.BYTES;
      FloatVector g = fromMemorySegment(SPECIES, on.gradient(), offset, ORDER).mul(gradientScale);
      FloatVector m =
          fromMemorySegment(SPECIES, on.firstMoment(), offset, ORDER)
              .mul(first)
              .add(g.mul(newFirst));
      FloatVector v =
          fromMemorySegment(SPECIES, on.secondMoment(), offset, ORDER)
              .mul(second)
              .add(g.mul(g).mul(newSecond));
      FloatVector scale = v.sqrt().mul(secondScale).add(epsilon);
      FloatVector p = fromMemorySegment(SPECIES, on.parameter(), offset, ORDER).mul(decay);
      m.intoMemorySegment(on.firstMoment(), offset, ORDER);
      v.intoMemorySegment(on.secondMoment(), offset, ORDER);
      p.sub(m.mul(stepSize).div(scale)).intoMemorySegment(on.parameter(), offset, ORDER);
    }
  }

  /// The same of values that do not fill a vector.
  private static void updateValues(AdamWRule with, AdamWMemory on, int from, int end) {
    for (int i = from; i < end; i++) {
      float g = Memory.get(on.gradient(), i) * (float) with.gradientScale();
      float m =
          Memory.get(on.firstMoment(), i) * (float) with.beta1() + g * (float) (1 - with.beta1());
      float v =
          Memory.get(on.secondMoment(), i) * (float) with.beta2()
              + g * g * (float) (1 - with.beta2());
      float scale = (float) Math.sqrt(v) * (float) with.secondScale() + (float) with.epsilon();
      float p = Memory.get(on.parameter(), i) * (float) with.decay();
      Memory.set(on.firstMoment(), i, m);
      Memory.set(on.secondMoment(), i, v);
      Memory.set(on.parameter(), i, p - m * (float) with.stepSize() / scale);
    }
  }
}
