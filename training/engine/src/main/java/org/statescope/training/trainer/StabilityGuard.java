package org.statescope.training.trainer;

import java.io.IOException;
import java.util.List;
import org.statescope.training.model.WatchedLayer;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;

/// Tells of state matrices that an update made unstable, and ends the run if it is to stop then.
final class StabilityGuard {
  private final RunFolder folder;
  private final RunConfiguration configuration;
  private final TrainerEvents events;
  private final StabilityWatch watch;

  StabilityGuard(RunFolder folder, RunConfiguration configuration, TrainerEvents events) {
    this.folder = folder;
    this.configuration = configuration;
    this.events = events;
    watch = new StabilityWatch(configuration.model().order());
  }

  /// @param step the update that the layers are after
  /// @throws UnstableRunException if the run is to stop
  void look(long step, List<WatchedLayer> layers, RunRecorder recorder, StatusBoard status)
      throws IOException {
    if (layers.isEmpty()) {
      return;
    }
    StabilityWatch.Look look = watch.look(layers);
    recorder.unstableSystems(step, look.unstable().size());
    if (look.fresh().isEmpty()) {
      return;
    }
    String sentence = InstabilitySentence.of(step, look.fresh(), configuration.model());
    events.unstable(sentence);
    switch (configuration.onInstability()) {
      case CONTINUE -> status.enter(RunState.RUNNING, sentence);
      case STOP ->
          throw new UnstableRunException(
              "%s The run stopped: %s; %s cannot become unstable, and --on-instability continue trains on."
                  .formatted(
                      sentence,
                      FailureSentence.keptCheckpoint(folder),
                      configuration.model().structure().hasHeads()
                          ? "a stable decay"
                          : "hurwitz coefficients"));
    }
  }
}
