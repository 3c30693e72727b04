package org.statescope.app.launch;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunConfigurationBuilder;

/// The demo: Mamba and SC-Mamba side by side on the bundled book, looked at more often than their
/// presets so that something moves within seconds.
///
/// The system properties `statescope.demo.batch`, `.length`, `.steps`, `.evaluate-every`,
/// `.evaluation-batches` and `.dynamics-every` make it smaller or larger than the presets.
public final class Demo {
  private static final List<String> PRESETS = List.of("mamba-tiny", "sc-mamba-tiny");
  private static final long EVALUATE_EVERY = 50;
  private static final int EVALUATION_BATCHES = 8;
  private static final long DYNAMICS_EVERY = 10;
  private static final String PROPERTY = "statescope.demo.";

  private Demo() {}

  /// The demo's runs, with names that no known run has.
  public static List<RunConfiguration> configurations(Collection<String> takenNames) {
    return PRESETS.stream()
        .map(Presets::get)
        .map(preset -> configuration(preset, Set.copyOf(takenNames)))
        .toList();
  }

  private static RunConfiguration configuration(RunConfiguration preset, Set<String> taken) {
    RunConfigurationBuilder builder =
        preset.toBuilder()
            .name(Names.free(preset.name(), taken))
            .batch(Integer.getInteger(PROPERTY + "batch", preset.batch()))
            .length(Integer.getInteger(PROPERTY + "length", preset.length()))
            .steps(Long.getLong(PROPERTY + "steps", preset.steps()))
            .evaluateEvery(Long.getLong(PROPERTY + "evaluate-every", EVALUATE_EVERY))
            .evaluationBatches(
                Integer.getInteger(PROPERTY + "evaluation-batches", EVALUATION_BATCHES))
            .dynamicsEvery(Long.getLong(PROPERTY + "dynamics-every", DYNAMICS_EVERY));
    return builder.build();
  }
}
