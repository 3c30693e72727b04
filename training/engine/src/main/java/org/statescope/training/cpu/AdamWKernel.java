package org.statescope.training.cpu;

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
  private final WorkPool.Task updateTask = this::updatePart;
  private @Nullable AdamWRule rule;
  private @Nullable AdamWMemory memory;

  AdamWKernel(WorkPool pool) {
    this.pool = pool;
  }

  double squaredNorm(MemorySegment values, long count) {
    double sum = 0;
    for (long block = 0; block < count; block += BLOCK) {
      long end = Math.min(count, block + BLOCK);
      FloatVector squares = FloatVector.zero(SPECIES);
      for (long i = block; i < end; i += LANES) {
        FloatVector value = Memory.load(values, i, (int) (end - i));
        squares = value.fma(value, squares);
      }
      sum += VectorMath.sum(squares);
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
    float first = (float) with.beta1();
    float second = (float) with.beta2();
    float newFirst = (float) (1 - with.beta1());
    float newSecond = (float) (1 - with.beta2());
    for (int i = WorkPool.start(vectors, parts, part) * LANES; i < last; i += LANES) {
      int lanes = last - i;
      FloatVector g = Memory.load(on.gradient(), i, lanes).mul((float) with.gradientScale());
      FloatVector m = Memory.load(on.firstMoment(), i, lanes).mul(first).add(g.mul(newFirst));
      FloatVector v =
          Memory.load(on.secondMoment(), i, lanes).mul(second).add(g.mul(g).mul(newSecond));
      FloatVector p = Memory.load(on.parameter(), i, lanes).mul((float) with.decay());
      FloatVector scale = v.sqrt().mul((float) with.secondScale()).add((float) with.epsilon());
      Memory.store(m, on.firstMoment(), i, lanes);
      Memory.store(v, on.secondMoment(), i, lanes);
      Memory.store(p.sub(m.mul((float) with.stepSize()).div(scale)), on.parameter(), i, lanes);
    }
  }
}
