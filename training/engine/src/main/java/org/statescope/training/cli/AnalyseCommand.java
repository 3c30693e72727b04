package org.statescope.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.statescope.analysis.file.SystemFile;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.report.ReportGrid;
import org.statescope.analysis.report.ReportJson;
import org.statescope.analysis.report.SystemReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `statescope analyse`: what is known of one linear system.
@Command(
    name = "analyse",
    description = "Says how controllable, observable and stable a linear system is.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class)
final class AnalyseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      description =
          "A .json, .npz or MATLAB .mat file with A, B, C and, if any, D and dt (Ts in MATLAB), or"
              + " a folder with A.csv, B.csv and so on. dt is the sample period; without it time is"
              + " continuous.")
  private Path file = Path.of("system.json");

  @Option(
      names = "--json",
      description =
          "Prints JSON with the field names of the reference files instead. Responses, Gramians and"
              + " reduced systems are sampled where FILE, if it is such a report, samples them.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    StateSpace system = SystemFile.read(file);
    SystemReport report = SystemReport.of(name(file), system);
    PrintWriter out = Statescope.out(spec);
    if (json) {
      boolean isJson = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
      // A report that is analysed again is sampled where it was.
      ReportGrid grid = isJson ? ReportGrid.of(system, file) : ReportGrid.of(system);
      out.println(ReportJson.of(report, grid));
      out.flush();
    } else {
      new AnalysisText(out).print(report);
    }
    return ExitCode.OK;
  }

  private static String name(Path file) {
    String name = String.valueOf(file.toAbsolutePath().normalize().getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
