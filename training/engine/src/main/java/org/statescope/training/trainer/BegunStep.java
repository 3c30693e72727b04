package org.statescope.training.trainer;

import java.util.List;
import java.util.function.Supplier;
import org.statescope.training.model.WatchedLayer;

/// A training step that has begun; see [TrainingProgram#begin].
public interface BegunStep {
  /// Waits for the step.
  ///
  /// @throws ArithmeticException as [TrainingProgram#trainStep]
  StepResult result();

  /// [TrainingProgram#watchedLayers] as the step left them.
  List<WatchedLayer> watchedLayers();

  /// A step that is done.
  record Done(StepResult result, Supplier<List<WatchedLayer>> present) implements BegunStep {
    @Override
    public List<WatchedLayer> watchedLayers() {
      return present.get();
    }
  }
}
