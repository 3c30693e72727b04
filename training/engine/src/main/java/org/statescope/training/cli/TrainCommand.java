package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunConfigurationBuilder;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunFolderException;
import org.statescope.training.run.TextConfiguration;
import org.statescope.training.run.TokenizerFile;
import org.statescope.training.text.Corpora;
import org.statescope.training.trainer.ProgramFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `statescope train`: creates a run folder from a preset and trains it.
@Command(
    name = "train",
    description = "Trains a new run in this terminal. Ctrl-C writes a checkpoint and stops.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class,
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private final ProgramFactory programs;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "The configuration to start from; statescope presets lists them.")
  private @Nullable String preset;

  @Option(
      names = "--run-dir",
      paramLabel = "FOLDER",
      description = "The run's own folder, new or empty (default: a new one in --runs-dir).")
  private @Nullable Path runFolder;

  @Option(
      names = "--runs-dir",
      paramLabel = "FOLDER",
      defaultValue = "runs",
      description = "Where new run folders go (default: ${DEFAULT-VALUE}).")
  private Path runsFolder = Path.of("runs");

  @Option(
      names = "--resume",
      paramLabel = "RUN_FOLDER",
      description = "Goes on with this run instead, like statescope resume.")
  private @Nullable Path resumed;

  @Option(
      names = "--threads",
      paramLabel = "COUNT",
      description =
          "Threads that compute on the processor (default: all; the run measures whether fewer of"
              + " them are faster).")
  private @Nullable Integer threads;

  @Mixin private TextOptions text = new TextOptions();
  @Mixin private LoopOptions loop = new LoopOptions();
  @Mixin private ModelOptions model = new ModelOptions();

  TrainCommand(ProgramFactory programs) {
    this.programs = programs;
  }

  @Override
  public Integer call() throws IOException {
    if (resumed != null) {
      return ResumeCommand.resume(
          resumed, new RunChanges(loop.steps(), loop.device(), loop.precision()), programs, spec);
    }
    if (threads != null && threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads must be at least 1, not %d.".formatted(threads));
    }
    RunConfiguration configuration = configuration();
    // A text that is quickly read is read first: what cannot be learned from leaves no folder
    // behind. Others take long enough for the run folder to tell how far they are.
    TrainingText quick =
        Corpora.isHeldInMemory(configuration.text()) ? TrainingText.read(configuration) : null;
    RunFolder folder = create(configuration);
    return new TrainingSession(
            folder, programs, Statescope.out(spec), spec.commandLine().getErr(), threads)
        .run(quick, RunChanges.NONE);
  }

  private RunConfiguration configuration() throws IOException {
    if (preset == null) {
      throw new ParameterException(
          spec.commandLine(),
          "Name a preset with --preset: " + String.join(", ", Presets.names()) + ".");
    }
    RunConfiguration start = Presets.get(preset);
    RunConfigurationBuilder builder = start.toBuilder();
    loop.applyTo(builder, start);
    TextConfiguration learned = text.applyTo(start.text());
    ModelConfiguration changed = model.applyTo(start.model());
    if (!learned.isBytes()) {
      changed =
          changed.withVocabularySize(TokenizerFile.read(learned.tokenizer()).vocabularySize());
    }
    return builder.text(learned).model(changed).build();
  }

  private RunFolder create(RunConfiguration configuration) throws IOException {
    if (runFolder == null) {
      return RunFolder.create(runsFolder, configuration);
    }
    try {
      return RunFolder.createAt(runFolder, configuration);
    } catch (FileAlreadyExistsException e) {
      throw new RunFolderException(
          RunFolder.isRunFolder(runFolder)
              ? "The folder %s holds a run already: go on with statescope resume %s, or name another --run-dir."
                  .formatted(runFolder, runFolder)
              : "The folder %s is not empty: name a new or empty --run-dir.".formatted(runFolder),
          e);
    }
  }
}
