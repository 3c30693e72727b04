package org.statescope.app.design;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statescope.analysis.checkpoint.TensorSource;
import org.statescope.analysis.checkpoint.family.ImpliedSteps;
import org.statescope.analysis.checkpoint.family.ModelFamily;
import org.statescope.analysis.checkpoint.family.Recognisers;
import org.statescope.analysis.checkpoint.family.Recognition;
import org.statescope.analysis.checkpoint.inspect.CheckpointFiles;
import org.statescope.analysis.design.EditableNetwork;
import org.statescope.analysis.design.SamplingRule;
import org.statescope.app.background.BackgroundTasks.Progress;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.CheckpointChoice;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// Reads the model that is to be edited, in the background: the tensors of a checkpoint, and for a
/// run the means of B, C and Δ that it measured at that step.
final class DesignReader {
  private DesignReader() {}

  /// @param wanted which checkpoint of a run, `best`, `last` or a step
  /// @throws IOException in a sentence where there is nothing to edit
  static DesignSubject read(ShownRun source, String wanted, Progress progress) throws IOException {
    progress.report(-1, Texts.text("design.task.read", source.label()));
    if (!RunFolder.isRunFolder(source.folder())) {
      return ofCheckpoint(source, source.folder());
    }
    return ofRun(source, choice(wanted));
  }

  private static CheckpointChoice choice(String wanted) throws IOException {
    try {
      return CheckpointChoice.of(wanted.isBlank() ? CheckpointChoice.LAST : wanted);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static List<String> choices(RunFolder run) throws IOException {
    List<String> choices = new ArrayList<>(List.of(CheckpointChoice.LAST, CheckpointChoice.BEST));
    run.checkpoints().reversed().stream()
        .map(checkpoint -> Long.toString(checkpoint.step()))
        .forEach(choices::add);
    return choices;
  }

  private static DesignSubject ofCheckpoint(ShownRun source, Path path) throws IOException {
    Recognition.Network found = recognise(path, source.label());
    Discretisation rule = rule(found.family());
    return new DesignSubject(
        source,
        path,
        Optional.empty(),
        List.of(),
        DesignSubject.untouched(EditableNetwork.of(found, sampling(rule))),
        found.steps().stream().map(ImpliedSteps::values).toList(),
        rule,
        Optional.empty(),
        found.remarks());
  }

  private static DesignSubject ofRun(ShownRun source, CheckpointChoice choice) throws IOException {
    RunFolder run = RunFolder.open(source.folder());
    CheckpointChoice.Chosen chosen = choice.in(run);
    Checkpoint checkpoint = chosen.checkpoint();
    Recognition.Network found = recognise(checkpoint.path(), source.label());
    RunConfiguration configuration = run.configuration();
    Discretisation rule = configuration.model().discretisation();
    DynamicsFolder folder = new DynamicsFolder(source.folder());
    Optional<Long> measuredAt =
        folder.steps().stream().filter(step -> step <= checkpoint.step()).max(Long::compare);
    List<String> remarks = new ArrayList<>(chosen.remark().stream().toList());
    EditableNetwork network;
    List<double[]> steps;
    if (measuredAt.isPresent()) {
      DynamicsSnapshot snapshot = folder.read(measuredAt.get());
      network =
          EditableNetwork.of(found, MeasuredEnds.into(found.network(), snapshot), sampling(rule));
      steps = MeasuredEnds.steps(snapshot);
      remarks.add(Texts.text("design.remark.means", measuredAt.get()));
    } else {
      network = EditableNetwork.of(found, sampling(rule));
      steps = found.steps().stream().map(ImpliedSteps::values).toList();
      remarks.addAll(found.remarks());
    }
    return new DesignSubject(
        source,
        checkpoint.path(),
        Optional.of(checkpoint.step()),
        choices(run),
        DesignSubject.untouched(network),
        steps,
        rule,
        Optional.of(configuration.text()),
        remarks);
  }

  private static Recognition.Network recognise(Path path, String label) throws IOException {
    try (TensorSource source = CheckpointFiles.open(path)) {
      return switch (Recognisers.recognise(source)) {
        case Recognition.Network network -> network;
        case Recognition.AlongText along ->
            throw new IOException(Texts.text("design.alongText", label, along.family().label()));
        case Recognition.Unknown unknown ->
            throw new IOException(Texts.text("design.unknown", label, unknown.missed().getFirst()));
      };
    }
  }

  /// How a token samples a pole, as the family's meaning of a pole says.
  private static Discretisation rule(ModelFamily family) {
    return switch (family) {
      case S4, COMPANION_MAMBA, ROUTH_SCHWARZ -> Discretisation.BILINEAR;
      default -> Discretisation.ZOH;
    };
  }

  private static SamplingRule sampling(Discretisation rule) {
    return switch (rule) {
      case EULER, ZOH -> SamplingRule.EXPONENTIAL;
      case BILINEAR -> SamplingRule.BILINEAR;
    };
  }
}
