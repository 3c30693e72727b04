package org.statescope.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.statescope.analysis.checkpoint.inspect.Inspection;
import org.statescope.analysis.checkpoint.inspect.InspectionJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `statescope inspect`: which model a checkpoint holds, its poles and the census of its systems.
@Command(
    name = "inspect",
    description =
        "Says which state-space model a checkpoint holds, where its poles are and how many of its"
            + " systems are stable, controllable and observable.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class)
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE_OR_FOLDER",
      description =
          "A .safetensors, .bin, .pt, .pth or .gguf file, the index of a sharded model, a folder"
              + " with one of these, or a run folder (its latest checkpoint).")
  private Path path = Path.of("model.safetensors");

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  @Option(
      names = "--poles",
      description = "Stops at the poles; the census of a large model takes longer.")
  private boolean polesOnly;

  @Option(
      names = "--every-system",
      description =
          "Asks every system in the census; of large ones without closed forms (S4, companion forms"
              + " of each channel) an even share is asked otherwise.")
  private boolean everySystem;

  @Override
  public Integer call() throws IOException {
    Inspection inspection = Inspection.of(path);
    if (!polesOnly) {
      int threads = Runtime.getRuntime().availableProcessors();
      inspection =
          everySystem ? inspection.withWholeCensus(threads) : inspection.withCensus(threads);
    }
    PrintWriter out = Statescope.out(spec);
    if (json) {
      out.println(InspectionJson.of(inspection));
      out.flush();
    } else {
      new InspectionText(out).print(inspection);
    }
    return ExitCode.OK;
  }
}
