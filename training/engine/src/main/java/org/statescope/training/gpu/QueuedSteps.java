package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.statescope.training.tensor.AdamWRule;
import org.statescope.training.tensor.AdamWUpdate;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.QueuedTraining;
import org.statescope.training.tensor.StepPlan;
import org.statescope.training.tensor.ValueLimit;

/// A step's launches, bound at its first run and recorded into one launch each for the passes and
/// the update; what changes between steps is read from device memory.
final class QueuedSteps implements QueuedTraining {
  private final GpuRuntime runtime;
  private final Kernels kernels;
  private final Faults faults;
  private final OptimizerKernels optimizer;
  private final StepPlan plan;
  private final List<GpuOperation> operations = new ArrayList<>();
  private final UpdateScalars scalars;
  private final SettleMemory memory;
  private final MemorySegment limited;
  private final StepOutcome.Slot[] slots = new StepOutcome.Slot[2];
  private @Nullable Launch firstPass;
  private @Nullable Launch laterPass;
  private @Nullable Launch update;
  private int next;

  QueuedSteps(Kernels kernels, Faults faults, OptimizerKernels optimizer, StepPlan plan) {
    this.kernels = kernels;
    runtime = kernels.runtime;
    this.faults = faults;
    this.optimizer = optimizer;
    this.plan = plan;
    for (Operation operation : plan.tape().operations()) {
      operations.add((GpuOperation) operation);
    }
    scalars = new UpdateScalars(runtime);
    memory = SettleMemory.allocate(runtime, scalars.memory());
    limited = runtime.allocate((long) OptimizerKernels.LANES * Integer.BYTES);
  }

  @Override
  public void learn(boolean first) {
    Launch recorded = first ? firstPass : laterPass;
    if (recorded != null) {
      operations.forEach(GpuOperation::prepare);
      recorded.run();
      return;
    }
    Launch total = ((CrossEntropyOperation) plan.loss()).total(memory.record(), !first);
    plan.tape().forward();
    total.run();
    if (first) {
      plan.tape().backward();
      firstPass = runtime.record(pass(total, true));
    } else {
      plan.tape().accumulate();
      laterPass = runtime.record(pass(total, false));
    }
  }

  private List<Launch> pass(Launch total, boolean first) {
    List<Launch> launches = new ArrayList<>();
    operations.forEach(operation -> launches.addAll(operation.forwardLaunches()));
    launches.add(total);
    operations.reversed().forEach(operation -> launches.addAll(operation.backwardLaunches(first)));
    return launches;
  }

  @Override
  public Result update(AdamWRule rule, double clip) {
    scalars.propose(rule, clip);
    if (update == null) {
      List<Launch> launches = updateLaunches();
      launches.forEach(Launch::run);
      update = runtime.record(launches);
    } else {
      update.run();
    }
    StepOutcome.Slot slot = slot(next);
    next = 1 - next;
    return slot.begin(rule.gradientScale());
  }

  private List<Launch> updateLaunches() {
    List<Launch> launches =
        new ArrayList<>(optimizer.settle(plan.tape().parameterMemory(), memory, faults));
    for (AdamWUpdate parameter : plan.updates()) {
      launches.add(optimizer.update(parameter, memory.scalars()));
    }
    boolean add = false;
    for (ValueLimit limit : plan.limits()) {
      launches.add(optimizer.limit(limit, limited, add));
      add = true;
    }
    launches.addAll(kernels.weights.launches(kernels));
    return launches;
  }

  private StepOutcome.Slot slot(int index) {
    StepOutcome.Slot slot = slots[index];
    if (slot == null) {
      slot =
          new StepOutcome.Slot(runtime, memory, limited, (long) plan.rows() * plan.parts(), this);
      slots[index] = slot;
    }
    return slot;
  }

  /// Lets updates happen again after a step was not applied, once the queue has drained.
  ///
  /// @throws ArithmeticException where an operation broke down
  void unblock() {
    MemorySegment none = MemorySegment.ofArray(new byte[Integer.BYTES]);
    none.set(ValueLayout.JAVA_INT_UNALIGNED, 0, 0);
    runtime.finish();
    runtime.write(none, memory.blocked());
    faults.check();
  }

  @Override
  public <T> Supplier<T> readLater(Supplier<T> reader) {
    return kernels.reads.of(reader);
  }
}
