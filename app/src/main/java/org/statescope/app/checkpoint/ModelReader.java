package org.statescope.app.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.statescope.analysis.checkpoint.TensorSource;
import org.statescope.analysis.checkpoint.family.ModelFamily;
import org.statescope.analysis.checkpoint.family.Recognisers;
import org.statescope.analysis.checkpoint.family.Recognition;
import org.statescope.analysis.checkpoint.inspect.CheckpointFiles;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

/// Reads checkpoints, in the background.
final class ModelReader {
  private static final List<String> ENDINGS =
      List.of(".safetensors", ".bin", ".pt", ".pth", ".gguf", ".index.json");

  private ModelReader() {}

  /// What a checkpoint was found to be.
  sealed interface Found {
    record Model(OpenModel model) implements Found {}

    /// It has no poles to show.
    ///
    /// @param reason a sentence
    record WithoutPoles(String reason) implements Found {}
  }

  /// Whether a file, or a file of a folder, has the name of a checkpoint.
  static boolean isOne(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return ENDINGS.stream().anyMatch(path.toString()::endsWith);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.anyMatch(
          entry ->
              Files.isRegularFile(entry) && ENDINGS.stream().anyMatch(entry.toString()::endsWith));
    }
  }

  /// Opens and recognises a checkpoint and finds its poles.
  ///
  /// @throws IOException in a sentence if it is no valid checkpoint
  /// @throws CancellationException when it is told to stop
  static Found read(Path path, BackgroundTasks.Progress progress) throws IOException {
    progress.report(0, Texts.text("model.task.open", label(path)));
    try (TensorSource source = CheckpointFiles.open(path)) {
      return switch (Recognisers.recognise(source)) {
        case Recognition.Network network -> poles(path, network, progress);
        case Recognition.AlongText along ->
            new Found.WithoutPoles(
                Texts.text(
                    "model.alongText",
                    label(path),
                    along.family().label(),
                    along.family().meaningOfPole()));
        case Recognition.Unknown unknown ->
            new Found.WithoutPoles(
                Texts.text(
                    "model.unknown",
                    label(path),
                    unknown.found().isEmpty()
                        ? Texts.text("model.unknown.nothing")
                        : unknown.found().getFirst(),
                    unknown.missed().getFirst()));
      };
    }
  }

  private static Found poles(
      Path path, Recognition.Network found, BackgroundTasks.Progress progress) {
    List<SsmNetwork.Layer> layers = found.network().layers();
    List<LayerDynamics> dynamics = new ArrayList<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      if (progress.isCancelled()) {
        throw new CancellationException("Opening " + path + " was cancelled");
      }
      progress.report((double) layer / layers.size(), Texts.text("model.task.poles", label(path)));
      if (found.steps().get(layer).values().length == 0) {
        return new Found.WithoutPoles(
            Texts.text("model.withoutSteps", label(path), layers.get(layer).name()));
      }
      dynamics.add(
          ModelDynamics.of(layer, layers.get(layer).channels(), found.steps().get(layer).values()));
    }
    // The structure says no more here than that poles keep their places: the systems are the
    // network's.
    DynamicsSnapshot snapshot =
        new DynamicsSnapshot(0, SsmStructure.MAMBA, discretisation(found.family()), dynamics);
    return new Found.Model(
        new OpenModel(
            path, label(path), found.family(), snapshot, found.network(), found.remarks()));
  }

  /// How a token samples a pole, as the family's meaning of a pole says.
  private static Discretisation discretisation(ModelFamily family) {
    return switch (family) {
      case S4, COMPANION_MAMBA, ROUTH_SCHWARZ -> Discretisation.BILINEAR;
      default -> Discretisation.ZOH;
    };
  }

  /// The name of the folder, or of a file; a file with a usual name goes by its folder.
  static String label(Path path) {
    String name = String.valueOf(path.getFileName());
    Path folder = path.toAbsolutePath().getParent();
    boolean usual = name.startsWith("model.") || name.startsWith("pytorch_model.");
    return usual && folder != null && folder.getFileName() != null
        ? folder.getFileName().toString()
        : name;
  }
}
