package org.statescope.training.trainer;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.run.ModelConfiguration;

/// Observes the layers of a model on one batch and measures them, later if need be: on a device
/// while it works on the next step.
final class LayerObserver {
  private final TrainingProgram program;
  private final ModelConfiguration model;
  private final TokenBatch batch;

  /// What was seen of the layers and is not measured yet.
  private @Nullable Observed observed;

  private record Observed(long step, Supplier<List<LayerObservation>> layers) {}

  LayerObserver(TrainingProgram program, ModelConfiguration model, TokenBatch batch) {
    this.program = program;
    this.model = model;
    this.batch = batch;
  }

  /// Begins to observe the layers as the update that makes `done` leaves them.
  void observe(long done) {
    observed = new Observed(done, program.beginObservation(batch));
  }

  /// Measures what was observed, if there is something.
  void record(RunRecorder recorder) throws IOException {
    if (observed != null) {
      recorder.dynamics(observed.step, model, observed.layers.get());
      observed = null;
    }
  }
}
