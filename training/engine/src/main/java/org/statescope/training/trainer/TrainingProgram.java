package org.statescope.training.trainer;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.model.WatchedLayer;
import org.statescope.training.run.DeviceLoad;
import org.statescope.training.run.ModelConfiguration;

/// One language model with its optimiser on one device. It knows nothing of files, schedules or
/// runs, and is used by one thread at a time.
///
/// Two programs of the same configuration and seed, given the same batches and learning rates, hold
/// the same bits after every step on the same machine. To resume: write all [#parameters] and
/// [#optimizerState] of the checkpoint into a new program and set [#optimizerStep(long)]; it
/// continues bit for bit.
public interface TrainingProgram extends AutoCloseable {
  /// The model that learns.
  ModelConfiguration configuration();

  /// One step: forward, backward, clip, update.
  ///
  /// Every call after the first must use the batch size and length of the program.
  ///
  /// @param learningRate for this step; the schedule is the caller's
  /// @throws ArithmeticException when the loss, a gradient or the recurrence is no longer finite,
  ///   in a sentence that names what failed; the parameters are then those before the step
  StepResult trainStep(TokenBatch batch, double learningRate);

  /// Lets the program measure its next steps and then choose what makes them fast and changes no
  /// bit of their results; does nothing where there is nothing to choose.
  ///
  /// @param notice gets one sentence with what was measured and chosen
  default void tune(Consumer<String> notice) {}

  /// Begins the same step. Where the program [#worksAhead], one more step may begin before its
  /// result is asked for; otherwise none. Steps that follow one that failed change nothing.
  default BegunStep begin(TokenBatch batch, double learningRate) {
    StepResult result = trainStep(batch, learningRate);
    return new BegunStep.Done(result, this::watchedLayers);
  }

  /// Whether [#begin] returns before the step is done, so that the device is kept busy by beginning
  /// a step before the result of the last one is asked for.
  default boolean worksAhead() {
    return false;
  }

  /// Mean cross-entropy in nats per predicted token; forward only, nothing changes.
  double evaluate(TokenBatch batch);

  /// The parameters as live views under Hugging Face names (`backbone.embeddings.weight`,
  /// `backbone.layers.0.mixer.A_log`, …); the tied head is not listed. The same list each time.
  List<NamedTensor> parameters();

  /// The optimiser's first and second moments as live views, named `<parameter>.exp_avg` and
  /// `<parameter>.exp_avg_sq`. The same list each time.
  List<NamedTensor> optimizerState();

  /// Updates made so far; with [#optimizerState] the whole state of the optimiser.
  long optimizerStep();

  /// Sets the number of updates made so far, when resuming.
  void optimizerStep(long step);

  /// Runs the model forward and reports each layer's recurrence, in layer order; of a batch that is
  /// learned from in parts, over the first of them.
  List<LayerObservation> observe(TokenBatch batch);

  /// Begins the same at the parameters that the steps begun so far will leave, without waiting for
  /// it or for them. At most one such observation is open at a time; it is asked for once the last
  /// step before it has been.
  ///
  /// @return waits for the observation
  default Supplier<List<LayerObservation>> beginObservation(TokenBatch batch) {
    List<LayerObservation> observed = observe(batch);
    return () -> observed;
  }

  /// What the device says of its load, where there is one besides the processor; for any thread.
  default Optional<DeviceLoad> deviceLoad() {
    return Optional.empty();
  }

  /// The present state matrices of the layers whose parameters can make them unstable, in layer
  /// order; needs no forward pass.
  List<WatchedLayer> watchedLayers();

  /// Frees the off-heap memory; the views of [#parameters] and [#optimizerState] end with it.
  @Override
  void close();
}
