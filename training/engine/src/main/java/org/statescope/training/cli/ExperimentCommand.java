package org.statescope.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.statescope.training.experiment.ExperimentFolder;
import org.statescope.training.experiment.ExperimentKind;
import org.statescope.training.experiment.ExperimentOutcome;
import org.statescope.training.experiment.ExperimentPlan;
import org.statescope.training.experiment.ExperimentRunner;
import org.statescope.training.experiment.Machine;
import org.statescope.training.experiment.RunWorkers;
import org.statescope.training.experiment.Variant;
import org.statescope.training.experiment.evidence.ExperimentResults;
import org.statescope.training.experiment.report.ReportFolder;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunConfigurationBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `statescope experiment`: trains variants over seeds and writes a report.
@Command(
    name = "experiment",
    description = {
      "Trains variants of a model at equal tokens over several seeds, one process after the other,"
          + " and writes a report. The same command again goes on where it ended.",
      "The options of training hold for every run; --seed is the first of the seeds."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class,
    sortOptions = false)
final class ExperimentCommand implements Callable<Integer> {
  private final RunWorkers workers;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "EXPERIMENT", description = "s-mamba-vs-mamba or st-mamba2-vs-mamba2.")
  private String experiment = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "The experiment's folder: new, empty, or one to go on with.")
  private Path out = Path.of("");

  @Option(
      names = "--seeds",
      paramLabel = "COUNT",
      defaultValue = "3",
      description = "Seeds of each variant (default: ${DEFAULT-VALUE}); more can be added later.")
  private int seeds;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      defaultValue = "tiny",
      description = "Size of the presets: tiny, small or 130m (default: ${DEFAULT-VALUE}).")
  private String size = "";

  @Option(
      names = "--variants",
      paramLabel = "NAME",
      split = ",",
      description = "What to compare, the baseline among them (default: all that have a preset).")
  private @Nullable List<String> variants;

  @Mixin private LoopOptions loop = new LoopOptions();
  @Mixin private ModelOptions model = new ModelOptions();

  ExperimentCommand(RunWorkers workers) {
    this.workers = workers;
  }

  @Override
  public Integer call() throws IOException {
    ExperimentPlan plan = plan();
    // Every run has this text: what cannot be learned from leaves no folder behind.
    TrainingText.read(plan.baseline().configuration());
    ExperimentFolder folder =
        ExperimentFolder.openOrCreate(out, plan, BuildFacts.versions(), machine());
    try (FileChannel _ = folder.lock();
        Interruption interruption = Interruption.watch(Statescope.out(spec))) {
      ExperimentOutcome outcome = train(folder, plan, interruption);
      Path page = ReportFolder.write(folder.report(), ExperimentResults.read(folder));
      return tell(outcome, page, interruption);
    }
  }

  private ExperimentOutcome train(
      ExperimentFolder folder, ExperimentPlan plan, Interruption interruption) throws IOException {
    ExperimentProgress progress = new ExperimentProgress(Statescope.out(spec), plan.runs().size());
    ExperimentRunner runner = new ExperimentRunner(folder, plan, workers, progress);
    interruption.stops(runner::requestStop);
    try {
      return runner.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ExperimentOutcome.Stopped();
    }
  }

  private int tell(ExperimentOutcome outcome, Path page, Interruption interruption) {
    PrintWriter lines = Statescope.out(spec);
    lines.printf("Report %s%n", page);
    lines.flush();
    return switch (outcome) {
      case ExperimentOutcome.Complete _ -> ExitCode.OK;
      case ExperimentOutcome.Incomplete(List<String> runs) -> {
        spec.commandLine()
            .getErr()
            .printf(
                "%d runs are not finished: %s. The same command tries them again.%n",
                runs.size(), String.join(", ", runs));
        yield ExitCode.RUN_FAILED;
      }
      case ExperimentOutcome.Stopped _ -> {
        lines.println("Stopped with a checkpoint; the same command goes on.");
        lines.flush();
        yield interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
      }
    };
  }

  private ExperimentPlan plan() {
    ExperimentKind kind = ExperimentKind.ofLabel(experiment);
    if (seeds < 1) {
      throw new IllegalArgumentException(
          "The number of seeds is %d but must be at least 1.".formatted(seeds));
    }
    List<Variant> chosen = new ArrayList<>();
    for (String name : variants == null ? known(kind) : baselineFirst(kind, variants)) {
      chosen.add(new Variant(name, configuration(name)));
    }
    long first = chosen.getFirst().configuration().seed();
    return new ExperimentPlan(
        kind, size, chosen, LongStream.range(first, first + seeds).boxed().toList());
  }

  /// The usual variants that this version has at this size; those it has not are told.
  private List<String> known(ExperimentKind kind) {
    List<String> known = kind.knownVariants(size);
    List<String> missing = new ArrayList<>(kind.usualVariants());
    missing.removeAll(known);
    if (known.size() < 2) {
      throw new IllegalArgumentException(
          "There are not enough presets of size %s for %s (none of %s): choose from the presets %s."
              .formatted(
                  size,
                  kind.label(),
                  String.join(", ", missing),
                  String.join(", ", Presets.names())));
    }
    if (!missing.isEmpty()) {
      Statescope.out(spec)
          .printf("Left out, without a preset of size %s: %s.%n", size, String.join(", ", missing));
    }
    return known;
  }

  private static List<String> baselineFirst(ExperimentKind kind, List<String> names) {
    List<String> ordered = new ArrayList<>(names.stream().map(String::strip).toList());
    if (ordered.remove(kind.baseline())) {
      ordered.addFirst(kind.baseline());
    }
    return ordered;
  }

  private RunConfiguration configuration(String variant) {
    RunConfiguration start = Presets.get(ExperimentKind.presetOf(variant, size));
    RunConfigurationBuilder builder = start.toBuilder();
    loop.applyTo(builder, start);
    return builder.model(model.applyTo(start.model())).build();
  }

  private static Machine machine() {
    return new Machine(
        DeviceName.ofProcessor(),
        Runtime.getRuntime().availableProcessors(),
        Devices.threads(),
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")));
  }
}
