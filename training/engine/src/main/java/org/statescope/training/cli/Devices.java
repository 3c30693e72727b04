package org.statescope.training.cli;

import java.util.List;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.trainer.CpuTrainingProgram;
import org.statescope.training.trainer.TrainingProgram;

/// The devices a run can name. One that was asked for is never replaced by another.
final class Devices {
  private static final String CPU = "cpu";
  private static final List<String> NAMES = List.of(CPU);

  private Devices() {}

  /// The name, if there is such a device; else a sentence that lists those there are.
  static String known(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "There is no device '%s': choose from %s.".formatted(name, String.join(", ", NAMES)));
    }
    return name;
  }

  /// The program of a run on the device it names.
  static TrainingProgram create(RunConfiguration run) {
    return switch (known(run.device())) {
      case CPU -> CpuTrainingProgram.create(run);
      default -> throw new IllegalStateException("The device " + run.device() + " has no program.");
    };
  }
}
