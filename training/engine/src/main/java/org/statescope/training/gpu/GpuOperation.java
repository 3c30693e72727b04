package org.statescope.training.gpu;

import java.util.ArrayList;
import java.util.List;
import org.statescope.training.tensor.Operation;

/// An operation as launches that are bound once, when there is memory, and then run each step.
///
/// A tape replays its operations in one order, so what [org.statescope.training.tensor.Tensor]'s
/// `claimGradient` answers at the first backward pass holds for all, and likewise at the first
/// accumulating one.
abstract class GpuOperation implements Operation {
  private final List<Launch> forward = new ArrayList<>();
  private final List<Launch> backward = new ArrayList<>();
  private final List<Launch> accumulating = new ArrayList<>();

  /// Does the host's part of a forward pass and of the backward pass after it: sends what changes
  /// from step to step.
  void prepare() {}

  /// Adds the forward launches.
  abstract void bindForward(List<Launch> launches);

  /// Adds the backward launches.
  abstract void bindBackward(List<Launch> launches);

  @Override
  public void forward() {
    prepare();
    if (forward.isEmpty()) {
      bindForward(forward);
    }
    for (int i = 0; i < forward.size(); i++) {
      forward.get(i).run();
    }
  }

  @Override
  public void backward() {
    runBackward(backward);
  }

  @Override
  public void accumulate() {
    runBackward(accumulating);
  }

  /// The launches of the forward pass, once it has run.
  List<Launch> forwardLaunches() {
    return forward;
  }

  /// The launches of the backward pass of that kind, once it has run.
  List<Launch> backwardLaunches(boolean first) {
    return first ? backward : accumulating;
  }

  private void runBackward(List<Launch> launches) {
    if (launches.isEmpty()) {
      bindBackward(launches);
    }
    for (int i = 0; i < launches.size(); i++) {
      launches.get(i).run();
    }
  }
}
