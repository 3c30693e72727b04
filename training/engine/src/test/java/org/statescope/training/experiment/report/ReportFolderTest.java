package org.statescope.training.experiment.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.experiment.SyntheticExperiment;
import org.statescope.training.experiment.evidence.ExperimentResults;
import org.xml.sax.SAXException;

class ReportFolderTest {
  private static final double SINGLE_PRECISION = 1e-5;
  private static final double[] BASELINE = {4.0, 4.2, 4.1};
  private static final double[] VARIANT = {3.7, 3.8, 3.75};

  @TempDir private Path folder;

  private static SyntheticExperiment complete(Path folder, double busyElsewhere)
      throws IOException {
    SyntheticExperiment experiment = new SyntheticExperiment(folder, BASELINE.length);
    for (int seed = 1; seed <= BASELINE.length; seed++) {
      experiment.finish(experiment.run("mamba", seed), BASELINE[seed - 1], 1000);
      experiment.finish(experiment.run("sc-mamba", seed), VARIANT[seed - 1], 1250);
      experiment.session(experiment.run("mamba", seed), busyElsewhere);
      experiment.session(experiment.run("sc-mamba", seed), busyElsewhere);
    }
    return experiment;
  }

  private static Path write(SyntheticExperiment experiment) throws IOException {
    Path report = experiment.folder().report();
    ReportFolder.write(report, ExperimentResults.read(experiment.folder()));
    return report;
  }

  private static double number(Path csv, String column, String... begin) throws IOException {
    return Double.parseDouble(ReportFiles.cell(csv, column, begin));
  }

  @Test
  void theTablesHoldWhatTheRunsMeasured() throws IOException, SAXException {
    Path report = write(complete(folder, 0));
    ReportFiles.assertSound(report);
    Path results = report.resolve("results.csv");
    assertEquals(4.1, number(results, "perplexity_mean", "mamba"), SINGLE_PRECISION);
    assertEquals(3.75, number(results, "perplexity_mean", "sc-mamba"), SINGLE_PRECISION);
    assertEquals(-0.35, number(results, "perplexity_difference_mean", "sc-mamba"), 1e-5);
    assertEquals(-20, number(results, "training_seconds_percent_mean", "sc-mamba"), 1e-5);
    assertEquals(0.25, number(results, "sign_test_p", "sc-mamba"), 1e-12);
    assertEquals("", ReportFiles.cell(results, "paired_t_test_p", "mamba"));
    assertEquals(3, ReportFiles.rows(results).size());
    assertTrue(number(results, "parameters_minus_baseline", "sc-mamba") < 0);
    List<List<String>> curves = ReportFiles.rows(report.resolve("curves.csv"));
    assertEquals(
        List.of("variant", "seed", "step", "tokens", "training_loss", "validation_loss"),
        curves.getFirst());
    assertEquals(1 + 6 * (SyntheticExperiment.STEPS + 1), curves.size());
    assertEquals(
        3.8,
        Math.exp(
            number(
                report.resolve("curves.csv"),
                "validation_loss",
                "sc-mamba",
                "2",
                Long.toString(SyntheticExperiment.STEPS))),
        SINGLE_PRECISION);
    for (List<String> row : curves) {
      assertEquals(6, row.size());
    }
  }

  @Test
  void thePageJudgesTheClaims() throws IOException {
    String page = Files.readString(write(complete(folder, 0)).resolve("report.html"));
    assertTrue(page.contains("class=\"held\">held"), "perplexity and parameters");
    assertTrue(page.contains("The machine was quiet"));
    assertTrue(page.contains("3 seeds say little"));
    assertTrue(page.contains("test &lt;&amp;&gt;"), "foreign text is escaped");
    assertTrue(page.contains("prefers-color-scheme:dark") && page.contains("@media print"));
    assertFalse(page.contains("http://") && page.contains("src="), "nothing is fetched");
  }

  @Test
  void timesOnASharedMachineDecideNothing() throws IOException {
    String page = Files.readString(write(complete(folder, 1.5)).resolve("report.html"));
    assertTrue(page.contains("The machine was shared"));
    assertTrue(page.contains("so these times compare nothing"));
    assertTrue(page.contains("class=\"undecided\">undecided"));
  }

  @Test
  void runsThatAreNotFinishedAreToldAndEnterNoComparison() throws IOException, SAXException {
    SyntheticExperiment experiment = new SyntheticExperiment(folder, 3);
    for (int seed = 1; seed <= 2; seed++) {
      experiment.finish(experiment.run("mamba", seed), 4, 1000);
      experiment.finish(experiment.run("sc-mamba", seed), 3.9 + 0.01 * seed, 1000);
    }
    experiment.finish(experiment.run("mamba", 3), 400, 1000);
    experiment.fail(experiment.run("sc-mamba", 3), "the loss is NotANumber, \"so\" it ended");
    Path report = write(experiment);
    ReportFiles.assertSound(report);
    Path results = report.resolve("results.csv");
    assertEquals("2", ReportFiles.cell(results, "seeds_finished", "sc-mamba"));
    assertEquals(-0.085, number(results, "perplexity_difference_mean", "sc-mamba"), 1e-5);
    String page = Files.readString(report.resolve("report.html"));
    assertTrue(page.contains("5 of 6 runs finished"));
    assertTrue(page.contains("the loss is NotANumber, &quot;so&quot; it ended"));
    assertTrue(Files.readString(report.resolve("runs.csv")).contains("\"\"so\"\" it ended\""));
  }

  @Test
  void anExperimentWithoutAFinishedRunStillHasASoundReport() throws IOException, SAXException {
    Path report = write(new SyntheticExperiment(folder, 1));
    parsedTablesOnly(report);
    String page = Files.readString(report.resolve("report.html"));
    assertTrue(page.contains("0 of 2 runs finished"));
    assertTrue(page.contains("No pair of runs is finished."));
  }

  private static void parsedTablesOnly(Path report) throws IOException, SAXException {
    ReportFiles.assertSound(report);
    try (var figures = Files.list(report.resolve("figures"))) {
      assertEquals(0, figures.count());
    }
  }

  @Test
  void polesBeforeAndAfterAreTabledAndDrawn() throws IOException, SAXException {
    SyntheticExperiment experiment = complete(folder, 0);
    experiment.poles(
        experiment.run("sc-mamba", 1),
        new double[] {-0.5, 0.25, -0.5, -0.25},
        new double[] {0.125, 1, 0.125, -1});
    experiment.poles(
        experiment.run("mamba", 1), new double[] {-1, 0, -16, 0}, new double[] {-1.5, 0, -20, 0});
    Path report = write(experiment);
    ReportFiles.assertSound(report);
    assertEquals(
        List.of(
            List.of("variant", "seed", "step", "layer", "system", "state", "real", "imaginary"),
            List.of("mamba", "1", "0", "0", "0", "0", "-1.0", "0.0"),
            List.of("mamba", "1", "0", "0", "0", "1", "-16.0", "0.0")),
        ReportFiles.rows(report.resolve("poles.csv")).subList(0, 3));
    assertEquals(9, ReportFiles.rows(report.resolve("poles.csv")).size());
    String page = Files.readString(report.resolve("report.html"));
    assertTrue(page.contains("0 → 2"), "two poles became unstable");
    assertTrue(Files.exists(report.resolve("figures/poles-sc-mamba.svg")));
    assertTrue(Files.exists(report.resolve("figures/poles-mamba.svg")));
  }

  @Test
  void theConstraintMeterIsShownWhereARunLogsIt() throws IOException, SAXException {
    SyntheticExperiment experiment = complete(folder, 0);
    Path report = write(experiment);
    assertTrue(Files.readString(report.resolve("report.html")).contains("not logged"));
    assertFalse(Files.exists(report.resolve("figures/constraint-meter.svg")));
    for (int seed = 1; seed <= BASELINE.length; seed++) {
      experiment.changeEntries(experiment.run("sc-mamba", seed), seed);
    }
    write(experiment);
    ReportFiles.assertSound(report);
    assertTrue(Files.exists(report.resolve("figures/constraint-meter.svg")));
    assertEquals(
        2.0 * SyntheticExperiment.STEPS,
        number(report.resolve("runs.csv"), "entries_changed_by_constraint", "sc-mamba", "2"));
    assertEquals(
        "",
        ReportFiles.cell(
            report.resolve("runs.csv"), "entries_changed_by_constraint", "mamba", "2"));
  }
}
