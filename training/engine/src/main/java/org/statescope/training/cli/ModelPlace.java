package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.CheckpointChoice;
import org.statescope.training.run.RunFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Where the model is that a command is about.
final class ModelPlace {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "MODEL",
      description =
          "A run, one of its checkpoints, an edited or exported one, or a Mamba or Mamba-2 from"
              + " outside: a folder with config.json (Hugging Face's or the authors') and its"
              + " weights (safetensors or PyTorch, one file or shards), such a file beside its"
              + " config.json, or a GGUF file that is not quantised.")
  private Path model = Path.of("");

  @Option(
      names = {"--checkpoint", "--step"},
      paramLabel = "best|last|STEP",
      description =
          "Which checkpoint of a run: the one with the lowest validation loss, the last, or that of"
              + " a step (default: last; export: best).")
  private @Nullable String checkpoint;

  /// What the user named.
  Path named() {
    return model;
  }

  /// The model's folder or file. Of a run it is the chosen checkpoint; what the user must know of
  /// the choice is told where errors are told.
  ///
  /// @param unlessChosen which checkpoint where the user named none
  /// @throws IOException in one sentence if the run has no such checkpoint
  Path path(String unlessChosen) throws IOException {
    CheckpointChoice choice = CheckpointChoice.of(checkpoint == null ? unlessChosen : checkpoint);
    if (!RunFolder.isRunFolder(model)) {
      return model;
    }
    CheckpointChoice.Chosen chosen = choice.in(RunFolder.open(model));
    Optional<String> remark = chosen.remark();
    remark.ifPresent(spec.commandLine().getErr()::println);
    return chosen.checkpoint().path();
  }
}
