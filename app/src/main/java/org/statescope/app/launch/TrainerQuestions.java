package org.statescope.app.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunJson;

/// What the form asks of the trainer's command line, a process of its own: natives stay there. Each
/// question takes a second or more and is asked in the background; an interrupt ends the process.
public final class TrainerQuestions {
  private final Optional<TrainerCommand> command;

  /// @param command empty where the desktop runs without its launcher
  public TrainerQuestions(Optional<TrainerCommand> command) {
    this.command = command;
  }

  /// What the trainer says of a run.
  ///
  /// @param memoryBytes of tensors on the run's device
  /// @param speed absent where it was not measured
  record Answer(long parameters, long memoryBytes, @Nullable Speed speed) {}

  /// @param steps that were timed
  record Speed(double tokensPerSecond, int steps, int threads) {}

  /// @throws IOException in a sentence where there is no trainer or it fails
  List<Device> devices() throws IOException, InterruptedException {
    return Device.ofJson(trainer().askForJson(0, "devices", "--json"));
  }

  /// Counts the memory, and measures the speed if asked.
  ///
  /// @param threads of the processor; 0 for all
  /// @throws IOException in a sentence where there is no trainer or it fails
  Answer estimate(RunConfiguration run, int threads, boolean measure)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("statescope-estimate");
    Path file = folder.resolve("run.json");
    Path answer = folder.resolve("answer.json");
    try {
      RunJson.write(file, run);
      String json =
          measure
              ? trainer().askForJson(threads, "estimate", file.toString(), "--json", "--measure")
              : trainer().askForJson(threads, "estimate", file.toString(), "--json");
      Files.writeString(answer, json);
      return RunJson.read(answer, Answer.class);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(answer);
      Files.deleteIfExists(folder);
    }
  }

  private TrainerCommand trainer() throws IOException {
    return command.orElseThrow(() -> new IOException(Texts.text("launch.noLauncher")));
  }
}
