package org.statescope.training.cli;

import java.util.List;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.trainer.CpuTrainingProgram;
import org.statescope.training.trainer.TrainingProgram;

/// The devices a run can name. One that was asked for is never replaced by another.
final class Devices {
  private static final String CPU = "cpu";
  private static final List<String> NAMES = List.of(CPU);

  /// The usual variable for the number of computing threads; the desktop sets it when it starts
  /// several trainers.
  private static final String THREADS_VARIABLE = "OMP_NUM_THREADS";

  private Devices() {}

  /// How many threads a new run computes with: as many as the environment allows, or all
  /// processors.
  static int threads() {
    String allowed = System.getenv(THREADS_VARIABLE);
    if (allowed == null || allowed.isBlank()) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      int threads = Integer.parseInt(allowed.strip());
      if (threads >= 1) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers below 1.
    }
    throw new IllegalArgumentException(
        "The variable %s is '%s' but must be a number of threads."
            .formatted(THREADS_VARIABLE, allowed));
  }

  /// The name, if there is such a device; else a sentence that lists those there are.
  static String known(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "There is no device '%s': choose from %s.".formatted(name, String.join(", ", NAMES)));
    }
    return name;
  }

  /// The program of a run on the device it names.
  static TrainingProgram create(RunConfiguration run, int threads) {
    return switch (known(run.device())) {
      case CPU -> CpuTrainingProgram.create(run, threads);
      default -> throw new IllegalStateException("The device " + run.device() + " has no program.");
    };
  }
}
