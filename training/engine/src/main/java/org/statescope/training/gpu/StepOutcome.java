package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import org.statescope.training.tensor.QueuedTraining.Measured;
import org.statescope.training.tensor.QueuedTraining.Result;

/// The outcome of one queued step, on its way to the host.
final class StepOutcome implements Result {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  private final Slot slot;
  private final double scale;
  private @Nullable Measured measured;

  private StepOutcome(Slot slot, double scale) {
    this.slot = slot;
    this.scale = scale;
  }

  @Override
  public Measured await() {
    Measured result = arrived();
    if (!result.applied()) {
      slot.steps.unblock();
    }
    return result;
  }

  private Measured arrived() {
    Measured result = measured;
    if (result == null) {
      result = slot.measured(scale);
      measured = result;
    }
    return result;
  }

  /// Host memory for the outcome of one step at a time.
  static final class Slot {
    private final GpuRuntime runtime;
    private final SettleMemory memory;
    private final MemorySegment limited;
    private final long predictions;
    private final QueuedSteps steps;
    private final MemorySegment recordOnHost;
    private final MemorySegment limitedOnHost;
    private final Mark arrived;
    private @Nullable StepOutcome present;

    Slot(
        GpuRuntime runtime,
        SettleMemory memory,
        MemorySegment limited,
        long predictions,
        QueuedSteps steps) {
      this.runtime = runtime;
      this.memory = memory;
      this.limited = limited;
      this.predictions = predictions;
      this.steps = steps;
      recordOnHost = runtime.hostMemory(memory.record().byteSize());
      limitedOnHost = runtime.hostMemory(limited.byteSize());
      arrived = runtime.mark();
    }

    /// Queues the copies; the outcome that was here before has arrived by then.
    StepOutcome begin(double scale) {
      if (present != null) {
        present.arrived();
      }
      runtime.readLater(memory.record(), recordOnHost);
      runtime.readLater(limited, limitedOnHost);
      arrived.set();
      StepOutcome outcome = new StepOutcome(this, scale);
      present = outcome;
      return outcome;
    }

    private Measured measured(double scale) {
      arrived.await();
      long replaced = 0;
      for (long at = 0; at < limitedOnHost.byteSize(); at += Integer.BYTES) {
        replaced += limitedOnHost.get(INT, at);
      }
      return new Measured(
          sum(0) / predictions,
          Math.sqrt(sum(2)) * scale,
          replaced,
          value(SettleMemory.APPLIED) != 0);
    }

    /// A sum and, where it is finite, what was rounded off it.
    private double sum(int at) {
      float sum = value(at);
      return Float.isFinite(sum) ? (double) sum + value(at + 1) : sum;
    }

    private float value(int at) {
      return recordOnHost.get(FLOAT, (long) at * Float.BYTES);
    }
  }
}
